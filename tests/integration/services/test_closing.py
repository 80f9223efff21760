"""Closing and reopening: what they need, what comes late, what a repeated one does."""

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import text

from tests.installations import Installation
from tests.visits import answered, change, front_door, noted, planned
from woningscan.domain.changes import Change
from woningscan.domain.rights import State
from woningscan.persistence.inspections import InspectionRecord
from woningscan.services import judging, saving, visits
from woningscan.services.actors import Actor
from woningscan.services.errors import (
    ForbiddenError,
    NotFoundError,
    NotPossibleError,
    RefusedError,
)
from woningscan.services.journal_cache import ReadJournal
from woningscan.services.journals import read_on
from woningscan.services.resources import Resources
from woningscan.services.visits import OpenVisit


def saved(installation: Installation, visit: str, *changes: object) -> tuple[int, ...]:
    actor = installation.actor("adviser")
    receipt = saving.save_changes(installation.resources, actor, visit, changes)
    return tuple(each.sequence for each in receipt.accepted)


def close(installation: Installation, visit: str) -> None:
    visits.close_visit(installation.resources, installation.actor("adviser"), visit)


def reopen(installation: Installation, visit: str, reason: str = "Nog een raam") -> None:
    visits.reopen_visit(installation.resources, installation.actor("adviser"), visit, reason)


def opened(installation: Installation, visit: str) -> OpenVisit:
    return visits.open_visit(installation.reopened(), installation.actor("adviser"), visit, "test")


def reported(installation: Installation, visit: str) -> list[str]:
    """Give what the audit log tells of a visit's state."""
    query = text(
        "SELECT action FROM audit WHERE inspection = :visit AND action != 'visit-opened'"
        " ORDER BY sequence"
    )
    with installation.resources.work.database.reading() as connection:
        return list(connection.execute(query, {"visit": visit}).scalars())


def test_a_visit_is_closed_and_reopened_again_and_again(installation: Installation) -> None:
    visit = planned(installation)
    for _ in range(3):
        close(installation, visit)
        assert opened(installation, visit).state is State.CLOSED
        reopen(installation, visit)
        assert opened(installation, visit).state is State.VISITING
    assert not opened(installation, visit).inspection.conflicts
    assert reported(installation, visit) == [
        "visit-planned",
        "adviser-given",
        *["visit-closed", "visit-reopened"] * 3,
    ]


def test_a_planned_visit_is_not_reopened(installation: Installation) -> None:
    visit = planned(installation)
    with pytest.raises(ForbiddenError):
        reopen(installation, visit)
    assert opened(installation, visit).state is State.PLANNED


def test_a_second_closing_from_another_tablet_is_taken_and_moves_nothing(
    installation: Installation,
) -> None:
    visit = planned(installation)
    close(installation, visit)
    late = noted(visit, "te laat")
    saved(installation, visit, late, change("closed", [], None), noted(visit, "later"))
    found = opened(installation, visit)
    assert found.state is State.CLOSED
    assert late["id"] in found.late
    assert len(found.late) == 2
    assert reported(installation, visit) == ["visit-planned", "adviser-given", "visit-closed"]


@pytest.mark.parametrize("state", [State.HANDED_OVER, State.ISSUED, State.CANCELLED])
def test_a_second_closing_takes_nothing_back(installation: Installation, state: State) -> None:
    visit = planned(installation)
    saved(installation, visit, answered(visit, "skg3"))
    with installation.resources.work.database.writing() as connection:
        connection.execute(text("UPDATE inspection SET state = :state"), {"state": state.value})
    # That two devices disagree keeps a visit open; this one is open no more.
    saved(installation, visit, answered(visit, "less"), change("closed", [], None))
    assert opened(installation, visit).state is state
    assert reported(installation, visit) == ["visit-planned", "adviser-given"]


def test_a_second_reopening_is_taken_and_moves_nothing(installation: Installation) -> None:
    visit = planned(installation)
    close(installation, visit)
    reopen(installation, visit)
    saved(installation, visit, change("reopened", [], "Ook ik"), noted(visit, "nog een"))
    assert opened(installation, visit).state is State.VISITING
    assert not opened(installation, visit).late
    assert reported(installation, visit) == [
        "visit-planned",
        "adviser-given",
        "visit-closed",
        "visit-reopened",
    ]


