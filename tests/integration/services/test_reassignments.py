"""A visit goes to another adviser when two people want it: who asks, and who decides."""

import pytest
from sqlalchemy import text

from tests.installations import PEOPLE, Installation
from tests.integration.services.commits import audited, counted_commits
from tests.integration.services.reassigning import (
    UNKNOWN,
    account,
    ask,
    decide,
    holders,
    seen_by,
    waiting,
    withdraw,
)
from tests.visits import IDENTITY, answered, planned
from woningscan.domain.appointments import Why
from woningscan.services import accounts, reassignment_decisions, reassignments, saving, visits
from woningscan.services.errors import ForbiddenError, NotFoundError, NotPossibleError
from woningscan.services.reassignment_decisions import Decision


def test_nothing_moves_before_the_privacy_officer_agrees(installation: Installation) -> None:
    visit = planned(installation)
    with counted_commits(installation) as commits:
        wish = ask(installation, visit)
    assert len(commits) == 1
    assert holders(installation, visit) == {"adviser"}
    with counted_commits(installation) as commits:
        decide(installation, wish)
    assert len(commits) == 1
    assert holders(installation, visit) == {"other-adviser"}
    assert seen_by(installation, "adviser") == []
    assert seen_by(installation, "other-adviser") == [visit]
    assert waiting(installation) == ()
    (line,) = visits.visits_of(installation.resources, installation.actor("coordinator"))
    assert [each.account for each in line.advisers] == [account(installation, "other-adviser")]


def test_the_privacy_officer_sees_no_name_and_no_address(installation: Installation) -> None:
    visit = planned(installation)
    ask(installation, visit, why=Why.CLOSENESS)
    (wish,) = waiting(installation)
    (wished,) = wish.visits
    assert (wished.from_names, wish.to_name, wish.reason, wished.is_under_way) == (
        ("adviser (verzonnen)",),
        "other-adviser (verzonnen)",
        Why.CLOSENESS,
        False,
    )
    assert wish.asker_name == "coordinator (verzonnen)"
    assert not any(line in repr(wish) for line in IDENTITY.values())
    actor = installation.actor("adviser")
    saving.save_changes(installation.resources, actor, visit, [answered(visit)])
    assert waiting(installation)[0].visits[0].is_under_way


def test_a_declined_wish_changes_nothing(installation: Installation) -> None:
    visit = planned(installation)
    wish = ask(installation, visit)
    decide(installation, wish, Decision.DECLINE)
    assert holders(installation, visit) == {"adviser"}
    assert waiting(installation) == ()
    assert ask(installation, visit) != wish


def test_a_visit_can_come_back_to_who_had_it(installation: Installation) -> None:
    visit = planned(installation)
    for to in ("other-adviser", "adviser", "other-adviser"):
        decide(installation, ask(installation, visit, to))
        assert holders(installation, visit) == {to}
    with installation.resources.work.database.reading() as connection:
        query = text("SELECT count(*) FROM assignment WHERE until IS NULL")
        assert connection.execute(query).scalar_one() == 1


def test_what_was_done_is_reported_with_why(installation: Installation) -> None:
    visit = planned(installation)
    wish = ask(installation, visit, why=Why.LEAVE)
    decide(installation, wish)
    with installation.resources.work.database.reading() as connection:
        query = text(
            "SELECT action, reason, inspection, subject FROM audit ORDER BY sequence DESC LIMIT 2"
        )
        rows = [tuple(row) for row in connection.execute(query)]
    assert rows == [
        ("reassignment-decided", "confirm", visit, wish),
        ("reassignment-asked", "leave", visit, wish),
    ]


def test_asking_the_same_twice_is_asking_once(installation: Installation) -> None:
    visit = planned(installation)
    assert ask(installation, visit) == ask(installation, visit)
    assert audited(installation).count("reassignment-asked") == 1
    with pytest.raises(NotPossibleError):
        ask(installation, visit, why=Why.OTHER)


