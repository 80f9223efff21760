"""A visit with two advisers: it is one journal, and the coordinator sees both."""

import pytest

from tests.installations import Installation
from tests.integration.services.commits import audited, counted_commits
from tests.integration.services.reassigning import (
    account,
    ask,
    decide,
    holders,
    joined,
    seen_by,
    take_off,
    told_of,
    waiting,
)
from tests.visits import FACTS, IDENTITY, answered, front_door, noted, planned
from woningscan.domain.appointments import Appointment, Why, WishKind
from woningscan.domain.language import Language
from woningscan.domain.rights import Role
from woningscan.services import (
    accounts,
    appointments,
    letters,
    planning,
    saving,
    searching,
    visits,
)
from woningscan.services.double_booking import DoubleBookingError
from woningscan.services.errors import NotFoundError, NotPossibleError
from woningscan.services.planning import Plan
from woningscan.services.reassignment_decisions import Decision

BOTH = {"adviser", "other-adviser"}


def test_a_second_adviser_joins_when_the_privacy_officer_agrees(
    installation: Installation,
) -> None:
    visit = planned(installation)
    wish = ask(installation, visit, kind=WishKind.JOIN)
    assert holders(installation, visit) == {"adviser"}
    (request,) = waiting(installation)
    assert request.kind is WishKind.JOIN
    decide(installation, wish)
    assert holders(installation, visit) == BOTH
    assert all(seen_by(installation, name) == [visit] for name in BOTH)
    assert set(told_of(installation, visit)) == BOTH


def test_joining_is_declined_and_is_another_wish_than_taking_over(
    installation: Installation,
) -> None:
    visit = planned(installation)
    wish = ask(installation, visit, kind=WishKind.JOIN)
    assert ask(installation, visit, kind=WishKind.JOIN) == wish
    with pytest.raises(NotPossibleError):
        ask(installation, visit)
    decide(installation, wish, Decision.DECLINE)
    assert holders(installation, visit) == {"adviser"}


def test_both_record_in_one_journal_and_make_the_letter(installation: Installation) -> None:
    visit = planned(installation)
    joined(installation, visit)
    for name, one in (("adviser", answered(visit)), ("other-adviser", noted(visit, "Klemt."))):
        saving.save_changes(installation.resources, installation.actor(name), visit, [one])
    for name in BOTH:
        actor = installation.actor(name)
        found = visits.open_visit(installation.reopened(), actor, visit, "test").inspection
        door = front_door(visit)
        assert found.note(door, "cylinder") == "Klemt."
        assert found.journal.value("answered", door, "cylinder") == {"option": "skg3"}
        assert letters.advice_letter(installation.resources, actor, visit, Language.NL).blocks


def test_taking_over_takes_it_from_both(installation: Installation) -> None:
    visit = planned(installation)
    joined(installation, visit)
    accounts.add_account(installation.resources, "third", "Derde (verzonnen)", Role.ADVISER)
    decide(installation, ask(installation, visit, "third"))
    assert holders(installation, visit) == set()
    assert seen_by(installation, "third") == [visit]


def test_one_of_two_is_taken_off_at_once_and_one_stays(installation: Installation) -> None:
    visit = planned(installation)
    joined(installation, visit)
    with counted_commits(installation) as commits:
        take_off(installation, visit, "adviser")
    assert len(commits) == 1
    assert holders(installation, visit) == {"other-adviser"}
    take_off(installation, visit, "adviser")
    assert audited(installation).count("adviser-taken-off") == 1
    with pytest.raises(NotPossibleError):
        take_off(installation, visit, "other-adviser")
    assert holders(installation, visit) == {"other-adviser"}
    with pytest.raises(NotFoundError):
        saving.save_changes(
            installation.resources, installation.actor("adviser"), visit, [answered(visit)]
        )


def test_who_was_taken_off_comes_back_only_by_a_wish(installation: Installation) -> None:
    visit = planned(installation)
    joined(installation, visit)
    take_off(installation, visit, "adviser")
    wish = ask(installation, visit, "adviser", Why.OTHER, kind=WishKind.JOIN)
    assert holders(installation, visit) == {"other-adviser"}
    decide(installation, wish)
    assert holders(installation, visit) == BOTH


def test_both_are_found_by_searching(installation: Installation) -> None:
    visit = planned(installation, identity=IDENTITY)
    joined(installation, visit)
    for name in (*BOTH, "coordinator"):
        actor = installation.actor(name)
        (line,) = searching.search(installation.resources, actor, IDENTITY["holder-name"])
        assert len(line.advisers) == len(BOTH)


def test_a_visit_is_planned_for_two_at_once(installation: Installation) -> None:
    resources, coordinator = installation.resources, installation.actor("coordinator")
    first, second = (account(installation, name) for name in ("adviser", "other-adviser"))
    plan = Plan(first, "2026-05-12", IDENTITY, FACTS, second=second)
    visit = planning.plan_visit(resources, coordinator, plan)
    assert holders(installation, visit) == BOTH
    with pytest.raises(NotFoundError):
        planning.plan_visit(resources, coordinator, Plan(first, second=coordinator.account))


def test_the_appointments_of_both_are_held_against_a_new_day(installation: Installation) -> None:
    """Both have a visit then: they are told together, so that one tick accepts both."""
    day = "2026-06-01"
    visit = planned(installation)
    joined(installation, visit)
    busy = {planned(installation, name, planned_on=day) for name in BOTH}
    to, actor = Appointment(day, "10:00"), installation.actor("coordinator")
    with pytest.raises(DoubleBookingError) as refused:
        appointments.move(installation.resources, actor, visit, to)
    assert {other.id for other in refused.value.others} == busy
    appointments.move(installation.resources, actor, visit, to, busy)
    assert (
        appointments.appointment_of(installation.resources, actor, visit).record.appointment == to
    )
