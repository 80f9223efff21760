"""Planning a visit: what it begins with, and what is refused before anything is made."""

import re
from collections.abc import Mapping

import pytest
from sqlalchemy import text

from tests.installations import Installation
from tests.visits import FACTS, IDENTITY, planned
from woningscan.crypto import tokens
from woningscan.domain.inspection import standard_room_id
from woningscan.domain.rights import State
from woningscan.services import accounts, planning, visits
from woningscan.services.errors import NotFoundError, RefusedError
from woningscan.services.planning import Plan
from woningscan.services.visits import OpenVisit


def opened(installation: Installation, visit: str) -> OpenVisit:
    return visits.open_visit(installation.resources, installation.actor("adviser"), visit, "test")


def made(installation: Installation) -> tuple[int, int]:
    """Count the visits and the shares of their keys."""
    counts = []
    resources = installation.resources
    with resources.work.database.reading() as connection:
        counts.append(connection.execute(text("SELECT count(*) FROM inspection")).scalar_one())
    counts.append(len(resources.keyring.store.shares_made_before("9999")))
    return counts[0], counts[1]


def test_a_visit_begins_with_what_was_planned(installation: Installation) -> None:
    visit = planned(installation)
    found = opened(installation, visit)
    assert found.state is State.PLANNED
    assert found.inspection.visited_on == "2026-05-12"
    assert {field: found.inspection.identity(field) for field in IDENTITY} == IDENTITY
    assert {fact: found.route.fact(fact) for fact in FACTS} == FACTS
    assert not found.late
    assert not found.changed_late


def test_a_visit_may_be_planned_with_hardly_anything_known(installation: Installation) -> None:
    visit = planned(installation, identity={}, facts={}, planned_on=None)
    found = opened(installation, visit)
    assert found.inspection.visited_on is None
    assert found.inspection.rooms


def test_standard_rooms_follow_from_the_dwelling(installation: Installation) -> None:
    def rooms(dwelling: str) -> set[str | None]:
        visit = planned(installation, facts=FACTS | {"dwelling": dwelling})
        return {room.standard for room in opened(installation, visit).inspection.rooms}

    assert {"front-door", "left-ground"} <= rooms("detached")
    assert "front-door" in rooms("terraced")
    assert "left-ground" not in rooms("terraced")


def test_the_id_of_a_standard_room_is_the_same_wherever_it_is_made(
    on_sqlite: Installation,
) -> None:
    visit = planned(on_sqlite)
    for room in opened(on_sqlite, visit).inspection.rooms:
        assert room.id == standard_room_id(visit, room.standard or "")


def test_rooms_stand_in_the_order_of_the_walk(on_sqlite: Installation) -> None:
    rooms = opened(on_sqlite, planned(on_sqlite)).inspection.rooms
    questionnaire = on_sqlite.resources.questionnaire("woningscan/1")
    zones = [zone.id for zone in questionnaire.zones]
    assert [room.zone.id for room in rooms] == sorted(
        (room.zone.id for room in rooms), key=zones.index
    )


def test_case_numbers_are_of_the_year_and_easy_to_read_out(installation: Installation) -> None:
    numbers = {opened(installation, planned(installation)).case_number for _ in range(5)}
    assert len(numbers) == 5
    assert all(re.fullmatch(r"2026-[A-Z2-9]{5}", number) for number in numbers)


def test_a_case_number_that_is_taken_is_drawn_again(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws = iter(["AAAAA", "AAAAA", "AAAAA", "BBBBB"])
    monkeypatch.setattr(planning, "spoken_code", lambda _length: next(draws))
    assert tokens.spoken_code(5) != tokens.spoken_code(5)
    numbers = [opened(installation, planned(installation)).case_number for _ in range(2)]
    assert numbers == ["2026-AAAAA", "2026-BBBBB"]


BAD_PLANS: Mapping[str, Mapping[str, object]] = {
    "a day that is not": {"planned_on": "2026-02-30"},
    "a fact that is not": {"facts": {"shoe-size": "46"}},
    "a value that is not": {"facts": {"office": "keizer"}},
    "a line that is not": {"identity": {"bsn": "1"}},
    "a name of two lines": {"identity": {"holder-name": "Eén\nTwee"}},
    "a name without end": {"identity": {"holder-name": "x" * 201}},
}


@pytest.mark.parametrize("bad", BAD_PLANS)
def test_a_bad_plan_makes_nothing(installation: Installation, bad: str) -> None:
    before = made(installation)
    with pytest.raises(RefusedError):
        planned(installation, **BAD_PLANS[bad])  # type: ignore[arg-type] # bad on purpose
    assert made(installation) == before


def test_a_visit_is_planned_for_an_adviser_who_can_come(installation: Installation) -> None:
    coordinator = installation.actor("coordinator")
    offered = planning.advisers(installation.resources, coordinator)
    assert [name for _, name in offered] == [
        "adviser (verzonnen)",
        "other-adviser (verzonnen)",
    ]
    before = made(installation)
    disabled = installation.actor("other-adviser").account
    accounts.disable_account(installation.resources, "other-adviser")
    for account in (disabled, installation.actor("reviewer").account, "", "nobody"):
        with pytest.raises(NotFoundError):
            planning.plan_visit(installation.resources, coordinator, Plan(account or ""))
    assert len(planning.advisers(installation.resources, coordinator)) == 1
    assert made(installation) == before


def test_the_share_is_there_before_the_visit(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    resources = installation.resources
    at_writing: list[tuple[int, int]] = []
    add = type(resources.work.database).writing

    def watched(database: object) -> object:
        if database is resources.work.database:
            at_writing.append(made(installation))
        return add(database)  # type: ignore[arg-type] # handed on as it came

    monkeypatch.setattr(type(resources.work.database), "writing", watched)
    planned(installation)
    monkeypatch.undo()
    assert at_writing == [(0, 1)]
    assert made(installation) == (1, 1)


def test_visits_of_one_month_share_an_epoch_and_no_key(installation: Installation) -> None:
    for _ in range(2):
        planned(installation)
    with installation.resources.work.database.reading() as connection:
        rows = connection.execute(
            text("SELECT epoch, findings_key, identity_key FROM inspection")
        ).all()
    assert {row.epoch for row in rows} == {"2031-05"}
    assert len({key for row in rows for key in (row.findings_key, row.identity_key)}) == 4


def test_whom_a_visit_is_given_to_is_reported(installation: Installation) -> None:
    both = tuple(installation.actor(name).account or "" for name in ("adviser", "other-adviser"))
    plan = Plan(both[0], second=both[1])
    visit = planning.plan_visit(installation.resources, installation.actor("coordinator"), plan)
    with installation.resources.work.database.reading() as connection:
        query = text("SELECT subject FROM audit WHERE action = 'adviser-given' AND inspection = :v")
        given = connection.execute(query, {"v": visit}).scalars().all()
    assert tuple(given) == both
