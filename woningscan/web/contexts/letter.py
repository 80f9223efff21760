"""A letter as a page lays it out: its blocks, each with the name of how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain import letter

if TYPE_CHECKING:
    from collections.abc import Iterable

LOOKS = {
    letter.Heading: "heading",
    letter.Paragraph: "paragraph",
    letter.Bullets: "bullets",
    letter.Table: "table",
    letter.Advised: "advised",
    letter.NewPage: "new-page",
}


def letter_parts(composed: letter.Letter) -> Iterable[tuple[str, letter.Block]]:
    """Give the blocks of a letter in their order."""
    return tuple((LOOKS[type(block)], block) for block in composed.blocks)
