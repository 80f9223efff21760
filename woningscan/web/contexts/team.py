"""Who goes to a visit, until when each can open it, and what was asked about that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.appointments import WishKind
from woningscan.domain.rights import FINISHED
from woningscan.web.contexts.moments import OFFICE_ZONE, moment_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woningscan.services.reassignments import Wish
    from woningscan.services.visit_lines import IdentifiedVisit
    from woningscan.web.texts import Translator


@dataclass(frozen=True, slots=True)
class Member:
    """An adviser of the visit (account id); `until` says when the access ends, if that is known."""

    account: str
    name: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Team:
    """The advisers of a visit, and what was asked last: `request` is its id while it waits.

    `is_over` tells that nobody can open the visit any more, because its letter was made long ago.
    """

    members: tuple[Member, ...]
    is_over: bool
    wish: str | None
    request: str | None
    visits: int

    @property
    def accounts(self) -> frozenset[str]:
        """Give the account ids of the advisers."""
        return frozenset(each.account for each in self.members)


def team(visit: IdentifiedVisit, wishes: Sequence[Wish], t: Translator) -> Team:
    """Give who goes to a visit, and what was asked about that."""
    last = wishes[-1] if wishes else None
    return Team(
        members=tuple(
            Member(each.account, each.name, _until(each.until, t)) for each in visit.advisers
        ),
        is_over=not visit.advisers and visit.record.state in FINISHED,
        wish=_wish_words(last, t) if last else None,
        request=last.request if last and last.is_open else None,
        visits=last.visits if last else 0,
    )


def _until(until: str | None, t: Translator) -> str | None:
    if until is None:
        return None
    return t("team.until", at=moment_words(until, OFFICE_ZONE, t))


def _wish_words(wish: Wish, t: Translator) -> str:
    at = moment_words(wish.decided_at or wish.withdrawn_at or wish.asked_at, OFFICE_ZONE, t)
    if wish.withdrawn_at is not None:
        return t("reassign.withdrawn", adviser=wish.to_name, at=at)
    if wish.confirmed is False:
        return t("reassign.declined", adviser=wish.to_name, at=at)
    if wish.confirmed is None:
        asked = {"adviser": wish.to_name, "asker": wish.asker_name, "at": at}
        if wish.kind is WishKind.JOIN:
            return t("reassign.join-waits", **asked)
        return t("reassign.waits", **asked)
    if wish.kind is WishKind.JOIN:
        return t("reassign.joined", adviser=wish.to_name, at=at)
    return t("reassign.confirmed", adviser=wish.to_name, at=at)
