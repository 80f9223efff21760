"""A questionnaire with 150 items in one zone: more than any room has, for what a page can bear."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from woningscan.content.library import SHIPPED, Library

if TYPE_CHECKING:
    from pathlib import Path

NAME = "many/1"
ROOM = "all"
ITEMS = 150
_CONDITIONAL = 10
"""Every so many items there is one that the item before it calls for."""


def _text(words: str) -> dict[str, str]:
    return {"nl": words, "en": f"In English: {words}"}


_HEADING = {
    "id": "many",
    "version": 1,
    "title": _text("Veel"),
    "chapters": [{"id": "home", "title": _text("Woning")}],
    "payers": [{"id": "own", "name": _text("Uzelf")}],
    "readers": [{"id": "holder", "letter": "advice", "name": _text("Bewoner")}],
}
_OFFICE = {
    "id": "office",
    "label": _text("Ambt"),
    "required": True,
    "values": [{"id": "wethouder", "label": _text("Wethouder")}],
}
_MEASURE = {
    "id": "mend",
    "title": _text("Maak het"),
    "advice": {"holder": _text("Maak het.")},
    "reason": {"holder": _text("Dan is het goed.")},
    "chapter": "home",
    "urgency": "soon",
    "payer": [{"payer": "own"}],
    "sources": ["practice"],
}
_OPENING = {
    "id": "opening",
    "section": "opening",
    "readers": ["holder"],
    "text": _text("Dit is veel."),
    "sources": ["practice"],
}


def library(folder: Path) -> Library:
    """Give the shipped questionnaires and this one, written into an empty folder."""
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)
    own = folder / "many" / "v1"
    for name, content in _files().items():
        path = own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # JSON is YAML too, and needs no thought about quoting.
        path.write_text(json.dumps(content), "utf-8")
    return Library(folder, ())


def _files() -> dict[str, object]:
    return {
        "questionnaire.yaml": _HEADING,
        "facts.yaml": {"facts": [_OFFICE]},
        "paragraphs/all.yaml": {"paragraphs": [_OPENING]},
        "phrases.yaml": {"phrases": {"heading": _text("Veel")}},
        "measures/all.yaml": {"measures": [_MEASURE]},
        "zones/01-everything.yaml": {
            "id": "everything",
            "name": _text("Alles"),
            "rooms": [{"key": ROOM, "name": _text("Alles")}],
            "items": [_item(number) for number in range(ITEMS)],
        },
    }


def _item(number: int) -> dict[str, object]:
    bad = {"good": False, "grade": "slight", "measures": ["mend"], "finding": _text("Niet goed.")}
    item: dict[str, object] = {
        "id": f"item-{number}",
        "question": _text(f"Is punt {number} van deze woning in orde?"),
        "help": _text("Kijk er goed naar, ook aan de onderkant."),
        "options": [
            {"id": "good", "label": _text("Ja"), "good": True},
            {"id": "partly", "label": _text("Deels"), **bad},
            {"id": "bad", "label": _text("Nee"), **bad},
        ],
        "sources": ["practice"],
    }
    if number % _CONDITIONAL == _CONDITIONAL - 1:
        item["show_when"] = {"item": f"item-{number - 1}", "in": ["good", "partly"]}
    return item
