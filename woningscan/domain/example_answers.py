"""The answers of an invented visit: what is wrong in a few rooms, and what calls for measures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woningscan.domain.conditions import ItemIn, given_facts, leaves
from woningscan.domain.questionnaire import LetterRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.changes import Value
    from woningscan.domain.language import Language
    from woningscan.domain.questionnaire import Item, Questionnaire, Zone

ROOMS_IN_FULL = 3
"""In the first so many zones every item gets its first answer that is not good."""


@dataclass(frozen=True, slots=True)
class ExampleRoom:
    """A room of an invented visit: its zone, which room of it this is, and its answers."""

    zone: Zone
    number: int
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def ticked(self) -> frozenset[str]:
        """The items that reach the letter because somebody ticked them."""
        return frozenset(
            item.id for item in self.zone.items if item.letter is LetterRule.WHEN_TICKED
        )

    def value(self, language: Language) -> dict[str, Value]:
        """Give what its change says: a standard room, or one with a name and a number."""
        if self.number < len(self.zone.rooms):
            return {"zone": self.zone.id, "standard": self.zone.rooms[self.number].key}
        return {"zone": self.zone.id, "name": f"{self.zone.name.in_(language)} {self.number + 1}"}

    def takes(self, answers: Mapping[str, str]) -> bool:
        """Tell whether the room has no other answer to any of these."""
        return all(self.answers.get(item, option) == option for item, option in answers.items())


@dataclass(slots=True)
class Answers:
    """Rooms that fill up, under facts that stand."""

    questionnaire: Questionnaire
    facts: Mapping[str, str]
    rooms: list[ExampleRoom] = field(default_factory=list)

    def fill(self, measures: frozenset[str], wished: Mapping[str, str]) -> None:
        """Answer what is wished, whatever calls for measures, and the first zones in full.

        One measure of each chapter is called for as well, so that every chapter has something.
        """
        for wish, answer in wished.items():
            self._put(self.questionnaire.items_by_id[wish], answer)
        for zone in self.questionnaire.zones[:ROOMS_IN_FULL]:
            for item in zone.items:
                bad = next((option for option in item.options if not option.good), item.options[0])
                self._put_first(item, bad.id)
        for measure in (*self._one_of_each_chapter(), *sorted(measures)):
            if not self._is_called_for(measure):
                for item, option in self._ways_to(measure):
                    if self._put(item, option):
                        break

    def _one_of_each_chapter(self) -> Iterator[str]:
        for chapter in self.questionnaire.chapters:
            of_chapter = (
                measure.id
                for measure in self.questionnaire.measures
                if measure.chapter == chapter.id and any(self._ways_to(measure.id))
            )
            yield from (found for found in (next(of_chapter, None),) if found is not None)

    def _ways_to(self, measure: str) -> Iterator[tuple[Item, str]]:
        """Give the answers that call for a measure, to items that these facts do not rule out."""
        for item in self.questionnaire.items_by_id.values():
            for option in item.options:
                is_asked = given_facts(item.show_when, self.facts.get) is not False
                if measure in option.measures and is_asked:
                    yield item, option.id

    def _is_called_for(self, measure: str) -> bool:
        options = (
            self.questionnaire.items_by_id[item].option(option)
            for room in self.rooms
            for item, option in room.answers.items()
        )
        return any(option is not None and measure in option.measures for option in options)

    def _put_first(self, item: Item, option: str) -> None:
        """Answer an item in the first room of its zone, unless it has an answer there."""
        rooms = [room for room in self.rooms if room.zone.id == item.zone]
        if rooms and item.id not in rooms[0].answers:
            rooms[0].answers[item.id] = option
        elif not rooms:
            self._put(item, option)

    def _put(self, item: Item, option: str) -> bool:
        """Answer an item, and what lets it be asked; tell whether that can be."""
        needed = self._needed(item)
        if needed is None or needed.get(item.id, option) != option:
            return False
        by_zone: dict[str, dict[str, str]] = {}
        for each, answer in {**needed, item.id: option}.items():
            by_zone.setdefault(self.questionnaire.items_by_id[each].zone, {})[each] = answer
        for zone, answers in by_zone.items():
            self._room_for(zone, answers).answers.update(answers)
        return True

    def _room_for(self, zone: str, answers: Mapping[str, str]) -> ExampleRoom:
        rooms = [room for room in self.rooms if room.zone.id == zone]
        for room in rooms:
            if room.takes(answers):
                return room
        self.rooms.append(ExampleRoom(self.questionnaire.zones_by_id[zone], len(rooms)))
        return self.rooms[-1]

    def _needed(self, item: Item) -> dict[str, str] | None:
        """Give the answers that let an item be asked; None when these facts rule it out."""
        left = given_facts(item.show_when, self.facts.get)
        if isinstance(left, bool):
            return {} if left else None
        needed: dict[str, str] = {}
        for leaf in leaves(left):
            if isinstance(leaf, ItemIn):
                before = self._needed(self.questionnaire.items_by_id[leaf.item])
                if before is None:
                    return None
                needed |= {**before, leaf.item: leaf.values[0]}
        return needed
