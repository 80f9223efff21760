"""Sessions: how long they last, and what ends them; accounts as the system manager keeps them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.installations import PEOPLE, Installation
from tests.inviting import begins_anew
from tests.signing_in import browser, sign_in
from woningscan.crypto.passwords import PasswordHasher, Verdict
from woningscan.crypto.totp import code_at
from woningscan.domain.rights import Role
from woningscan.services import accounts
from woningscan.services.accounts import BadAccountError
from woningscan.services.actors import Actor
from woningscan.services.authentication import joining, sessions
from woningscan.services.authentication.joining import InvitationRefusedError
from woningscan.services.authentication.sessions import SignedIn
from woningscan.services.errors import NotFoundError, SignInRefusedError
from woningscan.services.resources import Resources

MINUTE = timedelta(minutes=1)


def actor_of(installation: Installation, session: SignedIn) -> Actor | None:
    return sessions.actor_of(installation.resources, session.token)


@pytest.mark.parametrize("name", PEOPLE)
def test_a_session_ends_when_nobody_uses_it(installation: Installation, name: str) -> None:
    minutes = 15 if PEOPLE[name] is Role.ADMINISTRATOR else 30
    session = sign_in(installation, name)
    installation.moments.pass_by(minutes * MINUTE)
    assert actor_of(installation, session) is not None
    installation.moments.pass_by(minutes * MINUTE)
    assert actor_of(installation, session) is not None
    installation.moments.pass_by(minutes * MINUTE + timedelta(seconds=1))
    assert actor_of(installation, session) is None
    assert sessions.actor_about_to_save(installation.resources, session.token) is None


def test_a_session_ends_after_a_working_day_however_much_it_is_used(
    installation: Installation,
) -> None:
    session = sign_in(installation)
    for _ in range(8 * 3):
        assert actor_of(installation, session) is not None
        installation.moments.pass_by(20 * MINUTE)
    assert actor_of(installation, session) is not None
    installation.moments.pass_by(timedelta(seconds=1))
    assert actor_of(installation, session) is None


def test_use_is_noted_at_most_once_a_minute(installation: Installation) -> None:
    session = sign_in(installation)

    def last_seen() -> str:
        with installation.resources.work.database.reading() as connection:
            found: str = connection.execute(text("SELECT last_seen FROM session")).scalar_one()
        return found

    begin = last_seen()
    installation.moments.pass_by(MINUTE)
    assert actor_of(installation, session)
    assert last_seen() == begin
    installation.moments.pass_by(timedelta(seconds=1))
    assert sessions.actor_about_to_save(installation.resources, session.token)
    assert last_seen() == begin
    assert actor_of(installation, session)
    assert last_seen() == "2026-05-12T09:31:01Z"


@pytest.mark.parametrize("token", ["", "x", "\ud800", "a\x00", "x" * 100_000])
def test_a_token_of_nobody_is_nobody(installation: Installation, token: str) -> None:
    sign_in(installation)
    assert sessions.actor_of(installation.resources, token) is None
    sessions.sign_out(installation.resources, token)


def test_signing_out_ends_one_session(installation: Installation) -> None:
    one = sign_in(installation)
    installation.moments.pass_by(MINUTE)
    two = sign_in(installation)
    assert one.actor.session != two.actor.session
    assert one.actor.device == two.actor.device
    sessions.sign_out(installation.resources, one.token)
    sessions.sign_out(installation.resources, one.token)
    assert actor_of(installation, one) is None
    assert actor_of(installation, two) is not None
    with installation.resources.work.database.reading() as connection:
        query = text("SELECT session FROM audit WHERE action = 'signed-out'")
        assert connection.execute(query).scalars().all() == [one.actor.session]


def test_disabling_an_account_ends_its_sessions(installation: Installation) -> None:
    session, other = sign_in(installation), sign_in(installation, "other-adviser")
    accounts.disable_account(installation.resources, "adviser")
    assert actor_of(installation, session) is None
    assert actor_of(installation, other) is not None
    with pytest.raises(NotFoundError):
        accounts.acting_as(installation.resources, "adviser")


def test_a_session_that_slips_past_the_disabling_is_worth_nothing(
    installation: Installation,
) -> None:
    accounts.disable_account(installation.resources, "adviser")
    with installation.resources.work.writing() as stored:
        account = stored.accounts.named("adviser")
        assert account is not None
        slipped = sessions.begin(installation.resources, stored, account, browser())
    assert sessions.actor_of(installation.resources, slipped.token) is None


def test_resetting_an_account_replaces_both_factors_and_ends_its_sessions(
    installation: Installation,
) -> None:
    session, old = sign_in(installation), installation.credentials["adviser"]
    old_code = accounts.current_code(installation.resources, "adviser")
    new = accounts.reset_account(installation.resources, "adviser")
    assert actor_of(installation, session) is None
    assert new.password != old.password
    assert new.otpauth != old.otpauth
    new_code = accounts.current_code(installation.resources, "adviser")
    for password, code in ((old.password, new_code), (new.password, old_code)):
        with pytest.raises(SignInRefusedError):
            sign_in(installation, "adviser", password, code)
    assert sign_in(installation, "adviser", new.password, new_code).token


def test_what_is_shown_once_lets_one_in(installation: Installation) -> None:
    shown = accounts.add_account(installation.resources, "k.bedacht", "K. Bedacht", Role.REVIEWER)
    assert shown.password not in repr(shown)
    assert shown.otpauth not in repr(shown)
    with installation.resources.work.reading() as stored:
        account = stored.accounts.named("k.bedacht")
        assert account is not None
        secret = stored.accounts.totp_secret(account.id)
    assert secret is not None
    code = code_at(secret, installation.moments.now)
    actor = sign_in(installation, "k.bedacht", shown.password, code).actor
    assert (actor.display_name, actor.role) == ("K. Bedacht", Role.REVIEWER)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("adviser", "Dubbel"),
        ("", "Leeg"),
        ("Adviser", "Hoofdletter"),
        ("-a", "Streepje"),
        ("a" * 41, "Lang"),
        ("a b", "Spatie"),
        ("a\x00", "Nul"),
        ("nieuw", ""),
        ("nieuw", " "),
        ("nieuw", "x" * 81),
        ("nieuw", "Eén\nTwee"),
    ],
)
def test_a_bad_account_is_not_made(installation: Installation, name: str, shown: str) -> None:
    with pytest.raises(BadAccountError):
        accounts.add_account(installation.resources, name, shown, Role.ADVISER)
    with installation.resources.work.reading() as stored:
        assert len(stored.accounts.all()) == len(PEOPLE)


@pytest.mark.parametrize("name", ["nobody", "", "a\x00"])
def test_an_unknown_account_is_not_found(installation: Installation, name: str) -> None:
    resources = installation.resources
    for use in (
        accounts.disable_account,
        accounts.reset_account,
        accounts.acting_as,
        accounts.current_code,
    ):
        with pytest.raises(NotFoundError):
            use(resources, name)


def test_old_sessions_can_be_swept(installation: Installation) -> None:
    sign_in(installation)
    installation.moments.pass_by(timedelta(hours=9))
    fresh = sign_in(installation)
    with installation.resources.work.writing() as stored:
        moment = installation.resources.clock.ago(sessions.ABSOLUTE_LIMIT)
        assert stored.sessions.remove_begun_before(moment) == 1
    assert actor_of(installation, fresh) is not None


@pytest.mark.parametrize("act", [accounts.disable_account, accounts.reset_account])
def test_what_the_system_manager_decides_is_not_undone_by_an_open_invitation(
    installation: Installation, act: Callable[[Resources, str], object]
) -> None:
    both = begins_anew(installation, "adviser")
    act(installation.resources, "adviser")
    with pytest.raises(InvitationRefusedError):
        joining.begin(installation.resources, browser(), both.link.token, both.code)


def test_a_password_that_changes_while_it_is_checked_lets_nobody_in(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = PasswordHasher.verify

    def changed_meanwhile(hasher: PasswordHasher, password: str, stored: str) -> Verdict:
        with installation.resources.work.writing() as repositories:
            account = repositories.accounts.named("adviser")
            assert account is not None
            repositories.accounts.set_password_hash(account.id, hasher.hash("another password"))
        return verify(hasher, password, stored)

    monkeypatch.setattr(PasswordHasher, "verify", changed_meanwhile)
    with pytest.raises(SignInRefusedError):
        sign_in(installation)
