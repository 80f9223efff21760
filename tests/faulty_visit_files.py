"""A good file of a visit to the tiny home, and all the ways to spoil it."""

from collections.abc import Callable
from typing import Any

Data = dict[str, Any]
Spoil = Callable[[Data], object]

GOOD: Data = {
    "format": "woningscan-visit/1",
    "questionnaire": "small-home/1",
    "visited_on": "2026-05-12",
    "case": None,
    "facts": {"place": "shore", "tenure": "owner", "town": "Verzonnendam"},
    "holder": {"name": "A. Verzonnen", "town": None},
    "adviser": {"name": "B. Bedacht"},
    "rooms": [
        {
            "zone": "hall",
            "name": "Hal",
            "answers": {"lock": "worn", "key": "stays", "dog": None},
            "notes": {"lock": "Stroef."},
            "in_letter": ["dog"],
            "own_findings": [{"text": "De bel is stuk."}],
            "photos": [{"items": ["lock"], "file": "photos/1.jpg", "caption": "Het slot"}],
        },
        {"zone": "bedroom", "name": "Logeerkamer", "answers": {"curtain": "thin"}},
    ],
    "advice": [
        {"measure": "oil", "priority": "direct", "reason": "Vandaag nog.", "photos": []},
        {"own": {"title": "Bel", "text": "Maak de bel.", "chapter": "daily"}},
    ],
}


def first(data: Data) -> Data:
    room = data["rooms"][0]
    assert isinstance(room, dict)
    return room


def entry(data: Data, place: int) -> Data:
    advice = data["advice"][place]
    assert isinstance(advice, dict)
    return advice


FAULTY: list[tuple[Spoil, str, str]] = [
    (lambda data: data.update(visited_on="2026-02-30"), "visited_on", "A day is written as"),
    (lambda data: data.update(visited_on="20260512"), "visited_on", "A day is written as"),
    (lambda data: data.update(case="x" * 81), "case", "at most 80"),
    (lambda data: data["facts"].update(palce="shore"), "facts.palce", "did you mean “place”?"),
    (lambda data: data["facts"].update(place="moon"), "facts.place", "choose from shore, island"),
    (
        lambda data: data["facts"].update(tenure="guest"),
        "facts.tenure",
        "“guest” does not exist under the other facts; change it, or place.",
    ),
    (lambda data: data["facts"].update(town="x" * 21), "facts.town", "at most 20"),
    (lambda data: data["holder"].update(name="a\nb"), "holder.name", "one line"),
    (lambda data: data["holder"].update(naam="x"), "holder.naam", "did you mean “name”?"),
    (lambda data: data["adviser"].update(name="\x07"), "adviser.name", "control character"),
    (lambda data: data["adviser"].update(name="\ud800"), "adviser.name", "half a character"),
    (lambda data: first(data).update(zone="hal"), "rooms[0].zone", "did you mean “hall”?"),
    (lambda data: first(data).update(zone=None), "rooms[0].zone", "Give the zone"),
    (lambda data: first(data).update(name="x" * 81), "rooms[0].name", "at most 80"),
    (lambda data: first(data).update(name=" "), "rooms[0].name", "not empty"),
    (
        lambda data: first(data)["answers"].update(lokc="worn"),
        "rooms[0].answers.lokc",
        "There is no item “lokc”; did you mean “lock”?",
    ),
    (
        lambda data: first(data)["answers"].update({"a b": "worn"}),
        'rooms[0].answers["a b"]',
        "choose from lock, key, dog",
    ),
    (
        lambda data: first(data)["answers"].update(window="open"),
        "rooms[0].answers.window",
        "is an item of zone bedroom, not of hall",
    ),
    (
        lambda data: first(data)["answers"].update(dog="big"),
        "rooms[0].answers.dog",
        "choose from good, gone, not-applicable, not-assessed",
    ),
    (lambda data: first(data)["notes"].update(lock=""), "rooms[0].notes.lock", "not empty"),
    (
        lambda data: first(data)["notes"].update(lock="é" * 4001),
        "rooms[0].notes.lock",
        "at most 4000",
    ),
    (
        lambda data: first(data)["in_letter"].append("window"),
        "rooms[0].in_letter[1]",
        "is an item of zone bedroom",
    ),
    (
        lambda data: first(data)["own_findings"].append({"text": "\u202e"}),
        "rooms[0].own_findings[1].text",
        "control character",
    ),
    (
        lambda data: first(data)["photos"][0]["items"].append("cat"),
        "rooms[0].photos[0].items[1]",
        "There is no item “cat”",
    ),
    (
        lambda data: first(data)["photos"][0].update(caption="x\ny"),
        "rooms[0].photos[0].caption",
        "one line",
    ),
    (
        lambda data: first(data)["photos"][0].update(description="x" * 4001),
        "rooms[0].photos[0].description",
        "at most 4000",
    ),
    (
        lambda data: data["rooms"][1].update(photos=[{"file": "./photos//1.jpg"}]),
        "rooms[1].photos[0].file",
        "is a photo already, at rooms[0].photos[0].file",
    ),
    (
        lambda data: entry(data, 0).update(measure="olie"),
        "advice[0].measure",
        "There is no measure “olie”",
    ),
    (
        lambda data: entry(data, 0).update(own=entry(data, 1)["own"]),
        "advice[0]",
        "either a measure or advice of your own",
    ),
    (lambda data: data["advice"].append({"text": "x"}), "advice[2]", "either a measure or"),
    (
        lambda data: data["advice"].append({"measure": "oil"}),
        "advice[2].measure",
        "stands at advice[0].measure already",
    ),
    (
        lambda data: entry(data, 0).update(reason=None),
        "advice[0].reason",
        "priority is not soon, which the rules give",
    ),
    (
        lambda data: data["advice"].append({"measure": "spare-key", "payer": "landlord"}),
        "advice[2].reason",
        "payer is not own, which the rules give",
    ),
    (
        lambda data: data["advice"].append({"measure": "spare-key", "omit": True}),
        "advice[2].reason",
        "it is left out",
    ),
    (
        lambda data: data["advice"].append({"measure": "paint"}),
        "advice[2].reason",
        "no answer that reaches the letter calls for paint",
    ),
    (
        lambda data: data["advice"].append({"measure": "new-dog"}),
        "advice[2].reason",
        "no answer that reaches the letter calls for new-dog",
    ),
    (
        lambda data: entry(data, 0).update(priority="now"),
        "advice[0].priority",
        "choose from direct",
    ),
    (
        lambda data: entry(data, 0).update(payer="me"),
        "advice[0].payer",
        "choose from own, landlord",
    ),
    (lambda data: entry(data, 0).update(text=" "), "advice[0].text", "not empty"),
    (
        lambda data: entry(data, 0)["photos"].append("photos/2.jpg"),
        "advice[0].photos[0]",
        "No room has a photo “photos/2.jpg”",
    ),
    (lambda data: entry(data, 1)["own"].update(title=None), "advice[1].own.title", "a title"),
    (lambda data: entry(data, 1)["own"].update(text=None), "advice[1].own.text", "Give the text"),
    (
        lambda data: entry(data, 1)["own"].update(chapter=None),
        "advice[1].own.chapter",
        "Give the chapter: daily, label.",
    ),
    (
        lambda data: entry(data, 1)["own"].update(chapter="dialy"),
        "advice[1].own.chapter",
        "did you mean “daily”?",
    ),
    (lambda data: entry(data, 1).update(text="x"), "advice[1].text", "in own.text"),
    (lambda data: entry(data, 1).update(omit=True), "advice[1].omit", "removing its entry"),
]
