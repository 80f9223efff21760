"""What the confirmation that the rest is in order records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.in_order import BULK
from woningscan.web.forms import readers
from woningscan.web.forms.slots import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.in_order import InOrder
    from woningscan.domain.inspection import Room


def in_order_fields(form: Mapping[str, str], room: Room, chosen: InOrder) -> Iterator[Field]:
    """Give a field for each item that the person saw in the list and that is still open."""
    for item, option in chosen.answers:
        name = f"in-order.{item.id}"
        if name in form:
            value = readers.given({"option": option, "source": BULK})
            yield Field(name, ("answered", room.id, item.id), value)
