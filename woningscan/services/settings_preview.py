"""What settings look like in a letter: that of an invented visit, of which nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.composing import advised_reader, compose
from woningscan.domain.cover_sheet import cover_sheet
from woningscan.domain.example_visit import ExampleMaker
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.route import Route
from woningscan.services.settings import edited, wished_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woningscan.domain.language import Language
    from woningscan.domain.letter import CoverSheet, Letter
    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources
    from woningscan.services.settings import Wanted


@dataclass(frozen=True, slots=True)
class Asked:
    """Which letter is wanted: in which language, of which of the examples, for which reader.

    Examples count from 0. An unknown reader is the one who is advised.
    """

    language: Language
    example: int = 0
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The letter and the cover sheet of an invented visit, and what there is to choose from."""

    questionnaire: Questionnaire
    letter: Letter
    cover: CoverSheet
    reader: str
    example: int
    examples: tuple[Mapping[str, str], ...]
    """The facts of each example, by their id."""


def preview(
    resources: Resources,
    actor: Actor,
    questionnaire_id: str,
    wanted: Iterable[Wanted],
    asked: Asked,
) -> Preview:
    """Compose a letter with the settings as they stand, and with what is wanted instead.

    Raises:
        ForbiddenError: not an administrator.
        NotFoundError: there is no such questionnaire or setting.
        SettingsFaultyError: something that is wanted cannot be.
    """
    settings = wished_settings(resources, actor, questionnaire_id, wanted)
    questionnaire = edited(resources, actor, questionnaire_id)
    day = resources.clock.now()[:10]
    maker = ExampleMaker(questionnaire, day, asked.language, frozenset(settings.prices))
    examples = maker.examples()
    place = asked.example if asked.example < len(examples) else 0
    inspection = examples[place].inspection
    occasion = Occasion(None, asked.language, settings, is_draft=True)
    readers = {reader.id for reader in questionnaire.readers}
    reader = asked.reader if asked.reader in readers else advised_reader(questionnaire).id
    return Preview(
        questionnaire=questionnaire,
        letter=compose(Route(inspection), reader, occasion),
        cover=cover_sheet(inspection, occasion),
        reader=str(reader),
        example=place,
        examples=tuple(example.facts for example in examples),
    )
