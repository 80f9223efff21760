"""Showing again who it is: by either road, for this session alone, and tries are counted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.authenticators import PRESENT, Authenticator
from tests.installations import Installation
from tests.signing_in import browser, code_of, sign_in
from woningscan.crypto.passkeys import Site
from woningscan.services import accounts
from woningscan.services.actors import Actor
from woningscan.services.authentication import confirming, passkeys, sessions
from woningscan.services.authentication.confirming import Roads
from woningscan.services.authentication.limits import MOST_OF_A_DEVICE, MOST_OF_AN_ADDRESS
from woningscan.services.authentication.passkeys import NewPasskey
from woningscan.services.authentication.recovery import hashed, new_codes
from woningscan.services.authentication.sessions import CONFIRMED_FOR
from woningscan.services.authentication.signing_in import Typed
from woningscan.services.errors import (
    ConfirmationNeededError,
    SignInRefusedError,
    TooManyTriesError,
)
from woningscan.services.rights import Right, require

SITE = Site("localhost", "http://localhost")
STEP = timedelta(seconds=30)
LONG_AGO = CONFIRMED_FOR + timedelta(seconds=1)


def audited(installation: Installation) -> list[tuple[str, str]]:
    with installation.resources.work.database.reading() as connection:
        query = text(
            "SELECT action, reason FROM audit WHERE action LIKE 'confirm%' ORDER BY sequence"
        )
        return [(row.action, row.reason) for row in connection.execute(query)]


def registered(installation: Installation, actor: Actor) -> Authenticator:
    device = Authenticator()
    options = passkeys.registration_options(installation.resources, actor, SITE)
    new = NewPasskey(device.made(options))
    passkeys.register_passkey(installation.resources, actor, SITE, new)
    return device


def later(installation: Installation, token: str) -> Actor:
    """Give who a session is of when it was confirmed too long ago."""
    installation.moments.pass_by(LONG_AGO)
    return now(installation, token)


def now(installation: Installation, token: str) -> Actor:
    actor = sessions.actor_of(installation.resources, token)
    assert actor is not None
    return actor


def right(installation: Installation, code: str | None = None) -> Typed:
    password = installation.credentials["adviser"].password
    return Typed(password, code_of(installation) if code is None else code)


def with_passkey(
    installation: Installation, actor: Actor, device: Authenticator, asking: Actor | None = None
) -> None:
    options = passkeys.confirmation_options(installation.resources, asking or actor, SITE)
    answer = device.shown(options)
    confirming.confirm_with_passkey(installation.resources, actor, browser(), SITE, answer)


def test_a_session_that_was_confirmed_long_ago_may_not_until_it_is_again(
    installation: Installation,
) -> None:
    token = sign_in(installation).token
    actor = later(installation, token)
    with pytest.raises(ConfirmationNeededError):
        require(actor, Right.MAKE_LETTER)
    confirming.confirm_with_password(installation.resources, actor, right(installation))
    require(now(installation, token), Right.MAKE_LETTER)
    with pytest.raises(ConfirmationNeededError):
        require(later(installation, token), Right.MAKE_LETTER)
    assert audited(installation) == [("confirmed", "password")]


def test_a_passkey_confirms_too(installation: Installation) -> None:
    signed_in = sign_in(installation)
    device = registered(installation, signed_in.actor)
    actor = later(installation, signed_in.token)
    with_passkey(installation, actor, device)
    assert now(installation, signed_in.token).is_confirmed
    assert audited(installation) == [("confirmed", "passkey")]


def test_a_recovery_code_confirms_once(installation: Installation) -> None:
    signed_in = sign_in(installation)
    code = new_codes()[0]
    with installation.resources.work.writing() as stored:
        stored.recovery_codes.replace(signed_in.actor.account or "", (hashed(code),))
    actor = later(installation, signed_in.token)
    confirming.confirm_with_password(installation.resources, actor, right(installation, code))
    assert audited(installation) == [("confirmed", "recovery-code")]
    with pytest.raises(SignInRefusedError):
        confirming.confirm_with_password(installation.resources, actor, right(installation, code))


def test_confirming_is_of_one_session(installation: Installation) -> None:
    first = sign_in(installation)
    installation.moments.pass_by(STEP)
    second = sign_in(installation)
    actor = later(installation, first.token)
    confirming.confirm_with_password(installation.resources, actor, right(installation))
    assert not now(installation, second.token).is_confirmed


WRONG: dict[str, Callable[[Installation], Typed]] = {
    "password": lambda installation: Typed("x" * 20, code_of(installation)),
    "code": lambda installation: right(installation, "000000"),
    "nothing": lambda _: Typed("", ""),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_confirms_nothing(installation: Installation, name: str) -> None:
    token = sign_in(installation).token
    actor = later(installation, token)
    with pytest.raises(SignInRefusedError):
        confirming.confirm_with_password(installation.resources, actor, WRONG[name](installation))
    assert not now(installation, token).is_confirmed
    assert audited(installation) == [("confirmation-refused", "password")]


def test_a_code_that_signed_in_does_not_confirm(installation: Installation) -> None:
    code = code_of(installation)
    actor = sign_in(installation, code=code).actor
    with pytest.raises(SignInRefusedError):
        confirming.confirm_with_password(installation.resources, actor, right(installation, code))


def test_wrong_passwords_are_counted_for_the_device(installation: Installation) -> None:
    token = sign_in(installation).token
    actor = later(installation, token)
    for _ in range(MOST_OF_A_DEVICE):
        with pytest.raises(SignInRefusedError):
            confirming.confirm_with_password(installation.resources, actor, Typed("x" * 20, "1"))
    with pytest.raises(TooManyTriesError):
        confirming.confirm_with_password(installation.resources, actor, right(installation))
    assert not now(installation, token).is_confirmed


def test_confirming_gives_the_tries_back(installation: Installation) -> None:
    token = sign_in(installation).token
    for _ in range(2):
        actor = later(installation, token)
        for _ in range(MOST_OF_A_DEVICE - 1):
            with pytest.raises(SignInRefusedError):
                confirming.confirm_with_password(
                    installation.resources, actor, Typed("x" * 20, "1")
                )
        confirming.confirm_with_password(installation.resources, actor, right(installation))


def test_the_passkey_of_somebody_else_confirms_nothing(installation: Installation) -> None:
    other = sign_in(installation, "other-adviser", within=browser("b")).actor
    device = registered(installation, other)
    installation.moments.pass_by(STEP)
    token = sign_in(installation).token
    actor = later(installation, token)
    with pytest.raises(SignInRefusedError):
        with_passkey(installation, actor, device)
    assert not now(installation, token).is_confirmed
    assert audited(installation) == [("confirmation-refused", "passkey")]


def test_an_answer_of_another_session_or_without_a_user_confirms_nothing(
    installation: Installation,
) -> None:
    first = sign_in(installation)
    device = registered(installation, first.actor)
    installation.moments.pass_by(STEP)
    second = sign_in(installation)
    actor = later(installation, first.token)
    with pytest.raises(SignInRefusedError):
        with_passkey(installation, actor, device, asking=second.actor)
    device.flags = PRESENT
    with pytest.raises(SignInRefusedError):
        with_passkey(installation, actor, device)
    assert not now(installation, first.token).is_confirmed


def test_an_answer_that_signs_in_does_not_confirm(installation: Installation) -> None:
    signed_in = sign_in(installation)
    device = registered(installation, signed_in.actor)
    options = passkeys.sign_in_options(installation.resources, browser(), SITE)
    actor = later(installation, signed_in.token)
    with pytest.raises(SignInRefusedError):
        confirming.confirm_with_passkey(
            installation.resources, actor, browser(), SITE, device.shown(options)
        )


def test_a_challenge_to_make_a_passkey_does_not_confirm(installation: Installation) -> None:
    actor = sign_in(installation).actor
    device = registered(installation, actor)
    options = passkeys.registration_options(installation.resources, actor, SITE)
    with pytest.raises(SignInRefusedError):
        confirming.confirm_with_passkey(
            installation.resources, actor, browser(), SITE, device.shown(options)
        )


def test_passkeys_that_fail_are_counted_for_the_address(on_sqlite: Installation) -> None:
    actor = sign_in(on_sqlite).actor
    here = browser("a", "198.51.100.9")
    for _ in range(MOST_OF_AN_ADDRESS):
        with pytest.raises(SignInRefusedError):
            confirming.confirm_with_passkey(on_sqlite.resources, actor, here, SITE, "")
    with pytest.raises(TooManyTriesError):
        confirming.confirm_with_passkey(on_sqlite.resources, actor, here, SITE, "")


def test_a_disabled_account_confirms_nothing(installation: Installation) -> None:
    signed_in = sign_in(installation)
    device = registered(installation, signed_in.actor)
    installation.moments.pass_by(STEP)
    typed = right(installation)
    accounts.disable_account(installation.resources, "adviser")
    with pytest.raises(SignInRefusedError):
        with_passkey(installation, signed_in.actor, device)
    with pytest.raises(SignInRefusedError):
        confirming.confirm_with_password(installation.resources, signed_in.actor, typed)


def test_it_is_told_by_which_roads_somebody_can_confirm(installation: Installation) -> None:
    actor = sign_in(installation).actor
    resources = installation.resources
    assert confirming.roads(resources, actor) == Roads(by_passkey=False, by_password=True)
    registered(installation, actor)
    assert confirming.roads(resources, actor) == Roads(by_passkey=True, by_password=True)
    with resources.work.writing() as stored:
        stored.accounts.remove_password_and_totp(actor.account or "")
    assert confirming.roads(resources, actor) == Roads(by_passkey=True, by_password=False)
