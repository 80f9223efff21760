"""One transaction and one commit for all that a use case causes; all of it or nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.installations import Installation
from tests.integration.services.commits import counted_commits
from tests.signing_in import sign_in
from tests.visits import answered, change, noted, planned
from woningscan.domain.rights import Role, State
from woningscan.persistence.audit import AuditLog
from woningscan.persistence.inspections import Inspections
from woningscan.persistence.sessions import Sessions
from woningscan.services import accounts, saving, visits
from woningscan.services.authentication import sessions
from woningscan.services.errors import OtherContentError

TABLES = ("account", "session", "inspection", "assignment", "change", "blob", "audit")


def rows(installation: Installation) -> dict[str, int]:
    with installation.resources.work.database.reading() as connection:
        return {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608
            for table in TABLES
        }


def test_a_save_is_one_commit(installation: Installation) -> None:
    visit, session = planned(installation), sign_in(installation)
    installation.moments.pass_by(timedelta(minutes=5))
    with counted_commits(installation) as commits:
        actor = sessions.actor_about_to_save(installation.resources, session.token)
        assert actor is not None
        changes = [answered(visit), noted(visit, "een")]
        saving.save_changes(installation.resources, actor, visit, changes)
    assert len(commits) == 1
    # The session was noted in it: without that it would have ended by now.
    installation.moments.pass_by(timedelta(minutes=29))
    assert sessions.actor_of(installation.resources, session.token) is not None


def test_a_repeated_save_is_one_commit(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    answer = answered(visit)
    saving.save_changes(installation.resources, actor, visit, [answer])
    with counted_commits(installation) as commits:
        saving.save_changes(installation.resources, actor, visit, [answer])
    assert len(commits) == 1


def test_a_refused_save_is_no_commit(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    note = noted(visit, "een")
    both = [note, note | {"value": "twee"}]
    with counted_commits(installation) as commits, pytest.raises(OtherContentError):
        saving.save_changes(installation.resources, actor, visit, both)
    assert not commits


def test_closing_and_reopening_are_one_commit_each(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    with counted_commits(installation) as commits:
        visits.close_visit(installation.resources, actor, visit)
    assert len(commits) == 1
    with counted_commits(installation) as commits:
        visits.reopen_visit(installation.resources, actor, visit, "Nog een raam")
    assert len(commits) == 1


def test_planning_is_one_commit(installation: Installation) -> None:
    with counted_commits(installation) as commits:
        planned(installation)
    assert len(commits) == 1


def test_looking_again_is_no_commit(installation: Installation) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    with counted_commits(installation) as commits:
        visits.continue_visit(installation.resources, actor, visit)
    assert len(commits) == 1, "the first look in a session is reported"
    with counted_commits(installation) as commits:
        visits.continue_visit(installation.resources, actor, visit)
        visits.visits_of(installation.resources, actor)
    assert not commits


class BrokenError(Exception):
    """Something that goes wrong in the middle of a transaction."""


def broken(*_: object) -> None:
    raise BrokenError


def test_a_save_that_breaks_off_leaves_nothing(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    before = rows(installation)
    for owner, name in ((Inspections, "advance"), (Sessions, "touch"), (AuditLog, "record")):
        changes = [answered(visit), change("closed", [], None)]
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, broken)
            with pytest.raises(BrokenError):
                saving.save_changes(installation.resources, actor, visit, changes)
        assert rows(installation) == before
    found = visits.continue_visit(installation.resources, actor, visit)
    assert found.state is State.PLANNED


def test_a_plan_that_breaks_off_leaves_an_orphaned_share_at_most(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(installation)
    with monkeypatch.context() as patched:
        patched.setattr(AuditLog, "record", broken)
        with pytest.raises(BrokenError):
            planned(installation)
    assert rows(installation) == before


def test_nothing_is_opened_without_being_reported(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, actor = planned(installation), installation.actor("adviser")
    with monkeypatch.context() as patched:
        patched.setattr(AuditLog, "record", broken)
        with pytest.raises(BrokenError):
            visits.open_visit(installation.resources, actor, visit, "test")
        with pytest.raises(BrokenError):
            visits.continue_visit(installation.resources, actor, visit)


def test_accounts_are_reported_with_what_happened(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    resources, before = installation.resources, rows(installation)
    with monkeypatch.context() as patched:
        patched.setattr(AuditLog, "record", broken)
        with pytest.raises(BrokenError):
            accounts.add_account(resources, "newcomer", "Nieuw (verzonnen)", Role.ADVISER)
        with pytest.raises(BrokenError):
            accounts.disable_account(resources, "adviser")
        with pytest.raises(BrokenError):
            accounts.reset_account(resources, "adviser")
    assert rows(installation) == before
    sign_in(installation)
