"""Beginning with an invitation: with the link of one person and the code of another.

Whatever is wrong with link or code, the answer and the way to it are the same: unknown, expired,
used, withdrawn, not confirmed, tried too often, or another code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.crypto.subjects import is_same_digest
from woningscan.crypto.tokens import token_hash
from woningscan.persistence.audit import Action, Event
from woningscan.services.authentication import limits, sessions
from woningscan.services.authentication.invitations import code_hash
from woningscan.services.errors import ServiceError, TooManyTriesError

if TYPE_CHECKING:
    from woningscan.persistence.accounts import AccountRecord
    from woningscan.persistence.invitations import InvitationRecord
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.authentication.browsers import Browser
    from woningscan.services.authentication.sessions import SignedIn
    from woningscan.services.resources import Resources

MOST_TRIES = 5
"""For each invitation, for as long as it stands."""
_NOBODY = "00000000-0000-0000-0000-000000000000"


class InvitationRefusedError(ServiceError):
    """Link and code do not let anybody in; why is not told."""


def begin(resources: Resources, browser: Browser, token: str, code: str) -> SignedIn:
    """Begin a session in which somebody may set up factors and do nothing else.

    Of an account that had factors before, all of them are removed, and its sessions end.

    Raises:
        InvitationRefusedError: link or code is of no use.
        TooManyTriesError: too many tries lately from this address, or in all, of links that there
            are not.
    """
    invitation, may_try = _counted(resources, browser, token)
    with resources.work.writing() as stored:
        account = stored.accounts.find_and_lock(invitation.account if invitation else _NOBODY)
        # A try beyond the limit is compared too, so that it takes as long.
        is_right = _is_right(resources, invitation, code) and may_try
        asked = invitation.id if invitation and is_right else _NOBODY
        is_first = stored.invitations.use(asked, resources.clock.now())
        if invitation is not None and account is not None and is_first:
            return _begun(resources, stored, invitation, account, browser)
        _report_refusal(resources, stored, invitation)
    raise InvitationRefusedError("Link and code do not let anybody in.")


def _counted(
    resources: Resources, browser: Browser, token: str
) -> tuple[InvitationRecord | None, bool]:
    """Find the invitation that may be meant, and count the try before anything is compared.

    Who has a link has tries of its own: strangers who use up what they have together keep nobody
    from beginning who was invited.
    """
    with resources.work.writing() as stored:
        invitation = stored.invitations.with_token(token_hash(token))
        asked = invitation.id if invitation else _NOBODY
        may_try = stored.invitations.count_try(asked, MOST_TRIES)
        is_known = invitation is not None
        within = is_known or limits.count(stored, resources.clock, limits.of_address(browser))
    if not within:
        raise TooManyTriesError("Too many tries; wait a quarter of an hour.")
    return invitation, may_try


def _is_right(resources: Resources, invitation: InvitationRecord | None, code: str) -> bool:
    """Compare, in constant time, what was typed with the code; where there is none, with zeros."""
    stored = invitation.code_hash if invitation else None
    typed = code_hash(resources, invitation.id if invitation else _NOBODY, code)
    return is_same_digest(typed, stored or bytes(len(typed)))


def _begun(
    resources: Resources,
    stored: Repositories,
    invitation: InvitationRecord,
    account: AccountRecord,
    browser: Browser,
) -> SignedIn:
    _forget_factors(stored, account, resources.clock.now())
    signed_in = sessions.begin(resources, stored, account, browser, is_joining=True)
    event = signed_in.actor.event(
        Action.INVITATION_USED, reason=invitation.id, subject=invitation.account
    )
    stored.audit.record(event, resources.clock.now())
    return signed_in


def _report_refusal(
    resources: Resources, stored: Repositories, invitation: InvitationRecord | None
) -> None:
    """Write it down, also for a link that nobody made: both take as long."""
    reason = invitation.id if invitation else ""
    subject = invitation.account if invitation else None
    event = Event(Action.INVITATION_REFUSED, account=None, reason=reason, subject=subject)
    stored.audit.record(event, resources.clock.now())


def _forget_factors(stored: Repositories, account: AccountRecord, now: str) -> None:
    """Let nothing of before count: not a factor, not a session, and no other invitation."""
    stored.invitations.withdraw_of(account.id, now)
    stored.passkeys.remove_of(account.id)
    stored.recovery_codes.replace(account.id, ())
    stored.accounts.remove_password_and_totp(account.id)
    stored.sessions.remove_of(account.id)
    stored.accounts.enable(account.id)
