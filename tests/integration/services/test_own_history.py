"""What happened with the own account: newest first, by pages, with the device it happened on."""

from datetime import timedelta

import pytest

from tests.authenticators import Authenticator
from tests.installations import Installation
from tests.own_account import actor_of, add_passkey, joining
from tests.signing_in import browser, sign_in
from woningscan.crypto.passkeys import Site
from woningscan.persistence.audit import Action
from woningscan.services import accounts
from woningscan.services.actors import Actor
from woningscan.services.authentication import (
    completing,
    devices,
    factors,
    history,
    passkeys,
    password_road,
    sessions,
)
from woningscan.services.authentication.completing import NoRoadYetError
from woningscan.services.authentication.history import Entry
from woningscan.services.authentication.passkeys import NewPasskey
from woningscan.services.errors import ForbiddenError, NotFoundError, SignInRefusedError

SITE = Site("localhost", "http://localhost")


def entries(installation: Installation, actor: Actor) -> tuple[Entry, ...]:
    return history.own_history(installation.resources, actor).entries


def refused(installation: Installation, letter: str = "s") -> None:
    with pytest.raises(SignInRefusedError):
        sign_in(installation, password="x" * 20, within=browser(letter))


def test_what_happened_is_told_newest_first_with_its_device(installation: Installation) -> None:
    refused(installation)
    actor = actor_of(installation)
    devices.rename_own(installation.resources, actor, actor.device, "Tablet op kantoor")
    found = entries(installation, actor)
    assert [(entry.action, entry.road, entry.device) for entry in found] == [
        (Action.SIGNED_IN, "password", "Tablet op kantoor"),
        (Action.DEVICE_ADDED, "", "Tablet op kantoor"),
        (Action.SIGN_IN_REFUSED, "", None),
        (Action.ACCOUNT_ADDED, "", None),
    ]
    assert [entry.stands_out for entry in found] == [False, True, True, False]
    assert [entry.is_by_other for entry in found] == [False, False, False, True]
    assert found[0].at == installation.resources.clock.now()


def test_a_refused_try_on_a_device_of_ones_own_names_it(installation: Installation) -> None:
    actor_of(installation)
    refused(installation, "a")
    actor = actor_of(installation)
    assert entries(installation, actor)[1].device == "Chrome, Android"


def test_the_device_is_told_after_its_session_has_ended(installation: Installation) -> None:
    first = sign_in(installation, within=browser("b"))
    actor = actor_of(installation)
    devices.rename_own(installation.resources, actor, first.actor.device, "Telefoon")
    password_road.make_recovery_codes(installation.resources, actor)
    told = [entry.device for entry in entries(installation, actor) if entry.road]
    assert told == ["Chrome, Android", "Telefoon"]


def test_changes_are_told_and_whose_account_it_is_nobody_elses(
    installation: Installation,
) -> None:
    actor = actor_of(installation)
    other = actor_of(installation, "other-adviser")
    factors.remove_passkey(installation.resources, actor, add_passkey(installation, actor))
    assert entries(installation, actor)[0].action is Action.PASSKEY_REMOVED
    assert Action.PASSKEY_REMOVED not in {each.action for each in entries(installation, other)}


def test_a_passkey_that_is_added_ends_other_sessions_and_its_use_names_the_device(
    installation: Installation,
) -> None:
    other = sign_in(installation, within=browser("b"))
    actor, resources, made = actor_of(installation), installation.resources, Authenticator()
    answer = made.made(passkeys.registration_options(resources, actor, SITE))
    passkeys.register_passkey(resources, actor, SITE, NewPasskey(answer))
    assert sessions.actor_of(resources, other.token) is None
    shown = made.shown(passkeys.sign_in_options(resources, browser("b"), SITE))
    again = passkeys.sign_in_with_passkey(resources, browser("b"), SITE, shown)
    devices.rename_own(resources, again.actor, again.actor.device, "Telefoon")
    newest = entries(installation, again.actor)[0]
    assert (newest.road, newest.device) == ("passkey", "Telefoon")


def test_what_an_administrator_does_is_told_to_whom_it_is_done(installation: Installation) -> None:
    actor = actor_of(installation)
    administrator = actor_of(installation, "administrator")
    devices.revoke(installation.resources, administrator, actor.account or "", actor.device)
    installation.moments.pass_by(timedelta(seconds=30))
    again = actor_of(installation, letter="c")
    told = {each.action: each for each in entries(installation, again)}
    assert told[Action.DEVICE_REVOKED].is_by_other
    assert told[Action.DEVICE_REVOKED].device == "Chrome, Android"
    assert Action.DEVICE_REVOKED not in {
        each.action for each in entries(installation, administrator)
    }


def test_an_account_that_was_reset_stands_out(installation: Installation) -> None:
    accounts.reset_account(installation.resources, "adviser")
    found = entries(installation, installation.actor("adviser"))
    assert (found[0].action, found[0].stands_out) == (Action.ACCOUNT_RESET, True)


def test_it_is_told_by_pages(installation: Installation) -> None:
    actor = [actor_of(installation) for _ in range(3)][-1]
    pages = [
        history.own_history(installation.resources, actor, page, on_a_page=2) for page in (1, 2, 3)
    ]
    assert [page.pages for page in pages] == [3, 3, 3]
    assert [len(page.entries) for page in pages] == [2, 2, 1]
    assert pages[2].entries[0].action is Action.ACCOUNT_ADDED
    for wild, shown in ((-1, 1), (0, 1), (99, 3)):
        found = history.own_history(installation.resources, actor, wild, on_a_page=2)
        assert found.page == shown


def test_tries_are_counted_since_the_time_before(installation: Installation) -> None:
    def counted(actor: Actor) -> int:
        return history.refused_since_last_time(installation.resources, actor)

    refused(installation)
    first = actor_of(installation)
    assert counted(first) == 1
    refused(installation)
    refused(installation)
    assert counted(first) == 3
    second = actor_of(installation)
    assert counted(second) == 2
    assert counted(actor_of(installation)) == 0
    assert counted(actor_of(installation, "other-adviser")) == 0


def test_who_joins_has_no_history_to_read_yet(installation: Installation) -> None:
    actor = joining(installation).actor
    with pytest.raises(ForbiddenError):
        history.own_history(installation.resources, actor)
    with pytest.raises(ForbiddenError):
        history.refused_since_last_time(installation.resources, actor)


def test_joining_is_complete_once_there_is_a_way_in(installation: Installation) -> None:
    resources, within = installation.resources, browser("j")
    begun = joining(installation, within=within)
    with pytest.raises(NoRoadYetError):
        completing.complete(resources, begun.actor, within)
    add_passkey(installation, begun.actor)
    signed_in = completing.complete(resources, begun.actor, within)
    assert signed_in.token != begun.token
    assert not signed_in.actor.is_joining
    assert signed_in.actor.device == begun.actor.device
    assert entries(installation, signed_in.actor)[0].road == "invitation"
    with pytest.raises(NotFoundError):
        completing.complete(resources, begun.actor, within)
    with pytest.raises(ForbiddenError):
        completing.complete(resources, signed_in.actor, within)


def test_a_session_of_joining_that_did_not_finish_goes_on(installation: Installation) -> None:
    begun = joining(installation)
    with pytest.raises(NoRoadYetError):
        completing.complete(installation.resources, begun.actor, browser("j"))
    found = sessions.actor_of(installation.resources, begun.token)
    assert found is not None
    assert found.is_joining
