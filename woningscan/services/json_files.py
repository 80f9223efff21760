"""Reading a JSON file that a person or another program wrote, and telling all its faults.

JSON as such is laxer than it looks: keys may stand twice, numbers may be endless and nesting
bottomless. Here each of these is a fault with its place, and what is left can be read on.
"""

from __future__ import annotations

import codecs
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woningscan.domain.visit_file.entries import enclosing, where
from woningscan.services.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LARGEST = 10 * 1024 * 1024
"""The most bytes that a file may have."""

DEEPEST = 16
LONGEST_NUMBER = 15


@dataclass(frozen=True, slots=True, order=True)
class FileFault:
    """What is wrong with a file: the JSON path or the line, and how to mend it."""

    where: str
    message: str

    def __str__(self) -> str:
        """Give it as one line."""
        return f"{self.where}: {self.message}" if self.where else self.message


class FileFaultyError(ServiceError):
    """A file is not as it should be; `faults` says everything that is wrong with it."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        """Keep every fault; as text there is one line for each."""
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(slots=True)
class JsonFile:
    """What a file holds, as plain JSON without what is faulty, and the faults."""

    data: object
    faults: list[FileFault] = field(default_factory=list)


class _Object(dict[str, object]):
    """An object as it was read; `twice` are the keys that stood in it more than once."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        counts = Counter(key for key, _ in pairs)
        self.twice = tuple(key for key, count in counts.items() if count > 1)


@dataclass(frozen=True, slots=True)
class _OddNumber:
    """A number as it stands, of a kind that no file of ours holds."""

    text: str


def read_json(path: Path) -> JsonFile:
    """Read a file.

    Raises:
        FileFaultyError: it cannot be read at all: missing, too large, not UTF-8, not JSON.
    """
    text = _decoded(_bytes(path))
    try:
        raw = json.loads(
            text,
            object_pairs_hook=_Object,
            parse_constant=_OddNumber,
            parse_float=_OddNumber,
            parse_int=_whole_number,
        )
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        raise FileFaultyError([FileFault(at, f"This is not JSON: {error.msg}.")]) from None
    except RecursionError:
        raise FileFaultyError([_too_deep("")]) from None
    file = JsonFile(None)
    file.data = _plain(raw, "", 0, file.faults)
    return file


def with_more(known: Iterable[FileFault], more: Iterable[FileFault]) -> list[FileFault]:
    """Give all faults; what is said of a place that is known to be faulty follows from that."""
    faults = list(known)
    places = {outer for fault in faults for outer in enclosing(fault.where)}
    return [*faults, *(fault for fault in more if fault.where not in places)]


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no such path"
        raise FileFaultyError([FileFault("", f"The file cannot be read: {reason}.")]) from None
    if len(data) > LARGEST:
        size = LARGEST // 1024**2
        raise FileFaultyError([FileFault("", f"The file is larger than {size} MB; split it.")])
    return data


def _decoded(data: bytes) -> str:
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = FileFault(f"line {line}", "The file is not UTF-8; save it as UTF-8.")
        raise FileFaultyError([fault]) from None


def _whole_number(text: str) -> int | _OddNumber:
    return int(text) if len(text) <= LONGEST_NUMBER else _OddNumber(text)


def _plain(value: object, at: str, depth: int, faults: list[FileFault]) -> object:
    """Give the value as plain JSON; what is faulty becomes null, which means not filled in."""
    if depth > DEEPEST:
        faults.append(_too_deep(at))
        return None
    match value:
        case _OddNumber(text):
            shown = text if len(text) <= LONGEST_NUMBER else f"{text[:LONGEST_NUMBER]}…"
            faults.append(FileFault(at, f"{shown} is not a whole number of at most 15 digits."))
            return None
        case str() if not _is_whole(value):
            faults.append(FileFault(at, "The text holds half a character (a lone surrogate)."))
            return None
        case _Object():
            return _plain_object(value, at, depth, faults)
        case list():
            return [
                _plain(part, where(at, place), depth + 1, faults)
                for place, part in enumerate(value)
            ]
    return value


def _plain_object(
    value: _Object, at: str, depth: int, faults: list[FileFault]
) -> dict[str, object]:
    faults += (
        FileFault(where(at, key), "This key stands here more than once; keep one.")
        for key in value.twice
    )
    faults += (
        FileFault(where(at, key), "The key holds half a character (a lone surrogate).")
        for key in value
        if not _is_whole(key)
    )
    return {
        key: _plain(part, where(at, key), depth + 1, faults)
        for key, part in value.items()
        if _is_whole(key)
    }


def _is_whole(text: str) -> bool:
    """Tell whether a text holds whole characters, so that it can be stored and printed."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _too_deep(at: str) -> FileFault:
    return FileFault(at, f"This is nested deeper than {DEEPEST} levels.")
