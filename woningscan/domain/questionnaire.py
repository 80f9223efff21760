"""A questionnaire: versioned content, read once and never changed.

The engine knows nothing of homes: all that is asked and said is declared by the questionnaire.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.conditions import Condition
    from woningscan.domain.language import Language, Text
    from woningscan.domain.letter_parts import Chapter, Paragraph, Reader

UNLISTED_OPTIONS = NOT_APPLICABLE, NOT_ASSESSED = "not-applicable", "not-assessed"
"""Answers that every item allows: they make no finding and want a note."""


class Grade(StrEnum):
    """How bad a finding is, worst first."""

    SERIOUS = "serious"
    MODERATE = "moderate"
    SLIGHT = "slight"


class Urgency(StrEnum):
    """When a measure is wanted, first first: days, weeks, or with the next maintenance."""

    DIRECT = "direct"
    SOON = "soon"
    OCCASION = "occasion"


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value that a fact of the visit can have, and when it exists."""

    id: str
    label: Text
    show_when: Condition | None = None
    time_zone: str | None = None
    """Where the clock is another than at the office: its IANA name."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about the visit as a whole: what place it is, who owns it, whom it is for.

    `values` is empty for free text of at most `max_length` characters, which is sealed with the
    identity, because it can name a person.
    """

    id: str
    label: Text
    required: bool
    values: tuple[FactValue, ...] = ()
    max_length: int = 80
    help: Text | None = None

    @property
    def is_free_text(self) -> bool:
        """Tell whether the adviser types the value instead of choosing it."""
        return not self.values


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer; one that is not good has a grade and calls for measures."""

    id: str
    label: Text
    good: bool
    grade: Grade | None = None
    measures: tuple[str, ...] = ()
    finding: Text | None = None
    """What the letter says where this is the answer; absent for a good option."""


@dataclass(frozen=True, slots=True)
class Aid:
    """A calculation that proposes an answer: which one, and the answer for each outcome."""

    calculation: str
    outcomes: Mapping[str, str]


class LetterRule(StrEnum):
    """Whether an item reaches a letter by itself, or only when the adviser ticks it."""

    ALWAYS = "always"
    WHEN_TICKED = "when-ticked"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at, and its possible answers, good to bad."""

    id: str
    zone: str
    question: Text
    options: tuple[Option, ...]
    help: Text | None = None
    good: Text | None = None
    """What the letter says when the answer is good; absent when that is not worth a sentence."""
    show_when: Condition | None = None
    aid: Aid | None = None
    statistics: bool = True
    letter: LetterRule = LetterRule.ALWAYS
    look: str | None = None
    """The id of the other look that it belongs to as well, such as the one in the dark."""
    sources: tuple[str, ...] = ()
    unconfirmed: bool = False
    """A proposal that the owner of the questionnaire has still to confirm; advisers are told."""

    @property
    def in_order(self) -> str | None:
        """The answer that says that all is well.

        None where that is worked out, is no judgement, or is too delicate to be said unasked.
        """
        is_delicate = not self.statistics or self.letter is LetterRule.WHEN_TICKED
        is_judged = self.aid is None and any(not option.good for option in self.options)
        can_be_said = is_judged and not is_delicate and self.options[0].good
        return self.options[0].id if can_be_said else None

    def option(self, option_id: str) -> Option | None:
        """Give the listed option with this id, if there is one."""
        return next((option for option in self.options if option.id == option_id), None)

    @property
    def answers(self) -> tuple[str, ...]:
        """Every answer the item takes, the unlisted ones included."""
        return (*(option.id for option in self.options), *UNLISTED_OPTIONS)


@dataclass(frozen=True, slots=True)
class StandardRoom:
    """A room that is made when a visit is planned; its key makes its id the same everywhere."""

    key: str
    name: Text
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Zone:
    """A kind of place. What is visited has any number of rooms of one zone."""

    id: str
    name: Text
    items: tuple[Item, ...]
    rooms: tuple[StandardRoom, ...] = ()
    help: Text | None = None


@dataclass(frozen=True, slots=True)
class PayerRule:
    """A payer, and when it is the one; without a condition it always is."""

    payer: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that can be advised.

    `advice` and `reason` are per reader; `ask_for` names a norm and a class, never a brand.
    `with_measures` must go along (a lock with its escape): they stand as one.
    """

    id: str
    title: Text
    advice: Mapping[str, Text]
    reason: Mapping[str, Text]
    chapter: str
    urgency: Urgency
    payer: tuple[PayerRule, ...]
    ask_for: Text | None = None
    with_measures: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    unconfirmed: bool = False
    """A proposal that the owner of the questionnaire has still to confirm; advisers are told."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An id with its name: a payer, another look."""

    id: str
    name: Text


@dataclass(frozen=True)
class Questionnaire:
    """A whole version of a questionnaire, such as `woningscan/1`."""

    id: str
    version: int
    title: Text
    facts: tuple[Fact, ...]
    zones: tuple[Zone, ...]
    measures: tuple[Measure, ...]
    chapters: tuple[Chapter, ...]
    payers: tuple[Choice, ...]
    readers: tuple[Reader, ...]
    looks: tuple[Choice, ...] = ()
    """Other looks within one visit: items that somebody comes back for."""
    paragraphs: tuple[Paragraph, ...] = ()
    phrases: Mapping[str, Text] = field(default_factory=dict)
    """Short fixed texts of the letter: headings, table heads, labels."""

    @property
    def name(self) -> str:
        """Give the name that an inspection pins: the id and the version."""
        return f"{self.id}/{self.version}"

    @cached_property
    def facts_by_id(self) -> Mapping[str, Fact]:
        """Facts by their id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def zones_by_id(self) -> Mapping[str, Zone]:
        """Zones by their id."""
        return {zone.id: zone for zone in self.zones}

    @cached_property
    def items_by_id(self) -> Mapping[str, Item]:
        """Items by their id, which is unique in the questionnaire."""
        return {item.id: item for zone in self.zones for item in zone.items}

    @cached_property
    def measures_by_id(self) -> Mapping[str, Measure]:
        """Measures by their id."""
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def chapters_by_id(self) -> Mapping[str, Chapter]:
        """Chapters by their id."""
        return {chapter.id: chapter for chapter in self.chapters}

    @cached_property
    def payers_by_id(self) -> Mapping[str, Choice]:
        """Payers by their id."""
        return {payer.id: payer for payer in self.payers}

    @cached_property
    def looks_by_id(self) -> Mapping[str, Choice]:
        """Other looks by their id."""
        return {look.id: look for look in self.looks}

    @cached_property
    def paragraphs_by_id(self) -> Mapping[str, Paragraph]:
        """Paragraphs by their id."""
        return {paragraph.id: paragraph for paragraph in self.paragraphs}

    def phrase(self, phrase_id: str, language: Language) -> str:
        """Give a short fixed text; the content check sees to it that each one is there."""
        return self.phrases[phrase_id].in_(language)
