"""What was done with a visit, in words: who, when, what."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from woningscan.domain.appointments import WishKind
from woningscan.web.contexts.moments import OFFICE_ZONE, moment_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.services.openings import Opening
    from woningscan.web.texts import Translator

OPENED = "visit-opened"
DECIDED = "reassignment-decided"
SAID = {"visit-exported"}
"""What came with a reason that is told."""


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """One line: who it was and in which role, what it was, when."""

    who: str
    what: str
    said: str
    iso: str
    at: str


def opening_rows(openings: Iterable[Opening], t: Translator) -> tuple[OpeningRow, ...]:
    """Give what was done in words. Openings by one person on one day, one after the other, are one.

    A page of the visit is an opening each time, so that they would hide what else there is.
    """
    found = []
    for _, group in groupby(enumerate(openings), key=_together):
        several = [opening for _, opening in group]
        found.append(_row(several[0], len(several), t))
    return tuple(found)


def _together(numbered: tuple[int, Opening]) -> tuple[object, ...]:
    place, opening = numbered
    if opening.action.value != OPENED:
        return (place,)
    return opening.name, opening.role, opening.at[:10]


def _row(opening: Opening, count: int, t: Translator) -> OpeningRow:
    said = opening.reason if opening.action.value in SAID else ""
    return OpeningRow(
        who=_who(opening, t),
        what=t("did.opened-often", count=count) if count > 1 else _what(opening, t),
        said=t("openings.reason", reason=said) if said else "",
        iso=opening.at,
        at=moment_words(opening.at, OFFICE_ZONE, t),
    )


def _who(opening: Opening, t: Translator) -> str:
    if opening.name is None or opening.role is None:
        return t("openings.system-manager")
    return t("openings.who", name=opening.name, role=t(f"role.{opening.role}"))


def _what(opening: Opening, t: Translator) -> str:
    action = opening.action.value
    if action == "letter-made":
        is_cover = (opening.subject or "").startswith("cover ")
        return t("did.cover-made" if is_cover else "did.letter-made")
    if action == "adviser-taken-off":
        return t("did.adviser-taken-off", adviser=opening.adviser or "–")
    if action == DECIDED:
        if opening.reason != "confirm":
            return t("did.declined", adviser=opening.adviser or "–")
        joined = opening.kind is WishKind.JOIN
        words = "did.joined" if joined else "did.taken-over"
        return t(words, adviser=opening.adviser or "–")
    return t(f"did.{action}")
