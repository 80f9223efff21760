"""An inspection as a visit file, and an empty file to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.advice import advise, findings, for_letter
from woningscan.domain.inspection import chosen_option
from woningscan.domain.language import Language
from woningscan.domain.photos import agreement
from woningscan.domain.route import Route
from woningscan.domain.visit_file.advising import called_for
from woningscan.domain.visit_file.entries import ADVISER_FIELDS, FORMAT, HOLDER_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.advice import Advice
    from woningscan.domain.changes import Value
    from woningscan.domain.inspection import Conflict, Inspection, Room
    from woningscan.domain.questionnaire import Questionnaire


class VisitInConflictError(ValueError):
    """Two devices disagree somewhere, and a file has room for one answer only."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        """Keep the conflicts, so that each can be named."""
        super().__init__("Choose first between what two devices recorded.")
        self.conflicts = conflicts


def photo_files(inspection: Inspection) -> dict[str, str]:
    """Give each photo a file, by its id: photos/1.jpg and on, in walk order."""
    shown = (inspection.of_room("photo-added", room.id) for room in inspection.rooms)
    ids = dict.fromkeys(id_ for photos in shown for id_, _ in photos)
    return {id_: f"photos/{number}.jpg" for number, id_ in enumerate(ids, 1)}


def file_of(
    inspection: Inspection, case: str | None, photos: Mapping[str, str]
) -> dict[str, Value]:
    """Give an inspection as a file, in walk order; `photos` are files by id (see `photo_files`).

    What has no effect on a letter is left out: answers in rooms that are gone, photos without a
    file, values of facts that do not exist under the others.

    Raises:
        VisitInConflictError: two devices disagree somewhere.
    """
    if inspection.conflicts:
        raise VisitInConflictError(inspection.conflicts)
    route = Route(inspection)
    left = dict(photos)
    agreed = agreement(inspection)
    return {
        "format": FORMAT,
        "questionnaire": inspection.questionnaire.name,
        "visited_on": inspection.visited_on,
        "case": case,
        **({"photos_agreed": agreed.value} if agreed else {}),
        "facts": {fact.id: route.fact(fact.id) for fact in inspection.questionnaire.facts},
        "holder": {key: inspection.identity(f"holder-{key}") for key in HOLDER_FIELDS},
        "adviser": {key: inspection.identity(f"adviser-{key}") for key in ADVISER_FIELDS},
        "rooms": [_room(inspection, room, left) for room in inspection.rooms],
        "advice": list(_advice(route, photos)),
    }


def empty_file(questionnaire: Questionnaire) -> dict[str, Value]:
    """Give a file with every standard room, whatever its condition, and nothing filled in."""
    return {
        "format": FORMAT,
        "questionnaire": questionnaire.name,
        "visited_on": None,
        "case": None,
        "facts": {fact.id: None for fact in questionnaire.facts},
        "holder": dict.fromkeys(HOLDER_FIELDS),
        "adviser": dict.fromkeys(ADVISER_FIELDS),
        "rooms": [
            {
                "zone": zone.id,
                "name": room.name.nl,
                "answers": {item.id: None for item in zone.items},
                "notes": {},
                "in_letter": [],
                "own_findings": [],
                "photos": [],
            }
            for zone in questionnaire.zones
            for room in zone.rooms
        ],
        "advice": [],
    }


def _room(inspection: Inspection, room: Room, left: dict[str, str]) -> dict[str, Value]:
    """Give a room; each photo stands in one room, and is taken from those that are left."""
    items = [item.id for item in room.zone.items]
    answers = {
        item: chosen_option(inspection.journal.value("answered", room.id, item)) for item in items
    }
    notes = {item: inspection.note(room.id, item) for item in items}
    return {
        "zone": room.zone.id,
        "name": room.name(Language.NL),
        "answers": {item: option for item, option in answers.items() if option is not None},
        "notes": {item: note for item, note in notes.items() if note is not None},
        "in_letter": [
            item
            for item in items
            if inspection.journal.value("letter-ticked", room.id, item) is True
        ],
        "own_findings": [value for _, value in inspection.of_room("finding-added", room.id)],
        "photos": [
            _photo(left.pop(id_), value, items)
            for id_, value in inspection.of_room("photo-added", room.id)
            if id_ in left
        ],
    }


def _photo(file: str, value: Value, items: list[str]) -> dict[str, Value]:
    fields = value if isinstance(value, dict) else {}
    shown = fields.get("items")
    photo: dict[str, Value] = {
        "items": [item for item in items if isinstance(shown, list) and item in shown],
        "file": file,
        "caption": fields.get("caption"),
    }
    if "description" in fields:
        photo["description"] = fields["description"]
    if fields.get("consent") is True:
        photo["consent"] = True
    return photo


def _advice(route: Route, photos: Mapping[str, str]) -> Iterator[dict[str, Value]]:
    """List what the adviser changed or put in order, and all that stands before it.

    What comes after is left to the rules, which give it again. Then come what was left out, and
    changed measures that stand with another: these have no place of their own.
    """
    inspection = route.inspection
    found = for_letter(inspection, findings(route))
    advice = advise(route, found)
    stated = {slot[1]: inspection.journal.value(*slot) for slot in _stated(inspection)}
    listed = _in_order(advice, stated.keys() | set(_ordered(inspection)))
    beside = sorted(
        measure
        for measure, value in stated.items()
        if measure in inspection.questionnaire.measures_by_id
        and measure not in listed
        and (measure in called_for(found) or _is_added(value))
    )
    for id_ in (*listed, *beside):
        yield _entry(inspection, id_, stated.get(id_), photos)


def _stated(inspection: Inspection) -> Iterator[tuple[str, ...]]:
    for kind in ("advised", "own-advised"):
        for slot in inspection.journal.slots(kind):
            if isinstance(inspection.journal.value(*slot), dict):
                yield slot


def _ordered(inspection: Inspection) -> Iterator[str]:
    order = inspection.journal.value("advice-ordered")
    return (str(id_) for id_ in order) if isinstance(order, list) else iter(())


def _in_order(advice: Advice, changed: set[str]) -> list[str]:
    ids = [each.id for each in advice.recommendations]
    last = max((place for place, id_ in enumerate(ids, 1) if id_ in changed), default=0)
    return [*ids[:last], *(each.id for each in advice.omitted)]


def _is_added(value: Value) -> bool:
    return isinstance(value, dict) and value.get("added") is True


def _entry(
    inspection: Inspection, id_: str, value: Value, photos: Mapping[str, str]
) -> dict[str, Value]:
    fields = dict(value) if isinstance(value, dict) else {}
    fields.pop("added", None)
    chosen = fields.get("photos")
    if isinstance(chosen, list):
        files = [photos[str(photo)] for photo in chosen if photo in photos]
        fields["photos"] = list(dict.fromkeys(files))
    if id_ in inspection.questionnaire.measures_by_id:
        return {"measure": id_, **fields}
    own = {key: fields.pop(key) for key in ("title", "text", "chapter")}
    return {"own": own, **fields}
