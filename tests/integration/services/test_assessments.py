"""The reviewer reads what was handed over, and nothing else; each look is reported."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.installations import PEOPLE, Installation
from tests.integration.services.commits import audited, counted_commits
from tests.photos import added
from tests.visits import IDENTITY, answered, change, noted, planned
from woningscan.domain.language import Language
from woningscan.domain.letter import photos_in
from woningscan.domain.rights import State
from woningscan.services import assessments, saving, visits
from woningscan.services.errors import (
    ConfirmationNeededError,
    ForbiddenError,
    NotFoundError,
    NotPossibleError,
)

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def handed_over(installation: Installation) -> str:
    visit, actor = planned(installation), installation.actor("adviser")
    visits.close_visit(installation.resources, actor, visit)
    assessments.hand_over(installation.resources, actor, visit)
    return visit


def save(installation: Installation, visit: str, *changes: object) -> None:
    saving.save_changes(installation.resources, installation.actor("adviser"), visit, changes)


def state(installation: Installation, visit: str) -> State:
    actor = installation.actor("adviser")
    return visits.continue_visit(installation.resources, actor, visit).state


def read(installation: Installation, visit: str, name: str = "reviewer") -> assessments.Assessment:
    return assessments.assessment(
        installation.resources, installation.actor(name), visit, Language.NL
    )


def pdf(installation: Installation, visit: str, name: str = "reviewer") -> bytes:
    actor = installation.actor(name)
    return assessments.assessment_pdf(installation.resources, actor, visit, Language.NL)


def listed(installation: Installation, name: str = "reviewer") -> list[assessments.HandedOver]:
    actor = installation.actor(name)
    return list(assessments.handed_over(installation.resources, actor))


def test_a_closed_visit_is_handed_over_once_in_one_commit(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    visits.close_visit(installation.resources, actor, visit)
    visits.continue_visit(installation.resources, actor, visit)
    assert listed(installation) == []
    with counted_commits(installation) as commits:
        assessments.hand_over(installation.resources, actor, visit)
    assert len(commits) == 1
    assessments.hand_over(installation.resources, actor, visit)
    assert audited(installation).count("visit-handed-over") == 1
    (line,) = listed(installation)
    assert (line.id, line.state, line.day, line.handed_over_at) == (
        visit,
        State.HANDED_OVER,
        "2026-05-12",
        "2026-05-12T09:30:00Z",
    )
    assert not any(value in repr(line) for value in IDENTITY.values())


def test_what_is_not_closed_is_not_handed_over(installation: Installation) -> None:
    visit = planned(installation)
    with pytest.raises(ForbiddenError):
        assessments.hand_over(installation.resources, installation.actor("adviser"), visit)
    assert state(installation, visit) is State.PLANNED


def test_a_required_fact_comes_first(installation: Installation) -> None:
    visit, actor = planned(installation, facts={}), installation.actor("adviser")
    visits.close_visit(installation.resources, actor, visit)
    with pytest.raises(NotPossibleError):
        assessments.hand_over(installation.resources, actor, visit)
    assert state(installation, visit) is State.CLOSED


def test_a_disagreement_comes_first_also_for_a_tablet(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    visits.close_visit(installation.resources, actor, visit)
    save(installation, visit, answered(visit, "skg3"), answered(visit, "less"))
    with pytest.raises(NotPossibleError):
        assessments.hand_over(installation.resources, actor, visit)
    with pytest.raises(NotPossibleError):
        save(installation, visit, change("handed-over", [], None))
    assert state(installation, visit) is State.CLOSED


def test_reopening_takes_it_back(installation: Installation) -> None:
    visit = handed_over(installation)
    read(installation, visit)
    visits.reopen_visit(installation.resources, installation.actor("adviser"), visit, "Nog iets")
    assert listed(installation) == []
    for look in (read, pdf):
        with pytest.raises(NotFoundError):
            look(installation, visit)


def test_the_letter_is_the_one_for_the_reviewer_without_name_or_address(
    installation: Installation,
) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    save(installation, visit, answered(visit, "less"), noted(visit, "Klemt bij vorst."))
    visits.close_visit(installation.resources, actor, visit)
    assessments.hand_over(installation.resources, actor, visit)
    found = read(installation, visit)
    assert found.state is State.HANDED_OVER
    assert not any(value in repr(found) for value in IDENTITY.values())
    assert actor.display_name not in repr(found)
    assert pdf(installation, visit).startswith(b"%PDF")


def test_the_first_look_in_a_session_and_each_pdf_are_reported(
    installation: Installation,
) -> None:
    visit = handed_over(installation)
    before = audited(installation).count("visit-opened")
    actor = installation.actor("reviewer")
    for _ in range(2):
        assessments.assessment(installation.resources, actor, visit, Language.NL)
    assessments.assessment_pdf(installation.resources, actor, visit, Language.NL)
    assert audited(installation).count("visit-opened") == before + 1
    assert audited(installation)[-1] == "letter-made"


def test_a_pdf_wants_that_the_reviewer_showed_who_it_is(installation: Installation) -> None:
    visit = handed_over(installation)
    actor = replace(installation.actor("reviewer"), is_confirmed=False)
    assert assessments.assessment(installation.resources, actor, visit, Language.NL).letter.blocks
    with pytest.raises(ConfirmationNeededError):
        assessments.assessment_pdf(installation.resources, actor, visit, Language.NL)


def test_only_photos_of_the_letter_are_shown(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    save(
        installation,
        visit,
        change("photos-agreed", [], "yes"),
        answered(visit, "less"),
    )
    printed = added(installation, visit, items=("cylinder",), consent=True)
    kept = added(installation, visit)
    visits.close_visit(installation.resources, actor, visit)
    assessments.hand_over(installation.resources, actor, visit)
    reviewer = installation.actor("reviewer")
    assert photos_in(read(installation, visit).letter) == {printed}

    def photo(id_: str) -> bytes:
        return assessments.assessment_photo(
            installation.resources, reviewer, visit, id_, Language.NL
        )

    assert photo(printed).startswith(b"\xff\xd8")
    for other in (kept, UNKNOWN):
        with pytest.raises(NotFoundError):
            photo(other)


def test_a_disagreement_that_came_later_is_told(installation: Installation) -> None:
    visit = handed_over(installation)
    save(installation, visit, answered(visit, "skg3"), answered(visit, "less"))
    for look in (read, pdf):
        with pytest.raises(NotPossibleError):
            look(installation, visit)


USES: tuple[Callable[[Installation, str, str], object], ...] = (
    lambda installation, _, name: listed(installation, name),
    read,
    pdf,
)


@pytest.mark.parametrize("name", PEOPLE)
def test_assessments_are_for_the_reviewer_and_only_when_handed_over(
    installation: Installation, name: str
) -> None:
    visit, closed = handed_over(installation), planned(installation)
    visits.close_visit(installation.resources, installation.actor("adviser"), closed)
    for use in USES:
        if name == "reviewer":
            use(installation, visit, name)
        else:
            with pytest.raises(ForbiddenError):
                use(installation, visit, name)
    if name == "reviewer":
        for use in USES[1:]:
            for other in (closed, UNKNOWN):
                with pytest.raises(NotFoundError):
                    use(installation, other, name)
