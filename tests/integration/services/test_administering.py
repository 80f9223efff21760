"""All accounts: what an administrator sees of them, and keeping somebody out at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.installations import PEOPLE, Installation
from tests.inviting import invited
from tests.signing_in import browser, sign_in
from woningscan.domain.rights import Role
from woningscan.services import accounts
from woningscan.services.authentication import administering, devices, invitations, sessions
from woningscan.services.authentication.administering import (
    AccountLine,
    AccountState,
    LastOfRoleError,
)
from woningscan.services.errors import (
    ConfirmationNeededError,
    ForbiddenError,
    NotFoundError,
    SignInRefusedError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

LAST = ("administrator", "privacy-officer")


def listed(installation: Installation) -> dict[str, AccountLine]:
    found = administering.all_accounts(installation.resources, installation.actor("administrator"))
    return {line.name: line for line in found}


def id_of(installation: Installation, name: str) -> str:
    return installation.actor(name).account or ""


def second_of(installation: Installation, role: Role) -> str:
    accounts.add_account(installation.resources, f"second-{role}", "Tweede", role)
    return id_of(installation, f"second-{role}")


def test_every_account_is_listed_with_how_it_stands(installation: Installation) -> None:
    resources, administrator = installation.resources, installation.actor("administrator")
    sign_in(installation, within=browser("d"))
    installation.moments.pass_by(timedelta(minutes=1))
    seen_at = resources.clock.now()
    tablet = sign_in(installation, within=browser("t"))
    invited(installation, "invited")
    gone = invited(installation, "gone")
    invitations.withdraw(resources, administrator, gone.link.invitation)
    administering.disable(resources, administrator, id_of(installation, "reviewer"))
    invitations.propose_new_start(resources, administrator, id_of(installation, "coordinator"))
    lines = listed(installation)
    assert set(lines) == {*PEOPLE, "invited", "gone"}
    states = {name: line.state for name, line in lines.items()}
    assert states == dict.fromkeys(PEOPLE, AccountState.ACTIVE) | {
        "reviewer": AccountState.DISABLED,
        "invited": AccountState.INVITED,
        "gone": AccountState.NO_WAY_IN,
    }
    assert {name for name, line in lines.items() if line.is_invited} == {"invited", "coordinator"}
    assert {name for name, line in lines.items() if line.is_asking} == {"administrator"}
    adviser = lines["adviser"]
    assert (adviser.devices, adviser.last_seen) == (2, seen_at)
    assert (lines["coordinator"].devices, lines["coordinator"].last_seen) == (0, None)
    devices.revoke(resources, administrator, adviser.id, tablet.actor.device)
    adviser = listed(installation)["adviser"]
    assert (adviser.devices, adviser.last_seen) == (1, seen_at)


def test_one_account_has_its_devices_sessions_and_invitation(installation: Installation) -> None:
    resources, administrator = installation.resources, installation.actor("administrator")
    tablet = sign_in(installation, within=browser("t"))
    installation.moments.pass_by(timedelta(minutes=1))
    desk = sign_in(installation, within=browser("d"))
    account = id_of(installation, "adviser")
    devices.revoke(resources, administrator, account, tablet.actor.device)
    link = invitations.propose_new_start(resources, administrator, account)
    page = administering.account_page(resources, administrator, account)
    assert page.line == listed(installation)["adviser"]
    assert {line.id: bool(line.revoked_at) for line in page.devices} == {
        tablet.actor.device: True,
        desk.actor.device: False,
    }
    assert [line.id for line in page.sessions] == [desk.actor.session]
    assert page.invitation is not None
    assert page.invitation.id == link.invitation
    assert page.factors.has_a_road
    installation.moments.pass_by(timedelta(hours=73))
    late = administering.account_page(resources, administrator, account)
    assert (late.sessions, late.invitation) == ((), None)


def test_who_is_disabled_is_refused_at_the_next_request(installation: Installation) -> None:
    signed_in = sign_in(installation)
    account = signed_in.actor.account or ""
    administering.disable(installation.resources, installation.actor("administrator"), account)
    assert sessions.actor_of(installation.resources, signed_in.token) is None
    with pytest.raises(SignInRefusedError):
        sign_in(installation)
    with pytest.raises(NotFoundError):
        administering.disable(installation.resources, installation.actor("administrator"), account)


def test_ending_sessions_ends_all_and_lets_sign_in_again(installation: Installation) -> None:
    first, second = sign_in(installation), sign_in(installation, "coordinator")
    account = first.actor.account or ""
    administrator = installation.actor("administrator")
    assert administering.end_sessions(installation.resources, administrator, account) == 1
    assert sessions.actor_of(installation.resources, first.token) is None
    assert sessions.actor_of(installation.resources, second.token) is not None
    installation.moments.pass_by(timedelta(minutes=1))
    assert sessions.actor_of(installation.resources, sign_in(installation).token) is not None


@pytest.mark.parametrize("name", LAST)
def test_the_last_who_can_let_somebody_in_stays(installation: Installation, name: str) -> None:
    resources, administrator = installation.resources, installation.actor("administrator")
    role, account = PEOPLE[name], id_of(installation, name)
    # Neither an account that is only invited, nor one that is disabled, could take the place.
    invited(installation, "not-yet", role)
    no_more = second_of(installation, role)
    accounts.disable_account(resources, f"second-{role}")
    with pytest.raises(LastOfRoleError):
        administering.disable(resources, administrator, account)
    assert listed(installation)[name].state is AccountState.ACTIVE
    with resources.work.writing() as stored:
        stored.accounts.enable(no_more)
    administering.disable(resources, administrator, account)
    with resources.work.reading() as stored:
        found = stored.accounts.find(account)
    assert found is not None
    assert found.disabled


def test_who_was_only_invited_is_never_the_last(installation: Installation) -> None:
    both = invited(installation, "not-yet", Role.PRIVACY_OFFICER)
    administrator = installation.actor("administrator")
    administering.disable(installation.resources, administrator, both.link.account)
    assert listed(installation)["not-yet"].state is AccountState.DISABLED


def test_two_administrators_who_disable_each_other_at_once_leave_one(
    installation: Installation,
) -> None:
    both = (id_of(installation, "administrator"), second_of(installation, Role.ADMINISTRATOR))
    actors = [
        accounts.acting_as(installation.resources, name)
        for name in ("second-administrator", "administrator")
    ]

    def disable(number: int) -> bool:
        try:
            administering.disable(installation.resources, actors[number], both[number])
        except LastOfRoleError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(disable, range(2))) == [False, True]


def test_only_an_administrator_and_confirmed(installation: Installation) -> None:
    resources, account = installation.resources, id_of(installation, "other-adviser")
    changes: list[Callable[..., object]] = [
        lambda actor: administering.disable(resources, actor, account),
        lambda actor: administering.end_sessions(resources, actor, account),
    ]
    reading: list[Callable[..., object]] = [
        lambda actor: administering.all_accounts(resources, actor),
        lambda actor: administering.account_page(resources, actor, account),
    ]
    for name in PEOPLE.keys() - {"administrator"}:
        for each in (*changes, *reading):
            with pytest.raises(ForbiddenError):
                each(installation.actor(name))
    later = replace(installation.actor("administrator"), is_confirmed=False)
    for each in changes:
        with pytest.raises(ConfirmationNeededError):
            each(later)
    for each in reading:
        assert each(later)


def test_an_unknown_account_is_told_as_that(installation: Installation) -> None:
    resources, administrator = installation.resources, installation.actor("administrator")
    for account in (str(uuid4()), ""):
        for each in (
            administering.disable,
            administering.end_sessions,
            administering.account_page,
            invitations.propose_new_start,
        ):
            with pytest.raises(NotFoundError):
                each(resources, administrator, account)
