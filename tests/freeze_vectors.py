"""Draws the generated vectors and freezes them: `python -m tests.freeze_vectors`.

Run it when a rule changes on purpose, and read the difference. The heads of a journal come from the
slow search; all other answers come from the domain, so that they show when a meaning changes, while
the hand-written cases show when it is wrong.
"""

import dataclasses
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests import drawn_visits, slow_meaning, strategies, vector_files
from tests.answers import answer

Data = dict[str, Any]
Drawn = TypeVar("Drawn")


def drawn(strategy: st.SearchStrategy[Drawn], count: int) -> list[Drawn]:
    """Draw different examples, the same ones each time."""
    found: dict[str, Drawn] = {}

    @settings(
        max_examples=count, derandomize=True, database=None, phases=[Phase.generate], deadline=None
    )
    @given(strategy)
    def collect(example: Drawn) -> None:
        found[repr(example)] = example

    collect()
    return list(found.values())


def short(change: Data) -> list[Any]:
    """Write a change short."""
    usual = {"device": vector_files.DEVICE, "at": vector_files.AT}
    rest = {key: change[key] for key, part in usual.items() if change[key] != part}
    parts = [change[key] for key in ("id", "kind", "slot", "value", "replaces")]
    return [*parts, rest] if rest else parts


def journals(_content: Data) -> Iterator[Data]:
    """Draw sets of changes; their heads come from the slow search."""
    sets = [
        *drawn(st.lists(strategies.hostile_changes, min_size=2, max_size=8), 220),
        *drawn(strategies.one_slot_sets, 150),
    ]
    for changes in sets:
        found = slow_meaning.heads(changes)
        heads = {slot: [[head.id, head.value] for head in found[slot]] for slot in sorted(found)}
        yield {
            "changes": [short(dataclasses.asdict(change)) for change in changes],
            "expected": {
                "heads": [{"slot": slot, "heads": several} for slot, several in heads.items()]
            },
        }


def conditions(_content: Data) -> Iterator[Data]:
    """Draw conditions, seen from one of two rooms or from none."""
    for case in drawn(strategies.condition_cases, 100):
        yield {**case, "expected": answer({"about": "conditions", **case})}


def routes(content: Data) -> Iterator[Data]:
    """Draw visits and tell the route through them."""
    return _visits(content["questionnaire"], "route")


def advices(content: Data) -> Iterator[Data]:
    """Draw visits and tell the advice after them."""
    return _visits(content["questionnaire"], "advice")


def _visits(questionnaire: Data, about: str) -> Iterator[Data]:
    """Keep the visits that say more than that there is nothing to say."""
    for changes in drawn(drawn_visits.changes(questionnaire, least=12), 80):
        question = {"about": about, "questionnaire": questionnaire, "changes": changes}
        expected = answer(question)
        if expected.get("conflicts") or expected.get("recommendations"):
            yield {"changes": [short(change) for change in changes], "expected": expected}


def reachability(_content: Data) -> Iterator[Data]:
    """Draw openings."""
    for opening in drawn(strategies.openings, 100):
        question = {"about": "reachability", "opening": opening}
        yield {"opening": opening, "expected": answer(question)}


GENERATED: Mapping[str, Callable[[Data], Iterator[Data]]] = {
    "journal": journals,
    "conditions": conditions,
    "route": routes,
    "advice": advices,
    "reachability": reachability,
}


def freeze(name: str) -> None:
    """Replace the generated cases of a file, one a line, and leave the others as they stand."""
    cases = (
        json.dumps({"name": f"generated {number}", **case}, separators=(",", ":"))
        for number, case in enumerate(GENERATED[name](vector_files.read(name)), start=1)
    )
    path = vector_files.FOLDER / f"{name}.json"
    kept = re.split(r'(?m)^ "generated": \[', path.read_text("utf-8"))[0]
    path.write_text(kept + ' "generated": [\n' + ",\n".join(cases) + "\n ]\n}\n", "utf-8")


if __name__ == "__main__":
    for each in vector_files.NAMES:
        freeze(each)
