"""Which versions of questionnaires new visits get: chosen by an administrator.

Of each questionnaire at most one version is active. A visit keeps the version that it began with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.content.faults import ContentError
from woningscan.content.library import BY_DEFAULT, id_of
from woningscan.persistence.activations import NewActivation
from woningscan.persistence.audit import Action
from woningscan.persistence.histories import NewerRowError
from woningscan.services.errors import ForbiddenError, NotFoundError, NotPossibleError, ServiceError
from woningscan.services.rights import Right, require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.content.library import Library
    from woningscan.domain.language import Text
    from woningscan.persistence.activations import ActivationRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.actors import Actor
    from woningscan.services.resources import Resources


class NewerActivationError(ServiceError):
    """Somebody else decided about this questionnaire meanwhile; nothing was written."""


@dataclass(frozen=True, slots=True)
class ContentVersion:
    """A version of a questionnaire. Without a title it has faults, and cannot be offered.

    `decided` is the id of the last decision about its questionnaire; 0 where there is none.
    """

    name: str
    title: Text | None
    items: int
    is_active: bool
    decided: int
    by: str | None
    at: str | None


def active(resources: Resources) -> tuple[str, ...]:
    """Give the names of the versions that new visits can get, such as `woningscan/1`.

    There is always one, as long as the application holds any questionnaire at all: where what was
    decided leaves none, it is the newest version of the questionnaire that is there by default.
    """
    with resources.work.reading() as stored:
        return _active(resources.library, stored.activations.newest())


def content_versions(resources: Resources, actor: Actor) -> tuple[ContentVersion, ...]:
    """Give every version that this application holds, and how it stands.

    Raises:
        ForbiddenError: not an administrator.
    """
    require(actor, Right.ACTIVATE_CONTENT)
    with resources.work.reading() as stored:
        decided = stored.activations.newest()
    offered = _active(resources.library, decided)
    return tuple(
        _version(resources, name, decided.get(id_of(name)), is_active=name in offered)
        for name in resources.library.names
    )


def activate(resources: Resources, actor: Actor, name: str, saw: int) -> None:
    """Let new visits get this version, in the place of any other of its questionnaire.

    Raises:
        ForbiddenError: not an administrator.
        NotFoundError: there is no such version.
        NotPossibleError: it has faults.
        NewerActivationError: somebody else decided since the decision `saw`.
    """
    require(actor, Right.ACTIVATE_CONTENT)
    if name not in resources.library.names:
        raise NotFoundError("There is no such version.")
    try:
        resources.questionnaire(name)
    except ContentError as error:
        raise NotPossibleError(tuple(str(error).splitlines())) from None
    _decide(resources, actor, name, int(name.rpartition("/")[2]), saw)


def deactivate(resources: Resources, actor: Actor, name: str, saw: int) -> None:
    """Offer this version no longer.

    Raises:
        ForbiddenError: not an administrator.
        NotFoundError: it is not offered.
        NotPossibleError: it is the last one, and visits could not be planned any more.
        NewerActivationError: somebody else decided since the decision `saw`.
    """
    require(actor, Right.ACTIVATE_CONTENT)
    offered = active(resources)
    if name not in offered:
        raise NotFoundError("This version is not offered.")
    if len(offered) == 1:
        raise NotPossibleError(("There would be no questionnaire left for new visits.",))
    _decide(resources, actor, name, None, saw)


def _decide(resources: Resources, actor: Actor, name: str, version: int | None, saw: int) -> None:
    if actor.account is None:
        raise ForbiddenError("Versions are chosen by an account.")
    id_, now = id_of(name), resources.clock.now()
    event = actor.event(
        Action.CONTENT_ACTIVATED,
        subject=f"{name} {'off' if version is None else 'on'}",
    )
    try:
        with resources.work.writing() as stored:
            _refuse_newer(stored, id_, saw)
            stored.activations.add(NewActivation(id_, version, saw, actor.account, now))
            stored.audit.record(event, now)
    except NewerRowError:
        raise NewerActivationError("Somebody else decided meanwhile.") from None


def _refuse_newer(stored: Repositories, questionnaire_id: str, saw: int) -> None:
    last = stored.activations.newest().get(questionnaire_id)
    if (last.id if last else 0) != saw:
        raise NewerRowError


def _active(library: Library, decided: Mapping[str, ActivationRecord]) -> tuple[str, ...]:
    offered = {
        id_: f"{id_}/{row.version}" for id_, row in decided.items() if row.version is not None
    }
    newest = library.versions(BY_DEFAULT)[-1:]
    if BY_DEFAULT not in decided and newest:
        offered[BY_DEFAULT] = newest[0]
    # What there is by default comes first, so that a list to choose from begins with it.
    in_order = sorted(offered, key=lambda id_: (id_ != BY_DEFAULT, id_))
    found = tuple(offered[id_] for id_ in in_order if offered[id_] in library.names)
    return found or newest or library.names[:1]


def _version(
    resources: Resources, name: str, decided: ActivationRecord | None, *, is_active: bool
) -> ContentVersion:
    try:
        questionnaire = resources.questionnaire(name)
    except ContentError:
        questionnaire = None
    return ContentVersion(
        name=name,
        title=questionnaire.title if questionnaire else None,
        items=len(questionnaire.items_by_id) if questionnaire else 0,
        is_active=is_active,
        decided=decided.id if decided else 0,
        by=decided.account_name if decided else None,
        at=decided.at if decided else None,
    )
