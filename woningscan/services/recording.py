"""Changes that the server itself records, in the name of who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.changes import Change

if TYPE_CHECKING:
    from woningscan.domain.changes import Value
    from woningscan.services.actors import Actor
    from woningscan.services.clock import Clock


def recorded(clock: Clock, actor: Actor, slot: tuple[str, ...], value: Value) -> Change:
    """Make a change of now; `slot` begins with its kind. It replaces nothing."""
    return Change(
        id=clock.new_id(),
        kind=slot[0],
        slot=slot[1:],
        value=value,
        replaces=(),
        device=actor.device,
        at=clock.now(),
    )
