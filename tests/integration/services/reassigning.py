"""Asking for an adviser and deciding about it, for tests."""

from tests.installations import Installation
from woningscan.domain.appointments import Why, WishKind
from woningscan.services import reassignment_decisions, reassignments, visits
from woningscan.services.errors import NotFoundError
from woningscan.services.reassignment_decisions import Decision, OpenRequest

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def account(installation: Installation, name: str) -> str:
    """Give the account id of somebody."""
    return installation.actor(name).account or ""


def ask(  # noqa: PLR0913 - each part of a wish can be another
    installation: Installation,
    visit: str,
    to: str = "other-adviser",
    why: Why = Why.ILLNESS,
    name: str = "coordinator",
    *,
    kind: WishKind = WishKind.TAKE_OVER,
) -> str:
    """Ask for an adviser, and give the id of the wish."""
    return reassignments.ask_reassignment(
        installation.resources,
        installation.actor(name),
        visit,
        account(installation, to),
        why,
        kind=kind,
    )


def decide(
    installation: Installation,
    request: str,
    decision: Decision = Decision.CONFIRM,
    name: str = "privacy-officer",
) -> None:
    """Decide about a wish, or a batch."""
    actor = installation.actor(name)
    reassignment_decisions.decide_reassignment(installation.resources, actor, request, decision)


def joined(installation: Installation, visit: str, to: str = "other-adviser") -> None:
    """Give a visit a second adviser."""
    decide(installation, ask(installation, visit, to, kind=WishKind.JOIN))


def take_off(installation: Installation, visit: str, adviser: str) -> None:
    """Take somebody off a visit."""
    actor, whose = installation.actor("coordinator"), account(installation, adviser)
    reassignments.take_off(installation.resources, actor, visit, whose)


def withdraw(installation: Installation, visit: str, request: str) -> None:
    """Withdraw what was asked."""
    actor = installation.actor("coordinator")
    reassignments.withdraw(installation.resources, actor, visit, request)


def waiting(installation: Installation) -> tuple[OpenRequest, ...]:
    """Give what waits for the privacy officer."""
    actor = installation.actor("privacy-officer")
    return reassignment_decisions.open_requests(installation.resources, actor)


def seen_by(installation: Installation, name: str) -> list[str]:
    """Give the visits in somebody's list."""
    return [line.id for line in visits.visits_of(installation.resources, installation.actor(name))]


def holders(installation: Installation, visit: str) -> set[str]:
    """Give who can open a visit."""
    found = set()
    for name in ("adviser", "other-adviser"):
        try:
            visits.open_visit(installation.resources, installation.actor(name), visit, "test")
        except NotFoundError:
            continue
        found.add(name)
    return found


def told_of(installation: Installation, visit: str) -> list[str]:
    """Give the names that the coordinator's list tells of a visit's advisers."""
    lines = visits.visits_of(installation.resources, installation.actor("coordinator"))
    (line,) = (line for line in lines if line.id == visit)
    return [adviser.name.removesuffix(" (verzonnen)") for adviser in line.advisers]
