"""Accounts in words: how each stands, what is known of its devices, and a mail with a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.language import Language
from woningscan.web.contexts.moments import OFFICE_ZONE, moment_words
from woningscan.web.texts import Translator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.services.authentication.administering import AccountLine, AccountPage
    from woningscan.services.authentication.devices import DeviceLine
    from woningscan.services.authentication.invitations import Link, OpenInvitation


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account in the list."""

    id: str
    title: str
    about: str
    state: str
    state_words: str
    seen: str


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device of an account; `is_standing` tells that it can still be revoked."""

    id: str
    title: str
    about: str
    is_standing: bool


@dataclass(frozen=True, slots=True)
class InvitationWords:
    """An open invitation, with its moments in words."""

    id: str
    proposed: str
    until: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown once: the link, and until when it is of use; the mail is in both languages."""

    address: str
    until: str
    mail: str


def account_rows(lines: Iterable[AccountLine], search: str, t: Translator) -> list[AccountRow]:
    """List the accounts whose name holds what is searched for."""
    sought = search.strip().casefold()
    return [
        AccountRow(
            line.id,
            line.display_name,
            t("accounts.about", name=line.name, role=t(f"role.{line.role}")),
            line.state,
            state_words(line, t),
            seen_words(line, t),
        )
        for line in lines
        if sought in line.display_name.casefold() or sought in line.name
    ]


def state_words(line: AccountLine, t: Translator) -> str:
    """Say whether somebody can sign in, and whether a new start stands open beside that."""
    words = t(f"accounts.state.{line.state}")
    is_beside = line.is_invited and line.state != "invited"
    return t("accounts.and-invited", state=words) if is_beside else words


def seen_words(line: AccountLine, t: Translator) -> str:
    """Say when somebody was last there, and on how many devices."""
    if line.last_seen is None:
        return t("accounts.never-seen")
    seen = moment_words(line.last_seen, OFFICE_ZONE, t)
    if line.devices == 1:
        return t("accounts.seen-on-one", seen=seen)
    return t("accounts.seen", seen=seen, devices=line.devices)


def device_rows(devices: Iterable[DeviceLine], t: Translator) -> list[DeviceRow]:
    """List devices: those that stand first."""
    rows = [
        DeviceRow(each.id, each.name, device_about(each, t), each.revoked_at is None)
        for each in devices
    ]
    return sorted(rows, key=lambda row: not row.is_standing)


def device_about(device: DeviceLine, t: Translator) -> str:
    """Say since when a device is known, and what became of it."""
    if device.revoked_at is None:
        return t("accounts.device-seen", seen=_words(device.last_seen, t))
    revoked = _words(device.revoked_at, t)
    if device.wiped_at is None:
        return t("accounts.device-revoked", revoked=revoked)
    return t("accounts.device-wiped", revoked=revoked, wiped=_words(device.wiped_at, t))


def session_rows(page: AccountPage, t: Translator) -> list[tuple[str, str]]:
    """List where somebody is signed in now: the device, and since when."""
    return [
        (
            each.device_name,
            t(
                "accounts.session-about",
                at=_words(each.created_at, t),
                used=_words(each.last_seen, t),
            ),
        )
        for each in page.sessions
    ]


def factor_words(page: AccountPage, t: Translator) -> list[str]:
    """Say by which roads somebody can sign in."""
    found = []
    if page.factors.passkeys:
        found.append(t("accounts.passkeys", count=len(page.factors.passkeys)))
    if page.factors.has_password_road:
        found.append(t("accounts.password-road"))
    return found or [t("accounts.no-road")]


def invitation_words(invitation: OpenInvitation | None, t: Translator) -> InvitationWords | None:
    """Say when an invitation was proposed and until when it is of use."""
    if invitation is None:
        return None
    return InvitationWords(
        invitation.id, _words(invitation.proposed_at, t), _words(invitation.expires_at, t)
    )


def shown_once(link: Link, join_address: str, t: Translator) -> Shown:
    """Put a link together, and a mail that holds it and no code."""
    address = f"{join_address}#{link.token}"
    mails = (_mail(link, address, Translator(language)) for language in Language)
    return Shown(address, _words(link.expires_at, t), "\n\n---\n\n".join(mails))


def _mail(link: Link, address: str, t: Translator) -> str:
    until = _words(link.expires_at, t)
    return t("accounts.mail", display_name=link.display_name, link=address, until=until).strip()


def _words(at: str, t: Translator) -> str:
    return moment_words(at, OFFICE_ZONE, t)
