"""What browsers reported, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.wording import written_day
from woningscan.services.browser_reports import ELSEWHERE, NO_PAGE
from woningscan.web.texts import screen_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.services.browser_reports import DayReports, Report
    from woningscan.web.texts import Translator

WORDS_OF = {
    "base-uri": "address",
    "connect-src": "connection",
    "form-action": "form",
    "img-src": "image",
    "require-trusted-types-for": "script",
    "script-src": "script",
    "script-src-attr": "script",
    "script-src-elem": "script",
    "style-src": "style",
    "style-src-attr": "style",
    "style-src-elem": "style",
    "trusted-types": "script",
    "none": "none",
}
"""The word for what a directive of the policy is about; for all others it is `other`."""
SUBJECTS = (*dict.fromkeys(WORDS_OF.values()), "other")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What happened, what it was about and where it came from, on which page, and how often."""

    kind: str
    subject: str
    blocked: str
    page: str
    count: int

    @property
    def cells(self) -> tuple[str | int, ...]:
        """Give the row as a table shows it."""
        return self.kind, self.subject, self.blocked, self.page, self.count


@dataclass(frozen=True, slots=True)
class ReportDay:
    """A day as a heading, and what was reported on it."""

    day: str
    rows: tuple[ReportRow, ...]


def report_days(found: Iterable[DayReports], t: Translator) -> list[ReportDay]:
    """Give the days as the page shows them."""
    return [
        ReportDay(
            written_day(each.day, t.language),
            tuple(_row(report, often, t) for report, often in each.reports),
        )
        for each in found
    ]


def _row(report: Report, often: int, t: Translator) -> ReportRow:
    return ReportRow(
        t(f"reports.kind.{report.kind}"),
        t(f"reports.subject.{WORDS_OF.get(report.directive, 'other')}"),
        t(f"reports.blocked.{report.blocked}"),
        _page(report.route, t),
        often,
    )


def _page(route: str, t: Translator) -> str:
    """Name a page by the title of its help; an address that is no page by the name of its route."""
    if route in {ELSEWHERE, NO_PAGE}:
        return t(f"reports.page.{route}")
    key = f"help.{route}"
    return t(key).strip().splitlines()[0] if key in screen_texts() else route
