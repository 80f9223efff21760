"""Devices: browsers as accounts use them. One that is lost is revoked, and wiped at its return.

Revoking ends what goes on there and removes the passkeys that were made there. What the browser
itself holds goes at its next contact: nobody can reach a tablet that is switched off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.persistence.audit import Action, Event
from woningscan.services.authentication.factors import factors_of
from woningscan.services.authentication.names import checked_name
from woningscan.services.errors import NotFoundError
from woningscan.services.rights import Right, require

if TYPE_CHECKING:
    from woningscan.persistence.devices import DeviceRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device as it is listed. `is_asking` tells that it is the one that the list is shown on."""

    id: str
    name: str
    created_at: str
    last_seen: str
    is_asking: bool
    revoked_at: str | None = None
    wiped_at: str | None = None


def lines(devices: tuple[DeviceRecord, ...], actor: Actor) -> tuple[DeviceLine, ...]:
    """Give devices as they are listed, without what a browser is known by."""
    return tuple(
        DeviceLine(
            device.id,
            device.name,
            device.created_at,
            device.last_seen,
            device.id == actor.device,
            device.revoked_at,
            device.wiped_at,
        )
        for device in devices
    )


def own_devices(resources: Resources, actor: Actor) -> tuple[DeviceLine, ...]:
    """Give the devices of the account that asks, the last seen first; none that was revoked.

    Raises:
        ForbiddenError: it was only just invited.
    """
    require(actor, Right.SEE_OWN_ACCOUNT)
    with resources.work.reading() as stored:
        found = stored.devices.of(actor.account or "")
    return lines(tuple(device for device in found if device.revoked_at is None), actor)


def rename_own(resources: Resources, actor: Actor, device: str, name: str) -> None:
    """Call one of the own devices otherwise.

    Raises:
        BadNameError: it cannot be called this.
        NotFoundError: it is not one of them, or it is revoked.
    """
    require(actor, Right.SEE_OWN_ACCOUNT)
    said = checked_name(name)
    with resources.work.writing() as stored:
        _standing(stored, actor.account or "", device)
        stored.devices.rename(device, said)


def revoke_own(resources: Resources, actor: Actor, device: str) -> None:
    """Revoke one of the own devices; that may be the one that asks, which is then signed out.

    Raises:
        ConfirmationNeededError: it has to be shown again who asks: passkeys go too.
        LastRoadError: with them goes the only way in that is left.
        NotFoundError: it is not one of them, or it is revoked already.
    """
    require(actor, Right.SEE_OWN_ACCOUNT)
    require(actor, Right.CHANGE_OWN_FACTORS)
    with resources.work.writing() as stored:
        account = stored.accounts.find_and_lock(actor.account or "")
        standing = _standing(stored, actor.account or "", device)
        if account is not None:
            factors_of(stored, account).without_device(device).require_a_road()
        _revoke(resources, stored, actor, standing)


def revoke(resources: Resources, actor: Actor, account: str, device: str) -> None:
    """Revoke a device of somebody else, for an administrator.

    Raises:
        ForbiddenError, ConfirmationNeededError: not for this account, or not yet.
        NotFoundError: there is no such device of that account, or it is revoked already.
    """
    require(actor, Right.MANAGE_ACCOUNTS)
    with resources.work.writing() as stored:
        _revoke(resources, stored, actor, _standing(stored, account, device))


def _standing(stored: Repositories, account: str, device: str) -> DeviceRecord:
    found = stored.devices.of_account(account, device)
    if found is None or found.revoked_at is not None:
        raise NotFoundError("There is no such device.")
    return found


def _revoke(resources: Resources, stored: Repositories, actor: Actor, device: DeviceRecord) -> None:
    now = resources.clock.now()
    if not stored.devices.revoke(device.id, now):
        raise NotFoundError("There is no such device.")
    stored.sessions.remove_on(device.id)
    stored.passkeys.remove_made_on(device.id)
    event = actor.event(Action.DEVICE_REVOKED, reason=device.id, subject=device.account)
    stored.audit.record(event, now)


def to_wipe(resources: Resources, browser_hash: bytes) -> bool:
    """Tell whether a browser was revoked by somebody, and still shows what it was known by.

    It is told to wipe for as long as it does: an answer may be lost on its way.
    """
    with resources.work.reading() as stored:
        return stored.devices.is_to_be_wiped(browser_hash)


def wiped(resources: Resources, browser_hash: bytes) -> None:
    """Note that a browser is told to wipe what it holds; only the first time is written down."""
    with resources.work.writing() as stored:
        now = resources.clock.now()
        for device in stored.devices.wipe(browser_hash, now):
            event = Event(
                Action.DEVICE_WIPED, account=None, reason=device.id, subject=device.account
            )
            stored.audit.record(event, now)
