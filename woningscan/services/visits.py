"""Visits: planned by a coordinator, opened, closed and reopened by their adviser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from woningscan.crypto.tokens import spoken_code
from woningscan.domain.changes import Change
from woningscan.domain.inspection import Inspection, standard_room_id
from woningscan.domain.journal import fold
from woningscan.domain.rights import Role, State
from woningscan.domain.route import Route
from woningscan.persistence.audit import Action, Event
from woningscan.persistence.inspections import InspectionRecord
from woningscan.persistence.journals import open_identity
from woningscan.services import saving
from woningscan.services.errors import NotFoundError
from woningscan.services.journals import open_keys, read_on, read_whole
from woningscan.services.resources import NEW_VISITS
from woningscan.services.rights import Right, require, require_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woningscan.domain.changes import Value
    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.journal_cache import ReadJournal
    from woningscan.services.resources import Resources


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit as it stands in a list."""

    id: str
    case_number: str
    state: State
    planned_on: str | None
    holder_name: str | None
    adviser_name: str | None


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A visit that was opened. `late` are the ids of changes that came after it was closed."""

    id: str
    case_number: str
    state: State
    changed_late: bool
    inspection: Inspection
    route: Route
    late: frozenset[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a coordinator plans: for which adviser (account id), when, at whose home."""

    adviser: str
    planned_on: str | None = None
    identity: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    questionnaire: str = NEW_VISITS


def visits_of(resources: Resources, actor: Actor) -> tuple[VisitLine, ...]:
    """List the visits of an adviser, or all of them for a coordinator; with whose home it is.

    Showing a list is not opening a visit: findings stay sealed.
    """
    require(actor, Right.LIST_VISITS)
    with resources.work.reading() as stored:
        if actor.role is Role.COORDINATOR:
            visits = stored.inspections.all(actor.account)
        else:
            visits = stored.inspections.assigned_to(actor.account)
        ids = [visit.id for visit in visits]
        advisers = stored.inspections.adviser_names(ids)
        identities = stored.journals.identity_rows(ids)
    return tuple(
        VisitLine(
            id=visit.id,
            case_number=visit.case_number,
            state=visit.state,
            planned_on=visit.planned_on,
            holder_name=_holder_name(resources, visit, identities.get(visit.id, [])),
            adviser_name=advisers.get(visit.id),
        )
        for visit in visits
    )


def _holder_name(resources: Resources, visit: InspectionRecord, rows: list[Any]) -> str | None:
    if not rows:
        return None
    changes = open_identity(rows, open_keys(resources, visit))
    name = fold(changes).value("identity-stated", "holder-name")
    return name if isinstance(name, str) else None


def open_visit(resources: Resources, actor: Actor, visit_id: str, purpose: str) -> OpenVisit:
    """Open a visit: its whole chain is verified, and the opening is reported.

    Raises:
        NotFoundError, ForbiddenError: not for this account.
        UnsealableError, BrokenChainError: the stored journal was damaged.
    """
    with resources.work.writing() as stored:
        found = stored.inspections.find(visit_id, actor.account)
        visit = require_on(actor, Right.OPEN_VISIT, found)
        _report_opening(resources, stored, actor, visit, purpose)
    return _opened(visit, read_whole(resources, visit))


def continue_visit(resources: Resources, actor: Actor, visit_id: str) -> OpenVisit:
    """Go on in a visit: only what was appended since is read and verified.

    The first time in a session counts as an opening and is reported.

    Raises:
        NotFoundError, ForbiddenError: not for this account.
        UnsealableError, BrokenChainError: the stored journal was damaged.
    """
    with resources.work.reading() as stored:
        found = stored.inspections.find(visit_id, actor.account)
        visit = require_on(actor, Right.OPEN_VISIT, found)
        was_opened = stored.audit.has_opened(actor.device, visit.id)
    if not was_opened:
        return open_visit(resources, actor, visit_id, "continued")
    return _opened(visit, read_on(resources, visit))


def _opened(visit: InspectionRecord, read: ReadJournal) -> OpenVisit:
    return OpenVisit(
        id=visit.id,
        case_number=visit.case_number,
        state=visit.state,
        changed_late=visit.changed_late,
        inspection=read.inspection,
        route=Route(read.inspection),
        late=read.late,
    )


def _report_opening(
    resources: Resources,
    stored: Repositories,
    actor: Actor,
    visit: InspectionRecord,
    purpose: str,
) -> None:
    event = Event(
        Action.VISIT_OPENED,
        account=actor.account,
        reason=purpose,
        session=actor.device,
        request=actor.request,
        inspection=visit.id,
    )
    stored.audit.record(event, resources.clock.now())


