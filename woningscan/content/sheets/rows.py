"""Every text of a questionnaire as a row of a sheet, with words that say where one reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.content.checker import LONGEST_TITLE
from woningscan.content.language import placeholders
from woningscan.content.sections import SECTIONS
from woningscan.content.sheets.layout import Sheet
from woningscan.content.texts import Role, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.content.texts import PlacedText
    from woningscan.domain.language import Text
    from woningscan.domain.questionnaire import Questionnaire

_SHEET_OF = {
    "zones": Sheet.QUESTIONS,
    "measures": Sheet.MEASURES,
    "chapters": Sheet.LETTERS,
    "paragraphs": Sheet.LETTERS,
    "phrases": Sheet.LETTERS,
}
_OWN_NAME = ("name", "question", "label", "title")
"""The keys of which the text is the name of what it belongs to."""

_WORDS = {
    "title": "naam van de vragenlijst",
    "chapters.title": "kop van het hoofdstuk",
    "payers.name": "wie betaalt",
    "readers.name": "lezer van een brief",
    "looks.name": "wanneer men kijkt",
    "facts.label": "gegeven van het bezoek",
    "facts.help": "uitleg",
    "values.label": "keuze",
    "zones.name": "naam van de zone",
    "zones.help": "uitleg bij de zone",
    "rooms.name": "naam van de ruimte",
    "items.question": "vraag",
    "items.help": "uitleg",
    "items.good": "zin in de brief als het goed is",
    "options.label": "antwoord",
    "options.finding": "bevinding in de brief",
    "measures.title": f"titel, hoogstens {LONGEST_TITLE} tekens",
    "measures.advice": "advies voor",
    "measures.reason": "reden voor",
    "measures.ask_for": "waar men om vraagt",
    "paragraphs.text": "alinea",
    "phrases": "vaste tekst",
}
_STEP = re.compile(r"([a-z_]+)(?:\[([^\]]+)\])?")


@dataclass(frozen=True, slots=True)
class Row:
    """A text, its address in the questionnaire, its sheet, and where one reads it (in Dutch)."""

    sheet: Sheet
    address: str
    where: str
    text: Text


def rows_of(questionnaire: Questionnaire) -> list[Row]:
    """Give a row for every text, in the order of the questionnaire."""
    placed: dict[str, PlacedText] = {}
    readers: dict[str, list[str]] = {}
    reader_names = {reader.id: reader.name.nl for reader in questionnaire.readers}
    for each in texts_of(questionnaire):
        placed.setdefault(each.address, each)
        if each.reader:
            readers.setdefault(each.address, []).append(reader_names[each.reader])
    names = {
        address.rpartition(".")[0]: each.text.nl
        for address, each in placed.items()
        if address.rpartition(".")[2] in _OWN_NAME
    }
    return [
        Row(
            _SHEET_OF.get(re.split(r"[.\[]", address)[0], Sheet.OTHER),
            address,
            _where(each, names, readers.get(address, [])),
            each.text,
        )
        for address, each in placed.items()
    ]


def _where(placed: PlacedText, names: Mapping[str, str], readers: list[str]) -> str:
    """Say where one reads a text: what it belongs to, what it is, who reads it."""
    owner, _, key = placed.address.rpartition(".")
    named = owner.rpartition(".")[0] if key in _OWN_NAME else owner
    belongs_to = " – ".join(names[part] for part in _with_owners(named) if part in names)
    what = " ".join((_what(placed), ", ".join(readers))).strip()
    hints = [f"laat {word} staan" for word in sorted(placeholders(placed.text.nl))]
    return " · ".join(part for part in (belongs_to, what, *hints) if part)


def _what(placed: PlacedText) -> str:
    """Give the words for a kind of text, by the last two keys of its address."""
    steps = [key for key, _ in _STEP.findall(re.sub(r"\[[^\]]*\]", "", placed.address))]
    forms = (".".join(steps[-2:]), ".".join(steps[-3:-1]), steps[0])
    words = next((_WORDS[form] for form in forms if form in _WORDS), steps[-1])
    if placed.role is Role.PARAGRAPH:
        return f"{words}, {SECTIONS[placed.part].nl.lower()}: voor"
    return words


def _with_owners(address: str) -> Iterator[str]:
    """Give the addresses of all that something belongs to, from the outside in."""
    for end in re.finditer(r"\]", address):
        yield address[: end.end()]
