"""Who may record: every kind of change, everybody, every state, through the one way in.

What is expected is written by hand from the design. `test_rights` asks the roles; here is everybody
whose right to a visit is not as usual: a second adviser, one who had it, one who is only joining.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.installations import Installation, Template, copied
from tests.integration.services.test_rights import EXAMPLES, SETTLING
from tests.visits import planned
from woningscan.domain.kinds import KINDS
from woningscan.domain.rights import Role, State
from woningscan.services import accounts, saving
from woningscan.services.actors import Actor, system_manager
from woningscan.services.errors import ForbiddenError, NotFoundError

ADVISERS = ("second-adviser", "former-adviser", "ended-adviser")
COMMAND = "0a0a0a0a-0000-4000-8000-000000000000"
Who = Callable[[Installation], Actor]


def somebody(name: str, **parts: bool) -> Who:
    return lambda installation: replace(installation.actor(name), **parts)  # type: ignore[arg-type]


HAS_IT: Mapping[str, Who] = {
    "adviser": somebody("adviser"),
    "second adviser": somebody("second-adviser"),
    "adviser who has not shown lately who it is": somebody("adviser", is_confirmed=False),
}
PLANS: Mapping[str, Who] = {
    "coordinator": somebody("coordinator"),
    "coordinator who has not shown lately who it is": somebody("coordinator", is_confirmed=False),
}
NEVER: Mapping[str, Who] = {
    "other adviser": somebody("other-adviser"),
    "adviser who had it": somebody("former-adviser"),
    "adviser whose access ends now": somebody("ended-adviser"),
    "adviser who is joining": somebody("adviser", is_joining=True),
    "coordinator who is joining": somebody("coordinator", is_joining=True),
    "reviewer": somebody("reviewer"),
    "administrator": somebody("administrator"),
    "privacy officer": somebody("privacy-officer"),
    "system manager": lambda _: system_manager(COMMAND),
}
EVERYBODY = {**HAS_IT, **PLANS, **NEVER}

BEFORE_CLOSING = {State.PLANNED, State.VISITING}
EVERY_STATE = set(State) - {State.SHREDDED}
BY_AN_ADVISER: Mapping[str, set[State]] = {
    "cancelled": BEFORE_CLOSING,
    "handed-over": {State.CLOSED},
    "replanned": set(),
    "reopened": EVERY_STATE - {State.PLANNED},
}
"""In which states, where that is not every state in which there is a visit."""
PLANNED_FIRST = ("visit-dated", "fact-stated", "identity-stated", "room-added", "cancelled")
BY_A_COORDINATOR: Mapping[str, set[State]] = {
    **{kind: {State.PLANNED} for kind in PLANNED_FIRST},
    "replanned": {State.CANCELLED},
}
"""In which states, where at all."""


def expected(kind: str, who: str, state: State) -> bool:
    """Tell what the design says."""
    if who in HAS_IT:
        return state in BY_AN_ADVISER.get(kind, EVERY_STATE)
    return who in PLANS and state in BY_A_COORDINATOR.get(kind, set())


@pytest.fixture(scope="module")
def shared(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Template
) -> Iterator[Installation]:
    """Give one installation for all: every test plans a visit of its own."""
    folder = tmp_path_factory.mktemp("kinds") / "installation"
    for installation in copied(sqlite_template, folder):
        for name in ADVISERS:
            accounts.add_account(installation.resources, name, f"{name} (verzonnen)", Role.ADVISER)
        yield installation


def visit_of_several(installation: Installation) -> str:
    """Plan a visit that a second adviser has too, and that two others do not have any more."""
    visit, clock = planned(installation), installation.resources.clock
    ends = (None, clock.ago(timedelta(days=1)), clock.now())
    for name, until in zip(ADVISERS, ends, strict=True):
        account = installation.actor(name).account
        write(
            installation,
            "INSERT INTO assignment (inspection, account, since, until)"
            " VALUES (:visit, :account, :since, :until)",
            visit=visit,
            account=account,
            since=clock.ago(timedelta(days=2)),
            until=until,
        )
    return visit


def write(installation: Installation, statement: str, **values: object) -> None:
    with installation.resources.work.database.writing() as connection:
        connection.execute(text(statement), values)


def stored(installation: Installation, visit: str) -> tuple[object, ...]:
    """Give the row of a visit, how many changes it has, and what the audit log says."""
    query = text(
        "SELECT inspection.*, (SELECT count(*) FROM change WHERE inspection = :visit),"
        " (SELECT count(*) FROM audit) FROM inspection WHERE id = :visit"
    )
    with installation.resources.work.database.reading() as connection:
        return tuple(connection.execute(query, {"visit": visit}).one())


def test_every_kind_has_an_entry() -> None:
    assert EXAMPLES.keys() == KINDS.keys()
    assert BY_AN_ADVISER.keys() | BY_A_COORDINATOR.keys() <= KINDS.keys()


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("who", EVERYBODY)
def test_each_kind_is_for_whom_the_design_says(
    shared: Installation, who: str, state: State
) -> None:
    visit, actor = visit_of_several(shared), EVERYBODY[who](shared)
    # What wants no disagreement comes first: some of the others disagree with what is there.
    for kind, example in sorted(EXAMPLES.items(), key=lambda each: each[0] not in SETTLING):
        to_state = "UPDATE inspection SET state = :state WHERE id = :visit"
        write(shared, to_state, state=state.value, visit=visit)
        before = stored(shared, visit)
        is_taken = True
        try:
            saving.save_changes(shared.resources, actor, visit, [example(visit)])
        except (ForbiddenError, NotFoundError):
            is_taken = False
            assert stored(shared, visit) == before, (kind, who, state)
        assert is_taken is expected(kind, who, state), (kind, who, state)