def test_a_closing_that_was_needless_is_judged_again_when_another_tablet_reopens(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = planned(installation)
    close(installation, visit)
    saved(installation, visit, answered(visit, "skg3"), answered(visit, "less"))
    judge, looked = judging.up_to_settling, []

    def reopening_after(actor: Actor, state: State, changes: Sequence[Change]) -> Sequence[Change]:
        counted = judge(actor, state, changes)
        looked.append(len(counted))
        if len(looked) == 1:
            reopen(installation, visit)
        return counted

    monkeypatch.setattr(saving, "up_to_settling", reopening_after)
    with pytest.raises(NotPossibleError):
        saved(installation, visit, change("closed", [], None))
    assert looked == [0, 1]
    assert opened(installation, visit).state is State.VISITING


def test_a_full_journal_can_be_closed_and_reopened(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = planned(installation)
    saved(installation, visit, noted(visit, "een"))
    count = opened(installation, visit)
    monkeypatch.setattr(saving, "MOST_CHANGES", len(count.inspection.journal.changes))
    monkeypatch.setattr(saving, "ROOM_FOR_EVENTS", 3)
    with pytest.raises(RefusedError, match="at most"):
        saved(
            installation, visit, noted(visit, "twee", "door-furniture"), change("closed", [], None)
        )
    close(installation, visit)
    reopen(installation, visit)
    close(installation, visit)
    assert opened(installation, visit).state is State.CLOSED
    with pytest.raises(RefusedError, match="at most"):
        reopen(installation, visit)


def test_the_last_change_may_come_with_the_closing(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = planned(installation)
    count = len(opened(installation, visit).inspection.journal.changes)
    monkeypatch.setattr(saving, "MOST_CHANGES", count + 1)
    saved(installation, visit, noted(visit, "een"), change("closed", [], None))
    assert opened(installation, visit).state is State.CLOSED


def test_reopening_wants_a_reason(installation: Installation) -> None:
    visit = planned(installation)
    close(installation, visit)
    with pytest.raises(RefusedError):
        reopen(installation, visit, " ")
    assert opened(installation, visit).state is State.CLOSED


def test_another_adviser_closes_nothing(installation: Installation) -> None:
    visit = planned(installation)
    with pytest.raises(NotFoundError):
        visits.close_visit(installation.resources, installation.actor("other-adviser"), visit)
    with pytest.raises(ForbiddenError):
        visits.close_visit(installation.resources, installation.actor("coordinator"), visit)


def test_what_comes_after_closing_is_kept_and_marked(installation: Installation) -> None:
    visit = planned(installation)
    early, late, again = noted(visit, "op tijd"), noted(visit, "te laat"), noted(visit, "weer open")
    saved(installation, visit, early)
    close(installation, visit)
    assert not opened(installation, visit).changed_late
    saved(installation, visit, late)
    assert opened(installation, visit).late == {late["id"]}
    assert opened(installation, visit).changed_late
    assert opened(installation, visit).state is State.CLOSED
    reopen(installation, visit)
    saved(installation, visit, again)
    assert opened(installation, visit).late == {late["id"]}


def test_reopening_alone_changes_no_letter(installation: Installation) -> None:
    visit = planned(installation)
    close(installation, visit)
    reopen(installation, visit)
    assert not opened(installation, visit).changed_late


def test_one_sending_may_close_and_reopen(installation: Installation) -> None:
    # A tablet without a network records all of this before it is sent.
    visit = planned(installation)
    before, after, again = answered(visit), noted(visit, "na"), noted(visit, "weer")
    closed, reopened = change("closed", [], None), change("reopened", [], "Vergeten: de schuur")
    saved(installation, visit, before, closed, after, reopened, again)
    found = opened(installation, visit)
    assert found.state is State.VISITING
    assert found.late == {after["id"]}
    assert found.changed_late


def test_a_closing_that_is_sent_again_is_acknowledged(installation: Installation) -> None:
    visit = planned(installation)
    closed = change("closed", [], None)
    first = saved(installation, visit, answered(visit), closed)
    assert saved(installation, visit, closed) == first[1:]
    assert reported(installation, visit) == ["visit-planned", "adviser-given", "visit-closed"]


def test_a_repeated_event_moves_nothing(installation: Installation) -> None:
    visit = planned(installation)
    closed, reopened = change("closed", [], None), change("reopened", [], "Nog een raam")
    saved(installation, visit, closed)
    saved(installation, visit, reopened)
    saved(installation, visit, closed, noted(visit, "een"))
    assert opened(installation, visit).state is State.VISITING
    close(installation, visit)
    saved(installation, visit, reopened, noted(visit, "twee"))
    assert opened(installation, visit).state is State.CLOSED
    assert reported(installation, visit) == [
        "visit-planned",
        "adviser-given",
        "visit-closed",
        "visit-reopened",
        "visit-closed",
    ]


def test_a_disagreement_keeps_a_visit_open(installation: Installation) -> None:
    visit = planned(installation)
    one, two = answered(visit, "skg3"), answered(visit, "less")
    saved(installation, visit, one, two)
    with pytest.raises(NotPossibleError) as refused:
        close(installation, visit)
    assert len(refused.value.reasons) == 1
    assert "cylinder" in refused.value.reasons[0]
    assert opened(installation, visit).state is State.VISITING
    saved(installation, visit, answered(visit, "skg3", replaces=[one["id"], two["id"]]))
    close(installation, visit)


def test_a_disagreement_that_comes_with_the_closing_counts(installation: Installation) -> None:
    visit = planned(installation)
    saved(installation, visit, answered(visit, "skg3"))
    closed = change("closed", [], None)
    with pytest.raises(NotPossibleError):
        saved(installation, visit, answered(visit, "less"), closed)
    assert opened(installation, visit).inspection.answers(front_door(visit), "cylinder") == (
        "skg3",
    )


def test_a_disagreement_behind_the_closing_comes_late(installation: Installation) -> None:
    visit = planned(installation)
    late = answered(visit, "less")
    saved(installation, visit, answered(visit, "skg3"), change("closed", [], None), late)
    found = opened(installation, visit)
    assert found.state is State.CLOSED
    assert found.late == {late["id"]}
    assert found.inspection.conflicts


def test_the_choice_may_come_with_the_closing(installation: Installation) -> None:
    visit = planned(installation)
    one, two = answered(visit, "skg3"), answered(visit, "less")
    saved(installation, visit, one, two)
    chosen = answered(visit, "less", replaces=[one["id"], two["id"]])
    saved(installation, visit, chosen, change("closed", [], None))
    assert opened(installation, visit).state is State.CLOSED


def test_a_disagreement_after_closing_does_not_undo_it(installation: Installation) -> None:
    visit = planned(installation)
    closed = change("closed", [], None)
    saved(installation, visit, answered(visit, "skg3"))
    first = saved(installation, visit, closed)
    saved(installation, visit, answered(visit, "less"))
    assert saved(installation, visit, closed) == first


@pytest.mark.parametrize("value", [{"order": 1}, {"saw": 1}, "hal", 7])
def test_what_comes_with_a_closing_is_looked_at_before_it_is_folded(
    on_sqlite: Installation, value: object
) -> None:
    visit = planned(on_sqlite)
    for kind in ("room-added", "room-removed"):
        with pytest.raises(RefusedError) as refused:
            saved(
                on_sqlite,
                visit,
                change(kind, [front_door(visit)], value),
                change("closed", [], None),
            )
        assert [fault.index for fault in refused.value.faults] == [0]


def test_an_unknown_kind_beside_a_closing_is_refused(on_sqlite: Installation) -> None:
    visit = planned(on_sqlite)
    with pytest.raises(RefusedError):
        saved(on_sqlite, visit, change("painted", [], None), change("closed", [], None))


class Interruption:
    """Lets a tablet send something each time that a closing has read the journal."""

    def __init__(self, send: Callable[[int], None]) -> None:
        self.folds = 0
        self._send = send

    def __call__(self, resources: Resources, visit: InspectionRecord) -> ReadJournal:
        read = read_on(resources, visit)
        self.folds += 1
        self._send(self.folds)
        return read


def test_a_closing_folds_again_while_the_head_moves(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = planned(installation)
    items = ["cylinder", "cylinder-flush", "door-furniture"]

    def send(fold: int) -> None:
        if fold <= len(items):
            saved(installation, visit, noted(visit, "net op tijd", item=items[fold - 1]))

    interruption = Interruption(send)
    monkeypatch.setattr(saving, "read_on", interruption)
    close(installation, visit)
    assert interruption.folds == len(items) + 1
    found = opened(installation, visit)
    assert found.state is State.CLOSED
    assert not found.late


def test_a_disagreement_that_slips_in_under_the_closing_is_seen(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = planned(installation)
    saved(installation, visit, answered(visit, "skg3"))

    def send(fold: int) -> None:
        if fold == 1:
            saved(installation, visit, answered(visit, "less"))

    monkeypatch.setattr(saving, "read_on", Interruption(send))
    with pytest.raises(NotPossibleError):
        close(installation, visit)
    assert opened(installation, visit).state is State.VISITING


def test_changes_without_a_closing_read_no_journal(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = planned(installation)

    def read_nothing(*_: object) -> ReadJournal:
        raise AssertionError("a save read the journal")

    monkeypatch.setattr(saving, "read_on", read_nothing)
    assert len(saved(installation, visit, answered(visit), noted(visit, "een"))) == 2
