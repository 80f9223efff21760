"""Settings of the letter: all that is printed and that nobody could know for certain beforehand.

An administrator edits them. What is empty is not printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.language import Text


LONGEST_VALIDITY = 120
"""In months: ten years."""
LONGEST_RETENTION = 600
"""In months: fifty years."""


LONGEST_ACCESS = 365
"""In days."""
USUAL_ACCESS = 30
"""In days, as long as nobody says otherwise."""


class Currency(StrEnum):
    """A currency of prices: the Caribbean Netherlands pay in dollars."""

    EUR = "EUR"
    USD = "USD"


@dataclass(frozen=True, slots=True)
class Price:
    """An indication, in whole units of a currency; the year says how old it is."""

    low: int
    high: int
    year: int
    source: str
    currency: Currency = Currency.EUR
    fitted: bool = True
    vat_included: bool = True


@dataclass(frozen=True, slots=True)
class Phone:
    """Whom to call, and the number."""

    label: Text
    number: str


@dataclass(frozen=True, slots=True)
class LetterSettings:
    """What an administrator filled in. `texts` replaces paragraphs that are marked as settings.

    Months are counted from the day of the visit, because a letter knows no other day.
    """

    organisation: Text | None = None
    prices: Mapping[str, Price] = field(default_factory=dict)
    phones: tuple[Phone, ...] = ()
    texts: Mapping[str, Text] = field(default_factory=dict)
    validity_months: int | None = None
    """How long an advice holds."""
    retention_months: int | None = None
    """How long what was recorded is kept."""
    access_days: int | None = None
    """How long advisers can open a visit after its letter was made. No letter says it."""

    @property
    def days_of_access(self) -> int:
        """Give how long advisers can open a visit after its letter was made."""
        return USUAL_ACCESS if self.access_days is None else self.access_days
