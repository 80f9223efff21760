"""The letter of advice: what it says, in which order, and what it never says."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import FEWER
from tests.small_home import HALL, SMALL_HOME
from tests.small_home_visits import Slots, inspection_of, visits
from tests.unit.domain import lettered
from tests.unit.domain.lettered import (
    OTHER_PHOTO,
    OWN,
    PHOTO,
    PLAIN,
    VISIT,
    B,
    H,
    answered,
    blocks,
    ruled,
    text_of,
    under,
)
from woningscan.domain import letter
from woningscan.domain.changes import Change
from woningscan.domain.composing import compose
from woningscan.domain.inspection import Inspection
from woningscan.domain.journal import fold
from woningscan.domain.kinds import IDENTITY_FIELDS
from woningscan.domain.language import Language, Text
from woningscan.domain.letter_sections import Occasion
from woningscan.domain.route import Route
from woningscan.domain.settings import Currency, LetterSettings, Phone, Price


def composed(
    slots: Mapping[tuple[str, ...], Any],
    language: Language = Language.NL,
    settings: LetterSettings = PLAIN,
) -> letter.Letter:
    return lettered.composed(slots, "holder", language, settings)


def test_it_opens_with_title_day_case_and_salutation() -> None:
    occasion = Occasion("W-2026-001", Language.NL, PLAIN)
    written = compose(Route(inspection_of(VISIT)), "holder", occasion)
    assert written.title == "letter-title-advice (nl)"
    assert written.salutation == "salutation (nl)"
    assert written.details == (
        letter.Detail("visit-day (nl)", "3\u00a0juni\u00a02026"),
        letter.Detail("case-number (nl)", "W-2026-001"),
    )
    assert [detail.label for detail in composed(VISIT).details] == ["visit-day (nl)"]


def test_its_sections_stand_in_the_order_of_the_kitchen_table() -> None:
    slots = VISIT | answered(lock="broken", dog="gone") | {("finding-added", H, OWN): {"text": "x"}}
    settings = LetterSettings(
        phones=(Phone(Text("Politie", "Police"), "0900-8844"),),
        validity_months=1,
        retention_months=1,
    )
    written = composed(slots, settings=settings)
    headings = [block.text for block in blocks(written, letter.Heading) if block.level == 1]
    assert headings == [
        "heading-good (nl)",
        "heading-first (nl)",
        "heading-looked-at (nl)",
        "heading-advice (nl)",
        "heading-own-findings (nl)",
        "heading-incident (nl)",
        "heading-limits (nl)",
        "heading-closing (nl)",
        "label (nl)",
    ]


def test_what_is_good_comes_first_and_each_sentence_once() -> None:
    second = {
        ("room-added", OWN): {"zone": "hall", "standard": "porch", "order": 1},
        ("answered", OWN, "lock"): {"option": "good"},
    }
    written = composed(VISIT | answered(lock="good", key="good", curtain="thin") | second)
    assert written.blocks[0] == letter.Paragraph("welcome (nl)")
    assert written.blocks[1] == letter.Heading(1, "heading-good (nl)")
    assert written.blocks[2] == letter.Bullets(("lock is good (nl)", "key is good (nl)"))


def test_a_home_with_nothing_good_yet_is_told_so_kindly() -> None:
    assert under(composed(VISIT), "heading-good") == [letter.Paragraph("nothing-good-yet (nl)")]


def test_no_more_good_stands_on_page_one_than_five() -> None:
    items = tuple(
        dataclasses.replace(HALL.items[0], id=f"item-{number}", good=Text(f"{number}", ""))
        for number in range(7)
    )
    hall = dataclasses.replace(HALL, items=items)
    questionnaire = dataclasses.replace(SMALL_HOME, zones=(hall,))
    good = {("answered", H, item.id): {"option": "good"} for item in items}
    slots = {slot: value for slot, value in (VISIT | good).items() if slot[1:] != (B,)}
    written = lettered.composed(slots, "holder", questionnaire=questionnaire)
    assert under(written, "heading-good") == [letter.Bullets(("0", "1", "2", "3", "4"))]
    assert under(written, "heading-more-good") == [letter.Bullets(("5", "6"))]


def test_the_first_three_are_the_first_three() -> None:
    slots = VISIT | answered(lock="worn", key="stays", curtain="thin")
    own = {
        ("own-advised", OWN): {"title": "Haag", "text": "Snoei.", "chapter": "daily"},
        ("advised", "paint"): {"added": True, "payer": "landlord", "reason": "r"},
        ("advice-ordered",): ["paint", OWN],
    }
    (table,) = blocks(composed(slots | own), letter.Table)[:1]
    assert table.rows == (
        ("paint (nl)", "urgency-soon (nl)", "landlord (nl)"),
        ("Haag", "urgency-soon (nl)", "payer-to-be-discussed (nl)"),
        ("spare-key (nl)", "urgency-direct (nl)", "own (nl)"),
    )


def test_a_home_without_findings_is_told_that_nothing_was_found() -> None:
    written = composed(VISIT | answered(lock="good"))
    assert under(written, "heading-first") == [letter.Paragraph("nothing-found (nl)")]
    assert blocks(written, letter.Advised) == []


@FEWER
@given(visits(), st.sampled_from(Language))
def test_every_recommendation_stands_once_under_its_title_word_for_word(
    slots: Slots, language: Language
) -> None:
    advised = ruled(slots)[1].recommendations
    written = composed(slots, language)
    titles = {block.number: block.title for block in blocks(written, letter.Advised)}
    assert len(blocks(written, letter.Advised)) == len(advised)
    texts = " ".join(text for block in blocks(written, letter.Advised) for text in block.texts)
    for number, each in enumerate(advised, start=1):
        title = each.measure.title.in_(language) if each.measure else each.own_title
        assert titles[number] == title
        assert all(companion.title.in_(language) in texts for companion in each.companions)
    first = under_first(written, language)
    assert [row[0] for row in first] == [titles[number] for number in sorted(titles)[:3]]


def under_first(written: letter.Letter, language: Language) -> tuple[tuple[str, ...], ...]:
    head = SMALL_HOME.phrase("table-measure", language)
    tables = [table for table in blocks(written, letter.Table) if table.heads[0] == head]
    return tables[0].rows if tables else ()


@FEWER
@given(visits())
def test_nothing_of_who_is_visited_by_whom_is_in_the_letter(slots: Slots) -> None:
    named = {("identity-stated", field): f"Geheim {field}" for field in IDENTITY_FIELDS}
    slots = slots | named | {("fact-stated", "town"): "Geheimdorp"}
    settings = LetterSettings(organisation=Text("Geheimbureau", "Geheimbureau"))
    assert "Geheim" not in text_of(composed(slots, settings=settings))


@FEWER
@given(visits())
def test_a_delicate_item_is_in_the_letter_only_when_it_was_ticked(slots: Slots) -> None:
    found, _ = ruled(slots)
    ticked = any(finding.item.id == "dog" for finding in found)
    written = text_of(composed(slots))
    assert ("dog is gone" in written) <= ticked
    assert "dog is good" not in written


def test_a_delicate_item_that_was_ticked_is_in_the_letter() -> None:
    ticks = {("letter-ticked", H, "dog"): True}
    assert "dog is gone" in text_of(composed(VISIT | answered(dog="gone") | ticks))
    assert "new-dog" not in text_of(composed(VISIT | answered(dog="gone")))


def test_an_item_that_does_not_apply_is_not_in_the_letter() -> None:
    written = text_of(composed(VISIT | answered(lock="broken", key="stays")))
    assert "key is stays" not in written
    assert "key is good" not in text_of(composed(VISIT | answered(lock="broken", key="good")))


def test_a_chapter_that_stands_apart_begins_a_page_and_lists_what_is_missing_where() -> None:
    written = composed(VISIT | answered(lock="broken"))
    start = written.blocks.index(letter.NewPage())
    assert written.blocks[start + 1] == letter.Heading(1, "label (nl)")
    assert written.blocks[start + 2] == letter.Table(
        ("table-part (nl)", "table-missing (nl)"), (("Hal", "new-lock (nl)"),)
    )
    advised = written.blocks[start + 3]
    assert isinstance(advised, letter.Advised)
    assert advised.title == "new-lock (nl)"


def test_a_recommendation_says_what_where_why_when_and_who_pays() -> None:
    said = {
        ("noted", H, "lock"): "Baard is afgebroken.",
        ("advised", "new-lock"): {"text": "Vraag de buurman.", "reason": "intern"},
        ("fact-stated", "tenure"): "tenant",
    }
    prices = {
        "new-lock": Price(100, 1250, 2026, "practice", fitted=False, vat_included=False),
        "spare-key": Price(5, 10, 2026, "practice"),
    }
    settings = LetterSettings(prices=prices)
    written = composed(VISIT | answered(lock="broken") | said, settings=settings)
    block = next(each for each in blocks(written, letter.Advised) if each.title == "new-lock (nl)")
    assert block.texts == (
        "new-lock for the holder (nl)",
        "Vraag de buurman.",
        "also-needed (nl) spare-key (nl) spare-key for the holder (nl)",
    )
    assert {detail.label.removesuffix(" (nl)"): detail.text for detail in block.details} == {
        "label-found": "lock is broken (nl)",
        "label-rooms": "Hal",
        "label-note": "Baard is afgebroken.",
        "label-why": "new-lock for the holder (nl)",
        "label-when": "urgency-soon (nl)",
        "label-who-pays": "landlord (nl)",
        "label-indication": (
            "new-lock (nl): price-indication (nl), price-material (nl), price-excluding-vat (nl)\n"
            "spare-key (nl): price-indication (nl)"
        ),
    }
    assert "intern" not in text_of(written)


def figures(slots: Slots, measure: str) -> tuple[letter.Figure, ...]:
    found = blocks(composed(slots), letter.Advised)
    return next(block.figures for block in found if block.title == f"{measure} (nl)")


def test_photos_of_what_was_found_are_shown_unless_the_adviser_chose() -> None:
    photos = {
        ("photo-added", H, PHOTO): {"items": ["lock"], "caption": "Slot", "description": "Roest."},
        ("photo-added", B, OTHER_PHOTO): {"items": ["lock", "curtain"]},
    }
    slots = VISIT | answered(lock="broken") | photos
    assert figures(slots, "new-lock") == (letter.Figure(PHOTO, "Slot", "Roest."),)
    chosen = {("advised", "new-lock"): {"photos": [OTHER_PHOTO]}}
    caption = "label-photo (nl)"
    assert figures(slots | chosen, "new-lock") == (letter.Figure(OTHER_PHOTO, caption, caption),)
    assert figures(slots | {("advised", "new-lock"): {"photos": []}}, "new-lock") == ()


def test_what_the_adviser_saw_besides_is_told_with_its_room() -> None:
    slots = VISIT | {("finding-added", B, OWN): {"text": "Een ladder tegen de muur."}}
    expected = [letter.Bullets(("Kamer aan zee: Een ladder tegen de muur.",))]
    assert under(composed(slots), "heading-own-findings") == expected


def test_settings_replace_only_texts_that_are_marked_and_add_phones() -> None:
    edited = Text("Dag!", "Hello!")
    settings = LetterSettings(
        texts={"welcome": edited, "ferry": edited},
        phones=(Phone(Text("Politie", "Police"), "0900-8844"),),
    )
    written = composed(VISIT | {("fact-stated", "place"): "island"}, settings=settings)
    assert written.blocks[0] == letter.Paragraph("Dag!")
    assert under(written, "heading-limits") == [letter.Paragraph("ferry (nl)")]
    assert under(written, "heading-incident") == [letter.Bullets(("Politie: 0900-8844",))]
    assert letter.Heading(1, "heading-limits (nl)") not in composed(VISIT).blocks


def test_the_settings_say_until_when_it_holds_and_the_data_are_kept() -> None:
    settings = LetterSettings(validity_months=9, retention_months=24)
    slots = VISIT | {("visit-dated",): "2026-05-31", ("fact-stated", "place"): "island"}
    written = composed(slots, settings=settings)
    kept = letter.Paragraph("kept-until (nl) 31\u00a0mei\u00a02028")
    assert under(written, "heading-limits") == [letter.Paragraph("ferry (nl)"), kept]
    valid = letter.Paragraph("valid-until (nl) 28\u00a0februari\u00a02027")
    assert under(written, "heading-closing") == [valid]
    assert "until" not in text_of(composed(slots))


def test_prices_are_in_the_currency_and_hand_of_the_reader() -> None:
    phrases = dict(SMALL_HOME.phrases) | {
        "price-indication": Text("{low}-{high} ({year})", "{low} to {high}")
    }
    questionnaire = dataclasses.replace(SMALL_HOME, phrases=phrases)
    worn = VISIT | answered(lock="worn")
    priced = LetterSettings(prices={"oil": Price(5, 1250, 2025, "practice", Currency.USD)})
    written = {
        language: text_of(
            lettered.composed(worn, "holder", language, priced, questionnaire=questionnaire)
        )
        for language in Language
    }
    assert "$\u00a05-$\u00a01.250 (2025)" in written[Language.NL]
    assert "$5 to $1,250" in written[Language.EN]


@FEWER
@given(visits())
def test_an_english_letter_holds_no_dutch(slots: Slots) -> None:
    assert "(nl)" not in text_of(composed(slots, Language.EN))


def reasons(inspection: Inspection) -> tuple[str, ...]:
    with pytest.raises(letter.LetterNotPossibleError) as refused:
        compose(Route(inspection), "holder", Occasion(None, Language.NL, PLAIN))
    return refused.value.reasons


def test_every_reason_why_there_can_be_no_letter_is_given_at_once() -> None:
    versions = [
        Change(id_, "answered", (H, "lock"), {"option": to}, (), OWN, "2026-05-12T09:30:00Z")
        for id_, to in (("a", "good"), ("b", "worn"))
    ]
    rooms: Slots = {("room-added", H): VISIT["room-added", H]}
    known = inspection_of(rooms).journal.changes.values()
    said = reasons(Inspection(SMALL_HOME, fold([*known, *versions])))
    assert len(said) == 3
    assert "visited_on" in said[0]
    assert "place" in said[1]
    assert "2 versions" in said[2]
    assert f"answered {H} lock" in said[2]


@pytest.mark.parametrize("missing", [("visit-dated",), ("fact-stated", "place")])
def test_the_day_and_the_required_facts_are_needed(missing: tuple[str, ...]) -> None:
    slots = {slot: value for slot, value in VISIT.items() if slot != missing}
    assert len(reasons(inspection_of(slots))) == 1


def test_a_photo_of_two_findings_is_shown_once_unless_the_adviser_chose_it() -> None:
    slots = (
        VISIT
        | answered(lock="worn", dog="gone")
        | {
            ("letter-ticked", H, "dog"): True,
            ("photo-added", H, PHOTO): {"items": ["lock", "dog"]},
        }
    )
    assert figures(slots, "oil")
    assert figures(slots, "new-dog") == ()
    chosen = {("advised", "new-dog"): {"photos": [PHOTO]}}
    assert figures(slots | chosen, "oil") == figures(slots | chosen, "new-dog") != ()
