"""An installation is made once, on purpose, and says what is missing."""

import shutil
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Run
from tests.repository import ROOT
from woningscan import __version__
from woningscan.cli import demo_data

VISIT = demo_data.VISITS / "closed.json"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_version_is_the_result(run: Run) -> None:
    assert run("version").result == f"{__version__}\n"


def test_keys_and_database_are_made_apart(run: Run, folder: Path) -> None:
    outcome = run("init")
    assert (outcome.code, outcome.result) == (0, "")
    assert (folder / "data" / "woningscan.sqlite").exists()
    assert {path.name for path in (folder / "data-keys").iterdir()} >= {"root.key"}
    assert run("database", "check").code == 0


def test_what_is_made_is_for_this_user_alone_even_in_an_open_folder(run: Run, folder: Path) -> None:
    for name in ("data", "data-keys"):
        (folder / name).mkdir()
        (folder / name).chmod(0o755)
    assert run("init").code == 0
    made = [path for path in folder.rglob("*") if path.is_file()]
    assert {"woningscan.sqlite", "keystore.sqlite", "root.key"} <= {path.name for path in made}
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []


def test_an_older_key_store_than_the_database_keeps_it_locked(run: Run, folder: Path) -> None:
    run("init")
    key_store = folder / "data-keys" / "keystore.sqlite"
    older = key_store.read_bytes()
    assert run("visit", "import", VISIT).code == 0
    assert run("database", "check").code == 0
    newer = key_store.read_bytes()
    key_store.write_bytes(older)
    before = files(folder)
    for command in (("database", "check"), ("visit", "import", VISIT)):
        outcome = run(*command)
        assert outcome.code == 2
        assert "put its newest backup back" in outcome.messages
    assert files(folder) == before
    key_store.write_bytes(newer)
    assert run("database", "check").code == 0


def test_making_it_twice_is_refused_or_left_alone(run: Run, folder: Path) -> None:
    run("init")
    before = files(folder)
    assert run("init").code == 2
    assert run("init", "--if-needed").code == 0
    assert files(folder) == before


@pytest.mark.parametrize("lost", ["data", "data-keys"])
def test_one_half_is_never_made_anew(run: Run, folder: Path, lost: str) -> None:
    run("init")
    shutil.rmtree(folder / lost)
    before = files(folder)
    for command in (("init",), ("init", "--if-needed"), ("database", "check")):
        outcome = run(*command)
        assert outcome.code == 2
        assert "put" in outcome.messages
    assert files(folder) == before


def test_nothing_is_made_by_asking(run: Run, folder: Path) -> None:
    for command in (
        ("database", "check"),
        ("account", "disable", "a"),
        ("demo", "code", "adviser"),
    ):
        assert run(*command).code == 2
    assert not any(path.name != "data" for path in folder.iterdir())


def test_a_setting_that_is_misspelt_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WONINGSCAN_DATADIR", "elsewhere")
    outcome = run("init")
    assert outcome.code == 2
    assert "WONINGSCAN_DATADIR" in outcome.messages


def test_keys_inside_the_data_are_refused(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WONINGSCAN_KEY_DIR", str(folder / "data" / "keys"))
    assert run("init").code == 2
    assert not (folder / "data").exists()


def test_an_account_is_shown_once(run: Run) -> None:
    run("init")
    made = run("account", "add", "jansen", "--role", "adviser")
    password, otpauth = made.result.splitlines()
    assert len(password) >= 20
    assert otpauth.startswith("otpauth://totp/woningscan:jansen?")
    assert run("account", "add", "jansen", "--role", "adviser").code == 2
    again = run("account", "reset", "jansen").result.splitlines()
    assert again[0] != password
    assert again[1] != otpauth
    assert run("account", "disable", "jansen").code == 0
    assert run("account", "disable", "niemand").code == 2


@pytest.mark.parametrize("name", ["", "Jansen", "j s", "-j", "j" * 41, "../j", "jänsen"])
def test_a_name_that_cannot_be_is_refused(run: Run, name: str) -> None:
    run("init")
    assert run("account", "add", "--role=adviser", "--", name).code == 2


def test_every_command_is_described(every_command: list[str]) -> None:
    described = (ROOT / "docs" / "command-line.md").read_text()
    assert [command for command in every_command if f"`{command}" not in described] == []


def test_bad_use_ends_with_two(run: Run, folder: Path) -> None:
    for command in (
        (),
        ("bestaat-niet",),
        ("account", "add", "x", "--role", "king"),
        ("serve", "--port", "70000"),
        ("serve", "--port", "-1"),
        ("serve", "--certificate", "only-half.pem"),
    ):
        outcome = run(*command)
        assert outcome.code == 2, command
        assert outcome.messages
        assert list(folder.iterdir()) == []
