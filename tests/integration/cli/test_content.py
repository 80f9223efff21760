"""Content from the command line: freezing a version."""

import shutil
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Run
from woningscan.cli import content_freeze
from woningscan.content.freezing import FROZEN_LIST
from woningscan.content.library import SHIPPED

V1 = SHIPPED / "woningscan" / "v1"


@pytest.fixture
def library(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the questionnaire that comes with the application, as if it came with it."""
    shutil.copytree(V1, folder / "library" / "woningscan" / "v1")
    monkeypatch.setattr(content_freeze, "SHIPPED", folder / "library")
    return folder / "library"


def test_a_version_is_frozen_and_then_may_not_change(run: Run, library: Path) -> None:
    v1 = library / "woningscan" / "v1"
    printed = run("content", "freeze", "woningscan/1")
    assert (printed.code, printed.result.startswith('"woningscan/1" = "')) == (0, True)
    assert not (library / FROZEN_LIST).exists()
    assert run("content", "freeze", "woningscan/1", "--write").result == printed.result
    assert (library / FROZEN_LIST).read_text() == printed.result
    assert "already" in run("content", "freeze", "woningscan/1", "--write").messages
    assert run("content", "check", v1).code == 0
    facts = v1 / "facts.yaml"
    facts.write_bytes(facts.read_bytes() + b"\n")
    checked = run("content", "check", v1)
    assert checked.code == 1
    assert checked.result.startswith("frozen.toml:1: woningscan/1: ")
    assert run("content", "freeze", "woningscan/1", "--write").code == 2
    assert (library / FROZEN_LIST).read_text() == printed.result


@pytest.mark.parametrize("name", ["woningscan/99", "woningscan", "../woningscan/1"])
def test_only_a_version_that_there_is_is_frozen(run: Run, library: Path, name: str) -> None:
    outcome = run("content", "freeze", name, "--write")
    assert (outcome.code, outcome.result) == (2, "")
    assert not (library / FROZEN_LIST).exists()


def test_a_version_with_faults_is_not_frozen(run: Run, library: Path) -> None:
    (library / "woningscan" / "v1" / "facts.yaml").write_text("facts: [\n")
    outcome = run("content", "freeze", "woningscan/1", "--write")
    assert outcome.code == 2
    assert "facts.yaml:2: this is not YAML" in outcome.messages
    assert not (library / FROZEN_LIST).exists()


def test_the_check_says_what_is_not_plain_language(run: Run, library: Path) -> None:
    v1 = library / "woningscan" / "v1"
    phrases = v1 / "phrases.yaml"
    text = phrases.read_text()
    assert run("content", "check", v1).code == 0
    phrases.write_text(text.replace("Wat al goed is", "Wat je al goed doet"))
    checked = run("content", "check", v1)
    assert checked.code == 1
    assert "phrases.heading-good.nl: “je” is not the polite form; write u\n" in checked.result
