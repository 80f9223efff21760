"""The own account in words: what somebody signs in with, where, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.services.authentication import sessions
from woningscan.web.contexts.moments import OFFICE_ZONE, moment_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.services.actors import Actor
    from woningscan.services.authentication.devices import DeviceLine
    from woningscan.services.authentication.factors import OwnPasskey
    from woningscan.services.authentication.history import Entry
    from woningscan.services.resources import Resources
    from woningscan.web.texts import Translator

FEW_CODES = 2
"""With so many recovery codes left it is time for new ones."""
UNNAMED = "?"
"""What the device of a browser is called that does not say what it is."""
ROADS = ("passkey", "password", "recovery-code", "invitation")
"""By what somebody signs in, as the audit log says it."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A passkey, a session or a device in a list; `is_here` tells that it is the one in use."""

    id: str
    title: str
    about: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened: the moment for machines and in words, what, and where."""

    iso: str
    at: str
    what: str
    where: str
    stands_out: bool


def passkey_rows(passkeys: Iterable[OwnPasskey], t: Translator) -> list[AccountRow]:
    """List passkeys."""
    return [AccountRow(each.id, each.name, passkey_about(each, t)) for each in passkeys]


def passkey_about(passkey: OwnPasskey, t: Translator) -> str:
    """Tell when a passkey was made, and when it was used last."""
    made = words(passkey.created_at, t)
    if passkey.last_used is None:
        return t("account.passkey-made", at=made)
    return t("account.passkey-used", at=made, used=words(passkey.last_used, t))


def session_rows(resources: Resources, actor: Actor, t: Translator) -> list[AccountRow]:
    """List the own sessions; the one that asks comes first."""
    rows = [
        AccountRow(
            each.id,
            device_title(each.device_name, t),
            t("account.session-about", at=words(each.created_at, t), used=words(each.last_seen, t)),
            each.id == actor.session,
        )
        for each in sessions.own_sessions(resources, actor)
    ]
    return sorted(rows, key=lambda row: not row.is_here)


def device_rows(devices: Iterable[DeviceLine], t: Translator) -> list[AccountRow]:
    """List devices; the one that asks comes first."""
    rows = [
        AccountRow(each.id, device_title(each.name, t), device_about(each, t), each.is_asking)
        for each in devices
    ]
    return sorted(rows, key=lambda row: not row.is_here)


def device_title(name: str, t: Translator) -> str:
    """Give what a device is called, also when its browser did not tell what it is."""
    return t("account.unnamed-device") if name == UNNAMED else name


def device_about(device: DeviceLine, t: Translator) -> str:
    """Tell since when a device is known, and when it was seen last."""
    since, seen = words(device.created_at, t), words(device.last_seen, t)
    return t("account.device-about", at=since, used=seen)


def history_rows(entries: Iterable[Entry], t: Translator) -> list[HistoryRow]:
    """List what happened, in the order in which it is given."""
    return [
        HistoryRow(each.at, words(each.at, t), _what(each, t), _where(each, t), each.stands_out)
        for each in entries
    ]


def words(at: str, t: Translator) -> str:
    """Write a moment by the clock of the office."""
    return moment_words(at, OFFICE_ZONE, t)


def _what(entry: Entry, t: Translator) -> str:
    if entry.road in ROADS:
        return t(f"history.road.{entry.road}")
    said = t(f"history.{entry.action}")
    return t("history.by-other", what=said) if entry.is_by_other else said


def _where(entry: Entry, t: Translator) -> str:
    if entry.device is not None:
        return t("history.on", device=device_title(entry.device, t))
    return t("history.elsewhere") if entry.is_elsewhere else ""
