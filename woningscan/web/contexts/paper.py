"""The visit on paper: every item that may be asked, with a box and a code for each answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.conditions import All, Any, FactIn, ItemIn, Not, given_facts
from woningscan.web.contexts.wording import answer_label, fact_label
from woningscan.web.forms.entry_form import UNLISTED_CODES, codes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woningscan.domain.conditions import Condition, Left
    from woningscan.domain.inspection import Room
    from woningscan.domain.questionnaire import Item, Questionnaire
    from woningscan.services.visits import OpenVisit
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """One answer: what is written or typed for it, and what it says."""

    code: str
    label: str

    @property
    def is_explained(self) -> bool:
        """Tell whether the key of the form says what it means, so that the code is enough."""
        return self.code in UNLISTED_CODES.values()


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One item on paper, with its number in the room and when it is to be asked."""

    id: str
    number: int
    question: str
    help: str | None
    only_if: str | None
    is_proposal: bool
    """Whether the owner of the questionnaire has still to confirm it."""
    answers: tuple[PaperAnswer, ...]


@dataclass(frozen=True, slots=True)
class PaperRoom:
    """One room on paper."""

    id: str
    name: str
    items: tuple[PaperItem, ...]


def paper_rooms(visit: OpenVisit, t: Translator) -> tuple[PaperRoom, ...]:
    """Give every room of a visit, in walking order."""
    return tuple(paper_room(visit, room, t) for room in visit.inspection.rooms)


def paper_room(visit: OpenVisit, room: Room, t: Translator) -> PaperRoom:
    """Give a room with the items that the facts of the visit leave possible."""
    conditions = {
        item.id: given_facts(item.show_when, visit.route.fact) for item in room.zone.items
    }
    asked = [item for item in room.zone.items if conditions[item.id] is not False]
    numbers = {item.id: number for number, item in enumerate(asked, 1)}
    words = _Words(visit.inspection.questionnaire, numbers, t)
    return PaperRoom(
        room.id,
        room.name(t.language),
        tuple(
            _paper_item(item, numbers[item.id], words.only_if(conditions[item.id]), words)
            for item in asked
        ),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    questionnaire: Questionnaire
    numbers: Mapping[str, int]
    t: Translator

    def only_if(self, left: Left) -> str | None:
        """Say when an item is asked; nothing when the facts say already that it is."""
        return None if isinstance(left, bool) else self.of(left)

    def of(self, condition: Condition) -> str:
        """Say a condition in words."""
        match condition:
            case ItemIn(item, values):
                return self._answered(item, values)
            case FactIn(fact, values):
                label = self.t.of(self.questionnaire.facts_by_id[fact].label)
                said = (fact_label(self.questionnaire, fact, value, self.t) for value in values)
                return f"{label}: {self._or(said)}"
            case All(parts):
                return f" {self.t('paper.and')} ".join(self.of(part) for part in parts)
            case Any(parts):
                return self._or(self.of(part) for part in parts)
            case Not(part):
                return self.t("paper.not", condition=self.of(part))

    def _answered(self, item: str, values: tuple[str, ...]) -> str:
        codes = codes_of(self.questionnaire.items_by_id[item])
        if item in self.numbers:
            said = self._or(codes[value] for value in values)
            return self.t("paper.at-item", number=self.numbers[item], answers=said)
        question = self.t.of(self.questionnaire.items_by_id[item].question)
        labels = (answer_label(self.questionnaire, item, value, self.t) for value in values)
        return f"{question} {self._or(labels)}"

    def _or(self, parts: Iterable[str]) -> str:
        return f" {self.t('paper.or')} ".join(parts)


def _paper_item(item: Item, number: int, only_if: str | None, words: _Words) -> PaperItem:
    t = words.t
    return PaperItem(
        id=item.id,
        number=number,
        question=t.of(item.question),
        help=t.of(item.help) if item.help else None,
        only_if=only_if,
        is_proposal=item.unconfirmed,
        answers=tuple(
            PaperAnswer(code, answer_label(words.questionnaire, item.id, answer, t))
            for answer, code in codes_of(item).items()
        ),
    )
