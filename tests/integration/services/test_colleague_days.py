"""The day of an adviser who cannot come goes to another as one thing: all of it or nothing."""

import pytest
from sqlalchemy import text

from tests.installations import PEOPLE, Installation
from tests.integration.services.allowed import assert_for_role
from tests.integration.services.commits import audited, counted_commits
from tests.integration.services.reassigning import (
    account,
    ask,
    decide,
    holders,
    joined,
    seen_by,
    take_off,
    waiting,
    withdraw,
)
from tests.visits import IDENTITY, planned
from woningscan.domain.appointments import Why
from woningscan.domain.rights import Role
from woningscan.services import accounts, colleague_days, visits
from woningscan.services.colleague_days import DayWish
from woningscan.services.double_booking import DoubleBookingError
from woningscan.services.errors import NotFoundError, NotPossibleError
from woningscan.services.reassignment_decisions import ChangedHandsError, Decision

DAY = "2026-05-12"


def ask_day(
    installation: Installation,
    to: str = "other-adviser",
    why: Why = Why.ILLNESS,
    accepted: frozenset[str] = frozenset(),
    *,
    name: str = "coordinator",
) -> str:
    wish = DayWish(account(installation, "adviser"), DAY, account(installation, to), why, accepted)
    return colleague_days.ask_for_day(installation.resources, installation.actor(name), wish)


def three(installation: Installation) -> list[str]:
    return [planned(installation) for _ in range(3)]


def test_a_day_is_one_request_and_one_decision(installation: Installation) -> None:
    day, another = three(installation), planned(installation, planned_on="2026-05-13")
    with counted_commits(installation) as commits:
        batch = ask_day(installation)
    assert len(commits) == 1
    (request,) = waiting(installation)
    assert (request.id, len(request.visits)) == (batch, 3)
    assert request.leaver_name == "adviser (verzonnen)"
    assert not any(line in repr(request) for line in IDENTITY.values())
    assert sorted(seen_by(installation, "adviser")) == sorted([*day, another])
    with counted_commits(installation) as commits:
        decide(installation, batch)
    assert len(commits) == 1
    assert seen_by(installation, "adviser") == [another]
    assert sorted(seen_by(installation, "other-adviser")) == sorted(day)
    assert waiting(installation) == ()
    assert audited(installation).count("reassignment-decided") == 3


def test_a_declined_day_changes_nothing(installation: Installation) -> None:
    day = three(installation)
    batch = ask_day(installation)
    decide(installation, batch, Decision.DECLINE)
    assert all(holders(installation, visit) == {"adviser"} for visit in day)
    assert ask_day(installation) != batch


def test_asking_and_deciding_twice_is_doing_it_once(installation: Installation) -> None:
    three(installation)
    batch = ask_day(installation)
    assert ask_day(installation) == batch
    for _ in range(2):
        decide(installation, batch)
    happened = audited(installation)
    assert happened.count("reassignment-asked") == happened.count("reassignment-decided") == 3
    with pytest.raises(NotPossibleError):
        decide(installation, batch, Decision.DECLINE)


def test_a_visit_planned_meanwhile_is_asked_for_apart(installation: Installation) -> None:
    three(installation)
    batch = ask_day(installation)
    planned(installation)
    assert ask_day(installation) != batch
    assert sorted(len(request.visits) for request in waiting(installation)) == [1, 3]


def test_one_wish_of_a_batch_cannot_be_decided_alone(installation: Installation) -> None:
    three(installation)
    ask_day(installation)
    with installation.resources.work.database.reading() as connection:
        wish = connection.execute(text("SELECT id FROM reassignment")).scalars().first()
    assert wish is not None
    with pytest.raises(NotFoundError):
        decide(installation, wish)


def test_another_request_for_one_of_them_keeps_all_of_them_waiting(
    installation: Installation,
) -> None:
    day = three(installation)
    ask(installation, day[1], why=Why.LEAVE)
    with pytest.raises(NotPossibleError):
        ask_day(installation)
    assert len(waiting(installation)) == 1
    withdraw(installation, day[1], waiting(installation)[0].id)
    batch = ask_day(installation)
    with pytest.raises(NotPossibleError):
        ask_day(installation, why=Why.LEAVE)
    withdraw(installation, day[0], batch)
    assert waiting(installation) == ()


def test_visits_of_the_other_adviser_are_told_and_can_be_accepted(
    installation: Installation,
) -> None:
    three(installation)
    own = planned(installation, "other-adviser")
    with pytest.raises(DoubleBookingError) as refused:
        ask_day(installation)
    assert {other.id for other in refused.value.others} == {own}
    assert waiting(installation) == ()
    decide(installation, ask_day(installation, accepted=frozenset({own})))
    assert len(seen_by(installation, "other-adviser")) == 4


def test_a_visit_that_changed_hands_meanwhile_is_told_and_nothing_moves(
    installation: Installation,
) -> None:
    day = three(installation)
    joined(installation, day[0])
    batch = ask_day(installation, accepted=frozenset({day[0]}))
    take_off(installation, day[0], "adviser")
    with pytest.raises(ChangedHandsError) as refused:
        decide(installation, batch)
    opened = visits.open_visit(
        installation.resources, installation.actor("other-adviser"), day[0], "test"
    )
    assert refused.value.case_numbers == (opened.case_number,)
    assert holders(installation, day[0]) == {"other-adviser"}
    assert holders(installation, day[1]) == {"adviser"}
    assert audited(installation).count("reassignment-decided") == 1, "of the second adviser"
    decide(installation, batch, Decision.DECLINE)
    assert waiting(installation) == ()


def test_who_comes_along_stays(installation: Installation) -> None:
    visit, resources = planned(installation), installation.resources
    joined(installation, visit)
    accounts.add_account(resources, "third", "Derde (verzonnen)", Role.ADVISER)
    decide(installation, ask_day(installation, "third"))
    assert holders(installation, visit) == {"other-adviser"}
    assert seen_by(installation, "third") == [visit]


def test_who_comes_along_can_take_it_over(installation: Installation) -> None:
    visit = planned(installation)
    joined(installation, visit)
    decide(installation, ask_day(installation))
    assert holders(installation, visit) == {"other-adviser"}


def test_only_what_is_still_to_do_goes(installation: Installation) -> None:
    closed, resources = planned(installation), installation.resources
    visits.close_visit(resources, installation.actor("adviser"), closed)
    with pytest.raises(NotPossibleError):
        ask_day(installation)
    assert waiting(installation) == ()


def test_a_day_goes_to_another_adviser_who_can_come(installation: Installation) -> None:
    three(installation)
    with pytest.raises(NotPossibleError):
        ask_day(installation, "adviser")
    with pytest.raises(NotFoundError):
        ask_day(installation, "reviewer")
    batch = ask_day(installation)
    accounts.disable_account(installation.resources, "other-adviser")
    with pytest.raises(NotFoundError):
        decide(installation, batch)
    assert len(seen_by(installation, "adviser")) == 3


@pytest.mark.parametrize("name", PEOPLE)
def test_a_day_is_asked_by_a_coordinator(installation: Installation, name: str) -> None:
    planned(installation)
    actor, whose = installation.actor(name), account(installation, "adviser")
    assert_for_role(
        Role.COORDINATOR,
        name,
        [
            lambda: colleague_days.visits_on(installation.resources, actor, whose, DAY),
            lambda: ask_day(installation, name=name),
        ],
    )
