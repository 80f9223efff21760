"""Invitations: who proposes, who confirms, who may neither, and what each of them gets to see."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.installations import PEOPLE, Installation
from tests.inviting import begins_anew, invited
from woningscan.crypto.tokens import token_hash
from woningscan.domain.rights import Role
from woningscan.persistence.models import Audit, table_of
from woningscan.services import accounts
from woningscan.services.actors import Actor
from woningscan.services.authentication import invitations
from woningscan.services.authentication.invitations import (
    BadDisplayNameError,
    BadNameError,
    NameInUseError,
)
from woningscan.services.errors import (
    ConfirmationNeededError,
    ForbiddenError,
    NotFoundError,
)
from woningscan.services.resources import Resources

if TYPE_CHECKING:
    from collections.abc import Callable

AUDIT = table_of(Audit)
HOURS_72 = timedelta(hours=72)
A_SECOND = timedelta(seconds=1)
SOMEBODY = ("newcomer", "Nieuw (verzonnen)", Role.ADVISER)


def told(installation: Installation) -> list[tuple[str, str | None, str | None, str]]:
    """Give what the log says of invitations: action, who, about whom, which."""
    query = select(AUDIT).where(AUDIT.c.action.like("invitation-%")).order_by(AUDIT.c.sequence)
    with installation.resources.work.database.reading() as connection:
        rows = connection.execute(query).all()
    return [(row.action, row.account, row.subject, row.reason) for row in rows]


@pytest.mark.parametrize("role", Role)
def test_an_account_of_each_role_is_proposed_and_confirmed(
    installation: Installation, role: Role
) -> None:
    both = invited(installation, "newcomer", role)
    (found,) = invitations.waiting(installation.resources, installation.actor("privacy-officer"))
    assert (found.role, found.is_confirmed, found.is_new_start) == (role, True, False)
    assert found.account_name == "newcomer"
    administrator, officer = (
        installation.actor(name).account for name in ("administrator", "privacy-officer")
    )
    about = both.link.account, both.link.invitation
    assert told(installation) == [
        ("invitation-proposed", administrator, *about),
        ("invitation-confirmed", officer, *about),
    ]


def test_the_officer_never_sees_the_link_and_the_administrator_never_the_code(
    installation: Installation,
) -> None:
    both = invited(installation)
    officer = installation.actor("privacy-officer")
    seen = repr(invitations.waiting(installation.resources, officer))
    assert both.link.token not in seen + repr(both.link)
    assert token_hash(both.link.token).hex() not in seen
    assert both.code not in seen
    with pytest.raises(ForbiddenError):
        invitations.waiting(installation.resources, installation.actor("administrator"))


def test_neither_token_nor_code_is_stored(installation: Installation) -> None:
    both = invited(installation)
    with installation.resources.work.reading() as stored:
        record = stored.invitations.find(both.link.invitation)
    assert record is not None
    assert record.token_hash == token_hash(both.link.token)
    bare = both.code.replace("-", "")
    assert len(bare) == 8
    # A plain digest of eight characters could be tried out; this one needs a key.
    plain = {token_hash(bare), token_hash(both.code), token_hash(f"{record.id}:{bare}")}
    assert record.code_hash not in plain


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_only_an_administrator_proposes_and_only_a_privacy_officer_confirms(
    installation: Installation, name: str
) -> None:
    resources, actor = installation.resources, installation.actor(name)
    open_one = invitations.propose_account(
        resources, installation.actor("administrator"), *SOMEBODY
    ).invitation
    adviser = installation.actor("adviser").account or ""
    proposes: list[Callable[[], object]] = [
        lambda: invitations.propose_account(resources, actor, "a", "A", Role.ADVISER),
        lambda: invitations.propose_new_start(resources, actor, adviser),
        lambda: invitations.withdraw(resources, actor, open_one),
    ]
    confirms: list[Callable[[], object]] = [
        lambda: invitations.waiting(resources, actor),
        lambda: invitations.confirm(resources, actor, open_one),
        lambda: invitations.decline(resources, actor, open_one),
    ]
    refused = [] if PEOPLE[name] is Role.ADMINISTRATOR else proposes
    refused += [] if PEOPLE[name] is Role.PRIVACY_OFFICER else confirms
    for each in refused:
        with pytest.raises(ForbiddenError):
            each()


def test_each_change_needs_a_confirmation(installation: Installation) -> None:
    resources = installation.resources
    administrator, officer = (
        replace(installation.actor(name), is_confirmed=False)
        for name in ("administrator", "privacy-officer")
    )
    link = invitations.propose_account(resources, installation.actor("administrator"), *SOMEBODY)
    for refused in (
        lambda: invitations.propose_account(resources, administrator, "a", "A", Role.ADVISER),
        lambda: invitations.propose_new_start(resources, administrator, link.account),
        lambda: invitations.withdraw(resources, administrator, link.invitation),
        lambda: invitations.confirm(resources, officer, link.invitation),
        lambda: invitations.decline(resources, officer, link.invitation),
    ):
        with pytest.raises(ConfirmationNeededError):
            refused()
    assert len(invitations.waiting(resources, officer)) == 1


def second_officer(installation: Installation) -> Actor:
    accounts.add_account(installation.resources, "officer-2", "Tweede", Role.PRIVACY_OFFICER)
    return accounts.acting_as(installation.resources, "officer-2")


def test_nobody_confirms_an_invitation_for_themselves(installation: Installation) -> None:
    resources, officer = installation.resources, installation.actor("privacy-officer")
    administrator = installation.actor("administrator")
    link = invitations.propose_new_start(resources, administrator, officer.account or "")
    (seen,) = invitations.waiting(resources, officer)
    assert seen.is_own
    assert seen.is_new_start
    with pytest.raises(ForbiddenError):
        invitations.confirm(resources, officer, link.invitation)
    other = second_officer(installation)
    assert not invitations.waiting(resources, other)[0].is_own
    assert invitations.confirm(resources, other, link.invitation).code


def test_nobody_confirms_what_they_proposed(installation: Installation) -> None:
    """A role has one half of this; were there ever one with both, the account would still."""
    resources, officer = installation.resources, installation.actor("privacy-officer")
    administrator = installation.actor("administrator")
    link = invitations.propose_account(resources, administrator, *SOMEBODY)
    both = replace(officer, account=administrator.account)
    with pytest.raises(ForbiddenError):
        invitations.confirm(resources, both, link.invitation)


def test_what_was_confirmed_declined_withdrawn_or_is_too_old_waits_no_more(
    installation: Installation,
) -> None:
    resources, officer = installation.resources, installation.actor("privacy-officer")
    administrator = installation.actor("administrator")

    def proposed(name: str) -> str:
        link = invitations.propose_account(resources, administrator, name, name, Role.ADVISER)
        return link.invitation

    done = {name: proposed(name) for name in ("confirmed", "declined", "withdrawn")}
    invitations.confirm(resources, officer, done["confirmed"])
    invitations.decline(resources, officer, done["declined"])
    invitations.withdraw(resources, administrator, done["withdrawn"])
    said = set()
    for invitation in (*done.values(), str(uuid4()), ""):
        with pytest.raises(NotFoundError) as refused:
            invitations.confirm(resources, officer, invitation)
        said.add(str(refused.value))
    assert len(said) == 1
    late = proposed("late")
    installation.moments.pass_by(HOURS_72 - A_SECOND)
    assert late in {each.id for each in invitations.waiting(resources, officer)}
    installation.moments.pass_by(A_SECOND)
    assert invitations.waiting(resources, officer) == ()
    for refuse in (
        lambda: invitations.confirm(resources, officer, late),
        lambda: invitations.decline(resources, officer, late),
        lambda: invitations.withdraw(resources, administrator, late),
    ):
        with pytest.raises(NotFoundError):
            refuse()
    assert [action for action, *_ in told(installation)][3:] == [
        "invitation-confirmed",
        "invitation-declined",
        "invitation-withdrawn",
        "invitation-proposed",
    ]


def test_what_was_confirmed_can_still_be_taken_back_by_either(installation: Installation) -> None:
    resources = installation.resources
    first, second = invited(installation, "first"), invited(installation, "second")
    officer = installation.actor("privacy-officer")
    invitations.decline(resources, officer, first.link.invitation)
    invitations.withdraw(resources, installation.actor("administrator"), second.link.invitation)
    assert invitations.waiting(resources, officer) == ()


def test_a_new_start_takes_the_place_of_earlier_invitations(installation: Installation) -> None:
    first = invited(installation)
    resources, officer = installation.resources, installation.actor("privacy-officer")
    again = invitations.propose_new_start(
        resources, installation.actor("administrator"), first.link.account
    )
    (open_one,) = invitations.waiting(resources, officer)
    assert (open_one.id, open_one.is_confirmed) == (again.invitation, False)
    assert again.token != first.link.token


def test_an_account_is_not_there_for_a_new_start(installation: Installation) -> None:
    administrator = installation.actor("administrator")
    for account in (str(uuid4()), ""):
        with pytest.raises(NotFoundError):
            invitations.propose_new_start(installation.resources, administrator, account)


def propose(resources: Resources, actor: Actor, name: str, shown: str) -> Any:  # noqa: ANN401
    return invitations.propose_account(resources, actor, name, shown, Role.ADVISER)


def test_a_name_that_cannot_be_used_makes_no_account(installation: Installation) -> None:
    resources, administrator = installation.resources, installation.actor("administrator")
    for bad in ("", "Nieuw", "a b", "a" * 41, "a\n"):
        with pytest.raises(BadNameError):
            propose(resources, administrator, bad, "Nieuw")
    for bad in ("", "  ", "a" * 81, "a\nb"):
        with pytest.raises(BadDisplayNameError):
            propose(resources, administrator, "newcomer", bad)
    with pytest.raises(NameInUseError):
        propose(resources, administrator, "adviser", "Nieuw")
    assert told(installation) == []
    with resources.work.reading() as stored:
        assert len(stored.accounts.all()) == len(PEOPLE)


def test_until_a_new_start_is_used_what_was_there_stays(installation: Installation) -> None:
    begins_anew(installation, "adviser")
    with installation.resources.work.reading() as stored:
        account = stored.accounts.named("adviser")
    assert account is not None
    assert account.password_hash
    assert account.has_totp


def test_of_two_who_propose_the_same_name_at_once_one_is_told(installation: Installation) -> None:
    resources, start = installation.resources, Barrier(2)
    administrator = installation.actor("administrator")

    def propose(_: int) -> bool:
        start.wait()
        try:
            invitations.propose_account(resources, administrator, *SOMEBODY)
        except NameInUseError:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(propose, range(2))) == [False, True]
