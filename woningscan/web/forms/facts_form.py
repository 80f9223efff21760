"""What the form with the facts of a visit records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.kinds import IDENTITY_FIELDS
from woningscan.web.forms import readers
from woningscan.web.forms.slots import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.domain.questionnaire import Questionnaire


def facts_fields(questionnaire: Questionnaire) -> Iterator[Field]:
    """Give every field of the form: the day, the facts, who is visited and by whom."""
    yield Field("visit-dated", ("visit-dated",), readers.day)
    for fact in questionnaire.facts:
        reader = readers.text if fact.is_free_text else readers.choice
        yield Field(f"fact-stated.{fact.id}", ("fact-stated", fact.id), reader)
    for line in IDENTITY_FIELDS:
        yield Field(f"identity-stated.{line}", ("identity-stated", line), readers.text)
