"""How dates and amounts are written in a letter, in Dutch and in English."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date

from woningscan.domain.language import Language
from woningscan.domain.settings import Currency

_DUTCH_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = {Language.NL: _DUTCH_MONTHS, Language.EN: _ENGLISH_MONTHS}
_SIGNS = {Currency.EUR: "€", Currency.USD: "$"}
NO_BREAK = "\N{NO-BREAK SPACE}"


def written_day(day: str, language: Language) -> str:
    """Write 2026-06-03 as 3 juni 2026 or 3 June 2026: no leading zero, the month in letters."""
    read = date.fromisoformat(day)
    return NO_BREAK.join((str(read.day), _MONTHS[language][read.month - 1], str(read.year)))


def months_after(day: str, months: int) -> str:
    """Give the day some months later, as 2026-06-03; the last of a month that is too short.

    After the year 9999, which no calendar here knows, it is the last day that there is.
    """
    start = date.fromisoformat(day)
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > MAXYEAR:
        return date.max.isoformat()
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)).isoformat()


def amount(units: int, currency: Currency, language: Language) -> str:
    """Write a whole amount: `€ 1.250` in Dutch (taaladvies.net), `€1,250` in English."""
    grouped = f"{units:,}"
    if language is Language.NL:
        return _SIGNS[currency] + NO_BREAK + grouped.replace(",", ".")
    return _SIGNS[currency] + grouped
