"""Signing in: two factors, one message, ten tries; and what one code is worth to many at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import text

from tests.installations import Installation
from tests.signing_in import browser, code_of, sign_in
from woningscan.crypto.passwords import Cost, PasswordHasher
from woningscan.crypto.tokens import token_hash
from woningscan.services import accounts
from woningscan.services.authentication import sessions, signing_in
from woningscan.services.authentication.browsers import Browser
from woningscan.services.authentication.limits import (
    MOST_IN_ALL,
    MOST_OF_A_NAME,
    MOST_OF_AN_ADDRESS,
    SPAN,
)
from woningscan.services.authentication.sessions import SignedIn
from woningscan.services.authentication.sign_in_queue import SignInQueue
from woningscan.services.authentication.signing_in import Typed
from woningscan.services.errors import SignInRefusedError, TooManyTriesError

STEP = timedelta(seconds=30)
HALF = "\ud800"
WIDE = "\uff11\uff12\uff13\uff14\uff15\uff16"


def audited(installation: Installation) -> list[tuple[str, str | None, str | None]]:
    with installation.resources.work.database.reading() as connection:
        query = text(
            "SELECT action, account, session FROM audit WHERE action LIKE 'sign%' ORDER BY sequence"
        )
        return [(row.action, row.account, row.session) for row in connection.execute(query)]


def test_both_factors_together_begin_a_session(installation: Installation) -> None:
    signed_in = sign_in(installation)
    assert signed_in.actor.name == "adviser"
    assert sessions.actor_of(installation.resources, signed_in.token) == signed_in.actor
    assert audited(installation) == [
        ("signed-in", signed_in.actor.account, signed_in.actor.session)
    ]


def test_a_code_may_be_typed_in_groups(installation: Installation) -> None:
    code = code_of(installation)
    assert sign_in(installation, code=f"{code[:3]} {code[3:]} ").token


def test_the_token_itself_is_not_stored(installation: Installation) -> None:
    token = sign_in(installation).token
    with installation.resources.work.database.reading() as connection:
        stored = connection.execute(text("SELECT token_hash FROM session")).scalar_one()
    assert bytes(stored) == token_hash(token)


def test_a_token_is_not_shown_by_accident(on_sqlite: Installation) -> None:
    signed_in = sign_in(on_sqlite)
    assert signed_in.token not in repr(signed_in)


def disabled(installation: Installation) -> SignedIn:
    code = code_of(installation)
    accounts.disable_account(installation.resources, "adviser")
    return sign_in(installation, code=code)


def used_up(installation: Installation) -> SignedIn:
    code = code_of(installation)
    sign_in(installation, code=code)
    return sign_in(installation, code=code)


def older_than_the_last(installation: Installation) -> SignedIn:
    code = code_of(installation)
    installation.moments.pass_by(STEP)
    sign_in(installation)
    return sign_in(installation, code=code)


def of_an_hour_ago(installation: Installation) -> SignedIn:
    code = code_of(installation)
    installation.moments.pass_by(timedelta(hours=1))
    return sign_in(installation, code=code)


REFUSED: dict[str, Callable[[Installation], SignedIn]] = {
    "another password": lambda installation: sign_in(installation, password="x" * 20),
    "no password": lambda installation: sign_in(installation, password=""),
    "a password without end": lambda installation: sign_in(
        installation, password=installation.credentials["adviser"].password + "x" * 200_000
    ),
    "half a character": lambda installation: sign_in(installation, password=HALF),
    "another code": lambda installation: sign_in(
        installation, code=f"{(int(code_of(installation)) + 1) % 1_000_000:06}"
    ),
    "no code": lambda installation: sign_in(installation, code=""),
    "a code of other digits": lambda installation: sign_in(installation, code=WIDE),
    "somebody unknown": lambda installation: sign_in(installation, name="nobody"),
    "no name": lambda installation: sign_in(installation, name=""),
    "a name with a zero byte": lambda installation: sign_in(installation, name="adviser\x00"),
    "a name with half a character": lambda installation: sign_in(installation, name=HALF),
    "a name in capitals": lambda installation: sign_in(installation, name="Adviser"),
    "a name without end": lambda installation: sign_in(installation, name="a" * 100_000),
    "somebody else's name": lambda installation: sign_in(
        installation,
        name="other-adviser",
        password=installation.credentials["adviser"].password,
        code=code_of(installation),
    ),
    "a disabled account": disabled,
    "a code that was used": used_up,
    "a code before the last one used": older_than_the_last,
    "a code of an hour ago": of_an_hour_ago,
}


@pytest.mark.parametrize("name", REFUSED)
def test_whatever_is_wrong_the_message_is_one(installation: Installation, name: str) -> None:
    with pytest.raises(SignInRefusedError, match=r"^Name, password or code is not right\.$"):
        REFUSED[name](installation)


def test_a_refusal_is_reported_without_a_session(installation: Installation) -> None:
    with pytest.raises(SignInRefusedError):
        sign_in(installation, password="x" * 20)
    account = installation.actor("adviser").account
    assert audited(installation) == [("sign-in-refused", account, None)]


def test_an_unknown_name_costs_as_much_as_a_known_one(
    on_sqlite: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = []
    known = PasswordHasher.hash

    def counted(hasher: PasswordHasher, password: str) -> str:
        hashed.append(password)
        return known(hasher, password)

    monkeypatch.setattr(PasswordHasher, "hash", counted)
    for name in ("nobody", "no body", "a" * 100):
        with pytest.raises(SignInRefusedError):
            sign_in(on_sqlite, name=name, password="x" * 500)
    assert [len(password) for password in hashed] == [128] * 3


def test_five_tries_then_a_quarter_of_an_hour_of_rest(installation: Installation) -> None:
    for _ in range(MOST_OF_A_NAME):
        with pytest.raises(SignInRefusedError):
            sign_in(installation, password="x" * 20)
    with pytest.raises(TooManyTriesError):
        sign_in(installation)
    installation.moments.pass_by(timedelta(minutes=15))
    with pytest.raises(TooManyTriesError):
        sign_in(installation)
    installation.moments.pass_by(timedelta(seconds=1))
    assert sign_in(installation).token


def test_the_known_and_the_unknown_name_are_refused_alike(installation: Installation) -> None:
    for name in ("adviser", "nobody", "No Body"):
        with pytest.raises(SignInRefusedError):
            sign_in(installation, name=name, password="x" * 20)
        for _ in range(MOST_OF_A_NAME - 1):
            with pytest.raises(SignInRefusedError):
                sign_in(installation, name=name, password="x" * 20)
        with pytest.raises(TooManyTriesError):
            sign_in(installation, name=name, password="x" * 20)


def test_strangers_keep_nobody_out_of_the_own_tablet(installation: Installation) -> None:
    own = browser("o")
    sign_in(installation, within=own)
    installation.moments.pass_by(STEP)
    for number in range(MOST_IN_ALL + 1):
        stranger = browser("s", f"192.0.2.{number % 250}")
        with pytest.raises((SignInRefusedError, TooManyTriesError)):
            sign_in(installation, password="x" * 20, within=stranger)
    with pytest.raises(TooManyTriesError):
        sign_in(installation, within=browser("n", "198.51.100.1"))
    assert sign_in(installation, within=own).token


def test_a_known_device_has_three_tries_and_leaves_two_for_another(
    installation: Installation,
) -> None:
    own, other = browser("o"), browser("p")
    for each in (own, other):
        sign_in(installation, within=each)
        installation.moments.pass_by(STEP)
    for _ in range(3):
        with pytest.raises(SignInRefusedError):
            sign_in(installation, password="x" * 20, within=other)
    with pytest.raises(TooManyTriesError):
        sign_in(installation, within=other)
    with pytest.raises(SignInRefusedError):
        sign_in(installation, password="x" * 20, within=own)
    assert sign_in(installation, within=own).token


def test_known_devices_have_five_tries_together(installation: Installation) -> None:
    own, other = browser("o"), browser("p")
    for each in (own, other):
        sign_in(installation, within=each)
        installation.moments.pass_by(STEP)
    for number in range(5):
        with pytest.raises(SignInRefusedError):
            sign_in(installation, password="x" * 20, within=(own, other)[number % 2])
    for each in (own, other):
        with pytest.raises(TooManyTriesError):
            sign_in(installation, within=each)


def test_an_address_has_thirty_tries_and_a_household_is_one_address(
    on_sqlite: Installation,
) -> None:
    for number in range(MOST_OF_AN_ADDRESS):
        stranger = browser("s", f"2001:db8::{number:x}")
        with pytest.raises(SignInRefusedError):
            sign_in(on_sqlite, name=f"nobody-{number}", within=stranger)
    with pytest.raises(TooManyTriesError):
        sign_in(on_sqlite, within=browser("s", "2001:db8::ffff"))
    assert sign_in(on_sqlite, within=browser("s", "2001:db8:0:1::1")).token


def test_tries_are_counted_for_each_account(installation: Installation) -> None:
    for _ in range(MOST_OF_A_NAME):
        with pytest.raises(SignInRefusedError):
            sign_in(installation, name="other-adviser", password="x" * 20)
    assert sign_in(installation).token


def test_success_forgives_the_tries_before(installation: Installation) -> None:
    for letter in "abaab":
        for _ in range(2):
            with pytest.raises(SignInRefusedError):
                sign_in(installation, password="x" * 20, within=browser(letter))
        assert sign_in(installation, within=browser(letter)).token
        installation.moments.pass_by(STEP)


@pytest.fixture
def all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody sign in at the same moment, as in several processes."""
    queue = SignInQueue(most=2 * MOST_OF_A_NAME, at_once=2 * MOST_OF_A_NAME)
    monkeypatch.setattr(signing_in, "QUEUE", queue)


