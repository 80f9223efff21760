"""Listing visits, opening them, going on in them."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.installations import Installation
from tests.visits import answered, front_door, noted, planned
from woningscan.crypto.envelope import UnsealableError
from woningscan.domain.appointments import Appointment
from woningscan.persistence.journals import Journals
from woningscan.persistence.keyring import Keyring
from woningscan.services import journals, saving, visits
from woningscan.services.errors import NotFoundError
from woningscan.services.journal_cache import JournalCache, ReadJournal


def saved(installation: Installation, visit: str, *changes: object) -> None:
    saving.save_changes(installation.resources, installation.actor("adviser"), visit, changes)


def listed(installation: Installation, name: str) -> list[str]:
    lines = visits.visits_of(installation.resources, installation.actor(name))
    return [line.id for line in lines]


def executed(installation: Installation, query: str, **values: object) -> None:
    with installation.resources.work.database.writing() as connection:
        connection.execute(text(query), values)


def test_an_adviser_sees_the_own_visits_and_a_coordinator_all(installation: Installation) -> None:
    own, other = planned(installation), planned(installation, "other-adviser")
    assert listed(installation, "adviser") == [own]
    assert listed(installation, "other-adviser") == [other]
    assert set(listed(installation, "coordinator")) == {own, other}


def test_a_line_says_when_whose_home_and_by_whom(installation: Installation) -> None:
    visit = planned(installation)
    for name in ("adviser", "coordinator"):
        (line,) = visits.visits_of(installation.resources, installation.actor(name))
        assert (line.id, line.appointment, line.holder_name, line.town) == (
            visit,
            Appointment("2026-05-12"),
            "Wethouder Verzonnen",
            "Nergenshuizen",
        )
        assert [each.name for each in line.advisers] == ["adviser (verzonnen)"]


def test_a_line_follows_what_was_stated_since(installation: Installation) -> None:
    visit = planned(installation, identity={})
    (line,) = visits.visits_of(installation.resources, installation.actor("adviser"))
    assert line.holder_name is None
    stated = noted(visit, "Burgemeester Bedacht") | {
        "kind": "identity-stated",
        "slot": ["holder-name"],
    }
    saved(installation, visit, stated)
    (line,) = visits.visits_of(installation.resources, installation.actor("adviser"))
    assert line.holder_name == "Burgemeester Bedacht"


def test_open_visits_stand_by_their_day_and_past_ones_the_last_first(
    installation: Installation,
) -> None:
    days = ["2026-06-02", None, "2026-06-01"]
    soon = [planned(installation, planned_on=day) for day in days]
    past = [planned(installation, planned_on=day) for day in days]
    for visit in past:
        visits.close_visit(installation.resources, installation.actor("adviser"), visit)
    expected = [soon[2], soon[0], soon[1], past[0], past[2], past[1]]
    assert listed(installation, "adviser") == expected
    assert listed(installation, "coordinator") == expected


def test_a_list_opens_no_finding(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = planned(installation)
    saved(installation, visit, answered(visit))
    monkeypatch.setattr(Journals, "rows", lambda *_: pytest.fail("the findings were read"))
    monkeypatch.setattr(Keyring, "open", lambda *_: pytest.fail("the findings key was opened"))
    assert listed(installation, "adviser") == [visit]
    with installation.resources.work.database.reading() as connection:
        query = text("SELECT count(*) FROM audit WHERE action = 'visit-opened'")
        assert connection.execute(query).scalar_one() == 0


def destroyed(installation: Installation, visit: str) -> None:
    installation.resources.keyring.store.remove_shares([visit])


def damaged(installation: Installation, visit: str) -> None:
    query = "UPDATE change SET envelope = digest WHERE inspection = :visit"
    executed(installation, query, visit=visit)


def exchanged(installation: Installation, visit: str) -> None:
    query = "UPDATE inspection SET identity_key = findings_key WHERE id = :visit"
    executed(installation, query, visit=visit)


@pytest.mark.parametrize("spoil", [destroyed, damaged, exchanged])
def test_one_spoiled_visit_does_not_spoil_the_list(
    installation: Installation, spoil: Callable[[Installation, str], None]
) -> None:
    good, bad = planned(installation), planned(installation)
    spoil(installation, bad)
    lines = visits.visits_of(installation.resources, installation.actor("coordinator"))
    names = {line.id: line.holder_name for line in lines}
    assert names == {good: "Wethouder Verzonnen", bad: None}


def test_a_destroyed_visit_is_gone_also_from_the_cache(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    visits.continue_visit(installation.resources, actor, visit)
    destroyed(installation, visit)
    with pytest.raises(NotFoundError, match="destroyed"):
        visits.continue_visit(installation.resources, actor, visit)
    assert installation.resources.cache.get(visit) is None
    with pytest.raises(NotFoundError, match="destroyed"):
        visits.open_visit(installation.resources, actor, visit, "test")
    with pytest.raises(NotFoundError, match="destroyed"):
        saved(installation, visit, answered(visit))


def openings(installation: Installation, visit: str) -> list[tuple[str, str]]:
    query = text(
        "SELECT session, reason FROM audit WHERE inspection = :visit AND action = 'visit-opened'"
        " ORDER BY sequence"
    )
    with installation.resources.work.database.reading() as connection:
        rows = connection.execute(query, {"visit": visit}).all()
    return [(row.session, row.reason) for row in rows]


def test_every_opening_is_reported_and_going_on_once_a_session(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    for _ in range(3):
        visits.continue_visit(installation.resources, actor, visit)
    visits.open_visit(installation.resources, actor, visit, "look back")
    visits.continue_visit(installation.resources, actor, visit)
    other = installation.actor("adviser")
    visits.continue_visit(installation.resources, other, visit)
    assert openings(installation, visit) == [
        (actor.session, "continued"),
        (actor.session, "look back"),
        (other.session, "continued"),
    ]


def test_going_on_is_reported_for_each_visit(installation: Installation) -> None:
    both, actor = [planned(installation) for _ in range(2)], installation.actor("adviser")
    for visit in both:
        visits.continue_visit(installation.resources, actor, visit)
    for visit in both:
        assert openings(installation, visit) == [(actor.session, "continued")]


def test_a_long_reason_is_kept_whole(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    reason = "verzoek om inzage " * 60
    visits.open_visit(installation.resources, actor, visit, reason)
    assert openings(installation, visit) == [(actor.session, reason)]


class Watch:
    """Counts the rows that are read of a journal."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[int] = []
        rows = Journals.rows

        def watched(stored: Journals, inspection: str, after: int) -> object:
            found = rows(stored, inspection, after)
            self.read.append(len(found))
            return found

        monkeypatch.setattr(Journals, "rows", watched)


