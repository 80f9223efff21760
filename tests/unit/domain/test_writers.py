"""Who may record each kind of change, and in which states of the visit."""

import pytest

from woningscan.domain.kinds import KINDS
from woningscan.domain.rights import Role, State


def writers(kind: str) -> set[tuple[Role, State]]:
    return {(role, state) for role in Role for state in State if KINDS[kind].accepts(role, state)}


ADVISER = {
    (Role.ADVISER, state)
    for state in (
        State.PLANNED,
        State.VISITING,
        State.CLOSED,
        State.HANDED_OVER,
        State.ISSUED,
        State.CANCELLED,
    )
}
PLANNING = {"visit-dated", "fact-stated", "identity-stated", "room-added"}
EVENTS = {name for name, kind in KINDS.items() if kind.is_event}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - EVENTS))
def test_the_adviser_records_late_too_and_the_coordinator_only_plans(kind: str) -> None:
    planning = {(Role.COORDINATOR, State.PLANNED)} if kind in PLANNING else set()
    assert writers(kind) == ADVISER | planning


def test_a_closing_is_taken_in_every_state_and_a_reopening_once_it_began() -> None:
    assert writers("closed") == ADVISER
    assert writers("reopened") == ADVISER - {(Role.ADVISER, State.PLANNED)}
    leads = {name: kind.leads_to for name, kind in KINDS.items() if kind.leads_to}
    assert leads == {
        "cancelled": State.CANCELLED,
        "replanned": State.PLANNED,
        "closed": State.CLOSED,
        "handed-over": State.HANDED_OVER,
        "reopened": State.VISITING,
    }


def test_a_visit_is_called_off_before_it_is_closed_and_planned_again_by_the_coordinator() -> None:
    assert writers("cancelled") == {
        (Role.ADVISER, State.PLANNED),
        (Role.ADVISER, State.VISITING),
        (Role.COORDINATOR, State.PLANNED),
    }
    assert writers("replanned") == {(Role.COORDINATOR, State.CANCELLED)}


def test_the_adviser_hands_a_closed_visit_over() -> None:
    assert writers("handed-over") == {(Role.ADVISER, State.CLOSED)}


def test_nobody_records_in_a_shredded_visit_and_an_account_without_a_role_never() -> None:
    for kind in KINDS.values():
        assert not any(kind.accepts(role, State.SHREDDED) for role in Role)
        assert not any(kind.accepts(None, state) for state in State)
