"""Access ends some time after the letter was made, and then the visit is gone for the adviser."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.installations import Installation
from tests.integration.services.commits import counted_commits
from tests.integration.services.reassigning import ask, decide, holders, joined, seen_by, take_off
from tests.photos import added
from tests.visits import IDENTITY, answered, planned
from woningscan.domain.appointments import WishKind
from woningscan.domain.language import Language
from woningscan.services import (
    letters,
    photos,
    saving,
    searching,
    settings,
    visit_transfer,
    visits,
)
from woningscan.services.access import Access, access_to
from woningscan.services.errors import NotFoundError
from woningscan.services.openings import openings_of
from woningscan.services.settings import Wanted

DAY = timedelta(days=1)
ALMOST = timedelta(days=30) - timedelta(seconds=1)
SECOND = timedelta(seconds=1)
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def closed(installation: Installation) -> str:
    visit = planned(installation)
    visits.close_visit(installation.resources, installation.actor("adviser"), visit)
    return visit


def made(installation: Installation, visit: str, name: str = "adviser") -> None:
    actor = installation.actor(name)
    letters.advice_letter_pdf(installation.resources, actor, visit, Language.NL)


def access(installation: Installation, visit: str, name: str = "adviser") -> Access:
    return access_to(installation.resources, installation.actor(name), visit)


def test_access_ends_after_the_letter_and_not_before(installation: Installation) -> None:
    visit = closed(installation)
    assert access(installation, visit) == Access(None, 30)
    with counted_commits(installation) as commits:
        made(installation, visit)
    assert len(commits) == 2, "the first look in a session, and the letter with the end of access"
    assert access(installation, visit).until == "2026-06-11T09:30:00Z"
    installation.moments.pass_by(ALMOST)
    assert holders(installation, visit) == {"adviser"}
    installation.moments.pass_by(SECOND)
    assert holders(installation, visit) == set()


def test_a_second_letter_moves_nothing(installation: Installation) -> None:
    visit = closed(installation)
    made(installation, visit)
    installation.moments.pass_by(DAY)
    made(installation, visit)
    assert access(installation, visit).until == "2026-06-11T09:30:00Z"


def test_a_draft_and_a_cover_sheet_end_nothing(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    made(installation, visit)
    visits.close_visit(installation.resources, actor, visit)
    letters.cover_sheet_pdf(installation.resources, actor, visit, Language.NL)
    letters.advice_letter(installation.resources, actor, visit, Language.NL)
    assert access(installation, visit).until is None


def test_reopening_takes_the_end_away_in_the_same_commit(installation: Installation) -> None:
    visit, actor = closed(installation), installation.actor("adviser")
    made(installation, visit)
    with counted_commits(installation) as commits:
        visits.reopen_visit(installation.resources, actor, visit, "Nog een raam")
    assert len(commits) == 1
    installation.moments.pass_by(40 * DAY)
    assert holders(installation, visit) == {"adviser"}
    visits.close_visit(installation.resources, actor, visit)
    made(installation, visit)
    assert access(installation, visit).until == "2026-07-21T09:30:00Z"


def test_reopening_and_closing_again_gives_no_access_for_ever(installation: Installation) -> None:
    visit, actor = closed(installation), installation.actor("adviser")
    made(installation, visit)
    visits.reopen_visit(installation.resources, actor, visit, "Nog een raam")
    installation.moments.pass_by(DAY)
    visits.close_visit(installation.resources, actor, visit)
    assert access(installation, visit).until == "2026-06-12T09:30:00Z"


def test_reopening_gives_nothing_back_to_who_was_taken_off(installation: Installation) -> None:
    visit = planned(installation)
    joined(installation, visit)
    take_off(installation, visit, "other-adviser")
    actor = installation.actor("adviser")
    visits.close_visit(installation.resources, actor, visit)
    made(installation, visit)
    visits.reopen_visit(installation.resources, actor, visit, "Nog een raam")
    assert holders(installation, visit) == {"adviser"}


def test_the_administrator_says_how_long(installation: Installation) -> None:
    administrator = installation.actor("administrator")
    wanted = [Wanted("access_days", 7)]
    settings.change(installation.resources, administrator, "woningscan", wanted)
    visit = closed(installation)
    made(installation, visit)
    assert access(installation, visit) == Access("2026-05-19T09:30:00Z", 7)


Use = Callable[[Installation, str, str], object]


def saves(installation: Installation, visit: str, _: str) -> object:
    actor = installation.actor("adviser")
    return saving.save_changes(installation.resources, actor, visit, [answered(visit)])


def continues(installation: Installation, visit: str, _: str) -> object:
    return visits.continue_visit(installation.resources, installation.actor("adviser"), visit)


def reads_the_letter(installation: Installation, visit: str, _: str) -> object:
    actor = installation.actor("adviser")
    return letters.advice_letter(installation.resources, actor, visit, Language.NL)


def makes_the_letter(installation: Installation, visit: str, _: str) -> object:
    actor = installation.actor("adviser")
    return letters.advice_letter_pdf(installation.resources, actor, visit, Language.NL)


def makes_the_cover(installation: Installation, visit: str, _: str) -> object:
    actor = installation.actor("adviser")
    return letters.cover_sheet_pdf(installation.resources, actor, visit, Language.NL)


def sees_a_photo(installation: Installation, visit: str, photo: str) -> object:
    actor = installation.actor("adviser")
    return photos.read_photo(installation.resources, actor, visit, photo, photos.FULL)


def reopens(installation: Installation, visit: str, _: str) -> None:
    actor = installation.actor("adviser")
    visits.reopen_visit(installation.resources, actor, visit, "Nog een raam")


def looks_who_opened(installation: Installation, visit: str, _: str) -> object:
    return openings_of(installation.resources, installation.actor("adviser"), visit)


USES = (
    *(saves, continues, reads_the_letter, makes_the_letter, makes_the_cover),
    *(sees_a_photo, looks_who_opened, reopens),
)


def test_from_that_moment_it_is_as_unknown_as_one_that_never_was(
    installation: Installation,
) -> None:
    visit = planned(installation)
    photo = added(installation, visit)
    resources, actor = installation.resources, installation.actor("adviser")
    visits.close_visit(resources, actor, visit)
    number = continues_number(installation, visit)
    made(installation, visit)
    for use in USES[:-1]:
        use(installation, visit, photo)
    installation.moments.pass_by(30 * DAY)
    for use in USES:
        told = set()
        for asked in (visit, UNKNOWN):
            with pytest.raises(NotFoundError) as refused:
                use(installation, asked, photo)
            told.add(str(refused.value))
        assert len(told) == 1, use
    assert seen_by(installation, "adviser") == []
    assert searching.search(resources, actor, IDENTITY["holder-name"]) == ()
    assert searching.search(resources, actor, number) == ()
    with pytest.raises(NotFoundError):
        visit_transfer.export_visit(resources, actor, number, "een reden")


def continues_number(installation: Installation, visit: str) -> str:
    actor = installation.actor("adviser")
    return visits.continue_visit(installation.resources, actor, visit).case_number


@pytest.mark.parametrize("kind", WishKind)
def test_the_same_adviser_gets_it_back_for_a_while_by_a_wish(
    installation: Installation, kind: WishKind
) -> None:
    visit = closed(installation)
    made(installation, visit)
    installation.moments.pass_by(31 * DAY)
    wish = ask(installation, visit, "adviser", kind=kind)
    assert holders(installation, visit) == set()
    decide(installation, wish)
    assert holders(installation, visit) == {"adviser"}
    assert access(installation, visit).until == "2026-07-12T09:30:00Z"
    installation.moments.pass_by(30 * DAY)
    assert holders(installation, visit) == set()


def test_who_joins_a_finished_visit_leaves_the_other_as_it_was(
    installation: Installation,
) -> None:
    visit = closed(installation)
    joined(installation, visit)
    assert access(installation, visit, "other-adviser").until == "2026-06-11T09:30:00Z"
    assert access(installation, visit).until is None
    installation.moments.pass_by(DAY)
    made(installation, visit)
    assert access(installation, visit).until == "2026-06-12T09:30:00Z"
    assert access(installation, visit, "other-adviser").until == "2026-06-11T09:30:00Z"
