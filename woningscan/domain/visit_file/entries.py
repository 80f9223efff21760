"""What stands in a visit file, as entries that know where they stand.

Reading is total: `null` and an absent key are the same, and what has another form than the JSON
Schema asks for is passed over, because the schema has complained of it already.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORMAT = "woningscan-visit/1"
HOLDER_FIELDS = ("name", "address", "postcode", "town", "organisation")
ADVISER_FIELDS = ("name",)

Placed: TypeAlias = "Mapping[str, str]"
"""Texts of a list, by where they stand."""

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def where(start: str, *parts: str | int) -> str:
    """Write a JSON path, such as `rooms[2].answers.cylinder`; odd keys stand in quotes."""
    path = start
    for part in parts:
        if isinstance(part, int):
            path += f"[{part}]"
        elif _PLAIN_KEY.fullmatch(part):
            path += f".{part}" if path else part
        else:
            path += f"[{json.dumps(part)}]"
    return path


def enclosing(path: str) -> Iterator[str]:
    """Give a JSON path and every path that it lies in, from the inside out."""
    while path:
        yield path
        path = path[: max(path.rfind("."), path.rfind("["), 0)]


def photo_path(file: str) -> str | None:
    """Give the one way to write a photo's path; None when it can lead out of the folder."""
    has_anchor = file.startswith("/") or PureWindowsPath(file).anchor
    if has_anchor or "\\" in file or not file.isprintable():
        return None
    parts = PurePosixPath(file).parts
    return None if not parts or ".." in parts else "/".join(parts)


@dataclass(frozen=True, slots=True)
class PhotoEntry:
    """A photo of a room; `file` is as it was written."""

    where: str
    file: str
    items: Placed
    caption: str | None
    description: str | None
    consent: bool


@dataclass(frozen=True, slots=True)
class RoomEntry:
    """A room; `place` is its place in the file."""

    where: str
    place: int
    zone: str | None
    name: str | None
    answers: Mapping[str, str]
    notes: Mapping[str, str]
    in_letter: Placed
    own_findings: Placed
    photos: tuple[PhotoEntry, ...]


@dataclass(frozen=True, slots=True)
class OwnAdvice:
    """Advice of the adviser's own."""

    title: str | None
    text: str | None
    chapter: str | None


@dataclass(frozen=True, slots=True)
class AdviceEntry:
    """One piece of advice: a measure or the adviser's own. `photos` is None when not chosen."""

    where: str
    place: int
    measure: str | None
    own: OwnAdvice | None
    priority: str | None
    payer: str | None
    text: str | None
    photos: Placed | None
    omit: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Entries:
    """A visit file as it was read; `identity` is by the names that the journal knows."""

    visited_on: str | None
    case: str | None
    photos_agreed: str | None
    facts: Mapping[str, str]
    holder: Mapping[str, str]
    adviser: Mapping[str, str]
    rooms: tuple[RoomEntry, ...]
    advice: tuple[AdviceEntry, ...]

    @property
    def identity(self) -> Iterator[tuple[str, str, str]]:
        """Give who is visited and by whom: (field of the journal, where it stands, text)."""
        for key in HOLDER_FIELDS:
            if key in self.holder:
                yield f"holder-{key}", where("holder", key), self.holder[key]
        for key in ADVISER_FIELDS:
            if key in self.adviser:
                yield f"adviser-{key}", where("adviser", key), self.adviser[key]

    @property
    def photos(self) -> Iterator[PhotoEntry]:
        """Give every photo, in the order of the file."""
        return (photo for room in self.rooms for photo in room.photos)


def read(data: Mapping[str, object]) -> Entries:
    """Read the entries of a file; it never fails."""
    return Entries(
        visited_on=_text(data.get("visited_on")),
        case=_text(data.get("case")),
        photos_agreed=_text(data.get("photos_agreed")),
        facts=_texts(data.get("facts")),
        holder=_texts(data.get("holder")),
        adviser=_texts(data.get("adviser")),
        rooms=tuple(
            _room(room, where("rooms", place), place) for place, room in _objects(data.get("rooms"))
        ),
        advice=tuple(
            _advice(advice, where("advice", place), place)
            for place, advice in _objects(data.get("advice"))
        ),
    )


def _room(data: Mapping[str, object], at: str, place: int) -> RoomEntry:
    return RoomEntry(
        where=at,
        place=place,
        zone=_text(data.get("zone")),
        name=_text(data.get("name")),
        answers=_texts(data.get("answers")),
        notes=_texts(data.get("notes")),
        in_letter=_placed(data.get("in_letter"), where(at, "in_letter")),
        own_findings={
            where(at, "own_findings", number, "text"): text
            for number, finding in _objects(data.get("own_findings"))
            if (text := _text(finding.get("text"))) is not None
        },
        photos=tuple(
            PhotoEntry(
                where=(photo_at := where(at, "photos", number)),
                file=file,
                items=_placed(photo.get("items"), where(photo_at, "items")),
                caption=_text(photo.get("caption")),
                description=_text(photo.get("description")),
                consent=photo.get("consent") is True,
            )
            for number, photo in _objects(data.get("photos"))
            if (file := _text(photo.get("file"))) is not None
        ),
    )


def _advice(data: Mapping[str, object], at: str, place: int) -> AdviceEntry:
    photos = data.get("photos")
    return AdviceEntry(
        where=at,
        place=place,
        measure=_text(data.get("measure")),
        own=_own(data.get("own")),
        priority=_text(data.get("priority")),
        payer=_text(data.get("payer")),
        text=_text(data.get("text")),
        photos=_placed(photos, where(at, "photos")) if isinstance(photos, list) else None,
        omit=data.get("omit") is True,
        reason=_text(data.get("reason")),
    )


def _own(data: object) -> OwnAdvice | None:
    if not isinstance(data, dict):
        return None
    return OwnAdvice(*(_text(data.get(key)) for key in ("title", "text", "chapter")))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> dict[str, str]:
    """Give the texts of an object; what is null is not filled in."""
    entries = value.items() if isinstance(value, dict) else ()
    return {key: text for key, text in entries if isinstance(text, str)}


def _objects(value: object) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Give the objects of a list, each with its place in it."""
    for place, part in enumerate(value if isinstance(value, list) else ()):
        if isinstance(part, dict):
            yield place, part


def _placed(value: object, at: str) -> dict[str, str]:
    parts = enumerate(value if isinstance(value, list) else ())
    return {where(at, place): part for place, part in parts if isinstance(part, str)}
