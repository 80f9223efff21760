"""What Hypothesis draws: hostile sets of changes, tiny questionnaires, visits made with them.

Ids are few and short, so that changes meet. Questionnaires are drawn in the form of
`content export --json`, so that one draw serves Python and JavaScript.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from woningscan.domain.changes import Change

Data = dict[str, Any]

PLACES = ("mainland", "island")
OFFICES = ("mayor", "governor", "member")
OPTIONS = ("good", "worn", "bad")
UNLISTED = ("not-applicable", "not-assessed")
PAYERS = ("own", "landlord", "employer")
URGENCIES = ("direct", "soon", "occasion")
GRADES = ("serious", "moderate", "slight")
DEVICE = "00000000-0000-4000-8000-000000000001"
AT = "2026-05-12T09:30:00Z"

# U+E000 and an emoji stand the other way round in UTF-16 than by code points.
IDS = ("a", "b", "c", "d", "e", "\ue000", "\U0001f600")
HOSTILE_TEXTS = ("", "x", '"', "\n", "\ue000", "\U0001f600", "\U0001f601", "é", "\u2028", "\x7f")

hostile_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.sampled_from(HOSTILE_TEXTS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b_1", "constructor", "z"]), inner, max_size=3)
    ),
    max_leaves=5,
)

hostile_changes = st.builds(
    Change,
    id=st.sampled_from(IDS),
    kind=st.sampled_from(["answered", "noted"]),
    slot=st.sampled_from([(), ("x",), ("x", "y"), ("\ue000",), ("\U0001f600",)]),
    value=hostile_values,
    replaces=st.lists(st.sampled_from([*IDS, "unknown"]), max_size=3).map(tuple),
    device=st.just(DEVICE),
    at=st.sampled_from(["2026-05-12T09:30:00Z", "2026-05-12T09:31:00Z"]),
)
"""Changes as no gate would let in: circles, edges across slots, one id with many contents."""

hostile_sets = st.lists(hostile_changes, max_size=12)

one_slot_sets = st.lists(
    st.builds(
        Change,
        id=st.sampled_from(IDS),
        kind=st.just("noted"),
        slot=st.just(("x",)),
        value=st.none(),
        replaces=st.lists(st.sampled_from(IDS), max_size=4).map(tuple),
        device=st.just(DEVICE),
        at=st.just(AT),
    ),
    max_size=len(IDS),
    unique_by=lambda change: change.id,
)
"""Graphs of changes in one slot: many circles, no change twice."""

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=10,
)
"""Anything that JSON can say, and what Python's reader of JSON lets through besides."""


def text(name: str) -> Data:
    """Give a text that says its own name."""
    return {"nl": name, "en": name}


def _conditions(leaves: st.SearchStrategy[Data]) -> st.SearchStrategy[Data]:
    return st.recursive(
        leaves,
        lambda inner: (
            st.builds(lambda parts: {"all": parts}, st.lists(inner, max_size=3))
            | st.builds(lambda parts: {"any": parts}, st.lists(inner, max_size=3))
            | st.builds(lambda part: {"not": part}, inner)
        ),
        max_leaves=4,
    )