def advisers(resources: Resources, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Give the advisers that a visit can be planned for: account id and display name."""
    require(actor, Right.PLAN_VISIT)
    with resources.work.reading() as stored:
        accounts = stored.accounts.all()
    return tuple(
        (account.id, account.display_name)
        for account in accounts
        if account.role is Role.ADVISER and not account.disabled
    )


def plan_visit(resources: Resources, actor: Actor, plan: Plan) -> str:
    """Plan a visit with its standard rooms, and give its id.

    Raises:
        ForbiddenError: not a coordinator.
        NotFoundError: no such adviser.
        RefusedError: something planned is not acceptable; nothing was written.
    """
    if plan.adviser not in {account for account, _ in advisers(resources, actor)}:
        raise NotFoundError("There is no such adviser.")
    visit_id = resources.clock.new_id()
    changes = planned_changes(resources, actor, visit_id, plan)
    return begin(
        resources, actor, Beginning(visit_id, plan, changes, State.PLANNED, Action.VISIT_PLANNED)
    ).id


@dataclass(frozen=True, slots=True)
class Beginning:
    """A visit that is about to exist: planned, or imported with all that a file holds."""

    id: str
    plan: Plan
    changes: tuple[Change, ...]
    state: State
    reported_as: Action


def begin(resources: Resources, actor: Actor, beginning: Beginning) -> InspectionRecord:
    """Make a visit with its first changes, in one transaction.

    Its shred share is durable before its row. Should the row not follow, the share is an orphan
    that `woningscan work` sweeps.
    """
    plan = beginning.plan
    saving.checked(beginning.changes, resources.questionnaire(plan.questionnaire))
    now = resources.clock.now()
    wrapped, opened = resources.keyring.make(beginning.id, now)
    with resources.work.writing() as stored:
        visit = InspectionRecord(
            id=beginning.id,
            case_number=_free_case_number(stored, now[:4]),
            questionnaire=plan.questionnaire,
            state=beginning.state,
            planned_on=plan.planned_on,
            changed_late=False,
            keys=wrapped,
            chain=opened.chain().start(),
            is_assigned=True,
        )
        stored.inspections.add(visit, now)
        stored.inspections.assign(visit.id, plan.adviser, now)
        if beginning.changes:
            stamp = saving.stamped(resources, actor, beginning.state)
            saving.append(resources, stored, visit, beginning.changes, stamp)
        event = Event(
            beginning.reported_as,
            account=actor.account,
            session=actor.device,
            request=actor.request,
            inspection=visit.id,
        )
        stored.audit.record(event, now)
    return visit


def planned_changes(
    resources: Resources, actor: Actor, visit_id: str, plan: Plan
) -> tuple[Change, ...]:
    """Give the changes that planning makes: what is known already, and the standard rooms."""
    questionnaire = resources.questionnaire(plan.questionnaire)
    stated: list[tuple[tuple[str, ...], str]] = [
        *((("fact-stated", fact), value) for fact, value in plan.facts.items()),
        *((("identity-stated", line), value) for line, value in plan.identity.items()),
    ]
    if plan.planned_on is not None:
        stated.append((("visit-dated",), plan.planned_on))
    changes = [_change(resources, actor, slot, value) for slot, value in stated]
    known = Route(Inspection(questionnaire, fold(changes)))
    return (*changes, *_standard_rooms(resources, actor, visit_id, questionnaire, known))


def _standard_rooms(
    resources: Resources, actor: Actor, visit_id: str, questionnaire: Questionnaire, known: Route
) -> Iterable[Change]:
    order = 0
    for zone in questionnaire.zones:
        for room in zone.rooms:
            order += 1
            if known.holds(room.when):
                value: Value = {"zone": zone.id, "standard": room.key, "order": order}
                slot = ("room-added", standard_room_id(visit_id, room.key))
                yield _change(resources, actor, slot, value)


def _change(resources: Resources, actor: Actor, slot: tuple[str, ...], value: Value) -> Change:
    return Change(
        id=resources.clock.new_id(),
        kind=slot[0],
        slot=slot[1:],
        value=value,
        replaces=(),
        device=actor.device,
        at=resources.clock.now(),
    )


def _free_case_number(stored: Repositories, year: str) -> str:
    """Draw a case number such as 2026-K7QM3: short to read out, and it does not count visits."""
    while True:
        case_number = f"{year}-{spoken_code(5)}"
        if stored.inspections.is_case_number_free(case_number):
            return case_number


def close_visit(resources: Resources, actor: Actor, visit_id: str) -> None:
    """Close a visit; open items may remain, disagreements may not.

    Raises:
        NotPossibleError: two devices disagree somewhere.
        NotFoundError, ForbiddenError: not for this account, or not now.
    """
    change = _change(resources, actor, ("closed",), None)
    saving.save_changes(resources, actor, visit_id, [change.as_data()])


def reopen_visit(resources: Resources, actor: Actor, visit_id: str, reason: str) -> None:
    """Reopen a closed visit, with the reason; issued letters stay as they are.

    Raises:
        RefusedError: no reason was given.
        NotFoundError, ForbiddenError: not for this account, or not now.
    """
    change = _change(resources, actor, ("reopened",), reason)
    saving.save_changes(resources, actor, visit_id, [change.as_data()])
