"""Who asks: an account in one session."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from woningscan.persistence.audit import Event

if TYPE_CHECKING:
    from woningscan.domain.rights import Role
    from woningscan.persistence.accounts import AccountRecord
    from woningscan.persistence.audit import Action
    from woningscan.services.clock import Clock

TOUCH_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Actor:
    """An account that signed in, in which session and on which device (ids).

    Account and role are None for the system manager on the command line, who has no rights here.
    `seen_at` is when the session was last noted to be in use, as far as that was looked up.
    `is_confirmed` tells whether it was shown lately, with two factors, who it is; `is_joining`
    that the account was only just invited and may set up its factors, and nothing else.
    """

    account: str | None
    name: str
    display_name: str
    role: Role | None
    session: str
    device: str
    request: str | None = None
    seen_at: str | None = field(default=None, compare=False)
    is_confirmed: bool = field(default=False, compare=False)
    is_joining: bool = False

    def event(
        self,
        action: Action,
        *,
        reason: str = "",
        inspection: str | None = None,
        subject: str | None = None,
    ) -> Event:
        """Give what the audit log is told: who did this, in which session, and about what."""
        return Event(
            action,
            account=self.account,
            reason=reason,
            session=self.session,
            request=self.request,
            inspection=inspection,
            subject=subject,
        )

    def is_to_be_noted(self, clock: Clock) -> bool:
        """Tell whether it is so long ago that the session was noted to be in use."""
        return self.seen_at is None or self.seen_at < clock.ago(TOUCH_AFTER)


def on_command_line(account: AccountRecord, command: str) -> Actor:
    """Give the actor for a command (an id) that the system manager runs in an account's name."""
    return Actor(
        account.id,
        account.name,
        account.display_name,
        account.role,
        session=command,
        device=command,
        is_confirmed=True,
    )


def system_manager(command: str) -> Actor:
    """Give the actor for a command (an id) that no account asked for."""
    return Actor(None, "system", "", None, session=command, device=command, is_confirmed=True)
