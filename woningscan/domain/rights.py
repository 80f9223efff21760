"""Who there is, and in which state an inspection can be: the words that rights are made of."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What an account is for. An account has one role."""

    COORDINATOR = "coordinator"
    ADVISER = "adviser"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"
    PRIVACY_OFFICER = "privacy-officer"


class State(StrEnum):
    """Where an inspection stands. It is kept on its row and changes with the journal."""

    PLANNED = "planned"
    VISITING = "visiting"
    CLOSED = "closed"
    HANDED_OVER = "handed-over"
    ISSUED = "issued"
    CANCELLED = "cancelled"
    """Called off, or nobody was there; it can be planned again."""
    SHREDDED = "shredded"


FINISHED = frozenset({State.CLOSED, State.HANDED_OVER, State.ISSUED})
"""States in which a letter is no draft."""

LATE_STATES = frozenset({State.CLOSED, State.HANDED_OVER, State.ISSUED, State.CANCELLED})
"""States in which a change of the visit is still accepted, and marked late."""
