"""The end of joining: who has chosen how to sign in gets a session like everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.services.authentication import sessions
from woningscan.services.authentication.factors import factors_of
from woningscan.services.errors import ForbiddenError, NotFoundError, ServiceError
from woningscan.services.rights import Right, require

if TYPE_CHECKING:
    from woningscan.services.actors import Actor
    from woningscan.services.authentication.browsers import Browser
    from woningscan.services.authentication.sessions import SignedIn
    from woningscan.services.resources import Resources

ROAD = "invitation"
"""What the audit log calls the road by which this session began."""


class NoRoadYetError(ServiceError):
    """Neither a passkey nor a password with an authenticator stands yet."""


def complete(resources: Resources, actor: Actor, browser: Browser) -> SignedIn:
    """End the session of joining, and begin a full one on the same device, with another token.

    Raises:
        ForbiddenError: the session is not one of joining.
        NoRoadYetError: nobody could sign in with what stands.
        NotFoundError: the session has ended meanwhile; of two at once one is told so.
    """
    require(actor, Right.CHANGE_OWN_FACTORS)
    if not actor.is_joining:
        raise ForbiddenError("This account has joined already.")
    with resources.work.writing() as stored:
        account = stored.accounts.find_and_lock(actor.account or "")
        if account is None or not stored.sessions.remove_one(account.id, actor.session):
            raise NotFoundError("There is no such session.")
        if not factors_of(stored, account).has_a_road:
            raise NoRoadYetError("Choose first how you will sign in.")
        signed_in = sessions.begin(resources, stored, account, browser)
        stored.audit.record(signed_in.event(ROAD), resources.clock.now())
    return signed_in
