"""A letter as a page lays it out: its blocks, each with the name of how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from woningscan.domain import letter
from woningscan.domain.rights import FINISHED
from woningscan.services import letters
from woningscan.services.errors import NotPossibleError
from woningscan.web.contexts import overview

if TYPE_CHECKING:
    from collections.abc import Iterable

    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources
    from woningscan.services.visits import OpenVisit
    from woningscan.web.contexts.overview import Disagreement
    from woningscan.web.texts import Translator

LOOKS = {
    letter.Heading: "heading",
    letter.Paragraph: "paragraph",
    letter.Bullets: "bullets",
    letter.Table: "table",
    letter.Advised: "advised",
    letter.NewPage: "new-page",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """The letter as it would be now; or, without one, what has to be done first."""

    composed: letter.Letter | None
    parts: Iterable[tuple[str, letter.Block]] = ()
    is_draft: bool = True
    missing: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


def letter_parts(composed: letter.Letter) -> Iterable[tuple[str, letter.Block]]:
    """Give the blocks of a letter in their order."""
    return tuple((LOOKS[type(block)], block) for block in composed.blocks)


def preview(resources: Resources, actor: Actor, visit: OpenVisit, t: Translator) -> Preview:
    """Compose the letter of advice in the language of the screen, or say why there is none yet."""
    try:
        composed = letters.advice_letter(resources, actor, visit.id, t.language)
    except NotPossibleError:
        return Preview(
            None,
            missing=overview.missing_facts(visit, t),
            disagreements=overview.disagreements(visit.inspection, t),
        )
    return Preview(composed, letter_parts(composed), visit.state not in FINISHED)


def photo_address(visit: str, photo: str, rendition: str = "small") -> str:
    """Give where the image of a photo is; `rendition` is small or full."""
    return url_for("photos.image", visit=visit, photo=photo, rendition=rendition)