def test_a_wish_that_waits_can_be_withdrawn_and_asked_again(installation: Installation) -> None:
    visit, another = planned(installation), planned(installation)
    wish = ask(installation, visit)
    with pytest.raises(NotFoundError):
        withdraw(installation, another, wish)
    with counted_commits(installation) as commits:
        withdraw(installation, visit, wish)
    assert len(commits) == 1
    withdraw(installation, visit, wish)
    assert audited(installation).count("reassignment-withdrawn") == 1
    assert waiting(installation) == ()
    for decision in Decision:
        with pytest.raises(NotPossibleError):
            decide(installation, wish, decision)
    assert holders(installation, visit) == {"adviser"}
    assert ask(installation, visit) != wish


def test_what_was_decided_cannot_be_withdrawn(installation: Installation) -> None:
    visit = planned(installation)
    wish = ask(installation, visit)
    decide(installation, wish)
    with pytest.raises(NotPossibleError):
        withdraw(installation, visit, wish)
    assert holders(installation, visit) == {"other-adviser"}


def test_deciding_twice_alike_is_deciding_once(installation: Installation) -> None:
    wish = ask(installation, planned(installation))
    for _ in range(2):
        decide(installation, wish)
    assert audited(installation).count("reassignment-decided") == 1
    with pytest.raises(NotPossibleError):
        decide(installation, wish, Decision.DECLINE)


@pytest.mark.parametrize("name", PEOPLE)
def test_who_asks_and_who_decides(installation: Installation, name: str) -> None:
    visit, actor = planned(installation), installation.actor(name)
    wish = ask(installation, visit)
    if name != "coordinator":
        with pytest.raises(ForbiddenError):
            ask(installation, visit, name=name)
        with pytest.raises(ForbiddenError):
            reassignments.reassignments_of(installation.resources, actor, visit)
        with pytest.raises(ForbiddenError):
            reassignments.withdraw(installation.resources, actor, visit, wish)
        with pytest.raises(ForbiddenError):
            reassignments.take_off(installation.resources, actor, visit, actor.account or "")
    if name == "privacy-officer":
        decide(installation, wish, name=name)
        return
    with pytest.raises(ForbiddenError):
        reassignment_decisions.open_requests(installation.resources, actor)
    for decision in Decision:
        with pytest.raises(ForbiddenError):
            decide(installation, wish, decision, name)
    assert holders(installation, visit) == {"adviser"}


def test_a_visit_goes_to_an_adviser_who_can_come(installation: Installation) -> None:
    visit = planned(installation)
    for to in ("reviewer", "coordinator"):
        with pytest.raises(NotFoundError):
            ask(installation, visit, to)
    with pytest.raises(NotPossibleError):
        ask(installation, visit, "adviser")
    wish = ask(installation, visit)
    accounts.disable_account(installation.resources, "other-adviser")
    with pytest.raises(NotFoundError):
        decide(installation, wish)
    assert holders_of_row(installation) == [account(installation, "adviser")]
    assert len(waiting(installation)) == 1
    decide(installation, wish, Decision.DECLINE)


def holders_of_row(installation: Installation) -> list[str]:
    with installation.resources.work.database.reading() as connection:
        query = text("SELECT account FROM assignment WHERE until IS NULL")
        return list(connection.execute(query).scalars())


def test_what_is_not_there_is_not_found(installation: Installation) -> None:
    with pytest.raises(NotFoundError):
        ask(installation, UNKNOWN)
    with pytest.raises(NotFoundError):
        decide(installation, UNKNOWN)


def test_what_the_old_adviser_sends_later_is_refused(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    decide(installation, ask(installation, visit))
    with pytest.raises(NotFoundError):
        saving.save_changes(installation.resources, actor, visit, [answered(visit)])


def test_a_destroyed_visit_goes_nowhere(installation: Installation) -> None:
    visit = planned(installation)
    with installation.resources.work.database.writing() as connection:
        connection.execute(text("UPDATE inspection SET state = 'shredded'"))
    with pytest.raises(ForbiddenError):
        ask(installation, visit)
