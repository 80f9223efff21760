"""Letters about the tiny home, and how to look into one."""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from tests.small_home import SMALL_HOME
from tests.small_home_visits import Slots, inspection_of
from woningscan.domain import advice, letter
from woningscan.domain.composing import compose
from woningscan.domain.inspection import Inspection
from woningscan.domain.language import Language
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.questionnaire import Questionnaire
from woningscan.domain.route import Route
from woningscan.domain.settings import LetterSettings

Block = TypeVar("Block")

H, B, PHOTO, OTHER_PHOTO, OWN = (str(UUID(int=number)) for number in range(1, 6))
VISIT: Slots = {
    ("visit-dated",): "2026-06-03",
    ("fact-stated", "place"): "shore",
    ("room-added", H): {"zone": "hall", "standard": "hall", "order": 0},
    ("room-added", B): {"zone": "bedroom", "name": "Kamer aan zee", "order": 0},
}
PLAIN = LetterSettings()


def answered(**options: str) -> Slots:
    """Give answers, each in the room of its item."""
    rooms = {"lock": H, "key": H, "dog": H, "window": B, "curtain": B}
    return {("answered", rooms[item], item): {"option": to} for item, to in options.items()}


def composed(
    slots: Mapping[tuple[str, ...], Any],
    reader: str,
    language: Language = Language.NL,
    settings: LetterSettings = PLAIN,
    *,
    questionnaire: Questionnaire = SMALL_HOME,
) -> letter.Letter:
    inspection = Inspection(questionnaire, inspection_of(slots).journal)
    return compose(Route(inspection), reader, Occasion(None, language, settings))


def ruled(slots: Mapping[tuple[str, ...], Any]) -> tuple[list[advice.Finding], advice.Advice]:
    """Give the findings that a letter is about, and what is advised on them, out of the rules."""
    route = Route(inspection_of(slots))
    found = advice.for_letter(route.inspection, advice.findings(route))
    return list(found), advice.advise(route, found)


def text_of(part: letter.Letter | letter.CoverSheet) -> str:
    return json.dumps(dataclasses.asdict(part), ensure_ascii=False)


def blocks(of: letter.Letter, kind: type[Block]) -> list[Block]:
    return [block for block in of.blocks if isinstance(block, kind)]


def under(of: letter.Letter, heading: str) -> list[letter.Block]:
    """Give the blocks of a section, by its phrase in Dutch."""
    start = of.blocks.index(letter.Heading(1, f"{heading} (nl)"))
    found = []
    for block in of.blocks[start + 1 :]:
        if isinstance(block, letter.Heading) and block.level == 1:
            break
        found.append(block)
    return found


def advised(of: letter.Letter, title: str) -> letter.Advised:
    """Give what is advised under a title, by the measure's id."""
    return next(block for block in blocks(of, letter.Advised) if block.title == f"{title} (nl)")


def details(of: letter.Letter, title: str) -> dict[str, str]:
    """Give the labelled lines of what is advised under a title, by the phrase of their label."""
    lines = advised(of, title).details
    return {line.label.removesuffix(" (nl)"): line.text for line in lines}
