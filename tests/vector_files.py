"""Reads the vectors of the domain: cases with the answer that every implementation must give.

A change is written short, as `[id, kind, slot, value, replaces, rest]`; `replaces` and `rest` (its
device and time) may be left out. An expected answer may name a part of the answer only: an object
is compared by the keys that it has, a list as a whole.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "vectors"
NAMES = ("journal", "conditions", "route", "advice", "reachability")
DEVICE = "00000000-0000-4000-8000-000000000001"
AT = "2026-05-12T09:30:00Z"

Data = dict[str, Any]


def change(short: Sequence[Any]) -> Data:
    """Give the change that is written short."""
    id_, kind, slot, value, *more = short
    replaces = more[0] if more else []
    rest = more[1] if len(more) > 1 else {}
    whole = {"id": id_, "kind": kind, "slot": slot, "value": value, "replaces": replaces}
    return {**whole, "device": DEVICE, "at": AT, **rest}


def read(name: str) -> Data:
    """Give a whole file of vectors."""
    content: Data = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return content


def cases(name: str) -> Iterator[tuple[str, Data, Data]]:
    """Give every case of a file: its name, the question and the expected answer."""
    content = read(name)
    for case in (*content["cases"], *content["generated"]):
        yield case["name"], question(name, case, content), case["expected"]


def question(about: str, case: Data, content: Data) -> Data:
    """Give the question that a case asks."""
    whole = {key: part for key, part in case.items() if key not in {"name", "expected", "changes"}}
    if "questionnaire" in content:
        whole["questionnaire"] = content["questionnaire"]
    if "changes" in case:
        changes = [change(short) for short in case["changes"]]
        whole |= {"batches": [changes]} if about == "journal" else {"changes": changes}
    return {"about": about, **whole}


def differences(expected: Any, actual: Any, path: str = "answer") -> Iterator[str]:  # noqa: ANN401
    """Tell where an answer is not what is expected."""
    if isinstance(expected, Mapping) and isinstance(actual, Mapping):
        for key, part in expected.items():
            if key in actual:
                yield from differences(part, actual[key], f"{path}.{key}")
            else:
                yield f"{path}.{key} is missing"
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for place, (part, other) in enumerate(zip(expected, actual, strict=True)):
            yield from differences(part, other, f"{path}[{place}]")
    elif type(expected) is not type(actual) or expected != actual:
        yield f"{path} is {actual!r}, not {expected!r}"
