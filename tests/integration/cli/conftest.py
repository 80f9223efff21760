"""The command line, run in this process, over settings of a folder that is the test's own.

Each command would read the shipped questionnaires anew, which takes longer than all else that it
does; nothing changes them, so they are read once.
"""

import argparse
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from woningscan.cli import main
from woningscan.cli.main import command_line
from woningscan.content.library import SHIPPED
from woningscan.content.loader import load
from woningscan.domain.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command gave."""

    code: int
    result: str
    messages: str


Run = Callable[..., Outcome]


@cache
def _shipped(folder: Path, required_phrases: frozenset[str]) -> Questionnaire:
    return load(folder, required_phrases)


def _loaded(folder: Path, required_phrases: Iterable[str] = ()) -> Questionnaire:
    read = _shipped if folder.is_relative_to(SHIPPED) else load
    return read(folder, frozenset(required_phrases))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder, with no settings but where the data goes."""
    for name in [name for name in os.environ if name.startswith("WONINGSCAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("WONINGSCAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr("woningscan.content.library.load", _loaded)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command and give its exit code, its result and its messages."""

    def run_command(*arguments: str | Path) -> Outcome:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    return run_command


def commands(parser: argparse.ArgumentParser, said: str = "woningscan") -> Iterator[str]:
    """Give every command as one types it."""
    groups = [
        action.choices
        for action in parser._actions  # noqa: SLF001  # argparse tells it in no other way
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
    ]
    if parser.get_default("run"):
        yield said
    for group in groups:
        for name, below in group.items():
            yield from commands(below, f"{said} {name}")


@pytest.fixture
def every_command() -> list[str]:
    """Give every command there is."""
    return list(commands(command_line()))
