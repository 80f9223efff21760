"""Moving a visit, calling it off, planning it again; and other visits of the adviser that day."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from tests.installations import PEOPLE, Installation
from tests.integration.services.commits import audited, counted_commits
from tests.visits import FACTS, IDENTITY, answered, change, planned
from woningscan.domain.appointments import Appointment
from woningscan.domain.cancelling import Cancellation
from woningscan.domain.inspection import Inspection
from woningscan.domain.rights import State
from woningscan.persistence.inspections import HeadMovedError
from woningscan.services import appointments, planning, saving, visits
from woningscan.services.double_booking import DoubleBookingError
from woningscan.services.errors import ForbiddenError, NotFoundError, RefusedError
from woningscan.services.planning import Plan
from woningscan.services.visit_lines import VisitLine

TO = Appointment("2026-06-03", "14:30")
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def line(installation: Installation, visit: str) -> VisitLine:
    lines = visits.visits_of(installation.resources, installation.actor("coordinator"))
    return next(each for each in lines if each.id == visit)


def inspection(installation: Installation, visit: str) -> Inspection:
    actor = installation.actor("adviser")
    return visits.open_visit(installation.resources, actor, visit, "test").inspection


def move(
    installation: Installation, visit: str, to: Appointment = TO, name: str = "coordinator"
) -> None:
    appointments.move(installation.resources, installation.actor(name), visit, to)


def call_off(installation: Installation, visit: str, reason: str = "Ziek") -> None:
    actor = installation.actor("coordinator")
    appointments.call_off(installation.resources, actor, visit, reason)


def test_a_move_is_one_commit_and_reaches_row_and_journal(installation: Installation) -> None:
    visit = planned(installation)
    with counted_commits(installation) as commits:
        move(installation, visit)
    assert len(commits) == 1
    assert line(installation, visit).appointment == TO
    found = inspection(installation, visit)
    assert found.visited_on == TO.day
    assert not found.conflicts
    assert audited(installation)[-2:] == ["visit-moved", "visit-opened"]


def test_moving_twice_is_moving_once(installation: Installation) -> None:
    visit = planned(installation)
    for _ in range(2):
        move(installation, visit)
    assert audited(installation).count("visit-moved") == 1


def test_only_the_time_moves_and_a_day_can_go(installation: Installation) -> None:
    visit = planned(installation)
    for to in (Appointment("2026-05-12", "09:00"), Appointment("2026-05-12"), Appointment()):
        move(installation, visit, to)
        assert line(installation, visit).appointment == to
        assert inspection(installation, visit).visited_on == to.day


def test_the_row_follows_a_day_that_the_adviser_states(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    move(installation, visit)
    for day, expected in (
        (TO.day, TO),
        ("2026-06-04", Appointment("2026-06-04")),
        (None, Appointment()),
    ):
        dated = change("visit-dated", [], day)
        saving.save_changes(installation.resources, actor, visit, [dated, answered(visit)])
        assert line(installation, visit).appointment == expected


def test_a_move_meets_what_was_recorded_in_between(
    on_sqlite: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = planned(on_sqlite)
    write = appointments._Making._write  # noqa: SLF001 - in between is inside
    times: list[str] = []

    def late(making: appointments._Making, *arguments: object) -> None:
        if not times:
            dated = change("visit-dated", [], "2026-06-09")
            saving.save_changes(on_sqlite.resources, making.actor, visit, [dated])
        times.append("written")
        write(making, *arguments)  # type: ignore[arg-type] # handed on as they came

    monkeypatch.setattr(appointments._Making, "_write", late)  # noqa: SLF001
    move(on_sqlite, visit)
    assert len(times) == 2
    heads = inspection(on_sqlite, visit).journal.heads["visit-dated",]
    # Both days that stood there are replaced.
    assert [head.value for head in heads] == [TO.day]


@pytest.mark.parametrize("name", PEOPLE)
def test_only_a_coordinator_handles_appointments(installation: Installation, name: str) -> None:
    visit, actor = planned(installation), installation.actor(name)
    resources = installation.resources
    if name == "coordinator":
        assert appointments.appointment_of(resources, actor, visit).record.id == visit
        return
    with pytest.raises(ForbiddenError):
        appointments.appointment_of(resources, actor, visit)
    with pytest.raises(ForbiddenError):
        appointments.move(resources, actor, visit, TO)
    with pytest.raises(ForbiddenError):
        appointments.plan_again(resources, actor, visit, TO)
    if name != "adviser":
        with pytest.raises((ForbiddenError, NotFoundError)):
            appointments.tell_no_show(resources, actor, visit)


def test_an_unknown_visit_is_not_found(installation: Installation) -> None:
    with pytest.raises(NotFoundError):
        move(installation, UNKNOWN)


def test_a_visit_that_was_begun_is_not_moved(installation: Installation) -> None:
    visit = planned(installation)
    actor = installation.actor("adviser")
    saving.save_changes(installation.resources, actor, visit, [answered(visit)])
    with pytest.raises(ForbiddenError):
        move(installation, visit)
    with pytest.raises(ForbiddenError):
        call_off(installation, visit)
    assert line(installation, visit).appointment == Appointment("2026-05-12")


def test_calling_off_wants_a_reason_and_is_done_once(installation: Installation) -> None:
    visit = planned(installation)
    for reason in ("", "x" * 4001):
        with pytest.raises(RefusedError):
            call_off(installation, visit, reason)
    for _ in range(2):
        call_off(installation, visit, "De ambtsdrager is ziek")
    found = appointments.appointment_of(
        installation.resources, installation.actor("coordinator"), visit
    )
    assert found.record.state is State.CANCELLED
    assert found.cancellation == Cancellation("cancelled", "De ambtsdrager is ziek")
    assert audited(installation).count("visit-cancelled") == 1
    assert line(installation, visit).cause == "cancelled"


def test_an_adviser_at_the_door_tells_that_nobody_was_there(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    saving.save_changes(installation.resources, actor, visit, [answered(visit)])
    appointments.tell_no_show(installation.resources, actor, visit)
    (found,) = visits.visits_of(installation.resources, actor)
    assert (found.state, found.cause) == (State.CANCELLED, "no-show")


def test_planning_again_is_one_commit(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("coordinator")
    call_off(installation, visit)
    with counted_commits(installation) as commits:
        appointments.plan_again(installation.resources, actor, visit, TO)
    assert len(commits) == 1
    found = line(installation, visit)
    assert (found.state, found.appointment, found.cause) == (State.PLANNED, TO, None)
    assert not inspection(installation, visit).conflicts
    appointments.plan_again(installation.resources, actor, visit, TO)
    assert audited(installation).count("visit-replanned") == 1
    with pytest.raises(ForbiddenError):
        appointments.plan_again(
            installation.resources, actor, visit, Appointment("2026-06-04", "09:00")
        )


def plan_of(installation: Installation, at: str | None, day: str | None = "2026-06-03") -> Plan:
    adviser = installation.actor("adviser").account or ""
    return Plan(adviser, day, IDENTITY, FACTS, planned_at=at)


def make(installation: Installation, plan: Plan) -> str:
    return planning.plan_visit(installation.resources, installation.actor("coordinator"), plan)


@pytest.mark.parametrize("at", ["09:00", "11:59", None])
def test_a_visit_close_to_another_is_asked_about_first(
    installation: Installation, at: str | None
) -> None:
    first = make(installation, plan_of(installation, "09:30"))
    with pytest.raises(DoubleBookingError) as error:
        make(installation, plan_of(installation, at))
    (other,) = error.value.others
    assert (other.id, other.holder_name) == (first, IDENTITY["holder-name"])
    assert rows_of(installation, "inspection") == 1
    shares = installation.resources.keyring.store.shares_made_before("9999")
    assert list(shares) == [first]
    make(installation, replace(plan_of(installation, at), accepted=frozenset({first})))


def test_a_visit_far_enough_is_not_asked_about(installation: Installation) -> None:
    make(installation, plan_of(installation, "09:30"))
    make(installation, plan_of(installation, "12:30"))
    make(installation, plan_of(installation, "09:30", "2026-06-04"))
    make(installation, plan_of(installation, None, None))
    make(installation, plan_of(installation, None, None))
    other = installation.actor("other-adviser").account or ""
    make(installation, replace(plan_of(installation, "09:30"), adviser=other))


def test_what_was_accepted_says_nothing_of_a_third_visit(installation: Installation) -> None:
    first = make(installation, plan_of(installation, "09:30"))
    second = make(
        installation, replace(plan_of(installation, "10:00"), accepted=frozenset({first}))
    )
    with pytest.raises(DoubleBookingError) as error:
        make(installation, replace(plan_of(installation, "10:30"), accepted=frozenset({first})))
    assert {other.id for other in error.value.others} == {first, second}


def test_a_move_onto_another_visit_is_asked_about(installation: Installation) -> None:
    first = make(installation, plan_of(installation, "09:30"))
    second = make(installation, plan_of(installation, "15:00"))
    to, actor = Appointment("2026-06-03", "10:00"), installation.actor("coordinator")
    with pytest.raises(DoubleBookingError):
        move(installation, second, to)
    assert line(installation, second).appointment.time == "15:00"
    appointments.move(installation.resources, actor, second, to, {first})
    assert line(installation, second).appointment == to
    # Its own old time does not stand in its way, nor does what was called off.
    call_off(installation, first)
    move(installation, second, Appointment("2026-06-03", "11:00"))


def test_a_plan_that_comes_in_twice_makes_one_visit(installation: Installation) -> None:
    plan = replace(plan_of(installation, "09:30"), id=UNKNOWN)
    assert [make(installation, plan) for _ in range(2)] == [UNKNOWN, UNKNOWN]
    assert rows_of(installation, "inspection") == 1
    assert audited(installation).count("visit-planned") == 1


def test_a_plan_whose_writing_failed_can_come_in_again(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = replace(plan_of(installation, "09:30"), id=UNKNOWN)

    def fails(*_arguments: object) -> None:
        raise HeadMovedError(UNKNOWN)

    with monkeypatch.context() as broken:
        broken.setattr(saving, "append", fails)
        with pytest.raises(HeadMovedError):
            make(installation, plan)
    assert make(installation, plan) == UNKNOWN
    assert inspection(installation, UNKNOWN).identity("holder-name") == IDENTITY["holder-name"]


def test_two_copies_that_both_find_nothing_make_one_visit(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = replace(plan_of(installation, "09:30"), id=UNKNOWN)
    make(installation, plan)
    monkeypatch.setattr(
        "woningscan.persistence.inspections.Inspections.existing", lambda *_: frozenset()
    )
    assert make(installation, plan) == UNKNOWN
    assert rows_of(installation, "inspection") == 1
    assert inspection(installation, UNKNOWN).identity("holder-name") == IDENTITY["holder-name"]


def rows_of(installation: Installation, table: str) -> int:
    with installation.resources.work.database.reading() as connection:
        query = text(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name of ours
        count: int = connection.execute(query).scalar_one()
    return count
