"""Signing in with a passkey, and making one: each challenge counts once, for one browser."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import text

from tests.authenticators import PRESENT, Authenticator, decoded
from tests.installations import Installation
from tests.integration.services.commits import counted_commits
from tests.signing_in import browser, code_of, sign_in
from woningscan.crypto.passkeys import Site
from woningscan.persistence.passkeys import PasskeyRecord
from woningscan.services import accounts
from woningscan.services.actors import Actor
from woningscan.services.authentication import passkeys, sessions
from woningscan.services.authentication.limits import MOST_IN_ALL, MOST_OF_AN_ADDRESS
from woningscan.services.authentication.passkeys import (
    CEREMONY_LIMIT,
    NewPasskey,
    PasskeyNotAddedError,
)
from woningscan.services.authentication.sessions import CONFIRMED_FOR, SignedIn
from woningscan.services.errors import (
    ConfirmationNeededError,
    SignInRefusedError,
    TooManyTriesError,
)

SITE = Site("localhost", "http://localhost")
SECOND = timedelta(seconds=1)
STEP = timedelta(seconds=30)

Answer = Callable[[Installation, Authenticator], str]


def audited(installation: Installation) -> list[tuple[str, str | None, str]]:
    with installation.resources.work.database.reading() as connection:
        query = text("SELECT action, account, reason FROM audit ORDER BY sequence")
        return [(row.action, row.account, row.reason) for row in connection.execute(query)]


def registered(
    installation: Installation, device: Authenticator, actor: Actor, name: str = "Werktablet"
) -> PasskeyRecord:
    options = passkeys.registration_options(installation.resources, actor, SITE)
    new = NewPasskey(device.made(options), name, has_prf=True)
    return passkeys.register_passkey(installation.resources, actor, SITE, new)


def asked(installation: Installation, letter: str = "a") -> dict[str, Any]:
    return passkeys.sign_in_options(installation.resources, browser(letter), SITE)


def signed_in(installation: Installation, answer: str, letter: str = "a") -> SignedIn:
    within = browser(letter)
    return passkeys.sign_in_with_passkey(installation.resources, within, SITE, answer)


@pytest.fixture
def actor(installation: Installation) -> Actor:
    """Give an adviser who has signed in with a password."""
    return sign_in(installation).actor


@pytest.fixture
def device(installation: Installation, actor: Actor) -> Authenticator:
    """Give a device that holds a passkey of the adviser."""
    made = Authenticator()
    registered(installation, made, actor)
    return made


def test_a_passkey_signs_its_account_in_without_a_name(
    installation: Installation, actor: Actor, device: Authenticator
) -> None:
    found = signed_in(installation, device.shown(asked(installation)))
    assert found.actor.account == actor.account
    assert found.actor.is_confirmed
    assert sessions.actor_of(installation.resources, found.token) == found.actor
    assert audited(installation)[-1] == ("signed-in", actor.account, "passkey")


def test_a_passkey_is_kept_with_the_device_that_it_was_made_on(
    installation: Installation, actor: Actor
) -> None:
    made = registered(installation, Authenticator(), actor)
    unnamed = registered(installation, Authenticator(), actor, "  ")
    with installation.resources.work.reading() as stored:
        assert set(stored.passkeys.of(actor.account or "")) == {made, unnamed}
    assert (made.name, unnamed.name) == ("Werktablet", "Chrome, Android")
    assert made.device == actor.device
    assert made.has_prf
    assert audited(installation)[-1] == ("passkey-added", actor.account, "")


def test_using_a_passkey_is_noted(installation: Installation, device: Authenticator) -> None:
    installation.moments.pass_by(STEP)
    signed_in(installation, device.shown(asked(installation)))
    with installation.resources.work.reading() as stored:
        passkey = stored.passkeys.find(device.passkeys[0].credential)
    assert passkey is not None
    assert (passkey.sign_count, passkey.last_used) == (1, installation.resources.clock.now())


def of_another_browser(installation: Installation, device: Authenticator) -> str:
    return device.shown(asked(installation, "b"))


def too_late(installation: Installation, device: Authenticator) -> str:
    answer = device.shown(asked(installation))
    installation.moments.pass_by(CEREMONY_LIMIT)
    return answer


def used(installation: Installation, device: Authenticator) -> str:
    answer = device.shown(asked(installation))
    signed_in(installation, answer)
    return answer


def tried_and_mended(installation: Installation, device: Authenticator) -> str:
    options = asked(installation)
    with pytest.raises(SignInRefusedError):
        signed_in(installation, replace(device, flags=PRESENT).shown(options))
    return device.shown(options)


def counted_back(installation: Installation, device: Authenticator) -> str:
    signed_in(installation, device.shown(asked(installation)))
    device.passkeys[0].count -= 1
    return device.shown(asked(installation))


def unknown(installation: Installation, device: Authenticator) -> str:
    del device
    options = passkeys.registration_options(
        installation.resources, installation.actor("adviser"), SITE
    )
    other = Authenticator()
    other.made(options)
    return other.shown(asked(installation))


def disabled(installation: Installation, device: Authenticator) -> str:
    answer = device.shown(asked(installation))
    accounts.disable_account(installation.resources, "adviser")
    return answer


def removed(installation: Installation, device: Authenticator) -> str:
    answer = device.shown(asked(installation))
    accounts.reset_account(installation.resources, "adviser")
    return answer


def for_something_else(installation: Installation, device: Authenticator) -> str:
    actor = sign_in_again(installation)
    return device.shown(passkeys.confirmation_options(installation.resources, actor, SITE))


def of_another_site(installation: Installation, device: Authenticator) -> str:
    return replace(device, origin="http://evil.example.org").shown(asked(installation))


def for_another_host(installation: Installation, device: Authenticator) -> str:
    return replace(device, host="evil.example.org").shown(asked(installation))


def without_a_verified_user(installation: Installation, device: Authenticator) -> str:
    return replace(device, flags=PRESENT).shown(asked(installation))


def never_asked(installation: Installation, device: Authenticator) -> str:
    return device.shown(asked(installation) | {"challenge": "bmV2ZXI"})


def nothing(installation: Installation, device: Authenticator) -> str:
    del installation, device
    return ""


def sign_in_again(installation: Installation) -> Actor:
    installation.moments.pass_by(STEP)
    return sign_in(installation).actor


REFUSED: tuple[Answer, ...] = (
    of_another_browser,
    too_late,
    used,
    tried_and_mended,
    counted_back,
    unknown,
    disabled,
    removed,
    for_something_else,
    of_another_site,
    for_another_host,
    without_a_verified_user,
    never_asked,
    nothing,
)


@pytest.mark.parametrize("answer", REFUSED, ids=lambda answer: answer.__name__)
def test_whatever_is_wrong_the_message_is_one(
    installation: Installation, device: Authenticator, answer: Answer
) -> None:
    given = answer(installation, device)
    with pytest.raises(SignInRefusedError, match=r"^This passkey is not right\.$"):
        signed_in(installation, given)
    assert audited(installation)[-1] == ("sign-in-refused", None, "passkey")


def test_a_challenge_lets_in_one_of_many(installation: Installation) -> None:
    actor, device = sign_in(installation).actor, Authenticator(counts=False)
    registered(installation, device, actor)
    several = 6
    for _ in range(3):
        answer, start = device.shown(asked(installation)), Barrier(several)

        def try_it(answer: str = answer, start: Barrier = start) -> bool:
            start.wait()
            try:
                signed_in(installation, answer)
            except SignInRefusedError:
                return False
            return True

        with ThreadPoolExecutor(several) as threads:
            tries = [threads.submit(try_it) for _ in range(several)]
        assert sum(each.result() for each in tries) == 1


def test_only_tries_that_fail_count_and_nobody_with_a_passkey_is_kept_out(
    installation: Installation, device: Authenticator
) -> None:
    resources, stranger = installation.resources, browser("s", "198.51.100.9")

    def tried(answer: str) -> SignedIn:
        return passkeys.sign_in_with_passkey(resources, stranger, SITE, answer)

    def answered() -> str:
        return device.shown(passkeys.sign_in_options(resources, stranger, SITE))

    for _ in range(MOST_OF_AN_ADDRESS):
        assert tried(answered()).token
    for _ in range(MOST_OF_AN_ADDRESS):
        with pytest.raises(SignInRefusedError):
            tried("")
    with pytest.raises(TooManyTriesError):
        tried("")
    assert tried(answered()).token


def test_what_fails_of_passkeys_is_counted_with_passwords(on_sqlite: Installation) -> None:
    for number in range(MOST_IN_ALL):
        with pytest.raises(SignInRefusedError):
            passkeys.sign_in_with_passkey(
                on_sqlite.resources, browser("s", f"192.0.2.{number % 250}"), SITE, ""
            )
    with pytest.raises(TooManyTriesError):
        sign_in(on_sqlite, within=browser("n", "198.51.100.1"), code=code_of(on_sqlite))


def test_making_a_passkey_wants_a_confirmed_session(installation: Installation) -> None:
    token = sign_in(installation).token
    fresh = sessions.actor_of(installation.resources, token)
    assert fresh is not None
    options = passkeys.registration_options(installation.resources, fresh, SITE)
    installation.moments.pass_by(CONFIRMED_FOR + SECOND)
    later = sessions.actor_of(installation.resources, token)
    assert later is not None
    new = NewPasskey(Authenticator().made(options))
    with pytest.raises(ConfirmationNeededError):
        passkeys.registration_options(installation.resources, later, SITE)
    with pytest.raises(ConfirmationNeededError):
        passkeys.register_passkey(installation.resources, later, SITE, new)


def test_somebody_who_joins_makes_a_passkey_too(installation: Installation, actor: Actor) -> None:
    made = registered(installation, Authenticator(), replace(actor, is_joining=True))
    assert made.account == actor.account


def test_a_passkey_is_made_in_the_session_that_asked_for_it(
    installation: Installation, actor: Actor
) -> None:
    options = passkeys.registration_options(installation.resources, actor, SITE)
    other = sign_in_again(installation)
    new = NewPasskey(Authenticator().made(options))
    with pytest.raises(PasskeyNotAddedError):
        passkeys.register_passkey(installation.resources, other, SITE, new)
    passkeys.register_passkey(installation.resources, actor, SITE, new)
    with pytest.raises(PasskeyNotAddedError):
        passkeys.register_passkey(installation.resources, actor, SITE, new)


def test_a_passkey_is_added_once_and_under_a_name_of_one_line(
    installation: Installation, actor: Actor
) -> None:
    device = Authenticator()
    for name in ("x" * 61, "two\u202eways"):
        with pytest.raises(PasskeyNotAddedError):
            registered(installation, device, actor, name)
    registered(installation, device, actor)
    options = passkeys.registration_options(installation.resources, actor, SITE)
    known = [decoded(each["id"]) for each in options["excludeCredentials"]]
    assert known == [device.passkeys[0].credential]


def test_a_passkey_of_somebody_else_is_not_taken_over(
    installation: Installation, actor: Actor, device: Authenticator
) -> None:
    installation.moments.pass_by(STEP)
    other = sign_in(installation, "other-adviser", within=browser("b")).actor
    options = passkeys.registration_options(installation.resources, other, SITE)
    copied = Authenticator(credential=device.passkeys[0].credential)
    new = NewPasskey(copied.made(options))
    with pytest.raises(PasskeyNotAddedError):
        passkeys.register_passkey(installation.resources, other, SITE, new)
    found = signed_in(installation, device.shown(asked(installation)))
    assert found.actor.account == actor.account


def test_a_passkey_makes_the_same_secret_as_long_as_the_installation_stands(
    installation: Installation,
) -> None:
    def salt(options: dict[str, Any]) -> str:
        return str(options["extensions"]["prf"]["eval"]["first"])

    actor = installation.actor("adviser")
    here, again = installation.resources, installation.reopened()
    salts = {
        salt(passkeys.sign_in_options(here, browser(), SITE)),
        salt(passkeys.sign_in_options(again, browser("b"), SITE)),
        salt(passkeys.registration_options(again, actor, SITE)),
        salt(passkeys.confirmation_options(again, actor, SITE)),
    }
    assert len(salts) == 1
    assert len(decoded(salts.pop())) == 32


def test_asking_for_a_challenge_writes_nothing(installation: Installation) -> None:
    with counted_commits(installation) as commits:
        assert asked(installation)["challenge"] != asked(installation)["challenge"]
    assert commits == []
