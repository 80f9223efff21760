"""The export is a contract: its keys and forms stand in docs and are relied on."""

import json

from tests.unit.content.faulty import TINY
from woningscan.content.export import export
from woningscan.content.loader import load

DATA = export(load(TINY / "every-key" / "v1"))


def test_export_has_these_parts() -> None:
    assert list(DATA) == ["questionnaire", "facts", "zones", "measures"]
    assert DATA["questionnaire"] == "every-key/1"
    assert json.loads(json.dumps(DATA)) == DATA


def test_facts_have_values_or_null_for_free_text() -> None:
    place, tenure, town = DATA["facts"]
    assert place == {
        "id": "place",
        "required": True,
        "values": [{"id": "shore", "show_when": None}, {"id": "island", "show_when": None}],
    }
    assert tenure["values"][2] == {"id": "guest", "show_when": {"fact": "place", "in": ["island"]}}
    assert town == {"id": "town", "required": False, "values": None}


def test_items_have_their_conditions_with_every_scope_written_out() -> None:
    hall, room = DATA["zones"]
    assert (hall["id"], hall["name"]) == ("hall", {"nl": "Hal", "en": "Hall"})
    assert hall["items"][1] == {
        "id": "key",
        "question": {"nl": "Steekt de sleutel in het slot?", "en": "Is the key in the lock?"},
        "show_when": {
            "all": [
                {"item": "lock", "in": ["sound", "worn"], "scope": "room"},
                {"not": {"fact": "tenure", "in": ["guest"]}},
            ]
        },
        "letter": "when-ticked",
        "statistics": False,
        "options": [
            {
                "id": "removed",
                "label": {"nl": "Nee", "en": "Removed"},
                "good": True,
                "grade": None,
                "measures": [],
            },
            {
                "id": "stays",
                "label": {"nl": "Ja", "en": "It stays"},
                "good": False,
                "grade": "moderate",
                "measures": ["key-away"],
            },
        ],
    }
    assert room["items"][0]["show_when"] == {
        "any": [
            {"item": "lock", "in": ["broken", "not-assessed"], "scope": "all"},
            {"item": "key", "in": ["stays"], "scope": "any"},
        ]
    }


def test_items_are_always_in_the_letter_and_the_statistics_unless_they_say_otherwise() -> None:
    lock = DATA["zones"][0]["items"][0]
    assert (lock["show_when"], lock["letter"], lock["statistics"]) == (None, "always", True)


def test_measures_have_their_payers_in_order_and_what_goes_with_them() -> None:
    measures = {measure["id"]: measure for measure in DATA["measures"]}
    assert measures["lock-replace"] == {
        "id": "lock-replace",
        "title": {"nl": "Vervang de cilinder", "en": "Replace the cylinder"},
        "advice": {
            "holder": {"nl": "Vraag om een nieuwe cilinder.", "en": "Ask for a new cylinder."},
            "reviewer": {"nl": "Nieuwe cilinder nodig.", "en": "A new cylinder is needed."},
            "employer": {"nl": "Regel een nieuwe cilinder.", "en": "Arrange a new cylinder."},
        },
        "urgency": "direct",
        "chapter": "label",
        "payer": [
            {"when": {"fact": "tenure", "in": ["tenant"]}, "payer": "landlord"},
            {"when": None, "payer": "own"},
        ],
        "with": ["spare-key"],
    }
    assert measures["lock-oil"]["with"] == []
