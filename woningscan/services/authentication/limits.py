"""How often signing in may be tried: for each name, on own devices, for each address, and in all.

A try from a device that the account has signed in on before counts for its own devices together,
and for nothing else. So whatever strangers try, and however long, they keep nobody out who sits at
the own tablet. From all other browsers a try counts for the name, whether there is such an account
or not, for the address and in all. Counting comes before checking, so that neither a crash nor
parallel tries are free.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.authentication.browsers import Browser
    from woningscan.services.clock import Clock

SPAN = timedelta(minutes=15)
MOST_OF_A_NAME = 5
MOST_ON_OWN_DEVICES = 5
MOST_OF_AN_ADDRESS = 30
MOST_IN_ALL = 300

Subject = tuple[str, str]
_LONGEST_NAME = 80


def of_own_devices(account: str) -> Subject:
    """Give the subject that tries on the known devices of an account (id) count for.

    They count together: a thief of three tablets has no more tries than one of a single one.
    """
    return "own-devices", account


def of_name(name: str) -> Subject:
    """Give the subject that tries of a name from strange browsers count for."""
    return "name", name[:_LONGEST_NAME]


def count_on_own_devices(stored: Repositories, clock: Clock, account: str) -> bool:
    """Count a try from a known device of an account, and tell whether it is within the limit."""
    return _count(stored, clock, of_own_devices(account)) <= MOST_ON_OWN_DEVICES


def count_of_stranger(stored: Repositories, clock: Clock, name: str, browser: Browser) -> bool:
    """Count a try of a name from a strange browser, and tell whether it is within every limit.

    The name comes last, so that nobody fills the table with names.
    """
    if not count_of_address(stored, clock, browser):
        return False
    return _count(stored, clock, of_name(name)) <= MOST_OF_A_NAME


def count_of_address(stored: Repositories, clock: Clock, browser: Browser) -> bool:
    """Count a try from an address, and in all; tell whether it is within both limits.

    What is beyond the limit of its address does not count in all: one address that tries without
    end does not use up what all strangers have together.
    """
    if _count(stored, clock, ("address", browser.network)) > MOST_OF_AN_ADDRESS:
        return False
    return _count(stored, clock, ("all", "")) <= MOST_IN_ALL


def _count(stored: Repositories, clock: Clock, subject: Subject) -> int:
    return stored.tries.count(subject, clock.ago(SPAN), clock.now())
