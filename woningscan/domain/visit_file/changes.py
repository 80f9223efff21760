"""A visit file as the changes of a journal, each with where it stands in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.inspection import Inspection, standard_room_id
from woningscan.domain.journal import fold
from woningscan.domain.photos import Agreement
from woningscan.domain.shapes import HIGHEST_ORDER
from woningscan.domain.visit_file.advising import changes_of_advice, judge
from woningscan.domain.visit_file.entries import photo_path, read, where
from woningscan.domain.visit_file.maker import PlacedChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.changes import Change, Value
    from woningscan.domain.questionnaire import Questionnaire, Zone
    from woningscan.domain.visit_file.entries import Entries, RoomEntry
    from woningscan.domain.visit_file.maker import Maker


def changes_of(
    data: Mapping[str, object], questionnaire: Questionnaire, maker: Maker
) -> tuple[Change, ...]:
    """Give the changes of a checked file; of a faulty one, those that can be made."""
    entries = read(data)
    visit = changes_of_visit(entries, questionnaire, maker)
    inspection = Inspection(questionnaire, fold(placed.change for placed in visit))
    judgement = judge(entries, inspection, maker)
    photos = photos_named(entries, maker)
    advice = changes_of_advice(entries, judgement, photos, maker)
    return tuple(placed.change for placed in (*visit, *advice))


def photo_ids(data: Mapping[str, object], maker: Maker) -> dict[str, str]:
    """Give the ids under which `changes_of` knows the photos, by their `photo_path`."""
    return _photo_ids(read(data), maker)


def photos_named(entries: Entries, maker: Maker) -> dict[str, str]:
    """Give the ids of the photos that pieces of advice name, by where they name them."""
    ids = _photo_ids(entries, maker)
    return {
        at: ids[path]
        for entry in entries.advice
        for at, file in (entry.photos or {}).items()
        if (path := photo_path(file)) in ids
    }


def changes_of_visit(
    entries: Entries, questionnaire: Questionnaire, maker: Maker
) -> tuple[PlacedChange, ...]:
    """Give the changes of all but the advice; what the questionnaire does not know is left out."""
    return (
        *_about_the_visit(entries, questionnaire, maker),
        *_about_the_rooms(entries, questionnaire, maker),
    )


def _about_the_visit(
    entries: Entries, questionnaire: Questionnaire, maker: Maker
) -> Iterator[PlacedChange]:
    if entries.visited_on is not None:
        yield PlacedChange("visited_on", maker.change("visit-dated", (), entries.visited_on))
    if entries.photos_agreed in set(Agreement):
        agreed = maker.change("photos-agreed", (), entries.photos_agreed)
        yield PlacedChange("photos_agreed", agreed)
    for fact, value in entries.facts.items():
        if fact in questionnaire.facts_by_id:
            yield PlacedChange(where("facts", fact), maker.change("fact-stated", (fact,), value))
    for field, at, text in entries.identity:
        yield PlacedChange(at, maker.change("identity-stated", (field,), text))


def _about_the_rooms(
    entries: Entries, questionnaire: Questionnaire, maker: Maker
) -> Iterator[PlacedChange]:
    taken: set[str] = set()
    for entry in entries.rooms:
        zone = questionnaire.zones_by_id.get(entry.zone or "")
        if zone is not None:
            room = _room(entry, zone, taken, maker)
            yield PlacedChange(where(entry.where, "name"), room)
            yield from _about_items(entry, room.slot[0], zone, maker)
            yield from _own_findings(entry, room.slot[0], maker)
            yield from _photos(entry, room.slot[0], maker)


def _room(entry: RoomEntry, zone: Zone, taken: set[str], maker: Maker) -> Change:
    """Give the room: a standard room when it bears the name of one that is not taken yet.

    A room without a name is called after its zone.
    """
    name = zone.name.nl if entry.name is None else entry.name
    named = (room.key for room in zone.rooms if name in (room.name.nl, room.name.en))
    standard = next((key for key in named if key not in taken), None)
    place = min(entry.place, HIGHEST_ORDER)
    if standard is None:
        value: dict[str, Value] = {"zone": zone.id, "order": place, "name": name}
        return maker.change("room-added", (maker.id_for("room", entry.place),), value)
    taken.add(standard)
    value = {"zone": zone.id, "order": place, "standard": standard}
    return maker.change("room-added", (standard_room_id(maker.inspection, standard),), value)


def _about_items(entry: RoomEntry, room: str, zone: Zone, maker: Maker) -> Iterator[PlacedChange]:
    items = {item.id for item in zone.items}
    said: list[tuple[str, str, str, Value]] = []
    for item, option in entry.answers.items():
        said.append(("answered", item, where(entry.where, "answers", item), {"option": option}))
    for item, note in entry.notes.items():
        said.append(("noted", item, where(entry.where, "notes", item), note))
    for item, at in _once(entry.in_letter).items():
        said.append(("letter-ticked", item, at, True))
    for kind, item, at, value in said:
        if item in items:
            yield PlacedChange(at, maker.change(kind, (room, item), value))


def _once(items: Mapping[str, str]) -> dict[str, str]:
    """Give each item once, with where it stands: naming it twice says no more."""
    return {item: at for at, item in items.items()}


def _own_findings(entry: RoomEntry, room: str, maker: Maker) -> Iterator[PlacedChange]:
    ids = maker.ids_in_order(len(entry.own_findings), "finding", entry.place)
    for id_, (at, text) in zip(ids, entry.own_findings.items(), strict=True):
        yield PlacedChange(at, maker.change("finding-added", (room, id_), {"text": text}))


def _photos(entry: RoomEntry, room: str, maker: Maker) -> Iterator[PlacedChange]:
    for id_, photo in zip(_ids_of_photos(entry, maker), entry.photos, strict=True):
        value: dict[str, Value] = {"items": list(dict.fromkeys(photo.items.values()))}
        if photo.caption is not None:
            value["caption"] = photo.caption
        if photo.description is not None:
            value["description"] = photo.description
        if photo.consent:
            value["consent"] = True
        yield PlacedChange(photo.where, maker.change("photo-added", (room, id_), value))


def _ids_of_photos(entry: RoomEntry, maker: Maker) -> list[str]:
    return maker.ids_in_order(len(entry.photos), "photo", entry.place)


def _photo_ids(entries: Entries, maker: Maker) -> dict[str, str]:
    return {
        path: id_
        for room in entries.rooms
        for id_, photo in zip(_ids_of_photos(room, maker), room.photos, strict=True)
        if (path := photo_path(photo.file)) is not None
    }
