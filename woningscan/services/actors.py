"""Who asks: an account in one session."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woningscan.domain.rights import Role
    from woningscan.persistence.accounts import AccountRecord


@dataclass(frozen=True, slots=True)
class Actor:
    """An account that signed in. `device` is the id of the browser session, or of a command.

    Account and role are None for the system manager on the command line, who has no rights here.
    `seen_at` is when the session was last noted to be in use, as far as that was looked up.
    """

    account: str | None
    name: str
    display_name: str
    role: Role | None
    device: str
    request: str | None = None
    seen_at: str | None = field(default=None, compare=False)


def actor_in_session(account: AccountRecord, device: str, seen_at: str | None = None) -> Actor:
    """Give the actor that an account is in a session."""
    return Actor(
        account.id, account.name, account.display_name, account.role, device, seen_at=seen_at
    )


def system_manager(device: str) -> Actor:
    """Give the actor for a command that no account asked for."""
    return Actor(None, "system", "", None, device)
