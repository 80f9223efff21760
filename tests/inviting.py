"""Inviting somebody for tests, straight through the services."""

from dataclasses import dataclass

from tests.installations import Installation
from woningscan.domain.rights import Role
from woningscan.services.authentication import invitations
from woningscan.services.authentication.invitations import Link


@dataclass(frozen=True, slots=True)
class Invited:
    """Both halves of an invitation: what the administrator has, and what the officer has."""

    link: Link
    code: str


def invited(
    installation: Installation, name: str = "newcomer", role: Role = Role.ADVISER
) -> Invited:
    """Propose an account and confirm it."""
    resources = installation.resources
    link = invitations.propose_account(
        resources, installation.actor("administrator"), name, f"{name} (verzonnen)", role
    )
    return confirmed(installation, link)


def begins_anew(installation: Installation, name: str) -> Invited:
    """Propose that somebody who is there begins anew, and confirm it."""
    account = installation.actor(name).account or ""
    administrator = installation.actor("administrator")
    link = invitations.propose_new_start(installation.resources, administrator, account)
    return confirmed(installation, link)


def confirmed(installation: Installation, link: Link) -> Invited:
    """Confirm what was proposed."""
    officer = installation.actor("privacy-officer")
    code = invitations.confirm(installation.resources, officer, link.invitation).code
    return Invited(link, code)
