"""What changes are about, and what they say, in words of the screen: for conflicts and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.inspection import chosen_option
from woningscan.domain.kinds import KINDS
from woningscan.domain.questionnaire import UNLISTED_OPTIONS
from woningscan.domain.wording import written_day
from woningscan.web.contexts.advice_words import advice_title, advised_words, order_words

if TYPE_CHECKING:
    from woningscan.domain.changes import Change, SlotKey, Value
    from woningscan.domain.inspection import Inspection
    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.web.texts import Translator


def answer_label(questionnaire: Questionnaire, item: str, option: str | None, t: Translator) -> str:
    """Give an answer in words."""
    if option is None:
        return t("answer.none")
    if option in UNLISTED_OPTIONS:
        return t(f"answer.{option}")
    found = questionnaire.items_by_id[item].option(option)
    return t.of(found.label) if found else option


def fact_label(questionnaire: Questionnaire, fact: str, value: Value, t: Translator) -> str:
    """Give the value of a fact in words."""
    if value is None:
        return t("answer.none")
    choices = questionnaire.facts_by_id[fact].values
    return next((t.of(choice.label) for choice in choices if choice.id == value), str(value))


def room_name(inspection: Inspection, room: str, t: Translator) -> str:
    """Give the name of a room, also of one that was removed or has not arrived."""
    found = inspection.rooms_by_id.get(room)
    if found is not None:
        return found.name(t.language)
    added = inspection.journal.value("room-added", room)
    if not isinstance(added, dict):
        return t("room.unknown")
    named = inspection.journal.value("room-named", room) or added.get("name")
    if named:
        return str(named)
    zone = inspection.questionnaire.zones_by_id.get(str(added["zone"]))
    standard = [each for each in zone.rooms if each.key == added.get("standard")] if zone else []
    return t.of(standard[0].name) if standard else t("room.unknown")


def room_was_removed(inspection: Inspection, room: str) -> bool:
    """Tell whether a room was there, and is not any more."""
    is_known = inspection.journal.value("room-added", room) is not None
    return is_known and room not in inspection.rooms_by_id


def slot_words(inspection: Inspection, slot: SlotKey, t: Translator) -> str:
    """Say what a change is about."""
    questionnaire = inspection.questionnaire
    what = t(f"kind.{slot[0]}")
    match slot:
        case ("fact-stated", fact):
            what = t.of(questionnaire.facts_by_id[fact].label)
        case ("identity-stated", field):
            what = t(f"identity.{field}")
        case ("advised" | "own-advised", name):
            what = f"{what}: {advice_title(inspection, name, t)}"
    if KINDS[slot[0]].is_of_a_room:
        item = questionnaire.items_by_id.get(slot[-1])
        about = what if item is None else _about_item(slot[0], t.of(item.question), what)
        return f"{room_name(inspection, slot[1], t)}: {about}"
    return what


def _about_item(kind: str, question: str, what: str) -> str:
    return question if kind == "answered" else f"{question} ({what})"


def value_words(inspection: Inspection, change: Change, t: Translator) -> str:
    """Say what a change says."""
    questionnaire, value = inspection.questionnaire, change.value
    match change.kind:
        case "answered":
            words = answer_label(questionnaire, change.slot[1], chosen_option(value), t)
        case "fact-stated":
            words = fact_label(questionnaire, change.slot[0], value, t)
        case "visit-dated" if isinstance(value, str):
            words = written_day(value, t.language)
        case "room-removed":
            words = t("room.kept") if value is None else t("room.removed")
        case "advised" | "own-advised":
            words = advised_words(inspection, value, t)
        case "advice-ordered":
            words = order_words(inspection, value, t)
        case _:
            words = _plain_words(value, t)
    return words


def _plain_words(value: Value, t: Translator) -> str:
    match value:
        case None:
            return t("answer.none")
        case bool():
            return t("yes") if value else t("no")
        case {"text": str(text)} | {"name": str(text)} | {"title": str(text)}:
            return text
        case list():
            return ", ".join(_plain_words(part, t) for part in value)
        case dict():
            return "; ".join(f"{key}: {_plain_words(part, t)}" for key, part in value.items())
    return str(value)
