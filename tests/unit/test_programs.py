import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
EACH = pytest.mark.parametrize(
    ("fixture", "package"), [("node_path", "nodejs"), ("pdftotext", "poppler-utils")]
)
"""Programs that are looked for by their name alone."""


def run_without_programs(
    folder: Path, fixture: str, **extra: str
) -> subprocess.CompletedProcess[str]:
    """Run a test that asks for a program where none is to be found."""
    asks = f"def test_asks({fixture}): assert {fixture}\n"
    (folder / "test_asks.py").write_text(asks)
    (folder / "pytest.ini").write_text(f"[pytest]\npythonpath = {CHECKOUT}\n")
    (folder / "conftest.py").write_text('pytest_plugins = ["tests.programs"]\n')
    environment = {key: value for key, value in os.environ.items() if key != "CI"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider"],
        cwd=folder,
        env=environment | {"PATH": ""} | extra,
        capture_output=True,
        text=True,
        check=False,
    )


@EACH
def test_a_missing_program_skips_the_test_and_says_what_to_install(
    tmp_path: Path, fixture: str, package: str
) -> None:
    result = run_without_programs(tmp_path, fixture)
    assert result.returncode == 0
    assert "1 skipped" in result.stdout
    assert f"apt-get install {package}" in result.stdout


@EACH
def test_in_ci_a_missing_program_fails_the_test(tmp_path: Path, fixture: str, package: str) -> None:
    result = run_without_programs(tmp_path, fixture, CI="true")
    assert result.returncode == 1
    assert f"apt-get install {package}" in result.stdout


def test_a_test_that_needs_a_program_is_marked_after_it(
    request: pytest.FixtureRequest, node_path: Path
) -> None:
    assert node_path.exists()
    assert request.node.get_closest_marker("node")
