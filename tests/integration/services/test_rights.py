"""Who may record, list, plan, open: every kind of change, every role, every state.

What is expected is written by hand and apart from the table in the code, which it checks.
"""

from collections.abc import Callable, Mapping

import pytest
from sqlalchemy import text

from tests.installations import PEOPLE, Installation
from tests.integration.services.reassigning import joined, take_off
from tests.visits import Data, answered, change, front_door, noted, planned
from woningscan.domain.kinds import KINDS
from woningscan.domain.language import Language
from woningscan.domain.rights import Role, State
from woningscan.services import assessments, letters, openings, planning, saving, visits
from woningscan.services.actors import system_manager
from woningscan.services.errors import ForbiddenError, NotFoundError, ServiceError
from woningscan.services.planning import Plan

OWN = "0a0a0a0a-0000-4000-8000-000000000000"
EXAMPLES: Mapping[str, Callable[[str], Data]] = {
    "visit-dated": lambda _: change("visit-dated", [], "2026-05-13"),
    "fact-stated": lambda _: change("fact-stated", ["tenure"], "owner"),
    "identity-stated": lambda _: change("identity-stated", ["holder-name"], "Ander Verzonnen"),
    "room-added": lambda _: change(
        "room-added", [OWN], {"zone": "facade", "order": 9, "name": "Serre"}
    ),
    "room-named": lambda visit: change("room-named", [front_door(visit)], "Zijdeur"),
    "room-removed": lambda visit: change("room-removed", [front_door(visit)], {"saw": []}),
    "answered": answered,
    "noted": lambda visit: noted(visit, "Klemt."),
    "aid-used": lambda visit: change("aid-used", [front_door(visit), "cylinder"], {"height": 900}),
    "letter-ticked": lambda visit: change(
        "letter-ticked", [front_door(visit), "cylinder"], value=True
    ),
    "finding-added": lambda visit: change(
        "finding-added", [front_door(visit), OWN], {"text": "Sleutel onder de mat."}
    ),
    "photo-added": lambda visit: change("photo-added", [front_door(visit), OWN], {"items": []}),
    "advised": lambda _: change("advised", ["cylinder-replace"], {"text": "Vraag de slotenmaker."}),
    "own-advised": lambda _: change("own-advised", [OWN], None),
    "advice-ordered": lambda _: change("advice-ordered", [], ["cylinder-replace"]),
    "photos-agreed": lambda _: change("photos-agreed", [], "ask-each"),
    "broken-off": lambda _: change("broken-off", [], "De bewoner moest weg."),
    "looked-again": lambda _: change("looked-again", ["dark"], "2026-05-14"),
    "cancelled": lambda _: change("cancelled", [], {"cause": "no-show"}),
    "replanned": lambda _: change("replanned", [], None),
    "closed": lambda _: change("closed", [], None),
    "handed-over": lambda _: change("handed-over", [], None),
    "reopened": lambda _: change("reopened", [], "Nog een raam"),
}
"""One acceptable change of each kind, for a visit."""

BEFORE = {State.PLANNED, State.VISITING}
LATE = {State.CLOSED, State.HANDED_OVER, State.ISSUED, State.CANCELLED}
PLANNED_FIRST = {"visit-dated", "fact-stated", "identity-stated", "room-added"}


def expected(kind: str, role: Role, state: State) -> bool:
    """Tell by hand what the design says."""
    if role is Role.COORDINATOR:
        return (kind, state) == ("replanned", State.CANCELLED) or (
            state is State.PLANNED and kind in PLANNED_FIRST | {"cancelled"}
        )
    if role is not Role.ADVISER or state is State.SHREDDED:
        return False
    of_their_own = {
        "cancelled": BEFORE,
        "replanned": set(),
        "handed-over": {State.CLOSED},
        "reopened": LATE | {State.VISITING},
    }
    return state in of_their_own.get(kind, BEFORE | LATE)


def put_into(installation: Installation, visit: str, state: State) -> None:
    with installation.resources.work.database.writing() as connection:
        query = text("UPDATE inspection SET state = :state WHERE id = :visit")
        connection.execute(query, {"state": state.value, "visit": visit})


def test_there_is_an_example_of_every_kind() -> None:
    assert EXAMPLES.keys() == KINDS.keys()


SETTLING = {"closed", "handed-over"}


def is_second(installation: Installation, visit: str) -> None:
    joined(installation, visit)


def was_taken_off(installation: Installation, visit: str) -> None:
    joined(installation, visit)
    take_off(installation, visit, "other-adviser")


def has_access_that_ended(installation: Installation, visit: str) -> None:
    joined(installation, visit)
    ends(installation, visit, "other-adviser", "2026-05-12T09:30:00Z")


