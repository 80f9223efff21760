"""Guessing passwords by thousands, a hundred at once, from as many addresses as one likes."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text

from tests.installations import Installation
from tests.signing_in import browser, sign_in
from woningscan.crypto.passwords import PasswordHasher, Verdict
from woningscan.services.authentication import signing_in
from woningscan.services.authentication.browsers import Browser
from woningscan.services.authentication.limits import MOST_OF_A_NAME
from woningscan.services.authentication.sign_in_queue import SignInQueue
from woningscan.services.errors import SignInRefusedError, TooManyTriesError

AT_ONCE = 100
CONNECTIONS = 16
"""So many of one process to PostgreSQL are used without waiting."""
MANY = [500, pytest.param(10_000, marks=pytest.mark.long)]
MOST_CHECKED = 10


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tell which passwords are held against the hash of an account; all may try at once."""
    seen: list[str] = []
    verify = PasswordHasher.verify

    def noted(hasher: PasswordHasher, password: str, stored: str) -> Verdict:
        seen.append(password)
        return verify(hasher, password, stored)

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    for queue in ("QUEUE", "OWN_QUEUE"):
        monkeypatch.setattr(signing_in, queue, SignInQueue(most=2 * AT_ONCE, at_once=AT_ONCE))
    return seen


def guess(installation: Installation, within: Browser, number: int) -> bool:
    """Guess a password once; tell whether it was checked."""
    try:
        sign_in(installation, password=f"a guess of number {number}", code="000000", within=within)
    except TooManyTriesError:
        return False
    except SignInRefusedError:
        return True
    raise AssertionError("a guess let somebody in")


def all_at_once(guesses: Sequence[Callable[[], bool]], at_once: int = AT_ONCE) -> int:
    """Guess many at a time; give how many were checked."""
    with ThreadPoolExecutor(at_once) as threads:
        return sum(threads.map(lambda one: one(), guesses))


def from_everywhere(installation: Installation, number: int) -> Callable[[], bool]:
    """Give a guess from an address that nobody guessed from before."""
    address = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"
    return lambda: guess(installation, browser("s", address), number)


@pytest.mark.parametrize("several", MANY)
def test_of_thousands_of_guesses_a_few_are_checked(
    on_sqlite: Installation, checked: list[str], several: int
) -> None:
    assert all_at_once([from_everywhere(on_sqlite, n) for n in range(several)]) == MOST_OF_A_NAME
    assert len(checked) == MOST_OF_A_NAME


@pytest.mark.parametrize("several", [200, pytest.param(10_000, marks=pytest.mark.long)])
def test_the_same_on_postgresql(
    on_postgresql: Installation, checked: list[str], several: int
) -> None:
    guesses = [from_everywhere(on_postgresql, number) for number in range(several)]
    assert all_at_once(guesses, CONNECTIONS) == MOST_OF_A_NAME
    assert len(checked) == MOST_OF_A_NAME


def test_strangers_and_stolen_tablets_together_have_ten(
    on_sqlite: Installation, checked: list[str]
) -> None:
    stolen = [browser("o"), browser("p"), browser("q")]
    for each in stolen:
        sign_in(on_sqlite, within=each)
        on_sqlite.moments.pass_by(timedelta(minutes=1))
    checked.clear()
    guesses = [from_everywhere(on_sqlite, number) for number in range(AT_ONCE)]
    guesses += [partial(guess, on_sqlite, each, 1) for each in stolen * AT_ONCE]
    assert all_at_once(guesses) == MOST_CHECKED
    assert len(checked) == MOST_CHECKED


def test_whoever_guesses_on_and_on_keeps_the_owner_out_of_nothing(
    on_sqlite: Installation, checked: list[str]
) -> None:
    own = browser("o")
    sign_in(on_sqlite, within=own)
    for quarter in range(4):
        on_sqlite.moments.pass_by(timedelta(minutes=15, seconds=1))
        all_at_once([from_everywhere(on_sqlite, number) for number in range(AT_ONCE)])
        assert sign_in(on_sqlite, within=own).token, quarter
    assert len(checked) == 1 + 4 * (MOST_OF_A_NAME + 1)


def test_whether_there_is_such_an_account_leaves_the_same_traces(
    installation: Installation,
) -> None:
    def rows() -> dict[str, int]:
        with installation.resources.work.database.reading() as connection:
            return {
                table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608
                for table in ("audit", "tries", "session", "device")
            }

    grown = []
    for name in ("adviser", "nobody"):
        before = rows()
        with pytest.raises(SignInRefusedError):
            sign_in(installation, name=name, password="x" * 20, within=browser("s"))
        grown.append({table: count - before[table] for table, count in rows().items()})
    # The second finds the counts of its address, and of all, made already.
    assert grown == [
        {"audit": 1, "tries": 3, "session": 0, "device": 0},
        {"audit": 1, "tries": 1, "session": 0, "device": 0},
    ]
