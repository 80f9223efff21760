"""What a visit still misses, in words and with a link to the spot, grouped by room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from woningscan.domain.hints import Hint, Topic, Weight, hints
from woningscan.web.contexts.places import place_of_conflict
from woningscan.web.contexts.wording import slot_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from woningscan.domain.inspection import Room
    from woningscan.services.visits import OpenVisit
    from woningscan.web.texts import Translator

FIRST_ONLY = frozenset({Topic.OPEN, Topic.COPIED, Topic.BULK})
"""Topics of many items: the first is where to go, the room page leads on from there."""


@dataclass(frozen=True, slots=True)
class HintRow:
    """One hint: how much it matters, what it says, and where to go: (words, address)."""

    weight: Weight
    words: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HintGroup:
    """The hints of one room, or those about the visit as a whole."""

    title: str
    rows: tuple[HintRow, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """All hints of a visit, grouped, and how many of each weight."""

    groups: tuple[HintGroup, ...]
    must: int
    look: int
    know: int

    @property
    def to_settle(self) -> int:
        """Count the hints that ask for something to be done."""
        return self.must + self.look


def missing(visit: OpenVisit, t: Translator, *, without: Iterable[Topic] = ()) -> Missing:
    """Give what a visit still misses; `without` leaves out what the page itself is about."""
    left_out = frozenset(without)
    found = [hint for hint in hints(visit.route, visit.state) if hint.topic not in left_out]
    rooms: dict[str | None, list[Hint]] = {}
    for hint in found:
        rooms.setdefault(hint.room.id if hint.room else None, []).append(hint)
    weights = [hint.weight for hint in found]
    return Missing(
        groups=tuple(_group(visit, several, t) for several in rooms.values()),
        must=weights.count(Weight.MUST),
        look=weights.count(Weight.LOOK),
        know=weights.count(Weight.KNOW),
    )


def _group(visit: OpenVisit, several: Iterable[Hint], t: Translator) -> HintGroup:
    found = tuple(several)
    room = found[0].room
    title = room.name(t.language) if room else t("hints.of-visit")
    return HintGroup(title, tuple(_row(visit, hint, t) for hint in found))


def _row(visit: OpenVisit, hint: Hint, t: Translator) -> HintRow:
    words = t(f"hint.{hint.topic}", count=hint.count, what=_what(visit, hint, t))
    return HintRow(hint.weight, words, tuple(_links(visit, hint, t)))


def _what(visit: OpenVisit, hint: Hint, t: Translator) -> str:
    questionnaire = visit.inspection.questionnaire
    match hint.topic:
        case Topic.CONFLICT if hint.slot:
            return slot_words(visit.inspection, hint.slot, t)
        case Topic.NEEDED_FACTS | Topic.OTHER_FACTS:
            facts = (questionnaire.facts_by_id[fact] for fact in hint.subjects)
            return ", ".join(t.of(fact.label) for fact in facts)
        case Topic.ADVICE_GONE:
            return t.of(questionnaire.measures_by_id[hint.subjects[0]].title)
    return ""


def _links(visit: OpenVisit, hint: Hint, t: Translator) -> Iterator[tuple[str, str]]:
    match hint.topic:
        case Topic.CONFLICT if hint.slot:
            yield t("hints.choose"), place_of_conflict(visit.id, hint.slot)
        case Topic.DAY | Topic.NEEDED_FACTS | Topic.OTHER_FACTS:
            yield t("hints.fill-in"), url_for("facts.page", visit=visit.id)
        case Topic.NOT_CLOSED:
            yield t("finish.close"), url_for("closing.page", visit=visit.id)
        case Topic.ADVICE_GONE:
            name = hint.subjects[0]
            yield t("hints.look"), url_for("advice.edit", visit=visit.id, measure=name)
        case _ if hint.room:
            yield from _links_in_room(visit, hint, hint.room, t)


def _links_in_room(
    visit: OpenVisit, hint: Hint, room: Room, t: Translator
) -> Iterator[tuple[str, str]]:
    page = "room_page.page"
    if hint.topic in {Topic.NO_CONSENT, Topic.NO_DESCRIPTION}:
        yield t("hints.to-photos"), url_for("photos.of_room", visit=visit.id, room=room.id)
    shown = hint.items[:1] if hint.topic in FIRST_ONLY else hint.items
    for item in shown:
        words = t.of(item.question)
        yield words, url_for(page, visit=visit.id, room=room.id, _anchor=item.id)
