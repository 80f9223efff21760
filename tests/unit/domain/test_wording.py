"""Days and amounts as a letter writes them."""

import pytest

from woningscan.domain.wording import months_after


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        ("2026-06-03", 1, "2026-07-03"),
        ("2026-06-03", 12, "2027-06-03"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-12-31", 14, "2028-02-29"),
        ("2026-01-31", 11, "2026-12-31"),
        ("9999-01-02", 600, "9999-12-31"),
    ],
)
def test_some_months_later(day: str, months: int, after: str) -> None:
    assert months_after(day, months) == after
