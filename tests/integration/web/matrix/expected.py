"""What the design says that somebody is answered: the one function that the matrix is held to."""

from tests.integration.web.matrix.table import COORDINATOR, GONE, SHOWN, Entry
from tests.integration.web.matrix.viewers import Viewer
from woningscan.domain.rights import Role, State

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
UNKNOWN_PERSON, FORBIDDEN, NO_SUCH_METHOD = 401, 403, 405
LED_ELSEWHERE = 303
"""What somebody is told who was only just invited, and has to choose first how to sign in."""

_HANDED_OVER = {State.HANDED_OVER, State.ISSUED}


def expected(entry: Entry | None, viewer: Viewer, state: State, method: str) -> frozenset[int]:
    """Give what the design says of a method; without an entry the address does not take it.

    Who it is comes first, then the role, then whose visit it is and whether it was shown lately who
    it is. Of the last two either may come first: neither answer tells whether there is a visit.
    """
    if viewer.is_revoked and not (entry and entry.is_static):
        return frozenset({FORBIDDEN})
    if entry is None:
        return frozenset({NO_SUCH_METHOD})
    refused = _refused_to(entry, viewer, method)
    if refused is not None:
        return frozenset({refused})
    if method == "OPTIONS":
        return frozenset({SHOWN})
    refusals = set()
    if entry.is_on_visit and not _is_there(entry, viewer, state):
        refusals.add(GONE)
    if entry.is_confirmed and not viewer.is_confirmed:
        refusals.add(FORBIDDEN)
    return frozenset(refusals or {_answer(entry, viewer, state, method)})


def _refused_to(entry: Entry, viewer: Viewer, method: str) -> int | None:
    if entry.roles is None:
        return None
    if viewer.role is None or not viewer.counts:
        return UNKNOWN_PERSON
    if viewer.is_joining and not entry.while_joining:
        is_page = method in {"GET", "HEAD"} and not entry.speaks_json
        return LED_ELSEWHERE if is_page else FORBIDDEN
    return None if viewer.role in entry.roles else FORBIDDEN


def _is_there(entry: Entry, viewer: Viewer, state: State) -> bool:
    """Tell whether there is a visit for somebody; of a destroyed one only its appointment is."""
    is_readable = state is not State.SHREDDED or entry.roles == COORDINATOR
    return is_readable and reaches(viewer, state)


def _answer(entry: Entry, viewer: Viewer, state: State, method: str) -> int:
    """Give what somebody is told who may."""
    if entry.when_joining and viewer.is_joining:
        return entry.when_joining
    if entry.when_signed_in and viewer.role and viewer.counts:
        return entry.when_signed_in
    if viewer.role is not None and viewer.role in entry.to_role:
        return entry.to_role[viewer.role]
    if entry.is_on_visit and state in entry.in_state:
        return entry.in_state[state]
    return entry.answers["GET" if method == "HEAD" else method]


def reaches(viewer: Viewer, state: State) -> bool:
    """Tell whether the rights that a viewer may have on visits are on those of the matrix."""
    if not viewer.counts:
        return False
    if viewer.role is Role.ADVISER:
        return viewer.is_assigned
    if viewer.role is Role.REVIEWER:
        return state in _HANDED_OVER
    return viewer.role in {Role.COORDINATOR, Role.PRIVACY_OFFICER}
