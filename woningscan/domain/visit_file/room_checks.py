"""What is wrong with the rooms of a visit file, and with their photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain import shapes
from woningscan.domain.photos import MOST_PHOTOS
from woningscan.domain.visit_file.entries import photo_path, where
from woningscan.domain.visit_file.saying import Said, line_fault, quoted, text_fault, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from woningscan.domain.questionnaire import Questionnaire, Zone
    from woningscan.domain.visit_file.entries import Entries, RoomEntry


def room_faults(entries: Entries, questionnaire: Questionnaire) -> Iterator[Said]:
    """Say which zones, items and answers there are not, or not here."""
    for entry in entries.rooms:
        if entry.place == shapes.HIGHEST_ORDER + 1:
            yield entry.where, f"A visit holds at most {shapes.HIGHEST_ORDER + 1} rooms."
        zone = questionnaire.zones_by_id.get(entry.zone or "")
        if entry.zone is None:
            yield where(entry.where, "zone"), "Give the zone of this room."
        elif zone is None:
            message = unknown("zone", entry.zone, questionnaire.zones_by_id)
            yield where(entry.where, "zone"), message
        yield from _item_faults(_items_named(entry), zone, questionnaire)
        yield from _answer_faults(entry, questionnaire)


def _items_named(entry: RoomEntry) -> Iterator[Said]:
    """Give every item that a room names, by where it does."""
    for key, named in (("answers", entry.answers), ("notes", entry.notes)):
        yield from ((where(entry.where, key, item), item) for item in named)
    for places in (entry.in_letter, *(photo.items for photo in entry.photos)):
        yield from places.items()


def _item_faults(
    named: Iterable[Said], zone: Zone | None, questionnaire: Questionnaire
) -> Iterator[Said]:
    for at, item in named:
        known = questionnaire.items_by_id.get(item)
        if known is None:
            here = zone.items if zone else ()
            nearby = [one.id for one in here] or list(questionnaire.items_by_id)
            yield at, unknown("item", item, nearby)
        elif zone is not None and known.zone != zone.id:
            yield (
                at,
                (
                    f"“{item}” is an item of zone {known.zone}, not of {zone.id}; "
                    f"move it to a room of {known.zone}."
                ),
            )


def _answer_faults(entry: RoomEntry, questionnaire: Questionnaire) -> Iterator[Said]:
    for item, option in entry.answers.items():
        known = questionnaire.items_by_id.get(item)
        if known is not None and option not in known.answers:
            yield where(entry.where, "answers", item), unknown("answer", option, known.answers)


def photo_faults(entries: Entries) -> Iterator[Said]:
    """Say which photos are too many, named twice, out of reach, or said too much of."""
    seen: dict[str, str] = {}
    for number, photo in enumerate(entries.photos, 1):
        at = where(photo.where, "file")
        path = photo_path(photo.file)
        if path is None:
            yield (
                at,
                (
                    f"{quoted(photo.file)} may lead out of the folder of this file; "
                    "write the path from there, with / and without .."
                ),
            )
        elif path in seen:
            yield at, f"{quoted(photo.file)} is a photo already, at {seen[path]}; name it once."
        else:
            seen[path] = at
        if number == MOST_PHOTOS + 1:
            yield photo.where, f"A visit holds at most {MOST_PHOTOS} photos; leave out the rest."
        if photo.caption is not None:
            yield from line_fault(where(photo.where, "caption"), photo.caption, shapes.LONGEST_NAME)
        if photo.description is not None:
            description_at = where(photo.where, "description")
            yield from text_fault(description_at, photo.description, shapes.LONGEST_TEXT)