def has_access_that_ends_now_and_then(installation: Installation, visit: str) -> None:
    joined(installation, visit)
    ends(installation, visit, "other-adviser", "2026-05-12T09:30:01Z")


def has_nothing_to_do_with_it(_installation: Installation, _visit: str) -> None:
    pass


Ownership = Callable[[Installation, str], None]
OWNERSHIPS: Mapping[Ownership, bool] = {
    has_nothing_to_do_with_it: False,
    is_second: True,
    was_taken_off: False,
    has_access_that_ended: False,
    has_access_that_ends_now_and_then: True,
}
"""How the other adviser can stand to a visit, and whether it is theirs then."""


def ends(installation: Installation, visit: str, name: str, until: str) -> None:
    asked = {"until": until, "visit": visit, "account": installation.actor(name).account}
    with installation.resources.work.database.writing() as connection:
        query = text(
            "UPDATE assignment SET until = :until WHERE inspection = :visit AND account = :account"
        )
        connection.execute(query, asked)


@pytest.mark.parametrize("state", State)
def test_each_kind_is_for_whom_the_design_says(installation: Installation, state: State) -> None:
    for name, role in PEOPLE.items():
        assert_kinds(installation, name, role, state)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("ownership", OWNERSHIPS, ids=lambda each: each.__name__)
def test_each_kind_is_for_who_has_the_visit_now(
    on_sqlite: Installation, ownership: Ownership, state: State
) -> None:
    assert_kinds(on_sqlite, "other-adviser", Role.ADVISER, state, ownership)


def assert_kinds(
    installation: Installation,
    name: str,
    role: Role,
    state: State,
    ownership: Ownership = has_nothing_to_do_with_it,
) -> None:
    visit = planned(installation)
    ownership(installation, visit)
    is_theirs = name != "other-adviser" or OWNERSHIPS[ownership]
    # What settles a visit comes first, because some of the others disagree with what is there.
    for kind, example in sorted(EXAMPLES.items(), key=lambda each: each[0] not in SETTLING):
        put_into(installation, visit, state)
        may = expected(kind, role, state) and is_theirs
        assert accepts(installation, name, visit, example(visit)) is may, (kind, name, state)


def accepts(installation: Installation, name: str, visit: str, one: Data) -> bool:
    """Try to record a change, and see that a refused one is not stored."""
    actor = installation.actor(name)
    before = stored(installation, visit)
    try:
        saving.save_changes(installation.resources, actor, visit, [one])
    except (ForbiddenError, NotFoundError):
        assert stored(installation, visit) == before
        return False
    return stored(installation, visit) == before + 1


def stored(installation: Installation, visit: str) -> int:
    with installation.resources.work.database.reading() as connection:
        query = text("SELECT count(*) FROM change WHERE inspection = :visit")
        count: int = connection.execute(query, {"visit": visit}).scalar_one()
    return count


def test_one_kind_too_many_refuses_the_whole_sending(installation: Installation) -> None:
    visit, coordinator = planned(installation), installation.actor("coordinator")
    before = stored(installation, visit)
    changes = [EXAMPLES["visit-dated"](visit), answered(visit)]
    with pytest.raises(ForbiddenError):
        saving.save_changes(installation.resources, coordinator, visit, changes)
    assert stored(installation, visit) == before


def test_what_a_coordinator_records_does_not_begin_the_visit(installation: Installation) -> None:
    visit, coordinator = planned(installation), installation.actor("coordinator")
    moved = [EXAMPLES["visit-dated"](visit)]
    saving.save_changes(installation.resources, coordinator, visit, moved)
    opened = visits.open_visit(installation.resources, installation.actor("adviser"), visit, "test")
    assert opened.state is State.PLANNED


Use = Callable[[Installation, str, str], object]


def list_visits(installation: Installation, name: str, _visit: str) -> object:
    return visits.visits_of(installation.resources, installation.actor(name))


def plan_visit(installation: Installation, name: str, _visit: str) -> object:
    plan = Plan(installation.actor("adviser").account or "")
    return planning.plan_visit(installation.resources, installation.actor(name), plan)


def list_advisers(installation: Installation, name: str, _visit: str) -> object:
    return planning.advisers(installation.resources, installation.actor(name))


def open_visit(installation: Installation, name: str, visit: str) -> object:
    return visits.open_visit(installation.resources, installation.actor(name), visit, "test")


def continue_visit(installation: Installation, name: str, visit: str) -> object:
    return visits.continue_visit(installation.resources, installation.actor(name), visit)


def make_letter(installation: Installation, name: str, visit: str) -> object:
    actor = installation.actor(name)
    return letters.advice_letter(installation.resources, actor, visit, Language.NL)