def test_going_on_reads_only_what_came_since(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    visits.continue_visit(installation.resources, actor, visit)
    watch = Watch(monkeypatch)
    visits.continue_visit(installation.resources, actor, visit)
    saved(installation, visit, answered(visit), noted(visit, "een"))
    found = visits.continue_visit(installation.resources, actor, visit)
    assert watch.read == [2]
    assert found.inspection.note(front_door(visit), "cylinder") == "een"
    visits.continue_visit(installation.resources, actor, visit)
    assert watch.read == [2]
    visits.open_visit(installation.resources, actor, visit, "test")
    assert watch.read == [2, len(found.inspection.journal.changes)]


def test_what_was_read_bit_by_bit_is_what_is_read_at_once(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    parts = []
    for number in range(6):
        saved(installation, visit, noted(visit, str(number)), answered(visit))
        parts.append(visits.continue_visit(installation.resources, actor, visit))
    whole = visits.open_visit(installation.reopened(), actor, visit, "test")
    assert parts[-1].inspection.journal == whole.inspection.journal
    assert parts[-1].late == whole.late


def test_late_changes_are_remembered_when_going_on(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    visits.close_visit(installation.resources, actor, visit)
    one, two = noted(visit, "een"), noted(visit, "twee")
    saved(installation, visit, one)
    assert visits.continue_visit(installation.resources, actor, visit).late == {one["id"]}
    saved(installation, visit, two)
    found = visits.continue_visit(installation.resources, actor, visit)
    assert found.late == {one["id"], two["id"]}


def test_the_tail_is_verified_when_going_on(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    before = visits.continue_visit(installation.resources, actor, visit)
    saved(installation, visit, noted(visit, "een"))
    query = "UPDATE change SET envelope = digest WHERE inspection = :visit AND sequence > :known"
    executed(installation, query, visit=visit, known=len(before.inspection.journal.changes))
    with pytest.raises(UnsealableError):
        visits.continue_visit(installation.resources, actor, visit)


def test_a_cache_that_is_ahead_is_not_believed(installation: Installation) -> None:
    # Another thread may have read more, or somebody put older rows back: all is read again.
    resources, actor = installation.resources, installation.actor("adviser")
    visit = planned(installation)
    with resources.work.reading() as stored:
        before = stored.inspections.find(visit)
    assert before is not None
    saved(installation, visit, noted(visit, "een"))
    ahead = visits.continue_visit(resources, actor, visit)
    behind = journals.read_on(resources, before)
    assert behind.head == before.chain
    assert len(behind.inspection.journal.changes) == before.chain.count
    assert visits.continue_visit(resources, actor, visit).inspection == ahead.inspection


def test_the_cache_keeps_the_visits_last_used() -> None:
    cache = JournalCache(most=2)
    read: dict[str, ReadJournal] = {}
    for name in ("a", "b"):
        read[name] = object.__new__(ReadJournal)
        cache.put(name, read[name])
    assert cache.get("a") is read["a"]
    cache.put("c", object.__new__(ReadJournal))
    assert cache.get("b") is None
    assert cache.get("a") is read["a"]
    cache.forget("a")
    assert cache.get("a") is None
