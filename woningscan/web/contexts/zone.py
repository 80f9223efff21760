"""A zone as it is asked: the part of a room page that holds nothing of anybody's home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.questionnaire import UNLISTED_OPTIONS, LetterRule
from woningscan.web.contexts.aid import empty_aid

if TYPE_CHECKING:
    from woningscan.domain.questionnaire import Item, Questionnaire, Zone
    from woningscan.web.contexts.aid import AidState
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class Card:
    """One answer to tap."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ItemContent:
    """One item as it is asked."""

    id: str
    question: str
    help: str | None
    cards: tuple[Card, ...]
    unlisted: tuple[Card, ...]
    """Not applicable and not assessed, which every item takes."""
    ticks_letter: bool
    """Whether it reaches a letter only when the adviser ticks it."""
    is_proposal: bool = False
    """Whether the owner of the questionnaire has still to confirm it."""
    aid: AidState | None = None
    """The empty fields of its aid, if it has one."""


@dataclass(frozen=True, slots=True)
class ZoneContent:
    """A zone as it is asked."""

    id: str
    name: str
    help: str | None
    items: tuple[ItemContent, ...]


def zone_content(zone: Zone, t: Translator) -> ZoneContent:
    """Give a zone in one language."""
    return ZoneContent(
        id=zone.id,
        name=t.of(zone.name),
        help=t.of(zone.help) if zone.help else None,
        items=tuple(_item_content(item, t) for item in zone.items),
    )


def _item_content(item: Item, t: Translator) -> ItemContent:
    return ItemContent(
        id=item.id,
        question=t.of(item.question),
        help=t.of(item.help) if item.help else None,
        cards=tuple(Card(option.id, t.of(option.label)) for option in item.options),
        unlisted=tuple(Card(option, t(f"answer.{option}")) for option in UNLISTED_OPTIONS),
        ticks_letter=item.letter is LetterRule.WHEN_TICKED,
        is_proposal=item.unconfirmed,
        aid=empty_aid(t) if item.aid else None,
    )


def zone_choices(questionnaire: Questionnaire, t: Translator) -> tuple[Card, ...]:
    """Give the zones that a room can be added to."""
    return tuple(Card(zone.id, t.of(zone.name)) for zone in questionnaire.zones)