def make_cover(installation: Installation, name: str, visit: str) -> object:
    actor = installation.actor(name)
    return letters.cover_sheet_pdf(installation.resources, actor, visit, Language.NL)


def look_who_opened(installation: Installation, name: str, visit: str) -> object:
    return openings.openings_of(installation.resources, installation.actor(name), visit)


def read_assessment(installation: Installation, name: str, visit: str) -> object:
    actor = installation.actor(name)
    return assessments.assessment(installation.resources, actor, visit, Language.NL)


def take_assessment(installation: Installation, name: str, visit: str) -> object:
    actor = installation.actor(name)
    return assessments.assessment_pdf(installation.resources, actor, visit, Language.NL)


def list_assessments(installation: Installation, name: str, _visit: str) -> object:
    return assessments.handed_over(installation.resources, installation.actor(name))


ADVISERS = {"adviser", "other-adviser"}
MAY: Mapping[Use, set[str]] = {
    list_visits: {"coordinator", *ADVISERS},
    list_advisers: {"coordinator"},
    plan_visit: {"coordinator"},
    open_visit: {"adviser"},
    continue_visit: {"adviser"},
    make_letter: {"adviser"},
    make_cover: {"adviser"},
    look_who_opened: {"adviser"},
    list_assessments: {"reviewer"},
    read_assessment: set(),
    take_assessment: set(),
}
OF_A_VISIT = (open_visit, continue_visit, make_letter, make_cover, look_who_opened)
OF_THE_REVIEWER = (read_assessment, take_assessment)


@pytest.mark.parametrize("use", MAY, ids=lambda use: use.__name__)
def test_each_use_is_for_whom_the_design_says(installation: Installation, use: Use) -> None:
    visit = planned(installation)
    found = {name for name in PEOPLE if is_allowed(use, installation, name, visit)}
    assert found == MAY[use]


@pytest.mark.parametrize("state", State)
def test_whoever_is_no_adviser_opens_no_visit_and_the_reviewer_only_what_was_handed_over(
    on_sqlite: Installation, state: State
) -> None:
    """A coordinator never gets findings; a privacy officer and an administrator nothing at all."""
    visit = planned(on_sqlite)
    put_into(on_sqlite, visit, state)
    readers = {"reviewer"} if state in {State.HANDED_OVER, State.ISSUED} else set()
    for use in OF_A_VISIT:
        found = {name for name in PEOPLE if is_allowed(use, on_sqlite, name, visit)}
        assert found == {"adviser"}, use
    for use in OF_THE_REVIEWER:
        found = {name for name in PEOPLE if is_allowed(use, on_sqlite, name, visit)}
        assert found == readers, use


@pytest.mark.parametrize("ownership", OWNERSHIPS, ids=lambda each: each.__name__)
def test_each_use_is_for_who_has_the_visit_now(
    installation: Installation, ownership: Ownership
) -> None:
    visit = planned(installation)
    ownership(installation, visit)
    for use in OF_A_VISIT:
        is_theirs = OWNERSHIPS[ownership]
        assert is_allowed(use, installation, "other-adviser", visit) is is_theirs, use


def is_allowed(use: Use, installation: Installation, name: str, visit: str) -> bool:
    try:
        use(installation, name, visit)
    except (ForbiddenError, NotFoundError):
        return False
    return True


@pytest.mark.parametrize("use", OF_A_VISIT)
def test_the_unknown_and_the_foreign_are_told_alike(installation: Installation, use: Use) -> None:
    told = set()
    for visit in (planned(installation), OWN):
        with pytest.raises(NotFoundError) as refused:
            use(installation, "other-adviser", visit)
        told.add(str(refused.value))
    assert len(told) == 1


def test_the_command_line_has_no_rights_of_its_own(installation: Installation) -> None:
    visit, manager = planned(installation), system_manager(OWN)
    for use in (
        lambda: visits.visits_of(installation.resources, manager),
        lambda: visits.open_visit(installation.resources, manager, visit, "test"),
        lambda: saving.save_changes(installation.resources, manager, visit, [answered(visit)]),
    ):
        with pytest.raises(ServiceError):
            use()


def test_a_visit_that_was_taken_away_is_not_found(installation: Installation) -> None:
    visit = planned(installation)
    with installation.resources.work.database.writing() as connection:
        query = text("UPDATE assignment SET until = '2026-05-12T09:00:00Z'")
        connection.execute(query)
    assert not is_allowed(open_visit, installation, "adviser", visit)
    assert not accepts(installation, "adviser", visit, answered(visit))
    assert visits.visits_of(installation.resources, installation.actor("adviser")) == ()
