"""A tiny questionnaire in which everything meets: delicate items, companions, payers by fact."""

from woningscan.content.sections import SECTIONS
from woningscan.domain.conditions import FactIn, ItemIn, Scope
from woningscan.domain.language import Text
from woningscan.domain.letter import REQUIRED_PHRASES
from woningscan.domain.letter_parts import Chapter, LetterKind, Paragraph, Reader
from woningscan.domain.questionnaire import (
    Choice,
    Fact,
    FactValue,
    Grade,
    Item,
    LetterRule,
    Measure,
    Option,
    PayerRule,
    Questionnaire,
    StandardRoom,
    Urgency,
    Zone,
)

READERS = {
    "holder": LetterKind.ADVICE,
    "reviewer": LetterKind.ASSESSMENT,
    "employer": LetterKind.ORDER,
}


FILLED_IN = {
    "also-needed": " {title}",
    "found-above": " {number}",
    "price-range": " {low}-{high}",
    "price-total": " {total}",
    "changed-when": " {rule}",
    "changed-payer": " {rule}",
    "valid-until": " {day}",
    "kept-until": " {day}",
}
"""What is filled in behind a phrase that says its own name."""


def _text(name: str) -> Text:
    return Text(f"{name} (nl)", f"{name} (en)")


def _item(
    item: str,
    zone: str,
    bad: dict[str, tuple[Grade, tuple[str, ...]]],
    show_when: FactIn | ItemIn | None = None,
    letter: LetterRule = LetterRule.ALWAYS,
) -> Item:
    options = (
        Option("good", _text("good"), good=True),
        *(
            Option(
                option,
                _text(option),
                good=False,
                grade=grade,
                measures=measures,
                finding=_text(f"{item} is {option}"),
            )
            for option, (grade, measures) in bad.items()
        ),
    )
    return Item(
        item,
        zone,
        _text(item),
        options,
        good=_text(f"{item} is good"),
        show_when=show_when,
        letter=letter,
    )


def _measure(
    measure: str,
    chapter: str,
    urgency: Urgency,
    beside: tuple[str, ...] = (),
    payer: tuple[PayerRule, ...] = (),
) -> Measure:
    said = {reader: _text(f"{measure} for the {reader}") for reader in READERS}
    payers = (*payer, PayerRule("own"))
    return Measure(
        measure, _text(measure), said, said, chapter, urgency, payers, with_measures=beside
    )


RENTED = PayerRule("landlord", FactIn("tenure", ("tenant",)))

HALL = Zone(
    "hall",
    Text("Hal", "Hall"),
    (
        _item(
            "lock",
            "hall",
            {
                "worn": (Grade.SLIGHT, ("oil",)),
                "broken": (Grade.SERIOUS, ("new-lock", "oil")),
            },
        ),
        _item(
            "key",
            "hall",
            {"stays": (Grade.MODERATE, ("spare-key",))},
            show_when=ItemIn("lock", ("good", "worn"), Scope.ROOM),
        ),
        _item(
            "dog",
            "hall",
            {"gone": (Grade.SLIGHT, ("new-dog",))},
            letter=LetterRule.WHEN_TICKED,
        ),
    ),
    rooms=(
        StandardRoom("hall", Text("Hal", "Hall")),
        StandardRoom("porch", Text("Portaal", "Porch"), FactIn("tenure", ("owner",))),
    ),
)
BEDROOM = Zone(
    "bedroom",
    Text("Slaapkamer", "Bedroom"),
    (
        _item(
            "window",
            "bedroom",
            {"open": (Grade.MODERATE, ("close", "oil"))},
            show_when=ItemIn("lock", ("good", "broken"), Scope.ANY),
        ),
        _item("curtain", "bedroom", {"thin": (Grade.SLIGHT, ("spare-key", "new-lock"))}),
    ),
)

SMALL_HOME = Questionnaire(
    id="small-home",
    version=1,
    title=_text("Small home"),
    facts=(
        Fact(
            "place",
            _text("place"),
            required=True,
            values=(FactValue("shore", _text("shore")), FactValue("island", _text("island"))),
        ),
        Fact(
            "tenure",
            _text("tenure"),
            required=False,
            values=(
                FactValue("owner", _text("owner")),
                FactValue("tenant", _text("tenant")),
                FactValue("guest", _text("guest"), FactIn("place", ("island",))),
            ),
        ),
        Fact("town", _text("town"), required=False, max_length=20),
    ),
    zones=(HALL, BEDROOM),
    measures=(
        _measure("oil", "daily", Urgency.SOON),
        _measure("new-lock", "label", Urgency.SOON, ("spare-key",), (RENTED,)),
        _measure("spare-key", "label", Urgency.DIRECT, ("new-lock",)),
        _measure("close", "daily", Urgency.SOON, ("oil",), (RENTED,)),
        _measure("new-dog", "daily", Urgency.OCCASION),
        _measure("paint", "daily", Urgency.OCCASION, ("oil",)),
    ),
    chapters=(Chapter("daily", _text("daily")), Chapter("label", _text("label"), apart=True)),
    payers=(Choice("own", _text("own")), Choice("landlord", _text("landlord"))),
    readers=tuple(
        Reader(reader, _text(reader), kind, "landlord" if kind is LetterKind.ORDER else None)
        for reader, kind in READERS.items()
    ),
    paragraphs=(
        Paragraph("welcome", "opening", _text("welcome"), ("holder",), setting=True),
        Paragraph(
            "ferry",
            "limits",
            _text("ferry"),
            ("holder",),
            when=FactIn("place", ("island",)),
        ),
        *(
            Paragraph(
                f"all-{section}", section, _text(f"{section} for all"), ("reviewer", "employer")
            )
            for section in SECTIONS
        ),
    ),
    phrases={
        phrase: Text(f"{phrase} (nl){filled}", f"{phrase} (en){filled}")
        for phrase in REQUIRED_PHRASES
        for filled in [FILLED_IN.get(phrase, "")]
    },
)
