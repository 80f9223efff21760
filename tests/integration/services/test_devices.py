"""Devices: who may revoke which, what goes with one, and that it is wiped and noted once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.installations import Installation
from tests.signing_in import browser, sign_in
from woningscan.persistence.models import Audit, table_of
from woningscan.persistence.passkeys import PasskeyRecord
from woningscan.services.actors import Actor
from woningscan.services.authentication import devices, sessions
from woningscan.services.authentication.factors import LastRoadError
from woningscan.services.authentication.names import BadNameError
from woningscan.services.authentication.sessions import SignedIn
from woningscan.services.errors import (
    ConfirmationNeededError,
    ForbiddenError,
    NotFoundError,
)

MINUTE = timedelta(minutes=1)
AUDIT = table_of(Audit)


def told(installation: Installation, action: str) -> Sequence[Any]:
    query = select(AUDIT).where(AUDIT.c.action == action)
    with installation.resources.work.database.reading() as connection:
        return connection.execute(query).all()


def signed_in_twice(installation: Installation) -> tuple[SignedIn, SignedIn]:
    """Sign the adviser in on a desk, and after that on a tablet."""
    desk = sign_in(installation, within=browser("d"))
    installation.moments.pass_by(MINUTE)
    return desk, sign_in(installation, within=browser("t"))


def passkey_on(installation: Installation, actor: Actor, device: str | None) -> None:
    """Give an account a passkey that was made on a device."""
    made = PasskeyRecord(
        id=str(uuid4()),
        account=actor.account or "",
        credential=uuid4().bytes,
        public_key=b"key",
        sign_count=0,
        name="verzonnen",
        has_prf=False,
        is_synced=False,
        device=device,
        created_at=installation.resources.clock.now(),
    )
    with installation.resources.work.writing() as stored:
        stored.passkeys.add(made)


def test_own_devices_are_listed_with_the_one_that_asks(installation: Installation) -> None:
    desk, tablet = signed_in_twice(installation)
    sign_in(installation, "coordinator", within=browser("t"))
    found = devices.own_devices(installation.resources, desk.actor)
    assert [(line.id, line.is_asking) for line in found] == [
        (tablet.actor.device, False),
        (desk.actor.device, True),
    ]
    assert {line.name for line in found} == {"Chrome, Android"}


def test_a_device_gets_another_name(installation: Installation) -> None:
    desk, tablet = signed_in_twice(installation)
    devices.rename_own(installation.resources, desk.actor, tablet.actor.device, "  De \n tablet ")
    assert devices.own_devices(installation.resources, desk.actor)[0].name == "De tablet"
    for bad in ("", "   ", "a" * 61, "a\x00b"):
        with pytest.raises(BadNameError):
            devices.rename_own(installation.resources, desk.actor, tablet.actor.device, bad)


def test_what_is_revoked_is_refused_at_the_next_request_and_listed_no_more(
    installation: Installation,
) -> None:
    desk, tablet = signed_in_twice(installation)
    passkey_on(installation, desk.actor, tablet.actor.device)
    passkey_on(installation, desk.actor, desk.actor.device)
    passkey_on(installation, desk.actor, None)
    devices.revoke_own(installation.resources, desk.actor, tablet.actor.device)
    assert sessions.actor_of(installation.resources, tablet.token) is None
    assert sessions.actor_about_to_save(installation.resources, tablet.token) is None
    assert sessions.actor_of(installation.resources, desk.token) is not None
    left = devices.own_devices(installation.resources, desk.actor)
    assert [line.id for line in left] == [desk.actor.device]
    with installation.resources.work.reading() as stored:
        made_on = [each.device for each in stored.passkeys.of(desk.actor.account or "")]
        assert len(stored.sessions.of(desk.actor.account or "")) == 1
    assert sorted(made_on, key=str) == sorted([desk.actor.device, None], key=str)
    (line,) = told(installation, "device-revoked")
    assert (line.account, line.subject, line.reason) == (
        desk.actor.account,
        desk.actor.account,
        tablet.actor.device,
    )


def test_the_device_that_asks_may_be_revoked_too(installation: Installation) -> None:
    desk = sign_in(installation)
    devices.revoke_own(installation.resources, desk.actor, desk.actor.device)
    assert sessions.actor_of(installation.resources, desk.token) is None


def test_the_only_way_in_goes_with_a_device_for_an_administrator_alone(
    installation: Installation,
) -> None:
    tablet = sign_in(installation)
    account, device = tablet.actor.account or "", tablet.actor.device
    passkey_on(installation, tablet.actor, device)
    with installation.resources.work.writing() as stored:
        stored.accounts.remove_password_and_totp(account)
    with pytest.raises(LastRoadError):
        devices.revoke_own(installation.resources, tablet.actor, device)
    assert sessions.actor_of(installation.resources, tablet.token) is not None
    administrator = installation.actor("administrator")
    devices.revoke(installation.resources, administrator, account, device)
    assert sessions.actor_of(installation.resources, tablet.token) is None


def test_a_foreign_device_an_unknown_one_and_a_revoked_one_are_the_same(
    installation: Installation,
) -> None:
    desk, tablet = signed_in_twice(installation)
    foreign = sign_in(installation, "coordinator", within=browser("t"))
    devices.revoke_own(installation.resources, desk.actor, tablet.actor.device)
    said = set()
    for device in (foreign.actor.device, str(uuid4()), tablet.actor.device, ""):
        with pytest.raises(NotFoundError) as revoked:
            devices.revoke_own(installation.resources, desk.actor, device)
        with pytest.raises(NotFoundError) as renamed:
            devices.rename_own(installation.resources, desk.actor, device, "Mijn")
        said |= {str(revoked.value), str(renamed.value)}
    assert len(said) == 1
    assert sessions.actor_of(installation.resources, foreign.token) is not None


def test_revoking_needs_a_confirmation_and_renaming_needs_none(installation: Installation) -> None:
    desk = sign_in(installation)
    later = replace(desk.actor, is_confirmed=False)
    devices.rename_own(installation.resources, later, desk.actor.device, "Mijn")
    with pytest.raises(ConfirmationNeededError):
        devices.revoke_own(installation.resources, later, desk.actor.device)


def test_who_is_joining_has_no_devices_to_see(installation: Installation) -> None:
    joining = replace(sign_in(installation).actor, is_joining=True)
    for refused in (
        lambda: devices.own_devices(installation.resources, joining),
        lambda: devices.revoke_own(installation.resources, joining, joining.device),
        lambda: devices.rename_own(installation.resources, joining, joining.device, "Mijn"),
    ):
        with pytest.raises(ForbiddenError):
            refused()


@pytest.mark.parametrize("name", ["coordinator", "adviser", "reviewer", "privacy-officer"])
def test_only_an_administrator_revokes_a_device_of_somebody_else(
    installation: Installation, name: str
) -> None:
    tablet = sign_in(installation)
    owner, device = tablet.actor.account or "", tablet.actor.device
    with pytest.raises(ForbiddenError):
        devices.revoke(installation.resources, installation.actor(name), owner, device)
    administrator = installation.actor("administrator")
    with pytest.raises(ConfirmationNeededError):
        devices.revoke(
            installation.resources, replace(administrator, is_confirmed=False), owner, device
        )
    with pytest.raises(NotFoundError):
        devices.revoke(installation.resources, administrator, administrator.account or "", device)
    devices.revoke(installation.resources, administrator, owner, device)
    assert sessions.actor_of(installation.resources, tablet.token) is None


def test_a_revoked_browser_is_told_to_wipe_for_as_long_as_it_comes_back(
    installation: Installation,
) -> None:
    resources, tablet = installation.resources, browser("t")
    device = sign_in(installation, within=tablet).actor.device
    assert not devices.to_wipe(resources, tablet.hash)
    owner = installation.actor("adviser").account or ""
    devices.revoke(resources, installation.actor("administrator"), owner, device)
    assert not devices.to_wipe(resources, browser("d").hash)
    assert devices.to_wipe(resources, tablet.hash)
    devices.wiped(resources, tablet.hash)
    first = resources.clock.now()
    installation.moments.pass_by(MINUTE)
    assert devices.to_wipe(resources, tablet.hash)
    devices.wiped(resources, tablet.hash)
    with resources.work.reading() as stored:
        assert [each.wiped_at for each in stored.devices.of(owner)] == [first]
    (line,) = told(installation, "device-wiped")
    assert (line.account, line.subject, line.reason) == (None, owner, device)


def test_a_browser_of_two_people_is_wiped_for_the_one_who_revoked(
    installation: Installation,
) -> None:
    resources, shared = installation.resources, browser("s")
    mine = sign_in(installation, within=shared)
    other = sign_in(installation, "other-adviser", within=shared)
    devices.revoke_own(resources, mine.actor, mine.actor.device)
    devices.wiped(resources, shared.hash)
    assert sessions.actor_of(resources, other.token) is not None
    assert devices.own_devices(resources, other.actor)
