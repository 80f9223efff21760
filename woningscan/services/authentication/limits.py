"""How often signing in may be tried: for each name, on own devices, for each address, and in all.

A try from a device that the account has signed in on before counts for that device and for all own
devices together, and for nothing else. So whatever strangers try, and however long, they keep
nobody out who sits at the own tablet; and who took one of several leaves tries for the others. From
all other browsers a try counts for the address, in all, and for the name, whether there is such an
account or not. Counting comes before checking, so that neither a crash nor parallel tries are free.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woningscan.persistence.unit_of_work import Repositories
    from woningscan.services.authentication.browsers import Browser
    from woningscan.services.clock import Clock

SPAN = timedelta(minutes=15)
MOST_OF_A_NAME = 5
MOST_OF_A_DEVICE = 3
MOST_ON_OWN_DEVICES = 5
MOST_OF_AN_ADDRESS = 30
MOST_IN_ALL = 300

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Limit:
    """What tries are counted for, and how many there may be.

    `is_forgiven` tells that the count begins anew once somebody showed who it is.
    """

    subject: tuple[str, str]
    most: int
    is_forgiven: bool = False


def of_address(browser: Browser) -> tuple[Limit, ...]:
    """Give the limits of whoever says no name.

    What is beyond the limit of its address does not count in all: one address that tries without
    end does not use up what all strangers have together.
    """
    address = Limit(("address", browser.network), MOST_OF_AN_ADDRESS)
    return address, Limit(("all", ""), MOST_IN_ALL)


def of_stranger(browser: Browser, name: str) -> tuple[Limit, ...]:
    """Give the limits of a name from a strange browser.

    The name comes last, so that nobody fills the table with names.
    """
    of_name = Limit(("name", name[:_LONGEST_NAME]), MOST_OF_A_NAME, is_forgiven=True)
    return *of_address(browser), of_name


def on_own_device(account: str, device: str) -> tuple[Limit, ...]:
    """Give the limits of an account (id) on a device that it knows (id)."""
    of_device = Limit(("device", device), MOST_OF_A_DEVICE, is_forgiven=True)
    return of_device, Limit(("own-devices", account), MOST_ON_OWN_DEVICES, is_forgiven=True)


def count(stored: Repositories, clock: Clock, limits: tuple[Limit, ...]) -> bool:
    """Count a try for each limit in turn, and tell whether it is within all of them."""
    since, now = clock.ago(SPAN), clock.now()
    return all(stored.tries.count(each.subject, since, now) <= each.most for each in limits)


def are_spent(stored: Repositories, clock: Clock, limits: tuple[Limit, ...]) -> bool:
    """Tell, without counting, whether one more try would be too many."""
    since = clock.ago(SPAN)
    return any(stored.tries.number(each.subject, since) >= each.most for each in limits)


def forgive(stored: Repositories, limits: tuple[Limit, ...]) -> None:
    """Let counts begin anew, after somebody showed who it is."""
    for each in limits:
        if each.is_forgiven:
            stored.tries.forget(each.subject)
