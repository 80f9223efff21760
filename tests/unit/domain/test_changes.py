"""The form of a change: what is read, what is refused, and its one text."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from woningscan.domain.changes import (
    MAXIMUM_BYTES,
    MAXIMUM_REPLACED,
    Change,
    MalformedChangeError,
    canonical,
    from_canonicals,
    is_uuid,
    parse,
)

A = "aaaaaaaa-0000-4000-8000-000000000000"
B = "bbbbbbbb-0000-4000-8000-000000000000"
GOOD: dict[str, Any] = {
    "id": A,
    "kind": "noted",
    "slot": ["hall", "lock"],
    "value": "x",
    "replaces": [],
    "device": B,
    "at": "2026-05-12T09:30:00Z",
}


def read_back(change: Change) -> Change:
    (read,) = from_canonicals([canonical(change).encode()])
    return read


def test_a_good_change_is_read_whole() -> None:
    change = parse(GOOD)
    assert change == Change(A, "noted", ("hall", "lock"), "x", (), B, "2026-05-12T09:30:00Z")
    assert change.slot_key == ("noted", "hall", "lock")
    assert change.as_data() == GOOD


def test_the_order_and_repeats_of_what_was_seen_mean_nothing() -> None:
    one = parse(GOOD | {"replaces": [B, A, B]})
    other = parse(GOOD | {"replaces": [A, B]})
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": A.upper()},
        {"id": A.replace("-", "")},
        {"id": "{" + A + "}"},
        {"id": f"urn:uuid:{A}"},
        {"id": 7},
        {"id": None},
        {"device": "tablet"},
        {"kind": ""},
        {"kind": "k" * 81},
        {"kind": None},
        {"slot": "hall"},
        {"slot": {"0": "hall"}},
        {"slot": [""]},
        {"slot": ["x" * 81]},
        {"slot": [1]},
        {"slot": ["a", "b", "c", "d", "e"]},
        {"replaces": None},
        {"replaces": ["x"]},
        {"replaces": [A] * (MAXIMUM_REPLACED + 1)},
        {"at": "2026-05-12T09:30:00+02:00"},
        {"at": "2026-05-12 09:30:00Z"},
        {"at": "2026-05-12T09:30:00Z\n"},
        {"at": "2026-05-12T09:30:00.1234567Z"},
        {"at": "2026-13-12T09:30:00Z"},
        {"at": "2026-02-30T09:30:00Z"},
        {"at": "2026-05-12T24:30:00Z"},
        {"at": "٢٠٢٦-05-12T09:30:00Z"},
        {"at": 1778578200},
        {"value": 1.5},
        {"value": [1.0]},
        {"value": float("nan")},
        {"value": 2**53},
        {"value": {"x": -(2**53)}},
        {"value": {"Upper": 1}},
        {"value": {"": 1}},
        {"value": {"a-b": 1}},
        {"value": {"__proto__": 1}},
        {"value": {"a\n": 1}},
        {"value": "\ud800"},
        {"slot": ["\udfff"]},
        {"value": "x" * MAXIMUM_BYTES},
        {"value": "é" * (MAXIMUM_BYTES // 2)},
        {"extra": 1},
    ],
)
def test_a_change_of_the_wrong_form_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(MalformedChangeError):
        parse(GOOD | wrong)


@pytest.mark.parametrize("key", sorted(GOOD))
def test_no_part_may_be_missing(key: str) -> None:
    with pytest.raises(MalformedChangeError, match=key):
        parse({name: part for name, part in GOOD.items() if name != key})


@pytest.mark.parametrize("data", [None, [], "x", 1, True, [GOOD]])
def test_what_is_no_object_is_no_change(data: object) -> None:
    with pytest.raises(MalformedChangeError):
        parse(data)


@pytest.mark.parametrize(
    "right",
    [
        {"value": None},
        {"value": True},
        {"value": 2**53 - 1},
        {"value": -(2**53) + 1},
        {"value": {"a_1": [{"b": []}]}},
        {"value": "\U0001f600"},
        {"slot": []},
        {"slot": ["x" * 80] * 4},
        {"at": "2026-05-12T09:30:00.5Z"},
        {"at": "2024-02-29T23:59:59.123456Z"},
        {"replaces": [f"{number:08x}-0000-4000-8000-000000000000" for number in range(1000)]},
    ],
)
def test_a_change_at_the_limits_is_read(right: dict[str, Any]) -> None:
    assert parse(GOOD | right).as_data() == GOOD | right


def nested(depth: int) -> object:
    return [nested(depth - 1)] if depth else None


def test_a_value_may_be_nested_seven_deep_and_no_deeper() -> None:
    parse(GOOD | {"value": nested(7)})
    with pytest.raises(MalformedChangeError, match="deep"):
        parse(GOOD | {"value": nested(8)})


def test_a_change_may_be_as_large_as_the_limit_and_no_larger() -> None:
    room = MAXIMUM_BYTES - len(canonical(parse(GOOD | {"value": ""})))
    assert len(canonical(parse(GOOD | {"value": "x" * room}))) == MAXIMUM_BYTES
    with pytest.raises(MalformedChangeError, match="bytes"):
        parse(GOOD | {"value": "x" * (room + 1)})


@given(strategies.json_values)
def test_anything_else_is_refused_in_words(data: object) -> None:
    with pytest.raises(MalformedChangeError):
        parse(data)


@given(st.fixed_dictionaries({key: st.just(GOOD[key]) | strategies.json_values for key in GOOD}))
def test_a_change_is_read_or_refused_and_nothing_else(data: dict[str, Any]) -> None:
    try:
        change = parse(data)
    except MalformedChangeError:
        return
    assert read_back(change) == change
    assert parse(json.loads(canonical(change))) == change


@given(strategies.hostile_changes)
def test_a_change_comes_back_from_its_text(change: Change) -> None:
    text = canonical(change)
    assert read_back(change) == change
    assert canonical(read_back(change)) == text


@given(strategies.hostile_sets)
def test_changes_come_back_in_their_order(changes: list[Change]) -> None:
    texts = [canonical(change).encode() for change in changes]
    assert list(from_canonicals(texts)) == changes


@given(strategies.hostile_changes, strategies.hostile_changes)
def test_equal_texts_are_equal_contents(one: Change, other: Change) -> None:
    # Not `one == other`: Python thinks true and 1 equal, and the text does not.
    same = json.dumps(one.as_data(), sort_keys=True) == json.dumps(other.as_data(), sort_keys=True)
    assert (canonical(one) == canonical(other)) == same


@given(st.text(max_size=40) | st.uuids().map(str))
def test_only_the_usual_form_is_a_uuid(text: str) -> None:
    assert is_uuid(text) == (len(text) == 36 and text.count("-") == 4)
