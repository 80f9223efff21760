"""Who else gets a visit: the coordinator asks for another adviser, or for a second one.

Nothing moves before the privacy officer agrees (`reassignment_decisions`), because whoever is given
a visit can read where somebody lives and how the home is weak. Taking somebody off, or withdrawing
what was asked, gives nobody anything: the coordinator does that alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.appointments import WishKind
from woningscan.domain.rights import Role, State
from woningscan.persistence.audit import Action
from woningscan.persistence.reassignments import NewWish
from woningscan.services.errors import ForbiddenError, NotFoundError, NotPossibleError
from woningscan.services.rights import Right, locked_visit_for, visit_for

if TYPE_CHECKING:
    from woningscan.domain.appointments import Why
    from woningscan.persistence.reassignments import ReassignmentRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish as who asked sees it; `confirmed` is None while none decided.

    `request` is the id under which it is decided and withdrawn, `visits` how many that is about.
    """

    request: str
    kind: WishKind
    to_name: str
    leaver_name: str | None
    asker_name: str
    asked_at: str
    decided_at: str | None
    confirmed: bool | None
    withdrawn_at: str | None
    visits: int

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for a decision."""
        return self.confirmed is None and self.withdrawn_at is None


def ask_reassignment(  # noqa: PLR0913 - what is asked has this many parts
    resources: Resources,
    actor: Actor,
    visit_id: str,
    adviser: str,
    reason: Why,
    *,
    kind: WishKind = WishKind.TAKE_OVER,
) -> str:
    """Ask to give a visit to another adviser (account id), and give the id of the wish.

    The other takes it over from all who have it, or joins them. Asking the same twice is asking it
    once.

    Raises:
        NotFoundError: no such visit, or no adviser who could take it.
        NotPossibleError: another wish waits, or the visit is this adviser's already.
        ForbiddenError: not a coordinator, or the visit was destroyed.
    """
    with resources.work.writing() as stored:
        visit = locked_visit_for(stored, actor, resources.clock, Right.ASK_REASSIGNMENT, visit_id)
        if visit.state is State.SHREDDED:
            raise ForbiddenError("The visit was destroyed.")
        refuse_who_cannot(stored, adviser)
        now = resources.clock.now()
        present = stored.inspections.advisers([visit.id], now).get(visit.id, ())
        if adviser in {each.account for each in present}:
            raise NotPossibleError(("The visit is for this adviser already.",))
        waiting = stored.reassignments.open_of([visit.id])
        if waiting:
            return _repeated(waiting[0], kind, adviser, reason)
        asker, new_id = actor.account or "", resources.clock.new_id()
        wish = NewWish(new_id, visit.id, kind, adviser, reason, asker, now)
        add_wish(stored, actor, wish)
    return wish.id


def add_wish(stored: Repositories, actor: Actor, wish: NewWish) -> None:
    """Write a wish down, and report it."""
    stored.reassignments.add(wish)
    event = actor.event(
        Action.REASSIGNMENT_ASKED,
        reason=wish.reason,
        inspection=wish.inspection,
        subject=wish.id,
    )
    stored.audit.record(event, wish.asked_at)


def withdraw(resources: Resources, actor: Actor, visit_id: str, request: str) -> None:
    """Withdraw what was asked about a visit: a wish, or the whole batch that it belongs to.

    Withdrawing it twice is withdrawing it once.

    Raises:
        NotFoundError: no such visit, or nothing of this id was asked about it.
        NotPossibleError: it was decided already.
        ForbiddenError: not a coordinator.
    """
    right, now = Right.ASK_REASSIGNMENT, resources.clock.now()
    with resources.work.writing() as stored:
        visit = visit_for(stored, actor, resources.clock, right, visit_id)
        ids = {wish.inspection for wish in stored.reassignments.of_request(request)}
        if visit.id not in ids:
            raise NotFoundError("There is no such request about this visit.")
        for each in sorted(ids):
            locked_visit_for(stored, actor, resources.clock, right, each)
        wishes = stored.reassignments.of_request(request)
        if any(wish.confirmed is not None for wish in wishes):
            raise NotPossibleError(("The request was decided already.",))
        for wish in filter(lambda each: each.is_open, wishes):
            stored.reassignments.withdraw(wish.id, now)
            event = actor.event(
                Action.REASSIGNMENT_WITHDRAWN, inspection=wish.inspection, subject=wish.id
            )
            stored.audit.record(event, now)


def take_off(resources: Resources, actor: Actor, visit_id: str, adviser: str) -> None:
    """Take a visit from one of its advisers (account id), who no longer sees it from then on.

    Taking somebody off twice is doing it once.

    Raises:
        NotPossibleError: nobody would stay.
        NotFoundError, ForbiddenError: not for this account.
    """
    now = resources.clock.now()
    with resources.work.writing() as stored:
        visit = locked_visit_for(stored, actor, resources.clock, Right.ASK_REASSIGNMENT, visit_id)
        present = stored.inspections.advisers([visit.id], now).get(visit.id, ())
        if adviser not in {each.account for each in present}:
            return
        if len(present) == 1:
            raise NotPossibleError(("A visit keeps at least one adviser.",))
        stored.inspections.take_off(visit.id, adviser, now)
        event = actor.event(Action.ADVISER_TAKEN_OFF, inspection=visit.id, subject=adviser)
        stored.audit.record(event, now)


def reassignments_of(resources: Resources, actor: Actor, visit_id: str) -> tuple[Wish, ...]:
    """Give the wishes about one visit, the newest last.

    Raises:
        NotFoundError, ForbiddenError: not for this account.
    """
    with resources.work.reading() as stored:
        visit = visit_for(stored, actor, resources.clock, Right.ASK_REASSIGNMENT, visit_id)
        return tuple(
            Wish(
                request=wish.request,
                kind=wish.kind,
                to_name=wish.adviser_name,
                leaver_name=wish.leaver_name,
                asker_name=wish.asker_name,
                asked_at=wish.asked_at,
                decided_at=wish.decided_at,
                confirmed=wish.confirmed,
                withdrawn_at=wish.withdrawn_at,
                visits=len(stored.reassignments.of_request(wish.request)),
            )
            for wish in stored.reassignments.of(visit.id)
        )


def refuse_who_cannot(stored: Repositories, adviser: str) -> None:
    """See that an account (id) is one that visits can be given to.

    Raises:
        NotFoundError: no adviser, or disabled.
    """
    able = (
        account.id
        for account in stored.accounts.all()
        if account.role is Role.ADVISER and not account.disabled
    )
    if adviser not in able:
        raise NotFoundError("There is no such adviser.")


def _repeated(waiting: ReassignmentRecord, kind: WishKind, adviser: str, reason: Why) -> str:
    there = (waiting.batch, waiting.kind, waiting.adviser, waiting.reason)
    if there != (None, kind, adviser, reason):
        raise NotPossibleError(("Another request for this visit waits for a decision.",))
    return waiting.id
