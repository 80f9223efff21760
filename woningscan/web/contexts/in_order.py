"""What is asked about when the rest of a room is in order: each item with the answer it gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.web.contexts.wording import answer_label
from woningscan.web.forms.slots import heads_text

if TYPE_CHECKING:
    from woningscan.domain.in_order import InOrder
    from woningscan.domain.inspection import Inspection, Room
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class InOrderRow:
    """An item, the answer that it gets, and the heads that were seen."""

    item: str
    question: str
    answer: str
    heads: str


def in_order_rows(
    inspection: Inspection, room: Room, chosen: InOrder, t: Translator
) -> tuple[InOrderRow, ...]:
    """Give a row for each item that is answered."""
    return tuple(
        InOrderRow(
            item=item.id,
            question=t.of(item.question),
            answer=answer_label(inspection.questionnaire, item.id, option, t),
            heads=heads_text(inspection.journal, ("answered", room.id, item.id)),
        )
        for item, option in chosen.answers
    )
