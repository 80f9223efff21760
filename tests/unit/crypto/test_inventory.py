import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[3] / "woningscan"
CRYPTOGRAPHIC = {"cryptography", "hashlib", "hmac", "secrets"}

# Modules outside crypto that may use one of these, each with what for.
ALLOWED = {
    ("web/static_files.py", "hashlib"): "the sums in the addresses of static files",
    ("content/freezing.py", "hashlib"): "the sums of frozen questionnaires",
    ("content/sheets/layout.py", "hashlib"): "the sum of the texts that a workbook was made from",
}


def imported(source: str) -> Iterator[str]:
    """Yield the top-level package of every absolute import."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def uses(folder: Path) -> set[tuple[str, str]]:
    return {
        (path.relative_to(folder).as_posix(), name)
        for path in folder.rglob("*.py")
        for name in CRYPTOGRAPHIC & set(imported(path.read_text("utf-8")))
    }


def test_cryptography_is_done_in_one_package() -> None:
    outside = {use for use in uses(PACKAGE) if not use[0].startswith("crypto/")}
    assert outside <= set(ALLOWED)


def test_the_inventory_of_what_does_cryptography() -> None:
    assert {path for path, name in uses(PACKAGE) if name == "cryptography"} == {
        "crypto/blind_index.py",
        "crypto/certificates.py",
        "crypto/chain.py",
        "crypto/derivation.py",
        "crypto/envelope.py",
        "crypto/passwords.py",
        "crypto/subjects.py",
        "crypto/totp.py",
        "crypto/wrapping.py",
    }


@pytest.mark.parametrize(
    "source",
    [
        "import hashlib",
        "from hmac import new",
        "import os, secrets as s",
        "def f():\n    from cryptography.hazmat.primitives import hashes",
    ],
)
def test_an_import_elsewhere_would_be_seen(tmp_path: Path, source: str) -> None:
    (tmp_path / "web.py").write_text(source)
    assert [path for path, _ in uses(tmp_path)] == ["web.py"]
