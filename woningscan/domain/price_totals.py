"""Sums of prices: only of those that are counted in the same way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.domain.settings import Currency, Price


@dataclass(frozen=True, slots=True)
class Total:
    """From how much to how much, in whole units, and how it is counted."""

    currency: Currency
    fitted: bool
    vat_included: bool
    low: int
    high: int


def of(price: Price) -> Total:
    """Give one price as a total."""
    return Total(price.currency, price.fitted, price.vat_included, price.low, price.high)


def sums(prices: Iterable[Price]) -> tuple[Total, ...]:
    """Add up prices, in the order in which each way of counting first comes.

    Euros and dollars, with and without fitting, with and without VAT are apart: their sum would
    be no price of anything.
    """
    totals: dict[tuple[Currency, bool, bool], Total] = {}
    for one in map(of, prices):
        way = (one.currency, one.fitted, one.vat_included)
        before = totals.get(way)
        if before is None:
            totals[way] = one
        else:
            totals[way] = replace(one, low=before.low + one.low, high=before.high + one.high)
    return tuple(totals.values())
