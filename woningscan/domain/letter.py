"""What a letter is: blocks in an order, apart from how they are laid out.

The PDF and the web page are made from the same blocks, so that they say the same. All text here is
plain; whoever lays it out escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.domain.language import Language


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a section of the letter."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `heads` names the columns and every row has as many cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A labelled line of a recommendation: when, who pays, why."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo: the id of its blob, what stands under it, and what it shows for who cannot see."""

    photo: str
    caption: str
    description: str


@dataclass(frozen=True, slots=True)
class Advised:
    """One recommendation: its number in the order of importance, its title, text and details."""

    number: int
    title: str
    texts: tuple[str, ...]
    details: tuple[Detail, ...]
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""


Block: TypeAlias = Heading | Paragraph | Bullets | Table | Advised | NewPage


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """The sheet with name and address and without a weakness; it is kept apart from the letter."""

    language: Language
    title: str
    intro: str
    addressee: tuple[str, ...]
    details: tuple[Detail, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter for one reader. Nothing in it names the holder, the adviser or the municipality."""

    language: Language
    title: str
    details: tuple[Detail, ...]
    salutation: str
    blocks: tuple[Block, ...]
    footer: str
    """Stands at the foot of each page, before the page number."""
    page_of: str
    """How a page number reads, with `{page}` and `{pages}`."""


def photos_in(written: Letter) -> frozenset[str]:
    """Give the ids of the photos that a letter shows: no others need come near whoever draws it."""
    return frozenset(
        figure.photo
        for block in written.blocks
        if isinstance(block, Advised)
        for figure in block.figures
    )


class LetterNotPossibleError(ValueError):
    """Something must be done before there can be a letter; `reasons` says what, one line each."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        """Keep the reasons apart, so that each can stand beside what it is about."""
        super().__init__("\n".join(reasons))
        self.reasons = reasons


REQUIRED_PHRASES = frozenset(
    {
        "letter-title-advice",
        "letter-title-assessment",
        "letter-title-order",
        "cover-title",
        "cover-intro",
        "cover-adviser",
        "cover-organisation",
        "cover-case",
        "cover-keep-apart",
        "visit-day",
        "case-number",
        "salutation",
        "confidential",
        "draft",
        "page-of",
        "heading-good",
        "heading-more-good",
        "heading-first",
        "heading-overview",
        "heading-looked-at",
        "heading-not-assessed",
        "heading-advice",
        "heading-provide",
        "heading-apart",
        "heading-omitted",
        "heading-own-findings",
        "heading-incident",
        "heading-limits",
        "heading-closing",
        "nothing-good-yet",
        "nothing-found",
        "nothing-to-provide",
        "label-when",
        "label-who-pays",
        "label-why",
        "label-found",
        "label-rooms",
        "label-ask-for",
        "label-also",
        "found-above",
        "label-indication",
        "label-note",
        "label-photo",
        "label-rule",
        "label-reasoning",
        "label-sources",
        "label-norm",
        "label-proposed-payer",
        "label-changed",
        "label-deviation",
        "also-needed",
        "own-advice",
        "own-advice-ask",
        "changed-own",
        "changed-added",
        "changed-when",
        "changed-payer",
        "unconfirmed",
        "source-practice",
        "table-number",
        "table-measure",
        "table-when",
        "table-who-pays",
        "table-part",
        "table-missing",
        "table-grade",
        "table-found",
        "table-reason",
        "table-price",
        "urgency-direct",
        "urgency-soon",
        "urgency-occasion",
        "grade-serious",
        "grade-moderate",
        "grade-slight",
        "payer-to-be-discussed",
        "price-indication",
        "price-range",
        "price-total",
        "price-incomplete",
        "price-material",
        "price-excluding-vat",
        "valid-until",
        "kept-until",
    }
)
"""Short fixed texts that every questionnaire must give; `content check` holds it to them."""

WORDS_IN_PHRASES: Mapping[str, frozenset[str]] = {
    "page-of": frozenset({"page", "pages"}),
    "changed-when": frozenset({"rule"}),
    "changed-payer": frozenset({"rule"}),
    "also-needed": frozenset({"title"}),
    "found-above": frozenset({"number"}),
    "price-indication": frozenset({"low", "high", "year"}),
    "price-range": frozenset({"low", "high"}),
    "price-total": frozenset({"total"}),
    "valid-until": frozenset({"day"}),
    "kept-until": frozenset({"day"}),
}
"""What letters fill in in a phrase, each word in braces; in the other phrases there is nothing."""