def _one_or_two(values: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


numbers = st.integers(0, 11)
"""Which of some things: counted round when there are fewer."""

fact_tests = st.one_of(
    st.builds(lambda values: {"fact": "place", "in": values}, _one_or_two(PLACES)),
    st.builds(lambda values: {"fact": "office", "in": values}, _one_or_two(OFFICES)),
)
_item_tests = st.fixed_dictionaries(
    {
        "item": numbers,
        "in": _one_or_two((*OPTIONS, *UNLISTED)),
        "scope": st.sampled_from(["room", "any", "all"]),
    }
)
_bad_options = st.fixed_dictionaries(
    {"grade": st.sampled_from(GRADES), "measures": st.lists(numbers, min_size=1, max_size=2)}
)
_items = st.fixed_dictionaries(
    {
        "show_when": st.none() | _conditions(fact_tests | _item_tests),
        "letter": st.sampled_from(["always", "always", "when-ticked"]),
        "worn": _bad_options,
        "bad": _bad_options,
    }
)
_measures = st.fixed_dictionaries(
    {
        "urgency": st.sampled_from(URGENCIES),
        "payer": st.none()
        | st.fixed_dictionaries({"when": fact_tests, "payer": st.sampled_from(PAYERS)}),
        "with": st.lists(numbers, max_size=2),
    }
)
_zones = st.lists(st.lists(_items, min_size=1, max_size=3), min_size=1, max_size=3)


def _condition(data: Data | None, earlier: Mapping[str, str], zone: str) -> Data | None:
    """Let a drawn condition test items that come earlier: so there are no circles."""
    match data:
        case {"all": parts}:
            return {"all": [_condition(part, earlier, zone) for part in parts]}
        case {"any": parts}:
            return {"any": [_condition(part, earlier, zone) for part in parts]}
        case {"not": part}:
            return {"not": _condition(part, earlier, zone)}
        case {"item": number, "in": values, "scope": scope}:
            if not earlier:
                return {"fact": "place", "in": ["island"]}
            item = sorted(earlier)[number % len(earlier)]
            scope = "any" if scope == "room" and earlier[item] != zone else scope
            return {"item": item, "in": values, "scope": scope}
    return data


def _item(drawn: Data, earlier: dict[str, str], zone: str, measures: int) -> Data:
    good = {"id": "good", "label": text("good"), "good": True, "grade": None, "measures": []}
    item = {
        "id": f"i{len(earlier)}",
        "question": text("question"),
        "show_when": _condition(drawn["show_when"], earlier, zone),
        "letter": drawn["letter"],
        "statistics": True,
        "options": [good, *(_bad(drawn[option], option, measures) for option in OPTIONS[1:])],
    }
    earlier[item["id"]] = zone
    return item


def _bad(drawn: Data, option: str, measures: int) -> Data:
    named = dict.fromkeys(f"m{number % measures}" for number in drawn["measures"])
    parts = {"grade": drawn["grade"], "measures": list(named)}
    return {"id": option, "label": text(option), "good": False, **parts}


def _measure(drawn: Data, number: int, measures: int) -> Data:
    """Let a measure go with later ones only: so there are no circles."""
    later = [f"m{other}" for other in range(number + 1, measures)]
    companions = [later[other % len(later)] for other in drawn["with"] if later]
    return {
        "id": f"m{number}",
        "title": text(f"m{number}"),
        "advice": {"holder": text("advice")},
        "urgency": drawn["urgency"],
        "chapter": "chapter",
        "payer": [
            *([drawn["payer"]] if drawn["payer"] else []),
            *({"when": None, "payer": payer} for payer in PAYERS),
        ],
        "with": list(dict.fromkeys(companions)),
    }


_GOVERNOR = {"fact": "place", "in": ["island"]}
FACTS = [
    {
        "id": "place",
        "required": True,
        "values": [{"id": place, "show_when": None} for place in PLACES],
    },
    {
        "id": "office",
        "required": False,
        "values": [
            {"id": office, "show_when": _GOVERNOR if office == "governor" else None}
            for office in OFFICES
        ],
    },
    {"id": "town", "required": False, "values": None},
]


def _questionnaire(zones: Sequence[Sequence[Data]], measures: Sequence[Data]) -> Data:
    earlier: dict[str, str] = {}
    return {
        "questionnaire": "drawn/1",
        "facts": FACTS,
        "zones": [
            {
                "id": f"z{number}",
                "name": text("zone"),
                "items": [_item(item, earlier, f"z{number}", len(measures)) for item in items],
            }
            for number, items in enumerate(zones)
        ],
        "measures": [
            _measure(measure, number, len(measures)) for number, measure in enumerate(measures)
        ],
    }


questionnaires = st.builds(_questionnaire, _zones, st.lists(_measures, min_size=1, max_size=4))
"""Questionnaires in export form: three zones of three items at most, without circles."""


def _cases(leaves: st.SearchStrategy[Data]) -> st.SearchStrategy[Data]:
    options = st.fixed_dictionaries({"i0": st.sampled_from(OPTIONS)})
    return st.fixed_dictionaries(
        {
            "condition": _conditions(leaves),
            "room": st.sampled_from(["r0", "r1", None]),
            "known": st.fixed_dictionaries(
                {
                    "facts": st.fixed_dictionaries({}, optional={"place": st.sampled_from(PLACES)}),
                    "answers": st.fixed_dictionaries({}, optional={"r0": options, "r1": options}),
                    "rooms": st.sampled_from([{"i0": ["r0", "r1"]}, {"i0": ["r1"]}, {}]),
                }
            ),
        }
    )


condition_cases = _cases(fact_tests | _item_tests.map(lambda test: {**test, "item": "i0"}))
"""Conditions over one item and two facts, with what is known and the room they are seen from."""

sides = st.sampled_from([*[1000] * 24, 249, 250, 299, 300, 349, 350, 399, 400])
surfaces = st.fixed_dictionaries(
    {
        "width": sides,
        "depth": sides,
        "slope": st.sampled_from([0, 20, 40, 41, 90]),
        "climb": st.sampled_from([None, 0, 2000, 3500, 3501]),
        "jump": st.sampled_from([None, 0, 2000, 3500, 3501]),
        "climb_on": st.sampled_from([-500, 0, 2000, 2400, 2401]),
        "sideways": st.sampled_from([0, 1000, 1001]),
    }
)
openings = st.fixed_dictionaries(
    {
        "lower_edge": st.sampled_from([5500, 5900, 9000, 5500, 5499, 1000, -500]),
        "shape": st.sampled_from(["rectangle", "ellipse", "circle"]),
        "width": sides,
        "height": sides,
        "drop_inside": st.sampled_from([None, None, 0, 3500, 3501]),
        "surfaces": st.lists(surfaces, max_size=3),
    }
)
"""Openings whose measures are near the limits of the norm."""
