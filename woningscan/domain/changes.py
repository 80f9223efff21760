"""A change: one immutable thing recorded on a device.

The journal of an inspection is a set of changes. A change never alters: what was recorded before
is replaced by a new change that names what it saw.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Value: TypeAlias = "bool | int | str | list[Value] | dict[str, Value] | None"
SlotKey: TypeAlias = tuple[str, ...]
"""What a change is about: its kind, then the parts of its slot."""

MAXIMUM_BYTES = 64 * 1024
"""The most that one change may be, as canonical UTF-8."""

MAXIMUM_REPLACED = 1000
_KEYS = frozenset({"id", "kind", "slot", "value", "replaces", "device", "at"})
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_LARGEST_INTEGER = 2**53 - 1
_LARGEST_DEPTH = 8
_LONGEST_NAME = 80


class MalformedChangeError(ValueError):
    """The data is not a change; the message says which part and how to mend it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded thing. `at` (UTC) is shown and never decides; `device` is its maker's own id."""

    id: str
    kind: str
    slot: tuple[str, ...]
    value: Value
    replaces: tuple[str, ...]
    device: str
    at: str

    @property
    def slot_key(self) -> SlotKey:
        """What it is about. Kinds never share a slot: a note is not an answer."""
        return (self.kind, *self.slot)

    def as_data(self) -> dict[str, Value]:
        """Give the change as it travels in JSON."""
        return {
            "id": self.id,
            "kind": self.kind,
            "slot": list(self.slot),
            "value": self.value,
            "replaces": list(self.replaces),
            "device": self.device,
            "at": self.at,
        }


def canonical(change: Change) -> str:
    """Give the one text of a change's content: sorted keys, no spaces, no escapes beyond JSON's.

    Two changes have the same content exactly when these are equal. There are no floats, so
    JavaScript writes the same text.
    """
    return _CANONICAL.encode(change.as_data())


def from_canonicals(contents: Iterable[bytes]) -> tuple[Change, ...]:
    """Read back what `canonical` wrote, as UTF-8: trusted, because its chain was verified.

    Reading them as one list is twice as fast as reading each.
    """
    return tuple(
        Change(
            data["id"],
            data["kind"],
            tuple(data["slot"]),
            data["value"],
            tuple(data["replaces"]),
            data["device"],
            data["at"],
        )
        for data in json.loads(b"[" + b",".join(contents) + b"]")
    )


class Sent(NamedTuple):
    """A change that came from outside, and its canonical text in UTF-8."""

    change: Change
    content: bytes


def parse(data: object) -> Change:
    """Read a change that came from outside, form only: kinds and content are not looked at.

    Raises:
        MalformedChangeError: some part has the wrong form, or the whole is too large.
    """
    return receive(data).change


def receive(data: object) -> Sent:
    """Read a change as `parse` does, and keep its text, which takes as long to write as to read.

    Raises:
        MalformedChangeError: some part has the wrong form, or the whole is too large.
    """
    if not isinstance(data, dict):
        raise MalformedChangeError("A change is an object.")
    if wrong := _KEYS ^ set(data):
        raise MalformedChangeError(
            f"A change has exactly the keys {sorted(_KEYS)}; look at {sorted(map(str, wrong))}."
        )
    _check_value(data["value"], _LARGEST_DEPTH)
    change = Change(
        id=_uuid(data["id"], "id"),
        kind=_short_text(data["kind"], "kind"),
        slot=tuple(_short_text(part, "slot") for part in _list(data["slot"], "slot", 4)),
        value=data["value"],
        replaces=_replaced(data["replaces"]),
        device=_uuid(data["device"], "device"),
        at=_at(data["at"]),
    )
    try:
        content = canonical(change).encode()
    except UnicodeEncodeError:
        raise MalformedChangeError("A text holds half a character (a lone surrogate).") from None
    if len(content) > MAXIMUM_BYTES:
        raise MalformedChangeError(
            f"A change is at most {MAXIMUM_BYTES} bytes; this is {len(content)}."
        )
    return Sent(change, content)


def is_uuid(text: object) -> bool:
    """Tell whether this is a UUID in its usual form: lower case, with hyphens."""
    return isinstance(text, str) and _UUID.fullmatch(text) is not None


def _uuid(value: object, key: str) -> str:
    if not is_uuid(value):
        raise MalformedChangeError(f"{key} is a UUID in lower case.")
    return str(value)


def _short_text(value: object, key: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_NAME:
        raise MalformedChangeError(f"{key} is a text of 1 to {_LONGEST_NAME} characters.")
    return value


def _list(value: object, key: str, longest: int) -> list[object]:
    if not isinstance(value, list) or len(value) > longest:
        raise MalformedChangeError(f"{key} is a list of at most {longest}.")
    return value


def _replaced(value: object) -> tuple[str, ...]:
    """Sort them and drop repeats: the order in which heads were seen means nothing."""
    ids = {_uuid(part, "replaces") for part in _list(value, "replaces", MAXIMUM_REPLACED)}
    return tuple(sorted(ids))


def _at(value: object) -> str:
    if not isinstance(value, str) or not _AT.fullmatch(value) or not _is_time(value):
        raise MalformedChangeError("at is a time in UTC, such as 2026-05-12T09:30:00Z.")
    return value


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_value(value: object, depth: int) -> None:
    """Refuse what JSON and JavaScript do not agree on: floats, large integers, deep nesting."""
    if depth == 0:
        raise MalformedChangeError("value is nested too deeply.")
    if isinstance(value, dict):
        for key, part in value.items():
            _check_key(key)
            _check_value(part, depth - 1)
    elif isinstance(value, list):
        for part in value:
            _check_value(part, depth - 1)
    elif isinstance(value, float):
        raise MalformedChangeError("value holds no fractions; use whole numbers.")
    elif isinstance(value, int) and abs(value) > _LARGEST_INTEGER:
        raise MalformedChangeError(f"value holds no number above {_LARGEST_INTEGER}.")


def _check_key(key: object) -> None:
    if not isinstance(key, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", key):
        raise MalformedChangeError("Keys inside value are lower-case names.")
