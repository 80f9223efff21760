"""The own factors: what each change asks for, what it ends, and that a way in is always left."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import text

from tests.installations import Installation
from tests.own_account import actor_of, add_passkey, audited, close_road, offered_code
from tests.signing_in import browser, sign_in
from woningscan.crypto import totp
from woningscan.services import accounts
from woningscan.services.actors import Actor
from woningscan.services.authentication import (
    devices,
    factors,
    password_road,
    sessions,
    signing_in,
)
from woningscan.services.authentication.factors import LastRoadError
from woningscan.services.authentication.names import BadNameError
from woningscan.services.authentication.password_road import (
    AuthenticatorFirstError,
    CodeRefusedError,
    NoPasswordRoadError,
    PasswordRefusedError,
)
from woningscan.services.authentication.password_rules import PasswordFault
from woningscan.services.errors import (
    ConfirmationNeededError,
    NotFoundError,
    SignInRefusedError,
)

PASSWORD = "vlieger kom hangmat 83 zonnig"  # noqa: S105 - of nobody
CHANGES: dict[str, Callable[[Installation, Actor], object]] = {
    "password": lambda installation, actor: password_road.choose_password(
        installation.resources, actor, PASSWORD
    ),
    "authenticator": lambda installation, actor: password_road.accept_authenticator(
        installation.resources, actor, offered_code(installation, actor)
    ),
    "recovery codes": lambda installation, actor: password_road.make_recovery_codes(
        installation.resources, actor
    ),
    "closing": lambda installation, actor: password_road.close_password_road(
        installation.resources, actor
    ),
    "removing a passkey": lambda installation, actor: factors.remove_passkey(
        installation.resources, actor, add_passkey(installation, actor)
    ),
}
REPORTED = {
    "password": "password-changed",
    "authenticator": "authenticator-changed",
    "recovery codes": "recovery-codes-made",
    "closing": "password-road-closed",
    "removing a passkey": "passkey-removed",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_written_down_and_ends_the_other_sessions(
    installation: Installation, change: str
) -> None:
    other = sign_in(installation, within=browser("b"))
    actor = actor_of(installation)
    add_passkey(installation, actor)
    CHANGES[change](installation, actor)
    assert sessions.actor_of(installation.resources, other.token) is None
    assert REPORTED[change] in audited(installation, actor)
    assert "sessions-ended" in audited(installation, actor)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_asks_who_it_is(installation: Installation, change: str) -> None:
    other = sign_in(installation, within=browser("b"))
    actor = replace(actor_of(installation), is_confirmed=False)
    with pytest.raises(ConfirmationNeededError):
        CHANGES[change](installation, actor)
    assert sessions.actor_of(installation.resources, other.token) is not None
    assert REPORTED[change] not in audited(installation, actor)


def test_a_password_that_is_chosen_counts_and_the_one_before_does_not(
    installation: Installation,
) -> None:
    CHANGES["password"](installation, actor_of(installation))
    installation.moments.pass_by(totp_step())
    with pytest.raises(SignInRefusedError):
        sign_in(installation)
    assert sign_in(installation, password=PASSWORD).token


def test_a_password_that_may_not_be_chosen_changes_nothing(installation: Installation) -> None:
    actor = actor_of(installation)
    with pytest.raises(PasswordRefusedError) as refused:
        password_road.choose_password(installation.resources, actor, "kort")
    assert refused.value.faults == (PasswordFault.TOO_SHORT,)
    with pytest.raises(PasswordRefusedError) as refused:
        password_road.choose_password(installation.resources, actor, "adviseradviser1")
    assert refused.value.faults
    assert "password-changed" not in audited(installation, actor)
    installation.moments.pass_by(totp_step())
    assert sign_in(installation).token


def test_an_authenticator_counts_once_it_gave_a_code_and_that_code_is_used_up(
    installation: Installation,
) -> None:
    actor = actor_of(installation)
    code = offered_code(installation, actor)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    with pytest.raises(CodeRefusedError):
        password_road.accept_authenticator(installation.resources, actor, wrong)
    installation.moments.pass_by(totp_step())
    assert sign_in(installation).token, "the authenticator of before counts until then"
    actor = actor_of(installation)
    password_road.accept_authenticator(
        installation.resources, actor, code_offered_before(installation, actor)
    )
    with pytest.raises(SignInRefusedError):
        sign_in(installation)
    installation.moments.pass_by(totp_step())
    assert sign_in(installation).token


def code_offered_before(installation: Installation, actor: Actor) -> str:
    with installation.resources.work.reading() as stored:
        secret = stored.accounts.new_totp_secret(actor.account or "")
    assert secret is not None
    shown = password_road.offered_authenticator(installation.resources, actor)
    assert shown.text == totp.secret_as_text(secret)
    assert shown.text in shown.otpauth
    return totp.code_at(secret, installation.moments.now)


def test_a_secret_that_was_offered_before_another_counts_no_more(
    installation: Installation,
) -> None:
    actor = actor_of(installation)
    code = offered_code(installation, actor)
    password_road.offer_authenticator(installation.resources, actor)
    with pytest.raises(CodeRefusedError):
        password_road.accept_authenticator(installation.resources, actor, code)


def test_an_authenticator_that_nobody_was_offered_is_not_accepted(
    installation: Installation,
) -> None:
    actor = actor_of(installation)
    for _ in range(2):
        with pytest.raises(NotFoundError):
            password_road.accept_authenticator(installation.resources, actor, "123456")
        with pytest.raises(NotFoundError):
            password_road.offered_authenticator(installation.resources, actor)
    code = offered_code(installation, actor)
    password_road.accept_authenticator(installation.resources, actor, code)
    with pytest.raises(NotFoundError):
        password_road.accept_authenticator(installation.resources, actor, code)


def test_a_password_never_stands_without_an_authenticator(installation: Installation) -> None:
    actor = actor_of(installation)
    add_passkey(installation, actor)
    close_road(installation, actor)
    with pytest.raises(AuthenticatorFirstError):
        password_road.choose_password(installation.resources, actor, PASSWORD)
    with pytest.raises(NoPasswordRoadError):
        password_road.make_recovery_codes(installation.resources, actor)
    with pytest.raises(NoPasswordRoadError):
        password_road.close_password_road(installation.resources, actor)
    code = offered_code(installation, actor)
    password_road.accept_authenticator(installation.resources, actor, code)
    assert not factors.own_factors(installation.resources, actor).has_password_road
    password_road.choose_password(installation.resources, actor, PASSWORD)
    assert factors.own_factors(installation.resources, actor).has_password_road


def test_recovery_codes_count_once_each_and_the_ones_of_before_do_not(
    installation: Installation,
) -> None:
    actor = actor_of(installation)
    before = password_road.make_recovery_codes(installation.resources, actor)
    codes = password_road.make_recovery_codes(installation.resources, actor)
    assert len(set(codes)) == 10
    with pytest.raises(SignInRefusedError):
        sign_in(installation, code=before[0])
    assert sign_in(installation, code=codes[0].lower().replace("-", " ")).token
    with pytest.raises(SignInRefusedError):
        sign_in(installation, code=codes[0])
    assert factors.own_factors(installation.resources, actor).codes_left == 9


def test_closing_the_road_leaves_no_secret(installation: Installation) -> None:
    actor = actor_of(installation)
    add_passkey(installation, actor)
    password_road.make_recovery_codes(installation.resources, actor)
    close_road(installation, actor)
    found = factors.own_factors(installation.resources, actor)
    assert (found.has_password, found.has_authenticator, found.codes_left) == (False, False, 0)
    with installation.resources.work.database.reading() as connection:
        query = text(
            "SELECT password_hash, totp_secret, new_totp_secret FROM account WHERE id = :id"
        )
        assert connection.execute(query, {"id": actor.account}).one() == (None, None, None)


def test_the_last_way_in_stays(installation: Installation) -> None:
    actor = actor_of(installation)
    with pytest.raises(LastRoadError):
        close_road(installation, actor)
    first = add_passkey(installation, actor)
    close_road(installation, actor)
    with pytest.raises(LastRoadError):
        factors.remove_passkey(installation.resources, actor, first)
    with pytest.raises(LastRoadError):
        devices.revoke_own(installation.resources, actor, actor.device)
    second = add_passkey(installation, actor, device=None)
    factors.remove_passkey(installation.resources, actor, first)
    with pytest.raises(LastRoadError):
        factors.remove_passkey(installation.resources, actor, second)
    devices.revoke_own(installation.resources, actor, actor.device)


def test_of_the_last_two_passkeys_only_one_can_be_removed_at_once(
    installation: Installation,
) -> None:
    actor = actor_of(installation)
    both = [add_passkey(installation, actor) for _ in range(2)]
    close_road(installation, actor)
    start = Barrier(2)

    def remove(passkey: str) -> bool:
        start.wait()
        try:
            factors.remove_passkey(installation.resources, actor, passkey)
        except LastRoadError:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(remove, both)) == [False, True]


def test_a_passkey_of_somebody_else_is_no_passkey(installation: Installation) -> None:
    actor = actor_of(installation)
    foreign = add_passkey(installation, installation.actor("other-adviser"))
    for act in (factors.own_passkey, factors.remove_passkey):
        with pytest.raises(NotFoundError):
            act(installation.resources, actor, foreign)
    with pytest.raises(NotFoundError):
        factors.rename_passkey(installation.resources, actor, foreign, "Mijn")


def test_a_passkey_is_called_what_its_owner_says(installation: Installation) -> None:
    actor = actor_of(installation)
    passkey = add_passkey(installation, actor)
    factors.rename_passkey(installation.resources, actor, passkey, "  Tablet van kantoor ")
    assert factors.own_passkey(installation.resources, actor, passkey).name == "Tablet van kantoor"
    for bad in ("", " ", "n" * 61, "a\u202eb", "a\x00"):
        with pytest.raises(BadNameError):
            factors.rename_passkey(installation.resources, actor, passkey, bad)


def test_who_has_no_account_has_no_factors(installation: Installation) -> None:
    nobody = replace(installation.actor("adviser"), account="")
    with pytest.raises(NotFoundError):
        factors.own_factors(installation.resources, nobody)
    with pytest.raises(NotFoundError), factors.changing(installation.resources, nobody):
        pass


def totp_step() -> timedelta:
    return timedelta(seconds=30)


@pytest.mark.parametrize("tries", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_one_code_is_worth_one_time_to_however_many(installation: Installation, tries: int) -> None:
    """ASVS 5.0 6.5.1: of all who use a code at the same moment one is told that it counted."""
    with installation.resources.work.reading() as stored:
        account = stored.accounts.named("adviser")
    assert account is not None
    code = accounts.current_code(installation.resources, "adviser")
    start = Barrier(50)

    def use(_: int) -> list[bool]:
        start.wait()
        return [used(installation, account.id, code) for _ in range(tries // 50)]

    with ThreadPoolExecutor(50) as threads:
        outcomes = [outcome for several in threads.map(use, range(50)) for outcome in several]
    assert len(outcomes) == tries
    assert sum(outcomes) == 1


def used(installation: Installation, account: str, code: str) -> bool:
    resources = installation.resources
    with resources.work.writing() as stored:
        record = stored.accounts.find(account)
        assert record is not None
        return signing_in.used_code(resources, stored, record, code) is not None
