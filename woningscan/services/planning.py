"""Planning: a visit comes into being with its keys, its adviser and its standard rooms."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from woningscan.crypto.tokens import spoken_code
from woningscan.domain.appointments import Appointment
from woningscan.domain.inspection import Inspection, standard_room_id
from woningscan.domain.journal import fold
from woningscan.domain.rights import Role, State
from woningscan.domain.route import Route
from woningscan.persistence.audit import Action
from woningscan.persistence.inspections import InspectionExistsError, InspectionRecord
from woningscan.services import content_versions, judging, saving
from woningscan.services.double_booking import Booking, refuse_double_booking
from woningscan.services.errors import NotFoundError, ServiceError
from woningscan.services.recording import recorded
from woningscan.services.rights import Right, require

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from woningscan.domain.changes import Change, Value
    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.persistence.blobs import Rendition
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources


class NotOfferedError(ServiceError):
    """The questionnaire is not one that new visits get; nothing was written."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a coordinator plans: for which adviser (account id), when, at whose home.

    `second` is the adviser (account id) who comes along, if any. `id` is that of the visit, when
    whoever asks made one: so the same plan can come in twice. `accepted` are the ids of visits of
    the advisers that may be close. Without a questionnaire it is the one that new visits get, where
    there is no choice.
    """

    adviser: str
    planned_on: str | None = None
    identity: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    questionnaire: str | None = None
    planned_at: str | None = None
    id: str | None = None
    accepted: frozenset[str] = frozenset()
    second: str | None = None

    @property
    def advisers(self) -> tuple[str, ...]:
        """Give who goes (account ids), each once."""
        second = () if self.second is None else (self.second,)
        return tuple(dict.fromkeys((self.adviser, *second)))

    @property
    def appointment(self) -> Appointment:
        """When it is."""
        return Appointment(self.planned_on, self.planned_at)


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
    """Plan a visit with its standard rooms, and give its id. Planning it twice is planning it once.

    Raises:
        ForbiddenError: not a coordinator.
        NotFoundError: no such adviser.
        NotOfferedError: new visits do not get this questionnaire, or several are offered.
        RefusedError: something planned is not acceptable; nothing was written.
        DoubleBookingError: the adviser has another visit around then; nothing was written.
    """
    if not {*plan.advisers} <= {account for account, _ in advisers(resources, actor)}:
        raise NotFoundError("There is no such adviser.")
    visit_id = plan.id or resources.clock.new_id()
    with resources.work.reading() as stored:
        if stored.inspections.existing([visit_id]):
            return visit_id
    questionnaire = _offered(resources, plan.questionnaire)
    bookings = [Booking(each, visit_id, plan.appointment) for each in plan.advisers]
    refuse_double_booking(resources, bookings, plan.accepted)
    beginning = Beginning(
        id=visit_id,
        questionnaire=questionnaire,
        planned_on=plan.planned_on,
        planned_at=plan.planned_at,
        advisers=plan.advisers,
        state=State.PLANNED,
        reported_as=Action.VISIT_PLANNED,
        changes=_planned_changes(
            resources, actor, visit_id, replace(plan, questionnaire=questionnaire)
        ),
    )
    # Sent twice at the same moment, the other came first.
    with suppress(InspectionExistsError):
        begin(resources, actor, beginning)
    return visit_id


def _offered(resources: Resources, asked: str | None) -> str:
    offered = content_versions.active(resources)
    if asked is None and len(offered) == 1:
        return offered[0]
    if asked is None or asked not in offered:
        raise NotOfferedError(f"Choose a questionnaire for this visit: {', '.join(offered)}.")
    return asked


@dataclass(frozen=True, slots=True)
class Beginning:
    """A visit that is about to exist: planned, or imported with all that a file holds.

    `photos` are the sizes of each photo by its id; `advisers` are account ids.
    """

    id: str
    questionnaire: str
    planned_on: str | None
    advisers: tuple[str, ...]
    state: State
    reported_as: Action
    changes: tuple[Change, ...]
    photos: Mapping[str, Mapping[Rendition, bytes]] = field(default_factory=dict)
    planned_at: str | None = None


def begin(resources: Resources, actor: Actor, beginning: Beginning) -> str:
    """Make a visit with its first changes, in one transaction, and give its case number.

    Its shred share is durable before its row. Should the row not follow, the share
    stays behind and protects nothing.

    Raises:
        RefusedError: a change is not acceptable; nothing was written.
        InspectionExistsError: there is a visit of this id already.
    """
    questionnaire = resources.questionnaire(beginning.questionnaire)
    judging.checked(beginning.changes, questionnaire)
    now = resources.clock.now()
    wrapped, keys = resources.keyring.make(beginning.id, now)
    photo_keys = resources.keyring.make_photo_keys(keys, beginning.photos, now)
    with resources.work.writing() as stored:
        visit = InspectionRecord(
            id=beginning.id,
            case_number=_free_case_number(stored, now[:4]),
            questionnaire=beginning.questionnaire,
            state=beginning.state,
            appointment=Appointment(beginning.planned_on, beginning.planned_at),
            changed_late=False,
            keys=wrapped,
            chain=keys.chain().start(),
            is_assigned=True,
        )
        stored.inspections.add(visit, now)
        for adviser in beginning.advisers:
            stored.inspections.assign(visit.id, adviser, now)
        followed = judging.beginning(beginning.changes, beginning.state, questionnaire)
        saving.append(stored, visit, keys, followed, saving.stamp(resources, actor))
        for photo, renditions in beginning.photos.items():
            stored.blobs.add(visit.id, photo, renditions, photo_keys)
        stored.audit.record(actor.event(beginning.reported_as, inspection=visit.id), now)
        for adviser in beginning.advisers:
            given = actor.event(Action.ADVISER_GIVEN, inspection=visit.id, subject=adviser)
            stored.audit.record(given, now)
    return visit.case_number


def _planned_changes(
    resources: Resources, actor: Actor, visit_id: str, plan: Plan
) -> tuple[Change, ...]:
    """Give the changes that planning makes: what is known already, and the standard rooms."""
    questionnaire = resources.questionnaire(str(plan.questionnaire))
    stated: list[tuple[tuple[str, ...], str]] = [
        *((("fact-stated", fact), value) for fact, value in plan.facts.items()),
        *((("identity-stated", line), value) for line, value in plan.identity.items()),
    ]
    if plan.planned_on is not None:
        stated.append((("visit-dated",), plan.planned_on))
    changes = [recorded(resources.clock, actor, slot, value) for slot, value in stated]
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
                yield recorded(resources.clock, actor, slot, value)


def _free_case_number(stored: Repositories, year: str) -> str:
    """Draw a case number such as 2026-K7QM3: short to read out, and it does not count visits."""
    while True:
        case_number = f"{year}-{spoken_code(5)}"
        if stored.inspections.is_case_number_free(case_number):
            return case_number
