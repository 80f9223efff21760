"""Whether the time that signing in takes tells who has an account."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from tests.bench.figures import Figure, milliseconds
from woningscan.crypto.passwords import PasswordHasher
from woningscan.services.authentication import signing_in
from woningscan.services.authentication.browsers import Browser
from woningscan.services.authentication.signing_in import Typed
from woningscan.services.clock import Clock
from woningscan.services.errors import SignInRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.places import Machine
    from woningscan.services.resources import Resources

_TIMES = 1_000
_AIM = 5.0
_QUARTER = timedelta(minutes=16)
_STRANGER = Browser("s" * 43, "192.0.2.1")
_WRONG = Typed("a guess that is long enough", "000000")
_NAMES = {
    "known": "adviser-1",
    "known, disabled": "adviser-2",
    "unknown": "nobody-at-all",
    "no name at all": "No Such Name",
}


def measure(machine: Machine) -> Iterator[Figure]:
    """Measure refusals at the true cost of a hash; by turns, so that a busy moment hits all."""
    for there in machine.places():
        with there.resources.work.writing() as stored:
            known, disabled = (each.actor.account or "" for each in there.advisers[1:3])
            stored.accounts.set_password_hash(known, PasswordHasher().hash("nobody knows this one"))
            stored.accounts.disable(disabled)
        resources = replace(there.resources, passwords=PasswordHasher(), clock=_hurried())
        took: dict[str, list[float]] = {who: [] for who in _NAMES}
        for _ in range(_TIMES // 2 + 2):
            for who, name in _NAMES.items():
                took[who].append(milliseconds(partial(_refused, resources, name)))
        medians = {who: median(times[2:]) for who, times in took.items()}
        of_known = medians.pop("known")
        what = f"signing in, {there.name}: refusal of a known name, median"
        yield Figure(what, of_known, "ms", limit=_bare_hash())
        for who, other in medians.items():
            what = f"signing in, {there.name}: known against {who}, medians"
            yield Figure(what, abs(of_known - other), "ms", aim=_AIM)


def _hurried() -> Clock:
    """Give a clock on which so much time passes at each look that no try is one too many."""
    looks = [0]

    def now() -> datetime:
        looks[0] += 1
        return datetime(2026, 5, 12, tzinfo=UTC) + looks[0] * _QUARTER

    return Clock(current=now)


def _refused(resources: Resources, name: str) -> None:
    try:
        signing_in.sign_in(resources, _STRANGER, name, _WRONG)
    except SignInRefusedError:
        return
    raise AssertionError("a guess was not refused")


def _bare_hash() -> float:
    hasher = PasswordHasher()
    return median(milliseconds(lambda: hasher.hash(_WRONG.password)) for _ in range(20))
