"""Joining: link and code together let one person in, once; anything else is one refusal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.installations import Installation
from tests.inviting import Invited, begins_anew, confirmed, invited
from tests.signing_in import browser, sign_in
from woningscan.crypto.tokens import new_token
from woningscan.domain.rights import Role
from woningscan.persistence.models import Audit, table_of
from woningscan.persistence.passkeys import PasskeyRecord
from woningscan.services import accounts
from woningscan.services.authentication import (
    administering,
    invitations,
    joining,
    limits,
    recovery,
    sessions,
)
from woningscan.services.authentication.joining import MOST_TRIES, InvitationRefusedError
from woningscan.services.authentication.limits import MOST_OF_AN_ADDRESS
from woningscan.services.authentication.sessions import SignedIn
from woningscan.services.errors import (
    ForbiddenError,
    SignInRefusedError,
    TooManyTriesError,
)
from woningscan.services.rights import Right, require

AUDIT = table_of(Audit)
WRONG = "AAAA-AAAA"


def join(installation: Installation, token: str, code: str, address: str = "192.0.2.9") -> SignedIn:
    return joining.begin(installation.resources, browser("j", address), token, code)


def refused(installation: Installation, token: str, code: str, address: str = "192.0.2.9") -> str:
    with pytest.raises(InvitationRefusedError) as error:
        join(installation, token, code, address)
    return str(error.value)


def told(installation: Installation, action: str) -> list[Any]:
    query = select(AUDIT).where(AUDIT.c.action == action).order_by(AUDIT.c.sequence)
    with installation.resources.work.database.reading() as connection:
        return list(connection.execute(query).all())


def test_both_halves_together_let_somebody_in_to_set_up_factors_only(
    installation: Installation,
) -> None:
    both = invited(installation)
    signed_in = join(installation, both.link.token, both.code)
    actor = sessions.actor_of(installation.resources, signed_in.token)
    assert actor is not None
    assert (actor.name, actor.role) == ("newcomer", Role.ADVISER)
    assert actor.is_joining
    require(actor, Right.CHANGE_OWN_FACTORS)
    for right in (Right.LIST_VISITS, Right.SEE_OWN_ACCOUNT):
        with pytest.raises(ForbiddenError):
            require(actor, right)
    (line,) = told(installation, "invitation-used")
    assert (line.account, line.subject, line.reason, line.session) == (
        both.link.account,
        both.link.account,
        both.link.invitation,
        actor.session,
    )


def test_neither_half_lets_anybody_in_alone(installation: Installation) -> None:
    """The administrator has the link and guesses; the officer has the code and makes up a link."""
    both, other = invited(installation), invited(installation, "other")
    for guess in ("", WRONG, both.link.token, other.code):
        refused(installation, both.link.token, guess)
    for made_up in ("", new_token(), both.link.invitation, both.link.account):
        refused(installation, made_up, both.code)
    assert join(installation, both.link.token, both.code).actor.name == "newcomer"


def test_an_unconfirmed_link_lets_nobody_in_and_uses_no_try_up(installation: Installation) -> None:
    administrator = installation.actor("administrator")
    link = invitations.propose_account(
        installation.resources, administrator, "newcomer", "Nieuw", Role.ADVISER
    )
    for code in ("", "\x00", WRONG, *("B" * 8,) * MOST_TRIES):
        refused(installation, link.token, code)
    both = confirmed(installation, link)
    assert join(installation, link.token, both.code).actor.is_joining


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f"  {' '.join(code)}  ",
        lambda code: code.replace("-", "–"),
    ],
    ids=["small", "in one piece", "letter by letter", "with a dash"],
)
def test_a_code_may_be_typed_as_it_was_heard(
    installation: Installation, typed: Callable[[str], str]
) -> None:
    both = invited(installation)
    assert join(installation, both.link.token, typed(both.code)).actor.is_joining


def test_after_five_wrong_codes_the_right_one_is_refused(installation: Installation) -> None:
    both = invited(installation)
    for _ in range(5):
        refused(installation, both.link.token, WRONG)
    refused(installation, both.link.token, both.code)


def test_the_fifth_try_may_be_the_right_one(installation: Installation) -> None:
    both = invited(installation)
    for _ in range(4):
        refused(installation, both.link.token, WRONG)
    assert join(installation, both.link.token, both.code).actor.is_joining


def spoil(installation: Installation, how: str) -> tuple[str, str]:
    """Give link and code of which something is wrong."""
    resources, administrator = installation.resources, installation.actor("administrator")
    officer = installation.actor("privacy-officer")
    both = invited(installation)
    token, code, invitation = both.link.token, both.code, both.link.invitation
    if how == "unknown":
        return new_token(), code
    if how == "other code":
        return token, WRONG
    if how == "not confirmed":
        again = invitations.propose_new_start(resources, administrator, both.link.account)
        return again.token, code
    spoilers: dict[str, Callable[[], object]] = {
        "used": lambda: join(installation, token, code),
        "expired": lambda: installation.moments.pass_by(timedelta(hours=72)),
        "withdrawn": lambda: invitations.withdraw(resources, administrator, invitation),
        "declined": lambda: invitations.decline(resources, officer, invitation),
        "replaced": lambda: invitations.propose_new_start(
            resources, administrator, both.link.account
        ),
        "disabled": lambda: administering.disable(resources, administrator, both.link.account),
        "tried too often": lambda: [refused(installation, token, WRONG) for _ in range(MOST_TRIES)],
    }
    spoilers[how]()
    return token, code


HOWS = (
    *("unknown", "other code", "not confirmed", "used", "expired", "withdrawn"),
    *("declined", "replaced", "disabled", "tried too often"),
)


@pytest.mark.parametrize("how", HOWS)
def test_whatever_is_wrong_the_refusal_is_the_same_and_is_written_down(
    installation: Installation, how: str
) -> None:
    token, code = spoil(installation, how)
    before = len(told(installation, "invitation-refused"))
    assert refused(installation, token, code) == "Link and code do not let anybody in."
    lines = told(installation, "invitation-refused")
    assert len(lines) == before + 1
    assert lines[-1].account is None
    assert (lines[-1].subject is None) is (how == "unknown")


def test_the_last_second_counts_and_no_later_one(installation: Installation) -> None:
    both = invited(installation)
    installation.moments.pass_by(timedelta(hours=72) - timedelta(seconds=1))
    assert join(installation, both.link.token, both.code).actor.is_joining


def test_an_address_that_tries_links_is_told_to_wait_and_who_has_one_begins(
    installation: Installation,
) -> None:
    both = invited(installation)
    for _ in range(MOST_OF_AN_ADDRESS):
        refused(installation, new_token(), WRONG)
    with pytest.raises(TooManyTriesError):
        join(installation, new_token(), WRONG)
    assert join(installation, both.link.token, both.code).actor.is_joining


def winners(installation: Installation, both: Invited, posts: int) -> int:
    def one(number: int) -> int:
        within = browser("j", f"198.51.{number // 250}.{number % 250}")
        try:
            joining.begin(installation.resources, within, both.link.token, both.code)
        except (InvitationRefusedError, TooManyTriesError):
            return 0
        return 1

    with ThreadPoolExecutor(16) as pool:
        return sum(pool.map(one, range(posts)))


@pytest.mark.parametrize("posts", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_of_many_at_once_one_gets_in(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, posts: int
) -> None:
    """Without the limits, which would refuse most of them before the one statement decides."""
    monkeypatch.setattr(limits, "MOST_IN_ALL", posts)
    monkeypatch.setattr(joining, "MOST_TRIES", posts)
    both = invited(installation)
    assert winners(installation, both, posts) == 1
    assert len(told(installation, "invitation-used")) == 1
    assert len(told(installation, "invitation-refused")) == posts - 1
    with installation.resources.work.reading() as stored:
        assert len(stored.sessions.of(both.link.account)) == 1


def test_of_many_wrong_ones_at_once_five_are_compared(installation: Installation) -> None:
    both = invited(installation)
    wrong = Invited(both.link, WRONG)
    assert winners(installation, wrong, 50) == 0
    with installation.resources.work.reading() as stored:
        record = stored.invitations.find(both.link.invitation)
    assert record is not None
    assert record.tries == MOST_TRIES
    refused(installation, both.link.token, both.code)


def furnished_with_factors(installation: Installation) -> SignedIn:
    """Give the adviser a session, a passkey and recovery codes beside password and code."""
    signed_in = sign_in(installation)
    account = signed_in.actor.account or ""
    passkey = PasskeyRecord(
        str(uuid4()),
        account,
        b"credential",
        b"key",
        0,
        "verzonnen",
        has_prf=False,
        is_synced=False,
        device=None,
        created_at=installation.resources.clock.now(),
    )
    with installation.resources.work.writing() as stored:
        stored.passkeys.add(passkey)
        stored.recovery_codes.replace(account, map(recovery.hashed, recovery.new_codes()))
    return signed_in


def test_a_new_start_removes_all_factors_and_sessions_of_before(
    installation: Installation,
) -> None:
    before = furnished_with_factors(installation)
    both = begins_anew(installation, "adviser")
    assert sessions.actor_of(installation.resources, before.token) is not None
    signed_in = join(installation, both.link.token, both.code)
    assert signed_in.actor.account == before.actor.account
    assert sessions.actor_of(installation.resources, before.token) is None
    with installation.resources.work.reading() as stored:
        account = stored.accounts.named("adviser")
        assert account is not None
        assert stored.passkeys.of(account.id) == ()
        assert stored.recovery_codes.left(account.id) == 0
        assert [each.id for each in stored.sessions.of(account.id)] == [signed_in.actor.session]
    assert (account.password_hash, account.has_totp) == (None, False)
    with pytest.raises(SignInRefusedError):
        sign_in(installation, code="000000")


def test_a_disabled_account_is_let_in_again_by_two_people(installation: Installation) -> None:
    accounts.disable_account(installation.resources, "adviser")
    account = installation.resources
    with account.work.reading() as stored:
        record = stored.accounts.named("adviser")
    assert record is not None
    link = invitations.propose_new_start(account, installation.actor("administrator"), record.id)
    both = confirmed(installation, link)
    signed_in = join(installation, link.token, both.code)
    assert sessions.actor_of(account, signed_in.token) is not None


def test_using_one_invitation_takes_back_every_other(installation: Installation) -> None:
    """Two administrators may propose at the same moment; only one of the links counts then."""
    resources, administrator = installation.resources, installation.actor("administrator")
    both = invited(installation)
    with resources.work.writing() as stored:
        record = stored.accounts.find(both.link.account)
        assert record is not None
        second = invitations._proposed(resources, stored, administrator, record)  # noqa: SLF001 - at once
    other = confirmed(installation, second)
    join(installation, both.link.token, both.code)
    refused(installation, other.link.token, other.code)
