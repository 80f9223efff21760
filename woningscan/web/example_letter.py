"""The letter of an invented visit, with the settings as they stand or as they were just typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from woningscan.domain.language import Language
from woningscan.services import settings_preview
from woningscan.services.settings_preview import Asked
from woningscan.web import current
from woningscan.web.contexts.letter import letter_parts, photo_address
from woningscan.web.contexts.wording import fact_label
from woningscan.web.forms.settings_form import number_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.services.settings import Wanted
    from woningscan.web.texts import Translator

NOT_CARRIED = frozenset(
    {*("csrf_token", "preview", "edit", "add", "restore"), *("example", "reader", "in-language")}
)
"""Fields that are said anew by the buttons of the next page."""


def carried(typed: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Give the fields that a page between carries along, hidden."""
    return tuple((name, text) for name, text in typed.items() if name not in NOT_CARRIED)


def example_letter(
    questionnaire_id: str, address: str, wanted: Iterable[Wanted], asked: Mapping[str, str]
) -> str:
    """Show the letter; `asked` holds what was typed, and which letter of which example it is.

    Raises:
        SettingsFaultyError: something that is wanted cannot be.
    """
    t = current.translator()
    chosen = asked.get("in-language", "")
    made = settings_preview.preview(
        current.resources(),
        current.actor(),
        questionnaire_id,
        wanted,
        Asked(
            Language(chosen) if chosen in set(Language) else t.language,
            number_in(asked, "example"),
            asked.get("reader"),
        ),
    )
    return render_template(
        "settings/preview.html",
        id=questionnaire_id,
        questionnaire_title=t.of(made.questionnaire.title),
        address=address,
        letter=made.letter,
        parts=letter_parts(made.letter),
        cover=made.cover,
        photo_address=photo_address,
        reader=made.reader,
        readers=[(reader.id, t.of(reader.name)) for reader in made.questionnaire.readers],
        example=made.example,
        examples=_examples(made.questionnaire, made.examples, t),
        carried=carried(asked) if "preview" in asked else (),
        is_typed="preview" in asked,
    )


def _examples(
    questionnaire: Questionnaire, examples: tuple[Mapping[str, str], ...], t: Translator
) -> list[str]:
    """Name each example by the facts in which it differs from another."""
    differing = [
        fact.id
        for fact in questionnaire.facts
        if len({example.get(fact.id) for example in examples}) > 1
    ] or [fact.id for fact in questionnaire.facts if fact.required and not fact.is_free_text]
    return [
        ", ".join(
            fact_label(questionnaire, fact, example[fact], t)
            for fact in differing
            if fact in example
        )
        for example in examples
    ]