@pytest.mark.usefixtures("all_at_once")
def test_one_code_lets_in_one_of_many(installation: Installation) -> None:
    several = MOST_OF_A_NAME
    for letter in "abc":
        code, start, strange = code_of(installation), Barrier(several), browser(letter)

        def try_it(code: str = code, start: Barrier = start, within: Browser = strange) -> bool:
            start.wait()
            try:
                sign_in(installation, code=code, within=within)
            except SignInRefusedError:
                return False
            return True

        with ThreadPoolExecutor(several) as threads:
            tries = [threads.submit(try_it) for _ in range(several)]
        assert sum(each.result() for each in tries) == 1
        installation.moments.pass_by(SPAN + STEP)


@pytest.mark.usefixtures("all_at_once")
def test_tries_at_the_same_moment_are_all_counted(installation: Installation) -> None:
    several, start = 2 * MOST_OF_A_NAME, Barrier(2 * MOST_OF_A_NAME)

    def try_it() -> bool:
        start.wait()
        try:
            sign_in(installation, password="x" * 20)
        except TooManyTriesError:
            return False
        except SignInRefusedError:
            return True
        raise AssertionError("a wrong password let somebody in")

    with ThreadPoolExecutor(several) as threads:
        tries = [threads.submit(try_it) for _ in range(several)]
    assert sum(each.result() for each in tries) == MOST_OF_A_NAME


def test_a_hash_of_older_days_is_made_anew(installation: Installation) -> None:
    def stored() -> str:
        with installation.resources.work.reading() as repositories:
            account = repositories.accounts.named("adviser")
        assert account is not None
        return account.password_hash or ""

    before = stored()
    sign_in(installation)
    assert stored() == before
    dearer = replace(installation.resources, passwords=PasswordHasher(Cost(memory=16)))
    installation.moments.pass_by(STEP)
    typed = Typed(installation.credentials["adviser"].password, code_of(installation))
    signing_in.sign_in(dearer, browser(), "adviser", typed)
    assert "m=16," in stored()
    installation.moments.pass_by(STEP)
    typed = Typed(typed.password, code_of(installation))
    assert signing_in.sign_in(dearer, browser(), "adviser", typed).token
