"""Opening a visit: all of it, its parts, and going on in one that this process knows."""

from __future__ import annotations

import time
from itertools import islice
from typing import TYPE_CHECKING

from tests.bench import bare_opening, journals
from tests.bench.figures import Figure, Timings, freeze, milliseconds, timed
from woningscan.crypto.chain import ChainRow
from woningscan.domain.changes import from_canonicals
from woningscan.domain.inspection import Inspection
from woningscan.domain.journal import fold
from woningscan.domain.kinds import Compartment
from woningscan.domain.route import Route
from woningscan.services import saving, visits
from woningscan.services.journals import open_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.bench.places import Machine, Place
    from woningscan.persistence.inspections import InspectionRecord
    from woningscan.persistence.journals import AnyRow
    from woningscan.persistence.keyring import InspectionKeys

_LONG, _LONGEST = 1_500, 10_000
_TIMES, _FEW_TIMES = 60, 12
_AIMS = {_LONG: 40.0, _LONGEST: 250.0}
_AIM_OF_ONE_NEW = 2.0


def measure(machine: Machine) -> Iterator[Figure]:
    """Measure long visits, cold and warm."""
    for place in machine.places():
        visit = journals.long_visit(place, _LONG)
        freeze()
        yield from _whole(place, visit, _LONG, _TIMES)
        yield from _going_on(place, visit)
        if place.name == "SQLite":
            yield from _parts(place, visit)
        longest = journals.long_visit(place, _LONGEST)
        freeze()
        yield from _whole(place, longest, _LONGEST, _FEW_TIMES)


def _whole(place: Place, visit: str, changes: int, times: int) -> Iterator[Figure]:
    """Measure opening it with its whole chain, beside the same work done by hand."""
    resources, adviser = place.resources, place.adviser
    limit = bare_opening.openings(place, visit, times)
    spent = timed(lambda: visits.open_visit(resources, adviser, visit, "bench"), times)
    what = f"opening {changes:,} changes, {place.name}, cold"
    yield Figure(f"{what}: p50", spent.p50, "ms", limit.p50)
    yield Figure(f"{what}: p95", spent.p95, "ms", limit.p95, _AIMS[changes])


def _going_on(place: Place, visit: str) -> Iterator[Figure]:
    """Measure going on: with nothing new, and with one answer that came in since."""
    resources, adviser = place.resources, place.adviser
    sent = islice(journals.answers(journals.rooms_of(place, visit)), 1000)

    def go_on() -> None:
        visits.continue_visit(resources, adviser, visit)

    def save() -> None:
        saving.save_changes(resources, adviser, visit, [next(sent)])

    what = f"going on in {_LONG:,} changes, {place.name}"
    unchanged, one_new = timed(go_on, 300), timed(go_on, 200, save)
    yield Figure(f"{what}, nothing new: p50", unchanged.p50, "ms")
    yield Figure(f"{what}, nothing new: p95", unchanged.p95, "ms")
    yield Figure(f"{what}, one new: p50", one_new.p50, "ms")
    yield Figure(f"{what}, one new: p95", one_new.p95, "ms", aim=_AIM_OF_ONE_NEW)


def _parts(place: Place, visit: str) -> Iterator[Figure]:
    """Measure each part of opening by itself."""
    runs = [_parts_once(place, visit) for _ in range(_TIMES)]
    for part in runs[0]:
        spent = Timings(tuple(run[part] for run in runs))
        yield Figure(f"part of opening {_LONG:,}, {place.name}: {part}", spent.p50, "ms")


class _Kept:
    """What one part gives to the next."""

    record: InspectionRecord
    keys: InspectionKeys
    rows: Sequence[AnyRow]
    texts: list[bytes]


def _parts_once(place: Place, visit: str) -> dict[str, float]:
    kept = _Kept()
    spent = {name: milliseconds(part) for name, part in _reading_parts(place, visit, kept).items()}
    start = time.perf_counter()
    changes = from_canonicals(kept.texts)
    parsed = time.perf_counter()
    inspection = Inspection(place.resources.questionnaire(kept.record.questionnaire), fold(changes))
    folded = time.perf_counter()
    spent |= {"parse": 1000 * (parsed - start), "fold": 1000 * (folded - parsed)}
    return spent | {"route": milliseconds(lambda: Route(inspection))}


def _reading_parts(place: Place, visit: str, kept: _Kept) -> dict[str, Callable[[], None]]:
    resources = place.resources

    def find() -> None:
        with resources.work.reading() as stored:
            found = stored.inspections.find(visit)
        assert found is not None
        kept.record = found

    def open_the_keys() -> None:
        kept.keys = open_keys(resources, kept.record)

    def read() -> None:
        with resources.work.reading() as stored:
            kept.rows = stored.journals.rows(visit, 0)

    def decrypt() -> None:
        sealers = {kind.value: kept.keys.change_sealer(kind) for kind in Compartment}
        kept.texts = [sealers[row.compartment].unseal(row.id, row.envelope) for row in kept.rows]

    def verify() -> None:
        pairs = zip(kept.rows, kept.texts, strict=True)
        links = [ChainRow(row.sequence, row.id, row.digest, text) for row, text in pairs]
        kept.keys.chain().verify(links, kept.record.chain)

    return {
        "find": find,
        "keys": open_the_keys,
        "read": read,
        "decrypt": decrypt,
        "verify": verify,
    }
