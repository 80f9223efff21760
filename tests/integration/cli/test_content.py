"""Content from the command line, for domain experts: printing, comparing and freezing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Run
from woningscan.cli import content_freeze
from woningscan.cli.main import CUT_OFF
from woningscan.content.freezing import FROZEN_LIST
from woningscan.content.library import SHIPPED

V1 = SHIPPED / "woningscan" / "v1"
SMALLEST = "baseline/1"
"""What comes with the application and is read soonest."""


@pytest.fixture
def library(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of a questionnaire that comes with the application, as if it came with it."""
    shutil.copytree(SHIPPED / "baseline" / "v1", folder / "library" / "baseline" / "v1")
    monkeypatch.setattr(content_freeze, "SHIPPED", folder / "library")
    return folder / "library"


def test_a_version_is_frozen_and_then_may_not_change(run: Run, library: Path) -> None:
    v1 = library / "baseline" / "v1"
    printed = run("content", "freeze", SMALLEST)
    assert (printed.code, printed.result.startswith('"baseline/1" = "')) == (0, True)
    assert not (library / FROZEN_LIST).exists()
    assert run("content", "freeze", SMALLEST, "--write").result == printed.result
    assert (library / FROZEN_LIST).read_text() == printed.result
    assert "already" in run("content", "freeze", SMALLEST, "--write").messages
    assert run("content", "check", v1).code == 0
    facts = v1 / "facts.yaml"
    facts.write_bytes(facts.read_bytes() + b"\n")
    checked = run("content", "check", v1)
    assert checked.code == 1
    assert checked.result.startswith("frozen.toml:1: baseline/1: ")
    assert run("content", "freeze", SMALLEST, "--write").code == 2
    assert (library / FROZEN_LIST).read_text() == printed.result


@pytest.mark.parametrize("name", ["baseline/99", "baseline", "../baseline/1"])
def test_only_a_version_that_there_is_is_frozen(run: Run, library: Path, name: str) -> None:
    outcome = run("content", "freeze", name, "--write")
    assert (outcome.code, outcome.result) == (2, "")
    assert not (library / FROZEN_LIST).exists()


def test_a_version_with_faults_is_not_frozen(run: Run, library: Path) -> None:
    (library / "baseline" / "v1" / "facts.yaml").write_text("facts: [\n")
    outcome = run("content", "freeze", SMALLEST, "--write")
    assert outcome.code == 2
    assert "facts.yaml:2: this is not YAML" in outcome.messages
    assert not (library / FROZEN_LIST).exists()


def test_the_check_says_what_is_not_plain_language(run: Run, library: Path) -> None:
    v1 = library / "baseline" / "v1"
    phrases = v1 / "phrases.yaml"
    text = phrases.read_text()
    assert run("content", "check", v1).code == 0
    phrases.write_text(text.replace("Wat al goed is", "Wat je al goed doet"))
    checked = run("content", "check", v1)
    assert checked.code == 1
    assert "phrases.heading-good.nl: “je” is not the polite form; write u\n" in checked.result


@pytest.mark.parametrize(
    ("language", "title"), [("nl", "<h1>Woningscan</h1>"), ("en", "<h1>Home security scan</h1>")]
)
def test_a_questionnaire_is_printed_as_a_page(
    run: Run, folder: Path, language: str, title: str
) -> None:
    printed = run("content", "print", "--language", language)
    assert printed.code == 0
    assert printed.result.startswith("<!doctype html>")
    assert title in printed.result
    written = run("content", "print", "--language", language, "--output", "out.html")
    assert (written.code, written.result) == (0, "")
    assert (folder / "out.html").read_text(encoding="utf-8") == printed.result
    of_a_folder = ("--language", language, "--questionnaire", V1)
    assert run("content", "print", *of_a_folder).result == printed.result


@pytest.mark.parametrize(
    "change",
    [
        ("--language", "fr"),
        ("--questionnaire", "woningscan/99"),
        ("--output", "no/folder/out.html"),
        ("--output", "."),
    ],
)
def test_what_cannot_be_printed_is_said(run: Run, folder: Path, change: tuple[str, ...]) -> None:
    outcome = run("content", "print", "--language", "nl", "--output", "out.html", *change)
    assert (outcome.code, outcome.result) == (2, "")
    assert outcome.messages
    assert list(folder.iterdir()) == []


def test_versions_are_compared_by_name_or_folder(run: Run, folder: Path) -> None:
    same = run("content", "diff", SMALLEST, SMALLEST)
    assert (same.code, same.result) == (0, "")
    shutil.copytree(SHIPPED / "baseline" / "v1", folder / "draft")
    assert run("content", "diff", SMALLEST, folder / "draft").code == 0
    facts = folder / "draft" / "facts.yaml"
    text = facts.read_text().replace("Europees Nederland", "Europees deel van Nederland", 1)
    facts.write_text(text)
    other = run("content", "diff", SMALLEST, "draft")
    assert other.code == 1
    assert "      - Europees Nederland\n      + Europees deel van Nederland\n" in other.result
    assert "New item:\n  none\n" in other.result


@pytest.mark.parametrize("name", ["baseline/99", "nowhere", "a" * 300, "faulty", "file"])
def test_what_cannot_be_compared_is_said(run: Run, folder: Path, name: str) -> None:
    (folder / "faulty").mkdir()
    (folder / "file").write_text("")
    for pair in ((name, SMALLEST), (SMALLEST, name)):
        outcome = run("content", "diff", *pair)
        assert (outcome.code, outcome.result) == (2, "")
        assert outcome.messages.startswith(name)


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = [sys.executable, "-c", "from woningscan.cli.main import main; exit(main())"]
    with subprocess.Popen(
        [*command, "content", "export", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as export:
        assert export.stdout is not None
        assert export.stderr is not None
        export.stdout.read(1)
        export.stdout.close()
        assert export.stderr.read() == b""
    assert export.returncode == CUT_OFF


@pytest.mark.parametrize("name", ["x" * 300, "nowhere"])
def test_a_name_that_no_folder_has_is_said(run: Run, name: str) -> None:
    for command in (["check", name], ["import", "texts.xlsx", "--folder", name]):
        outcome = run("content", *command)
        assert (outcome.code, outcome.result) == (2, "")
        assert "no folder" in outcome.messages
