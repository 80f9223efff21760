"""Whatever somebody did with a visit is told to its advisers: who, in which role, when, what."""

from datetime import timedelta

import pytest

from tests.installations import PEOPLE, Installation
from tests.integration.services.reassigning import ask, decide, joined, take_off
from tests.photos import added
from tests.visits import planned
from woningscan.domain.appointments import WishKind
from woningscan.domain.language import Language
from woningscan.domain.rights import Role
from woningscan.persistence.audit import Action
from woningscan.services import (
    appointments,
    assessments,
    letters,
    openings,
    photo_deletion,
    visit_transfer,
    visits,
)
from woningscan.services.actors import system_manager
from woningscan.services.errors import ForbiddenError, NotFoundError
from woningscan.services.openings import Opening
from woningscan.services.reassignment_decisions import Decision

HOUR = timedelta(hours=1)


def told(installation: Installation, visit: str, name: str = "adviser") -> tuple[Opening, ...]:
    found, _ = openings.openings_of(installation.resources, installation.actor(name), visit)
    return found


def actions(installation: Installation, visit: str) -> list[str]:
    return [opening.action.value for opening in told(installation, visit)]


def test_openings_are_told_newest_first_with_name_role_and_moment(
    installation: Installation,
) -> None:
    visit = planned(installation)
    joined(installation, visit)
    for name in ("adviser", "other-adviser"):
        installation.moments.pass_by(HOUR)
        visits.open_visit(installation.resources, installation.actor(name), visit, "test")
    found = told(installation, visit)
    assert [(each.name, each.role, each.at) for each in found[:2]] == [
        ("other-adviser (verzonnen)", Role.ADVISER, "2026-05-12T11:30:00Z"),
        ("adviser (verzonnen)", Role.ADVISER, "2026-05-12T10:30:00Z"),
    ]
    assert found[2].role is Role.PRIVACY_OFFICER
    assert (found[2].adviser, found[2].kind) == ("other-adviser (verzonnen)", WishKind.JOIN)


def test_all_that_happens_in_the_life_of_a_visit_is_told(installation: Installation) -> None:
    visit, resources = planned(installation), installation.resources
    adviser, coordinator = (installation.actor(name) for name in ("adviser", "coordinator"))
    photo = added(installation, visit)
    appointments.tell_no_show(resources, adviser, visit)
    visits.reopen_visit(resources, adviser, visit, "Toch wel")
    photo_deletion.delete_photos(resources, adviser, visit, [photo])
    visits.close_visit(resources, adviser, visit)
    letters.advice_letter_pdf(resources, adviser, visit, Language.NL)
    assessments.hand_over(resources, adviser, visit)
    reviewer = installation.actor("reviewer")
    assessments.assessment(resources, reviewer, visit, Language.NL)
    assessments.assessment_pdf(resources, reviewer, visit, Language.NL)
    decide(installation, ask(installation, visit, kind=WishKind.JOIN), Decision.DECLINE)
    joined(installation, visit)
    take_off(installation, visit, "other-adviser")
    happened = told(installation, visit)
    assert [each.action.value for each in reversed(happened)] == [
        "visit-cancelled",
        "visit-reopened",
        "photo-deleted",
        "visit-closed",
        "visit-opened",
        "letter-made",
        "visit-handed-over",
        "visit-opened",
        "letter-made",
        "reassignment-decided",
        "reassignment-decided",
        "adviser-taken-off",
    ]
    off, agreed, declined, *_ = happened
    assert (off.name, off.adviser) == (coordinator.display_name, "other-adviser (verzonnen)")
    assert (agreed.reason, declined.reason) == ("confirm", "decline")
    assert {each.role for each in happened if each.action.value == "letter-made"} == {
        Role.ADVISER,
        Role.REVIEWER,
    }


def test_an_export_is_told_with_its_reason(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    number = visits.open_visit(installation.resources, actor, visit, "test").case_number
    visit_transfer.export_visit(installation.resources, actor, number, "verzoek om inzage")
    newest = told(installation, visit)[0]
    assert (newest.action.value, newest.reason) == ("visit-exported", "verzoek om inzage")


def test_what_the_system_manager_did_has_no_name(installation: Installation) -> None:
    visit, resources = planned(installation), installation.resources
    manager = system_manager(resources.clock.new_id())
    with resources.work.writing() as stored:
        event = manager.event(Action.VISIT_EXPORTED, reason="herstel", inspection=visit)
        stored.audit.record(event, resources.clock.now())
    (found,) = told(installation, visit)
    assert (found.name, found.role, found.reason) == (None, None, "herstel")


def test_another_visit_is_not_told(installation: Installation) -> None:
    visit, another = planned(installation), planned(installation)
    visits.open_visit(installation.resources, installation.actor("adviser"), another, "test")
    assert actions(installation, visit) == []
    assert actions(installation, another) == ["visit-opened"]


def test_many_openings_come_page_by_page(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    monkeypatch.setattr(openings, "PAGE", 2)
    for _ in range(5):
        installation.moments.pass_by(HOUR)
        visits.open_visit(installation.resources, actor, visit, "test")
    pages = [openings.openings_of(installation.resources, actor, visit, page) for page in (1, 2, 3)]
    assert [count for _, count in pages] == [3, 3, 3]
    moments = [opening.at for found, _ in pages for opening in found]
    assert moments == sorted(moments, reverse=True)
    assert len(set(moments)) == 5
    assert openings.openings_of(installation.resources, actor, visit, 99) == pages[-1]


@pytest.mark.parametrize("name", PEOPLE)
def test_openings_are_for_the_advisers_of_the_visit(installation: Installation, name: str) -> None:
    visit = planned(installation)
    if name == "adviser":
        assert told(installation, visit, name) == ()
        return
    with pytest.raises((ForbiddenError, NotFoundError)):
        told(installation, visit, name)
