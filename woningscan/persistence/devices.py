"""Devices: browsers as accounts use them, until they are revoked and wiped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from woningscan.persistence.account_models import Device
from woningscan.persistence.models import table_of

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

_TABLE = table_of(Device)
_DEVICE = _TABLE.c


@dataclass(frozen=True, slots=True)
class DeviceRecord:
    """One browser as one account uses it."""

    id: str
    account: str
    browser_hash: bytes
    name: str
    created_at: str
    last_seen: str
    revoked_at: str | None = None
    wiped_at: str | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """Of an account: on how many devices that stand, and when it was last seen on any at all."""

    devices: int
    last_seen: str


@dataclass(frozen=True, slots=True)
class Devices:
    """Reads and writes devices over one connection."""

    connection: Connection

    def add(self, device: DeviceRecord) -> None:
        """Add a device."""
        self.connection.execute(
            insert(_TABLE).values({name: getattr(device, name) for name in device.__slots__})
        )

    def find(self, account: str, browser_hash: bytes) -> DeviceRecord | None:
        """Find the device that a browser is for an account."""
        return self._one(_DEVICE.account == account, _DEVICE.browser_hash == browser_hash)

    def of(self, account: str) -> tuple[DeviceRecord, ...]:
        """Give the devices of an account, the last seen first; revoked ones too."""
        rows = self.connection.execute(
            select(_TABLE)
            .where(_DEVICE.account == account)
            .order_by(_DEVICE.last_seen.desc(), _DEVICE.id)
        ).mappings()
        return tuple(DeviceRecord(**row) for row in rows)

    def uses(self) -> dict[str, Use]:
        """Give the use of each account that was ever seen on a device."""
        stand = func.count().filter(_DEVICE.revoked_at.is_(None))
        rows = self.connection.execute(
            select(_DEVICE.account, stand, func.max(_DEVICE.last_seen)).group_by(_DEVICE.account)
        )
        return {account: Use(devices, last_seen) for account, devices, last_seen in rows}

    def of_account(self, account: str, device: str) -> DeviceRecord | None:
        """Find a device of an account by its id."""
        return self._one(_DEVICE.account == account, _DEVICE.id == device)

    def is_to_be_wiped(self, browser_hash: bytes) -> bool:
        """Tell whether a browser was revoked for somebody; also when it was told to wipe before."""
        return self._one(*_is_revoked(browser_hash)) is not None

    def wipe(self, browser_hash: bytes, now: str) -> tuple[DeviceRecord, ...]:
        """Note that a browser is told to wipe what it holds; give the devices that were not yet."""
        rows = self.connection.execute(
            update(_TABLE)
            .where(*_is_revoked(browser_hash), _DEVICE.wiped_at.is_(None))
            .values(wiped_at=now)
            .returning(*_DEVICE)
        ).mappings()
        return tuple(DeviceRecord(**row) for row in rows)

    def touch(self, device: str, now: str) -> None:
        """Note that a device was seen."""
        self._update(device, last_seen=now)

    def rename(self, device: str, name: str) -> None:
        """Give a device another name."""
        self._update(device, name=name)

    def revoke(self, device: str, now: str) -> bool:
        """Revoke a device; tell whether it was not revoked before."""
        revoked = self.connection.execute(
            update(_TABLE)
            .where(_DEVICE.id == device, _DEVICE.revoked_at.is_(None))
            .values(revoked_at=now)
        )
        return revoked.rowcount == 1

    def _update(self, device: str, **values: object) -> None:
        self.connection.execute(update(_TABLE).where(_DEVICE.id == device).values(**values))

    def _one(self, *conditions: ColumnElement[bool]) -> DeviceRecord | None:
        row = self.connection.execute(select(_TABLE).where(*conditions)).mappings().first()
        return None if row is None else DeviceRecord(**row)


def _is_revoked(browser_hash: bytes) -> tuple[ColumnElement[bool], ...]:
    return _DEVICE.browser_hash == browser_hash, _DEVICE.revoked_at.is_not(None)
