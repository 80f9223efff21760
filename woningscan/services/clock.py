"""The one source of time and of ids, so that a test can give its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Callable

_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Clock:
    """Time in UTC, and random ids."""

    current: Callable[[], datetime] = lambda: datetime.now(UTC)
    new_id: Callable[[], str] = lambda: str(uuid4())

    def now(self) -> str:
        """Give the time as it is stored and sent: 2026-05-12T09:30:00Z."""
        return self.current().strftime(_FORMAT)

    def moment(self) -> str:
        """Give the time to the millisecond, so that what is done within a second stays apart."""
        now = self.current()
        return f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03}Z"

    def ahead(self, span: timedelta) -> str:
        """Give the time that is so far to come."""
        return (self.current() + span).strftime(_FORMAT)

    def ago(self, span: timedelta) -> str:
        """Give the time that lies so far back."""
        return (self.current() - span).strftime(_FORMAT)
