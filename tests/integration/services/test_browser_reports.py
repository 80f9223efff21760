"""Reports of browsers are counted in words of ours, up to a limit; nothing else of them stays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.installations import PEOPLE, Installation
from woningscan.domain.rights import Role
from woningscan.services import browser_reports
from woningscan.services.browser_reports import (
    BLOCKED,
    DIRECTIVES,
    KINDS,
    VIOLATION,
    Report,
    report_of,
)
from woningscan.services.errors import ForbiddenError

OWN = "https://woningscan.example.org"
REPORT = Report(VIOLATION, "script-src", "inline", "visit_list.page")
NAMES = ("effectiveDirective", "violated-directive", "blockedURL", "blocked-uri", "sourceFile")


def route(_address: str) -> str:
    """Stand in for the routes of the application."""
    return "visit_list.page"


@pytest.mark.parametrize(
    ("body", "directive", "blocked"),
    [
        ({"effective-directive": "script-src-elem", "blocked-uri": "inline"}, 0, "inline"),
        ({"violated-directive": "img-src 'self'", "blocked-uri": "data"}, "img-src", "data"),
        ({"effectiveDirective": "img-src", "blockedURL": f"{OWN}/x"}, "img-src", "self"),
        ({"effectiveDirective": "img-src", "blockedURL": f"{OWN}.evil.invalid/"}, 0, "other-site"),
        ({"effectiveDirective": "script-src", "blockedURL": "wasm-eval"}, 0, "eval"),
        ({"effectiveDirective": "x", "blockedURL": "blob:https://x"}, "other", "blob"),
        ({"blockedURL": "trusted-types-sink"}, "none", "trusted-types"),
        ({"blockedURL": "moz-extension://1f/a.js"}, "none", "extension"),
        ({"blockedURL": "inline", "sourceFile": "chrome-extension://1f/a.js"}, 0, "extension"),
        ({"blockedURL": "tel:0612345678"}, "none", "other-scheme"),
        ({"blockedURL": 7, "effectiveDirective": []}, "none", "none"),
    ],
)
def test_a_report_becomes_words_of_ours(
    body: dict[str, Any], directive: str | int, blocked: str
) -> None:
    found = report_of(VIOLATION, body, OWN, route)
    assert found.blocked == blocked
    if directive:
        assert found.directive == directive


@given(
    kind=st.text(),
    body=st.dictionaries(st.sampled_from(NAMES), st.text() | st.integers() | st.none()),
)
def test_whatever_is_reported_only_words_of_closed_lists_come_of_it(
    kind: str, body: dict[str, Any]
) -> None:
    found = report_of(kind, body, OWN, route)
    assert found.kind in KINDS
    assert found.directive in DIRECTIVES
    assert found.blocked in BLOCKED


def counted(installation: Installation) -> list[tuple[str, Report, int]]:
    """Give all that the administrator sees."""
    found = browser_reports.reports(installation.resources, installation.actor("administrator"))
    return [(day.day, report, often) for day in found for report, often in day.reports]


@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "administrator"])
def test_only_the_administrator_reads_them(on_sqlite: Installation, name: str) -> None:
    assert PEOPLE[name] is not Role.ADMINISTRATOR
    with pytest.raises(ForbiddenError):
        browser_reports.reports(on_sqlite.resources, on_sqlite.actor(name))


def test_they_are_counted_by_the_day(installation: Installation) -> None:
    browser_reports.count(installation.resources, [REPORT, REPORT])
    installation.moments.pass_by(timedelta(days=1))
    browser_reports.count(installation.resources, [REPORT])
    assert counted(installation) == [("2026-05-13", REPORT, 1), ("2026-05-12", REPORT, 2)]


def test_none_is_lost_when_many_come_at_once(installation: Installation) -> None:
    with ThreadPoolExecutor(8) as several:
        for _ in range(40):
            several.submit(browser_reports.count, installation.resources, [REPORT, REPORT])
    assert counted(installation) == [("2026-05-12", REPORT, 80)]


def kind(number: int) -> Report:
    """Give one of many kinds."""
    return Report(VIOLATION, "script-src", "inline", f"route-{number}")


def test_no_more_kinds_than_a_few_are_told_apart_even_at_once(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser_reports, "MOST_KINDS", 10)
    batches = [[kind(batch * 4 + each) for each in range(4)] for batch in range(8)]
    with ThreadPoolExecutor(8) as several:
        for batch in batches:
            several.submit(browser_reports.count, installation.resources, batch)
    found = counted(installation)
    assert len(found) == 10
    browser_reports.count(installation.resources, [found[0][1]])
    assert sum(often for _, _, often in counted(installation)) == 11


def test_no_more_than_so_many_are_counted_on_a_day(
    on_sqlite: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser_reports, "MOST_REPORTS", 5)
    for _ in range(3):
        browser_reports.count(on_sqlite.resources, [REPORT] * 3)
    assert counted(on_sqlite) == [("2026-05-12", REPORT, 5)]


def test_after_a_while_they_are_forgotten(on_sqlite: Installation) -> None:
    browser_reports.count(on_sqlite.resources, [REPORT])
    on_sqlite.moments.pass_by(timedelta(days=browser_reports.KEPT_DAYS + 1))
    browser_reports.count(on_sqlite.resources, [REPORT])
    with on_sqlite.resources.work.reading() as stored:
        assert [row.day for row, _ in stored.browser_reports.since("2000-01-01")] == ["2026-08-11"]


def test_what_came_most_often_comes_first(on_sqlite: Installation) -> None:
    browser_reports.count(on_sqlite.resources, [kind(1)] * 2 + [kind(2)] * 3)
    assert [often for _, _, often in counted(on_sqlite)] == [3, 2]
