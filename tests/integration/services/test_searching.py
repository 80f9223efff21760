"""Searching by case number, name and postcode: what is found, and by whom."""

import pytest
from sqlalchemy import text

from tests.installations import PEOPLE, Installation
from tests.integration.services.commits import counted_commits
from tests.visits import FACTS, change, planned
from woningscan.crypto.blind_index import BlindIndex
from woningscan.domain.rights import State
from woningscan.persistence.audit import Action
from woningscan.services import planning, saving, searching, visits
from woningscan.services.actors import system_manager
from woningscan.services.errors import ForbiddenError
from woningscan.services.planning import Beginning
from woningscan.services.recording import recorded

HOME = {"holder-name": "Wethouder De Verzonnen", "holder-postcode": "9999 ZZ"}


def found(installation: Installation, asked: str, name: str = "coordinator") -> set[str]:
    actor = installation.actor(name)
    return {line.id for line in searching.search(installation.resources, actor, asked)}


def case_number(installation: Installation, visit: str) -> str:
    lines = visits.visits_of(installation.resources, installation.actor("coordinator"))
    return next(line.case_number for line in lines if line.id == visit)


def state_name(installation: Installation, visit: str, name: str) -> None:
    actor = installation.actor("adviser")
    opened = visits.continue_visit(installation.resources, actor, visit)
    heads = [head.id for head in opened.inspection.journal.heads["identity-stated", "holder-name"]]
    stated = change("identity-stated", ["holder-name"], name, replaces=heads)
    saving.save_changes(installation.resources, actor, visit, [stated])


def test_a_visit_is_found_by_each_of_three(installation: Installation) -> None:
    visit = planned(installation, identity=HOME)
    planned(installation, identity={"holder-name": "Ander", "holder-postcode": "9998 ZZ"})
    number = case_number(installation, visit)
    for asked in (
        number,
        number.replace("-", " ").lower(),
        "wethouder de verzonnen",
        " Wethouder  De Verzonnen ",
        "9999zz",
        "9999 ZZ",
    ):
        assert found(installation, asked) == {visit}, asked


@pytest.mark.parametrize("asked", ["Verzonnen", "Wethouder De", "9999", "2026-", "%", "", " ", "*"])
def test_a_part_finds_nothing(installation: Installation, asked: str) -> None:
    planned(installation, identity=HOME)
    assert found(installation, asked) == set()


def test_an_adviser_finds_the_own_visits_alone(installation: Installation) -> None:
    own = planned(installation, identity=HOME)
    foreign = planned(installation, "other-adviser", identity=HOME)
    assert found(installation, "9999ZZ") == {own, foreign}
    assert found(installation, "9999ZZ", "adviser") == {own}
    assert found(installation, case_number(installation, foreign), "adviser") == set()
    assert found(installation, case_number(installation, foreign), "other-adviser") == {foreign}


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"coordinator", "adviser", "other-adviser"}))
def test_others_do_not_search(installation: Installation, name: str) -> None:
    planned(installation, identity=HOME)
    with pytest.raises(ForbiddenError):
        found(installation, "9999ZZ", name)


def test_only_what_a_visit_bears_now_finds_it(installation: Installation) -> None:
    visit = planned(installation, identity=HOME)
    state_name(installation, visit, "Raadslid Bedacht")
    assert found(installation, HOME["holder-name"]) == set()
    assert found(installation, "raadslid bedacht") == {visit}
    state_name(installation, visit, HOME["holder-name"])
    assert found(installation, HOME["holder-name"]) == {visit}


def test_both_sides_of_a_disagreement_find_it(installation: Installation) -> None:
    visit = planned(installation, identity=HOME)
    actor = installation.actor("adviser")
    stated = change("identity-stated", ["holder-name"], "Raadslid Bedacht")
    saving.save_changes(installation.resources, actor, visit, [stated])
    for asked in ("Raadslid Bedacht", HOME["holder-name"]):
        assert found(installation, asked) == {visit}


def test_a_short_index_brings_others_along_and_they_are_left_out(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BlindIndex, "of", lambda *_: 1)
    visit = planned(installation, identity=HOME)
    others = {
        planned(installation, identity={"holder-name": f"Raadslid Bedacht {number}"})
        for number in range(3)
    }
    with installation.resources.work.reading() as stored:
        assert stored.search.candidates([("holder-name", "wie dan ook")]) == {visit, *others}
    assert found(installation, HOME["holder-name"]) == {visit}
    assert found(installation, "wie dan ook") == set()


def test_the_index_is_short_and_says_nothing_in_clear(installation: Installation) -> None:
    planned(installation, identity=HOME)
    with installation.resources.work.database.reading() as connection:
        rows = connection.execute(text("SELECT field, value FROM search_entry")).all()
    assert {row.field for row in rows} == set(HOME)
    assert all(0 <= row.value < 2**11 for row in rows)


def test_it_is_written_with_what_it_is_about(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, actor = planned(installation, identity=HOME), installation.actor("adviser")
    stated = change("identity-stated", ["holder-name"], "Raadslid Bedacht")
    with counted_commits(installation) as commits:
        saving.save_changes(installation.resources, actor, visit, [stated])
    assert len(commits) == 1

    def fails(*_arguments: object) -> None:
        raise RuntimeError

    later = change("identity-stated", ["holder-name"], "Niemand")
    with monkeypatch.context() as broken:
        broken.setattr("woningscan.persistence.search.SearchEntries.add", fails)
        with pytest.raises(RuntimeError):
            saving.save_changes(installation.resources, actor, visit, [later])
    assert found(installation, "Niemand") == set()


def test_an_imported_visit_is_found_too(installation: Installation) -> None:
    resources = installation.resources
    manager = system_manager(resources.clock.new_id())
    name = recorded(resources.clock, manager, ("identity-stated", "holder-name"), "Uit Een Bestand")
    beginning = Beginning(
        id=resources.clock.new_id(),
        questionnaire="woningscan/1",
        planned_on=None,
        advisers=(),
        state=State.VISITING,
        reported_as=Action.VISIT_IMPORTED,
        changes=(name,),
    )
    planning.begin(resources, manager, beginning)
    assert found(installation, "uit een bestand") == {beginning.id}


def test_a_destroyed_visit_is_found_by_its_number_alone(installation: Installation) -> None:
    visit = planned(installation, identity=HOME, facts=FACTS)
    number = case_number(installation, visit)
    installation.resources.keyring.store.remove_shares([visit])
    assert found(installation, HOME["holder-name"]) == set()
    assert found(installation, number) == {visit}
