"""A letter that asks for measures tells nothing of how a home is weak, whatever was recorded."""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import covering_visits
from tests.examples import FEWER
from tests.shipped import LIBRARY
from tests.small_home import SMALL_HOME
from tests.small_home_visits import INSPECTION, Slots, inspection_of, visits
from woningscan.domain import letter, visit_file
from woningscan.domain.composing import compose
from woningscan.domain.inspection import Inspection
from woningscan.domain.language import Language, Text
from woningscan.domain.letter_parts import LetterKind
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.questionnaire import Item, Option, Questionnaire, StandardRoom, Zone
from woningscan.domain.route import Route
from woningscan.domain.settings import LetterSettings

PLAIN = LetterSettings()
IN_A_ROW = 4
"""So many words of a secret that follow one another tell it."""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def rows_of(text: str, size: int = IN_A_ROW) -> set[tuple[str, ...]]:
    """Give every few words that follow one another; of a shorter text all of it."""
    found = words(text)
    size = min(size, len(found))
    return {tuple(found[at : at + size]) for at in range(len(found) - size + 1)} if size else set()


def strings(part: object) -> Iterator[str]:
    """Give every text in a letter."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for inner in part.values():
            yield from strings(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from strings(inner)


def told(secrets: Iterable[str], written: letter.Letter, allowed: Iterable[str]) -> set[str]:
    """Give the secrets that a letter tells outside texts that it may hold."""
    texts = list(strings(asdict(written)))
    for text in sorted(allowed, key=len, reverse=True):
        texts = [each.replace(text, "\n") for each in texts]
    lines = [line for text in texts for line in text.splitlines()]
    said = {row for line in lines for size in range(1, IN_A_ROW + 1) for row in rows_of(line, size)}
    return {secret for secret in secrets if rows_of(secret) & said}


def orders(inspection: Inspection, language: Language) -> Iterator[letter.Letter]:
    for reader in inspection.questionnaire.readers:
        if reader.letter is LetterKind.ORDER:
            yield compose(Route(inspection), reader.id, Occasion(None, language, PLAIN))


def of_measures(questionnaire: Questionnaire, language: Language) -> set[str]:
    """Give what an order may say of measures: titles, norms and what its reader is told."""
    readers = [each.id for each in questionnaire.readers if each.letter is LetterKind.ORDER]
    texts = [
        text
        for measure in questionnaire.measures
        for text in (
            measure.title,
            measure.ask_for,
            *(measure.advice[reader] for reader in readers),
        )
        if text is not None
    ]
    return {text.in_(language) for text in texts}


def in_content(questionnaire: Questionnaire, language: Language) -> Iterator[str]:
    """Give every text that tells what was asked, answered or found, and where."""
    for zone in questionnaire.zones:
        for room in zone.rooms:
            yield room.name.in_(language)
        for item in zone.items:
            yield item.question.in_(language)
            for option in item.options:
                label = option.label.in_(language)
                # A label such as "no" tells nothing by itself.
                if len(words(label)) >= IN_A_ROW:
                    yield label
                if option.finding is not None:
                    yield option.finding.in_(language)


# A home in which every text that may not be told is recognised by a single word.
def _secret(text: Text | None, word: str) -> Text | None:
    return text and Text(f"geheim{word} {text.nl}", f"geheim{word} {text.en}")


def _secret_item(item: Item) -> Item:
    return replace(
        item,
        question=Text("geheimvraag", "geheimvraag"),
        good=_secret(item.good, "goed"),
        options=tuple(_secret_option(option) for option in item.options),
    )


def _secret_option(option: Option) -> Option:
    label = Text("geheimantwoord", "geheimantwoord")
    return replace(option, label=label, finding=_secret(option.finding, "bevinding"))


def _secret_room(room: StandardRoom) -> StandardRoom:
    return replace(room, name=Text("geheimruimte", "geheimruimte"))


def _secret_zone(zone: Zone) -> Zone:
    items = tuple(map(_secret_item, zone.items))
    rooms = tuple(map(_secret_room, zone.rooms))
    return replace(zone, items=items, rooms=rooms, name=Text("geheimzone", "geheimzone"))


SECRET_HOME = replace(SMALL_HOME, zones=tuple(map(_secret_zone, SMALL_HOME.zones)))
TYPED = {"text", "caption", "description", "name", "title", "reason"}


def _typed(value: Any, slot: tuple[str, ...]) -> Any:  # noqa: ANN401 - the value of a change
    """Mark what the adviser typed."""
    if slot[0] in {"noted", "room-named"} and isinstance(value, str):
        return f"geheim{value}"
    if isinstance(value, dict):
        return {key: f"geheim{said}" if key in TYPED else said for key, said in value.items()}
    return value


def _secretly(slots: Slots) -> Slots:
    return {slot: _typed(value, slot) for slot, value in slots.items()}


@FEWER
@given(visits(), st.sampled_from(Language))
def test_nothing_that_was_asked_answered_or_typed_is_in_an_order(
    slots: Slots, language: Language
) -> None:
    journal = inspection_of(_secretly(slots)).journal
    for written in orders(Inspection(SECRET_HOME, journal), language):
        assert "geheim" not in repr(written)
        assert letter.photos_in(written) == frozenset()


def test_the_other_letters_tell_it() -> None:
    """The words by which secrets are known do reach a letter that may tell them."""
    slots: Slots = {
        ("visit-dated",): "2026-05-12",
        ("fact-stated", "place"): "shore",
        ("room-added", INSPECTION): {"zone": "hall", "standard": "hall", "order": 0},
        ("answered", INSPECTION, "lock"): {"option": "worn"},
        ("noted", INSPECTION, "lock"): "Stroef",
        ("finding-added", INSPECTION, INSPECTION): {"text": "Bel"},
    }
    inspection = Inspection(SECRET_HOME, inspection_of(_secretly(slots)).journal)
    written = compose(Route(inspection), "reviewer", Occasion(None, Language.NL, PLAIN))
    for secret in ("vraag", "antwoord", "bevinding", "ruimte", "Stroef", "Bel"):
        assert f"geheim{secret}" in repr(written), secret


@cache
def shipped() -> Questionnaire:
    return LIBRARY.questionnaire("woningscan/1")


NOTE = "Het slot van de tuindeur hangt er los bij"
SEEN = "Achter de schuur staat een ladder tegen de muur"
CAPTION = "Een foto van het kapotte raam boven"
OWN_ADVICE = "Zet de kapotte achterdeur dicht met een plank"
ROOM = "De kamer met het kapotte zolderraam"
TYPED_HERE = {NOTE, SEEN, CAPTION, OWN_ADVICE, ROOM}


def drawn_visit(seed: int) -> Inspection:
    """Draw a visit to a whole home, in which the employer pays for what follows."""
    drawn = random.Random(seed)  # noqa: S311 - a test draws no secrets
    data: dict[str, Any] = visit_file.empty_file(shipped())
    data["visited_on"] = "2026-05-12"
    data["facts"] |= {"jurisdiction": "nl", "office": "wethouder", "tenure": "tenant"}
    for room in data["rooms"]:
        room["answers"] = {
            item: drawn.choice([*shipped().items_by_id[item].answers, None])
            for item in room["answers"]
        }
        room["notes"] = dict.fromkeys(room["answers"], NOTE)
        room["own_findings"] = [{"text": SEEN}]
        named = list(room["answers"])[:1]
        photo = {"items": named, "file": f"photos/{len(named)}.jpg", "caption": CAPTION}
        room["photos"] = [photo]
        if drawn.random() < 1 / 3:
            room["name"] = ROOM
    for measure in drawn.sample(sorted(shipped().measures_by_id), 10):
        changed = {"measure": measure, "payer": "employer", "text": NOTE}
        data["advice"].append({**changed, "reason": NOTE})
    own = {"title": OWN_ADVICE, "text": NOTE, "chapter": shipped().chapters[0].id}
    data["advice"].append({"own": own, "payer": "employer"})
    return covering_visits.inspection_of(shipped(), data)


@settings(max_examples=20)
@given(st.integers(0, 2**32), st.sampled_from(Language))
def test_an_order_of_a_whole_home_has_no_four_words_of_what_was_seen(
    seed: int, language: Language
) -> None:
    inspection = drawn_visit(seed)
    for written in orders(inspection, language):
        secrets = {*TYPED_HERE, *in_content(shipped(), language)}
        assert told(secrets, written, of_measures(shipped(), language)) == set()


def test_four_words_of_a_secret_are_found_where_they_stand() -> None:
    inspection = drawn_visit(1)
    written = compose(Route(inspection), "reviewer", Occasion(None, Language.NL, PLAIN))
    assert told({NOTE, OWN_ADVICE, "Dit staat nergens in deze brief"}, written, ()) == {
        NOTE,
        OWN_ADVICE,
    }
