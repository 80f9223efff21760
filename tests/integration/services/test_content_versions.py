"""Which versions of questionnaires new visits get."""

import pytest

from tests.installations import PEOPLE, Installation
from tests.integration.services.allowed import assert_for_role
from tests.integration.services.commits import audited
from tests.several_questionnaires import NAMES, with_several
from woningscan.content.library import Library
from woningscan.domain.rights import Role
from woningscan.persistence.activations import NewActivation
from woningscan.persistence.histories import NewerRowError
from woningscan.services import content_versions, planning, visits
from woningscan.services.content_versions import ContentVersion, NewerActivationError
from woningscan.services.errors import NotFoundError, NotPossibleError
from woningscan.services.planning import NotOfferedError, Plan


@pytest.fixture
def choosing(installation: Installation, library_of_several: Library) -> Installation:
    return with_several(installation, library_of_several)


def active(installation: Installation) -> tuple[str, ...]:
    return content_versions.active(installation.resources)


def activate(installation: Installation, name: str, saw: int | None = None) -> None:
    actor = installation.actor("administrator")
    saw = found(installation, name).decided if saw is None else saw
    content_versions.activate(installation.resources, actor, name, saw)


def deactivate(installation: Installation, name: str) -> None:
    actor, saw = installation.actor("administrator"), found(installation, name).decided
    content_versions.deactivate(installation.resources, actor, name, saw)


def found(installation: Installation, name: str) -> ContentVersion:
    actor = installation.actor("administrator")
    versions = content_versions.content_versions(installation.resources, actor)
    return next(version for version in versions if version.name == name)


def test_at_first_it_is_the_newest_of_the_shipped_one(choosing: Installation) -> None:
    assert active(choosing) == ("woningscan/2",)


def test_one_version_of_each_can_be_active(choosing: Installation) -> None:
    activate(choosing, "bicycle/1")
    assert active(choosing) == ("woningscan/2", "bicycle/1")
    activate(choosing, "woningscan/1")
    assert active(choosing) == ("woningscan/1", "bicycle/1")
    deactivate(choosing, "woningscan/1")
    assert active(choosing) == ("bicycle/1",)
    assert audited(choosing)[-3:] == ["content-activated"] * 3
    assert found(choosing, "woningscan/1").by == "administrator (verzonnen)"
    assert [found(choosing, name).is_active for name in NAMES] == [True, False, False, False]


def test_the_last_one_stays(choosing: Installation) -> None:
    with pytest.raises(NotPossibleError):
        deactivate(choosing, "woningscan/2")
    activate(choosing, "bicycle/1")
    deactivate(choosing, "woningscan/2")
    with pytest.raises(NotPossibleError):
        deactivate(choosing, "bicycle/1")
    assert active(choosing) == ("bicycle/1",)


def test_unknown_and_faulty_versions_are_refused(choosing: Installation) -> None:
    actor, resources = choosing.actor("administrator"), choosing.resources
    before = audited(choosing)
    for name in ("bicycle/2", "nothing/1", "", "../1"):
        with pytest.raises(NotFoundError):
            content_versions.activate(resources, actor, name, 0)
    with pytest.raises(NotPossibleError, match="title"):
        activate(choosing, "broken/1")
    assert found(choosing, "broken/1").title is None
    with pytest.raises(NotFoundError):
        deactivate(choosing, "woningscan/1")
    assert audited(choosing) == before


def test_of_two_at_once_the_second_is_told(choosing: Installation) -> None:
    activate(choosing, "woningscan/1")
    with pytest.raises(NewerActivationError):
        activate(choosing, "woningscan/2", 0)
    assert active(choosing) == ("woningscan/1",)
    account = choosing.actor("administrator").account or ""
    row = NewActivation("bicycle", 1, 0, account, "2026-05-12T09:30:00Z")
    with choosing.resources.work.writing() as stored:
        stored.activations.add(row)
        with pytest.raises(NewerRowError):
            stored.activations.add(row)


def test_a_decision_that_nobody_took_was_not_seen(choosing: Installation) -> None:
    before = audited(choosing)
    with pytest.raises(NewerActivationError):
        activate(choosing, "bicycle/1", 99)
    assert active(choosing) == ("woningscan/2",)
    assert audited(choosing) == before


def test_a_version_that_is_gone_leaves_the_default(choosing: Installation) -> None:
    account = choosing.actor("administrator").account or ""
    row = NewActivation("woningscan", 9, 0, account, "2026-05-12T09:30:00Z")
    with choosing.resources.work.writing() as stored:
        stored.activations.add(row)
    assert active(choosing) == ("woningscan/2",)


@pytest.mark.parametrize("name", PEOPLE)
def test_versions_are_chosen_by_administrators_only(
    on_sqlite: Installation, library_of_several: Library, name: str
) -> None:
    choosing = with_several(on_sqlite, library_of_several)
    resources, actor = choosing.resources, choosing.actor(name)
    uses = (
        lambda: content_versions.content_versions(resources, actor),
        lambda: content_versions.activate(resources, actor, "bicycle/1", 0),
        lambda: content_versions.deactivate(resources, actor, "woningscan/2", 0),
    )
    assert_for_role(Role.ADMINISTRATOR, name, uses)


def planned(installation: Installation, questionnaire: str | None) -> str:
    adviser, coordinator = (installation.actor(name) for name in ("adviser", "coordinator"))
    plan = Plan(adviser.account or "", questionnaire=questionnaire)
    visit = planning.plan_visit(installation.resources, coordinator, plan)
    opened = visits.open_visit(installation.resources, adviser, visit, "test")
    return opened.inspection.questionnaire.name


def test_a_visit_gets_the_only_one_without_asking(choosing: Installation) -> None:
    assert planned(choosing, None) == "woningscan/2"
    activate(choosing, "woningscan/1")
    assert planned(choosing, None) == "woningscan/1"


def test_of_several_one_is_named(choosing: Installation) -> None:
    activate(choosing, "bicycle/1")
    with pytest.raises(NotOfferedError):
        planned(choosing, None)
    for name in ("woningscan/1", "broken/1", "nothing/1"):
        with pytest.raises(NotOfferedError):
            planned(choosing, name)
    assert planned(choosing, "bicycle/1") == "bicycle/1"
