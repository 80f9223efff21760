"""The table of kinds: each takes what it should and refuses the rest."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies, vector_files
from tests.questionnaire_from_export import questionnaire_from
from woningscan.domain.changes import Change, MalformedChangeError, Value, parse
from woningscan.domain.kinds import (
    IDENTITY_FIELDS,
    KINDS,
    Compartment,
    Part,
    UnknownContentError,
    check,
    compartment,
)
from woningscan.domain.language import Text
from woningscan.domain.questionnaire import (
    Choice,
    Questionnaire,
    StandardRoom,
    Zone,
)
from woningscan.domain.shapes import BadValueError

A = "aaaaaaaa-0000-4000-8000-000000000000"
B = "bbbbbbbb-0000-4000-8000-000000000000"


def _questionnaire() -> Questionnaire:
    """Give the questionnaire of the advice vectors, with what they do not have of every part."""
    data = vector_files.read("advice")["questionnaire"]
    town = {"id": "town", "required": False, "values": None}
    read = questionnaire_from({**data, "facts": [*data["facts"], town]})
    front, *others = read.zones
    hall = StandardRoom("hall", Text("Hal", "Hall"))
    zones = (Zone(front.id, front.name, front.items, (hall,)), *others)
    looks = (Choice("dark", Text("Donker", "Dark")),)
    return Questionnaire(**{**_parts(read), "zones": zones, "looks": looks})


def _parts(read: Questionnaire) -> dict[str, Any]:
    return {name: getattr(read, name) for name in Questionnaire.__dataclass_fields__}


QUESTIONNAIRE = _questionnaire()
NAMES = {
    Part.ROOM: A,
    Part.ITEM: "lock",
    Part.FACT: "tenure",
    Part.MEASURE: "fit-lock",
    Part.LOOK: "dark",
    Part.IDENTITY: "holder-name",
    Part.OWN: B,
}
LONG = "x" * 4000
UNSEEN: list[Value] = [
    "",
    "  \n",
    "a\x00b",
    "a\x1bb",
    "a\x7fb",
    "a\u202eb",
    "a\u2028b",
    "a\rb",
    7,
    True,
    ["x"],
]
NOT_ONE_LINE: list[Value] = [*UNSEEN, "two\nlines"]

ACCEPTED: dict[str, list[Value]] = {
    "visit-dated": ["2026-05-12", "2024-02-29", None],
    "fact-stated": ["owner", "tenant", None],
    "identity-stated": ["Ada Voorbeeld", "x" * 200, None],
    "room-added": [
        {"zone": "front", "order": 0, "standard": "hall"},
        {"zone": "window", "order": 10_000, "name": "Achterkamer, 2e"},
        None,
    ],
    "room-named": ["Kantoor", "x" * 80, None],
    "room-removed": [{"saw": []}, {"saw": [A, B]}, None],
    "answered": [
        {"option": "worn"},
        {"option": "not-applicable"},
        {"option": "not-assessed", "source": "bulk"},
        {"option": "good", "source": "aid"},
        None,
    ],
    "noted": ["Een notitie.\nMet een tweede regel.", LONG, None],
    "aid-used": [
        {"lower_edge": 5400, "shape": "circle", "override": None},
        {"surfaces": [{"width": 400, "depth": 400}]},
        {},
        None,
    ],
    "letter-ticked": [True, None],
    "finding-added": [{"text": "Een ladder tegen de muur."}, None],
    "photo-added": [
        {"items": []},
        {"items": ["lock", "catch"], "caption": "Slot", "description": LONG},
        {"items": ["lock"], "consent": True},
    ],
    "advised": [
        {},
        {"text": "Meer."},
        {"photos": [A]},
        {"omit": True, "reason": "Er komt een nieuwe deur."},
        {"added": True, "priority": "direct", "payer": "landlord", "reason": "r"},
        None,
    ],
    "own-advised": [
        {"title": "Haag", "text": "Snoei.", "chapter": "doors"},
        {
            "title": "x" * 80,
            "text": LONG,
            "chapter": "fire",
            "priority": "soon",
            "payer": "own",
            "photos": [],
            "reason": "r",
        },
        None,
    ],
    "advice-ordered": [[], ["fit-lock", A], None],
    "photos-agreed": ["yes", "ask-each", "none", None],
    "broken-off": ["De bewoner werd gebeld.\nDe bovenverdieping volgt.", None],
    "looked-again": ["2026-05-14", None],
    "cancelled": [
        {"cause": "cancelled", "reason": "De bewoner is ziek."},
        {"cause": "no-show"},
        {"cause": "no-show", "reason": "Er deed niemand open."},
    ],
    "replanned": [None],
    "closed": [None],
    "handed-over": [None],
    "reopened": ["De bewoner belde.", LONG],
}

REFUSED: dict[str, list[Any]] = {
    "visit-dated": ["", "12-05-2026", "2026-5-12", "20260512", "2026-02-30", 20260512, ["2026"]],
    "fact-stated": ["squatter", "Owner", "", 1, ["owner"], {"value": "owner"}],
    "identity-stated": ["x" * 201, *NOT_ONE_LINE],
    "room-added": [
        "front",
        {},
        {"zone": "front", "order": 0},
        {"zone": "front", "standard": "hall"},
        {"order": 0, "standard": "hall"},
        {"zone": "attic", "order": 0, "name": "x"},
        {"zone": ["front"], "order": 0, "name": "x"},
        {"zone": "window", "order": 0, "standard": "hall"},
        {"zone": "front", "order": 0, "standard": "hall", "name": "x"},
        {"zone": "front", "order": 0, "name": "x", "extra": 1},
        *({"zone": "front", "order": order, "name": "x"} for order in (-1, 10_001, True, "1")),
        *({"zone": "front", "order": 0, "name": name} for name in ("x" * 81, *NOT_ONE_LINE)),
    ],
    "room-named": ["x" * 81, *NOT_ONE_LINE],
    "room-removed": [{}, [], "x", {"saw": None}, {"saw": ["x"]}, {"saw": [1]}, {"saw": [], "x": 1}],
    "answered": [
        "worn",
        {},
        {"option": "broken"},
        {"option": None},
        {"option": ["worn"]},
        {"option": "worn", "source": "guess"},
        {"option": "worn", "note": "x"},
    ],
    "noted": ["x" * 4001, *UNSEEN],
    "aid-used": ["x", [], {"reason": "x" * 4001}, {"surfaces": [{"note": "\x00"}]}],
    "letter-ticked": [False, 1, "true", [True]],
    "finding-added": ["x", {}, {"text": ""}, {"text": None}, {"text": "x", "grade": "serious"}],
    "photo-added": [
        None,
        "x",
        {},
        {"items": "lock"},
        {"items": ["roof"]},
        {"items": [1]},
        {"items": [], "caption": "x" * 81},
        {"items": [], "caption": ""},
        {"items": [], "file": "x"},
        *({"items": [], "consent": consent} for consent in (False, None, "yes")),
    ],
    "advised": [
        "x",
        {"omit": False, "reason": "r"},
        {"added": 1, "reason": "r"},
        *({key: value} for key, value in (("omit", True), ("added", True), ("payer", "own"))),
        {"priority": "soon"},
        {"priority": "now", "reason": "r"},
        {"payer": "the king", "reason": "r"},
        {"payer": None, "reason": "r"},
        {"omit": True, "reason": " "},
        {"text": ""},
        {"photos": ["1.jpg"]},
        {"title": "x"},
    ],
    "own-advised": [
        {},
        {"title": "x", "text": "y"},
        {"title": "x", "text": "y", "chapter": "roof"},
        {"title": "x\ny", "text": "y", "chapter": "doors"},
        {"title": "x" * 81, "text": "y", "chapter": "doors"},
        {"title": "x", "text": "", "chapter": "doors"},
        {"title": "x", "text": "y", "chapter": "doors", "priority": "later"},
    ],
    "advice-ordered": ["fit-lock", ["fit-door"], [1], [None], {"0": "fit-lock"}],
    "photos-agreed": ["no", True, ["yes"]],
    "broken-off": ["x" * 4001, *UNSEEN],
    "looked-again": ["gisteren", "2026-02-30", 20260514],
    "cancelled": [
        None,
        "x",
        {},
        {"cause": "cancelled"},
        {"cause": "cancelled", "reason": " "},
        {"cause": "forgotten", "reason": "x"},
        {"cause": "no-show", "by": "x"},
    ],
    "replanned": [True, "x", {}],
    "closed": [True, "x", {}],
    "handed-over": [True, "x", {}],
    "reopened": [None, "x" * 4001, *UNSEEN],
}


def change(kind: str, value: Value, slot: tuple[str, ...] | None = None) -> Change:
    if slot is None:
        slot = tuple(NAMES[part] for part in KINDS[kind].slot)
    return Change(A, kind, slot, value, (), strategies.DEVICE, strategies.AT)


def examples(of_kinds: dict[str, list[Value]]) -> list[Any]:
    return [
        pytest.param(kind, value, id=f"{kind} {value!r:.50}")
        for kind, values in of_kinds.items()
        for value in values
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_examples(kind: str) -> None:
    assert ACCEPTED[kind]
    assert REFUSED[kind]


@pytest.mark.parametrize(("kind", "value"), examples(ACCEPTED))
def test_a_good_value_is_accepted(kind: str, value: Value) -> None:
    assert check(change(kind, value), QUESTIONNAIRE) is KINDS[kind]


@pytest.mark.parametrize(("kind", "value"), examples(REFUSED))
def test_a_bad_value_is_refused(kind: str, value: Value) -> None:
    with pytest.raises(BadValueError):
        check(change(kind, value), QUESTIONNAIRE)


@pytest.mark.parametrize(("value", "is_good"), [("x" * 80, True), ("x" * 81, False)])
def test_a_fact_of_free_text_is_short(*, value: str, is_good: bool) -> None:
    stated = change("fact-stated", value, ("town",))
    if is_good:
        check(stated, QUESTIONNAIRE)
    else:
        with pytest.raises(BadValueError, match="80"):
            check(stated, QUESTIONNAIRE)


UNKNOWN = {
    Part.ROOM: "hall",
    Part.ITEM: "roof",
    Part.FACT: "income",
    Part.MEASURE: "fit-door",
    Part.LOOK: "fog",
    Part.IDENTITY: "holder-phone",
    Part.OWN: "1",
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_of_a_slot_must_be_known(kind: str) -> None:
    parts = KINDS[kind].slot
    for place, part in enumerate(parts):
        names = [NAMES[each] for each in parts]
        names[place] = UNKNOWN[part]
        with pytest.raises(UnknownContentError):
            check(change(kind, ACCEPTED[kind][0], tuple(names)), QUESTIONNAIRE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_slot_has_exactly_its_parts(kind: str) -> None:
    names = tuple(NAMES[part] for part in KINDS[kind].slot)
    for wrong in ((*names, "lock"), names[:-1]):
        if wrong != names:
            with pytest.raises(UnknownContentError):
                check(change(kind, ACCEPTED[kind][0], wrong), QUESTIONNAIRE)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnknownContentError, match="wished"):
        check(change("wished", None, ()), QUESTIONNAIRE)


slots = st.lists(st.sampled_from([*NAMES.values(), *UNKNOWN.values()]), max_size=3).map(tuple)


@given(st.sampled_from([*KINDS, "wished"]), slots, strategies.hostile_values)
def test_a_change_passes_or_is_refused_and_nothing_else(
    kind: str, slot: tuple[str, ...], value: Value
) -> None:
    try:
        check(change(kind, value, slot), QUESTIONNAIRE)
    except (UnknownContentError, BadValueError):
        return


@given(st.sampled_from(sorted(KINDS)), strategies.json_values, st.data())
def test_an_example_with_one_part_spoiled_is_read_and_checked_without_surprise(
    kind: str, spoiled: object, data: st.DataObject
) -> None:
    value: Any = data.draw(st.sampled_from(ACCEPTED[kind]))
    if isinstance(value, dict) and value:
        value = {**value, data.draw(st.sampled_from(sorted(value))): spoiled}
    try:
        read = parse({**change(kind, None).as_data(), "value": value})
        check(read, QUESTIONNAIRE)
    except (MalformedChangeError, UnknownContentError, BadValueError):
        return


@pytest.mark.parametrize("field", IDENTITY_FIELDS)
def test_who_is_visited_is_sealed_with_the_identity(field: str) -> None:
    stated = change("identity-stated", "x", (field,))
    assert compartment(stated, QUESTIONNAIRE) is Compartment.IDENTITY


def test_a_fact_is_sealed_with_the_findings_unless_it_is_free_text() -> None:
    chosen = change("fact-stated", "owner", ("tenure",))
    typed = change("fact-stated", "Nergenshuizen", ("town",))
    assert compartment(chosen, QUESTIONNAIRE) is Compartment.FINDINGS
    assert compartment(typed, QUESTIONNAIRE) is Compartment.IDENTITY


@pytest.mark.parametrize("kind", ["cancelled", "replanned"])
def test_why_a_visit_does_not_go_on_is_sealed_with_the_identity(kind: str) -> None:
    assert compartment(change(kind, None), QUESTIONNAIRE) is Compartment.IDENTITY


OF_THE_IDENTITY = {"identity-stated", "fact-stated", "cancelled", "replanned"}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - OF_THE_IDENTITY))
def test_all_else_is_sealed_with_the_findings(kind: str) -> None:
    assert compartment(change(kind, None), QUESTIONNAIRE) is Compartment.FINDINGS
