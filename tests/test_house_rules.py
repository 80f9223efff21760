"""The rules of the house, over all that is committed; and each rule shown to find its offence."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import house_rules
from tests.house_rules import RULES, Rule
from tests.repository import ROOT, committed_files, text_of

SETTING = re.compile(r"\bWONINGSCAN_[A-Z0-9_]*[A-Z0-9]\b")
A_HASH = f"    --hash=sha256:{'0' * 64}\n"


def listed(offences: list[str]) -> str:
    return "\n".join(["", *offences])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_nothing_committed_offends(rule: Rule) -> None:
    offences = [offence for path in committed_files() for offence in rule(path, text_of(path))]
    assert not offences, listed(offences)


OFFENCES = [
    (house_rules.file_length, "static/js/store.js", "\n" * 301),
    (house_rules.file_length, "tests/test_long.py", "\n" * 401),
    (house_rules.function_length, "woningscan/a.py", "def f():\n" + "    g()\n" * 40),
    (house_rules.module_name, "woningscan/web/utils.py", ""),
    (house_rules.module_name, "woningscan/common/names.py", ""),
    (house_rules.import_in_function, "woningscan/a.py", "def f():\n    import os\n"),
    (house_rules.domain_import, "woningscan/domain/a.py", "import flask\n"),
    (house_rules.domain_import, "woningscan/domain/a.py", "from woningscan.config import b\n"),
    (house_rules.domain_import, "woningscan/domain/a.py", "from ..config import b\n"),
    (house_rules.machine_path, "README.md", "see " + "/home" + "/adviser/woningscan"),
    (house_rules.machine_path, "Makefile", "X = " + "/opt" + "/wheels"),
    (house_rules.registry_address, "a.txt", "pypi." + "org"),
    (house_rules.registry_address, "package-lock.json", '{"resol' + 'ved": "x"}'),
    (house_rules.unfinished, "woningscan/a.py", "# TO" + "DO: mend"),
    (house_rules.lock_without_hashes, "a.lock", "flask==3.1.3\n"),
    (house_rules.lock_without_hashes, "a.lock", "flask>=3.1.3 \\\n" + A_HASH),
    (house_rules.lock_without_hashes, "a.lock", "-i x\nflask==3.1.3 \\\n" + A_HASH),
    (house_rules.lock_without_hashes, "a.lock", "flask @ file:flask.whl \\\n" + A_HASH),
    (house_rules.restricted_font, "static/fonts/ROsanswebtext-regular.woff2", ""),
    (house_rules.restricted_font, "static/fonts/RijksSans.woff2", ""),
    (house_rules.restricted_font, "static/css/a.css", "a { font: 1em RijksSansText, serif }"),
]


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    OFFENCES,
    ids=[f"{rule.__name__}-{path}-{number}" for number, (rule, path, _) in enumerate(OFFENCES)],
)
def test_each_rule_finds_its_offence(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Path(path), text))


INNOCENT = [
    (house_rules.file_length, "woningscan/a.py", "\n" * 300),
    (house_rules.file_length, "static/vendor/long.css", "\n" * 3000),
    (house_rules.function_length, "woningscan/a.py", "def f():\n" + "    g()\n" * 39),
    (house_rules.domain_import, "woningscan/domain/a.py", "import re\nfrom . import b\n"),
    (house_rules.domain_import, "woningscan/domain/a.py", "from woningscan.domain.b import c\n"),
    (house_rules.machine_path, "docs/operations.md", "put it in /srv" + "/woningscan"),
    (house_rules.machine_path, "woningscan/web/a.py", '"/visits/work/7"'),
    (
        house_rules.lock_without_hashes,
        "a.lock",
        "# top\nflask==3.1.3 \\\n" + A_HASH + "    # via x\n",
    ),
    (house_rules.restricted_font, "static/css/a.css", "a { font-family: 'Source Sans 3' }"),
]


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    INNOCENT,
    ids=[f"{rule.__name__}-{path}-{number}" for number, (rule, path, _) in enumerate(INNOCENT)],
)
def test_no_rule_finds_more_than_it_should(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(Path(path), text))


def test_every_rule_has_an_example() -> None:
    assert {rule for rule, _, _ in OFFENCES} == set(RULES)


def settings_in(path: Path, text: str) -> set[str]:
    """Give the settings that a module names: in full, or in config.py without the prefix."""
    short = re.findall(r'"([A-Z][A-Z0-9_]*[A-Z0-9])"', text) if path.name == "config.py" else []
    return {f"WONINGSCAN_{name}" for name in short} | set(SETTING.findall(text))


def test_every_setting_is_in_the_manual() -> None:
    code = [path for path in committed_files() if path.parts[0] == "woningscan"]
    settings = {name for path in code for name in settings_in(path, text_of(path))}
    manual = Path("docs/operations.md")
    missing = sorted(settings - set(SETTING.findall(text_of(manual))))
    assert not missing, listed([f"{manual} does not name {name}" for name in missing])


def test_a_setting_is_found_with_and_without_its_prefix() -> None:
    assert settings_in(Path("woningscan/a.py"), 'KEY = "WONINGSCAN_KEK"') == {"WONINGSCAN_KEK"}
    assert settings_in(Path("woningscan/config.py"), 'read("KEY_DIR")') == {"WONINGSCAN_KEY_DIR"}


def vendor_offences(folder: Path, packages: list[Mapping[str, object]]) -> list[str]:
    """Compare a vendor folder with its register: VENDOR.toml, a [[package]] for each source."""
    offences = []
    registered = {"VENDOR.toml"}
    for package in packages:
        name = package.get("name", "a package without a name")
        missing = {"name", "version", "licence", "source", "files"} - package.keys()
        offences += [f"{folder}: {name} has no {key}" for key in sorted(missing)]
        files = package.get("files", {})
        assert isinstance(files, dict)
        registered |= files.keys()
        offences += [
            f"{folder / file}: not the registered bytes"
            for file, expected in files.items()
            if not (folder / file).is_file() or _sum(folder / file) != expected
        ]
    present = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return offences + [f"{folder / file}: not registered" for file in sorted(present - registered)]


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_others_wrote_is_registered_and_unchanged() -> None:
    registers = [path for path in committed_files() if path.name == "VENDOR.toml"]
    offences = [
        offence
        for path in registers
        for offence in vendor_offences(
            (ROOT / path).parent, tomllib.loads(text_of(path)).get("package", [])
        )
    ]
    unregistered = {
        str(path)
        for path in committed_files()
        if "vendor" in path.parts and not any(path.is_relative_to(r.parent) for r in registers)
    }
    offences += [f"{path}: no VENDOR.toml beside it" for path in sorted(unregistered)]
    assert not offences, listed(offences)


def test_a_changed_vendored_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "button.css").write_text("a {}")
    (tmp_path / "stray.css").touch()
    entry = {"name": "button", "version": "1", "licence": "EUPL-1.2", "source": "npm"}
    files = {"button.css": _sum(tmp_path / "button.css")}
    assert len(vendor_offences(tmp_path, [entry | {"files": files}])) == 1
    (tmp_path / "stray.css").unlink()
    assert vendor_offences(tmp_path, [entry | {"files": files}]) == []
    (tmp_path / "button.css").write_text("b {}")
    assert len(vendor_offences(tmp_path, [entry | {"files": files}])) == 1
    assert len(vendor_offences(tmp_path, [{"name": "button", "files": files}])) == 4
