"""The letter that accounts for an assessment: findings, rules, sources, and what was changed."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from tests.examples import FEWER
from tests.small_home import HALL, SMALL_HOME
from tests.small_home_visits import Slots, visits
from tests.unit.domain.lettered import (
    OWN,
    PHOTO,
    PLAIN,
    VISIT,
    B,
    H,
    advised,
    answered,
    blocks,
    composed,
    details,
    ruled,
    text_of,
    under,
)
from woningscan.domain import letter
from woningscan.domain.language import Language, Text
from woningscan.domain.questionnaire import Questionnaire
from woningscan.domain.settings import LetterSettings, Price

BROKEN = VISIT | answered(lock="broken")


def assessed(slots: Slots, settings: LetterSettings = PLAIN) -> letter.Letter:
    return composed(slots, "reviewer", settings=settings)


def assessed_with(questionnaire: Questionnaire, slots: Slots) -> letter.Letter:
    return composed(slots, "reviewer", questionnaire=questionnaire)


def test_a_recommendation_says_all_that_it_rests_on() -> None:
    said = {
        ("noted", H, "lock"): "Baard is afgebroken.",
        ("advised", "new-lock"): {"text": "Vraag de buurman."},
    }
    settings = LetterSettings(prices={"new-lock": Price(100, 200, 2026, "practice")})
    written = assessed(BROKEN | said, settings)
    assert advised(written, "new-lock").texts == (
        "new-lock for the reviewer (nl)",
        "Vraag de buurman.",
        "also-needed (nl) spare-key (nl) spare-key for the reviewer (nl)",
    )
    assert details(written, "new-lock") == {
        "label-found": "Hal: lock is broken (nl) (grade-serious (nl))",
        "label-rule": "lock (nl) broken (nl)",
        "label-note": "Baard is afgebroken.",
        "label-reasoning": "new-lock for the reviewer (nl)",
        "label-when": "urgency-soon (nl)",
        "label-proposed-payer": "own (nl)",
        "label-indication": "new-lock (nl): price-indication (nl)",
    }


def test_a_question_with_several_answers_is_asked_once() -> None:
    other = {
        ("room-added", OWN): {"zone": "hall", "name": "Hal", "order": 1},
        ("answered", OWN, "lock"): {"option": "worn"},
    }
    found = details(assessed(BROKEN | other), "oil")
    assert found["label-rule"] == "lock (nl) broken (nl); worn (nl)"
    assert found["label-found"] == (
        "Hal: lock is broken (nl) (grade-serious (nl))\nHal: lock is worn (nl) (grade-slight (nl))"
    )


def test_rooms_with_the_same_finding_are_named_together() -> None:
    other = {
        ("room-added", OWN): {"zone": "hall", "name": "Bijkeuken", "order": 1},
        ("answered", OWN, "lock"): {"option": "broken"},
    }
    found = details(assessed(BROKEN | other), "oil")
    assert found["label-found"] == "Hal; Bijkeuken: lock is broken (nl) (grade-serious (nl))"


def test_norm_sources_and_what_is_not_confirmed_are_told() -> None:
    items = (dataclasses.replace(HALL.items[0], sources=("S1", "practice")), *HALL.items[1:])
    measures = tuple(
        dataclasses.replace(
            measure,
            sources=("practice", f"S-{measure.id}"),
            ask_for=Text("Klasse 2", "Class 2"),
            unconfirmed=measure.id == "new-lock",
        )
        for measure in SMALL_HOME.measures
    )
    zones = (dataclasses.replace(HALL, items=items), *SMALL_HOME.zones[1:])
    questionnaire = dataclasses.replace(SMALL_HOME, zones=zones, measures=measures)
    written = assessed_with(questionnaire, BROKEN)
    found = details(written, "new-lock")
    assert found["label-sources"] == (
        "S1, source-practice (nl), S-new-lock, S-spare-key, unconfirmed (nl)"
    )
    assert found["label-norm"] == "Klasse 2"
    assert found["label-reasoning"] == "new-lock for the reviewer (nl)"
    assert "unconfirmed" not in details(written, "oil")["label-sources"]


def test_a_finding_that_is_not_confirmed_is_told_as_well() -> None:
    items = (dataclasses.replace(HALL.items[0], unconfirmed=True), *HALL.items[1:])
    zones = (dataclasses.replace(HALL, items=items), *SMALL_HOME.zones[1:])
    written = assessed_with(dataclasses.replace(SMALL_HOME, zones=zones), BROKEN)
    assert details(written, "oil")["label-sources"] == "unconfirmed (nl)"


def test_what_the_adviser_changed_is_told_with_the_rule_and_the_reason() -> None:
    changed = {
        ("advised", "oil"): {"priority": "direct", "payer": "landlord", "reason": "Het regent."},
        ("advised", "new-dog"): {"added": True, "reason": "Stil huis."},
        ("own-advised", OWN): {"title": "Haag (nl)", "text": "Snoei.", "chapter": "daily"},
    }
    written = assessed(BROKEN | changed)
    oil, dog, own = (details(written, title) for title in ("oil", "new-dog", "Haag"))
    assert oil["label-changed"] == (
        "changed-when (nl) urgency-soon (nl)\nchanged-payer (nl) own (nl)"
    )
    assert oil["label-deviation"] == "Het regent."
    assert oil["label-when"] == "urgency-direct (nl)"
    assert oil["label-proposed-payer"] == "landlord (nl)"
    assert dog["label-changed"] == "changed-added (nl)"
    assert dog["label-deviation"] == "Stil huis."
    assert own["label-changed"] == "changed-own (nl)"
    assert advised(written, "Haag").texts == ("Snoei.",)
    assert "label-changed" not in details(assessed(BROKEN), "oil")


def test_what_takes_over_the_findings_of_another_is_still_told_as_added() -> None:
    added = {("advised", "paint"): {"added": True, "reason": "Het bladdert."}}
    paint = details(assessed(BROKEN | added), "paint")
    assert "lock is broken" in paint["label-found"]
    assert paint["label-changed"] == "changed-added (nl)"


def test_what_the_adviser_left_out_is_told_with_what_was_found_and_why() -> None:
    omitted = {("advised", "oil"): {"omit": True, "reason": "De deur wordt vervangen."}}
    written = assessed(BROKEN | omitted)
    (table,) = under(written, "heading-omitted")
    assert isinstance(table, letter.Table)
    found = "Hal: lock is broken (nl) (grade-serious (nl))"
    assert table.rows == (("oil (nl)", found, "De deur wordt vervangen."),)
    assert "heading-omitted" not in text_of(assessed(BROKEN))


def test_the_overview_has_every_recommendation_in_its_order() -> None:
    own = {
        ("own-advised", OWN): {
            "title": "Haag",
            "text": "Snoei.",
            "chapter": "daily",
            "priority": "direct",
        }
    }
    written = assessed(VISIT | answered(lock="worn", key="stays", curtain="thin") | own)
    (table,) = blocks(written, letter.Table)[:1]
    assert table.rows == (
        ("1", "spare-key (nl)", "grade-moderate (nl)", "urgency-direct (nl)", "own (nl)"),
        ("2", "Haag", "–", "urgency-direct (nl)", "payer-to-be-discussed (nl)"),
        ("3", "oil (nl)", "grade-slight (nl)", "urgency-soon (nl)", "own (nl)"),
    )


def test_without_advice_it_says_so() -> None:
    assert under(assessed(VISIT), "heading-overview") == [letter.Paragraph("nothing-found (nl)")]


def test_what_was_not_assessed_is_told_with_the_note_that_says_why() -> None:
    left = {
        ("answered", H, "lock"): {"option": "not-assessed"},
        ("noted", H, "lock"): "De deur stond open.",
    }
    assert under(assessed(VISIT | left), "heading-looked-at") == [
        letter.Paragraph("looked-at for all (nl)"),
        letter.Bullets(("Hal",)),
        letter.Heading(2, "heading-not-assessed (nl)"),
        letter.Bullets(("Hal: lock (nl) De deur stond open.", "Kamer aan zee")),
    ]


def test_what_is_good_what_was_seen_besides_and_the_photos_are_in_it() -> None:
    seen = {
        ("answered", B, "curtain"): {"option": "thin"},
        ("answered", H, "key"): {"option": "good"},
        ("answered", H, "lock"): {"option": "worn"},
        ("finding-added", B, OWN): {"text": "Een ladder."},
        ("photo-added", H, PHOTO): {"items": ["lock"], "caption": "Slot"},
    }
    written = assessed(VISIT | seen)
    assert letter.Bullets(("key is good (nl)",)) in under(written, "heading-good")
    assert under(written, "heading-own-findings") == [
        letter.Bullets(("Kamer aan zee: Een ladder.",))
    ]
    assert advised(written, "oil").figures == (letter.Figure(PHOTO, "Slot", "Slot"),)


def test_the_facts_that_decide_are_told_and_no_others() -> None:
    """Who pays for a new lock depends on the tenure; the town decides nothing."""
    facts = {("fact-stated", "tenure"): "tenant", ("fact-stated", "town"): "Verzonnendam"}
    labels = [detail.label for detail in assessed(BROKEN | facts).details]
    assert labels == ["visit-day (nl)", "place (nl)", "tenure (nl)"]
    worn = assessed(VISIT | answered(lock="worn") | facts)
    assert [detail.text for detail in worn.details] == ["3\u00a0juni\u00a02026", "shore (nl)"]


@FEWER
@given(visits(), st.sampled_from(Language))
def test_every_recommendation_stands_once_under_its_title_word_for_word(
    slots: Slots, language: Language
) -> None:
    _, recommendations = ruled(slots)
    written = composed(slots, "reviewer", language)
    titles = {block.number: block.title for block in blocks(written, letter.Advised)}
    assert titles == {
        number: each.measure.title.in_(language) if each.measure else each.own_title
        for number, each in enumerate(recommendations.recommendations, 1)
    }
    rows = [row for table in blocks(written, letter.Table) for row in table.rows]
    for each in recommendations.omitted:
        assert each.measure is not None
        assert each.measure.title.in_(language) in {row[0] for row in rows}


@FEWER
@given(visits())
def test_a_delicate_item_is_in_it_only_when_it_was_ticked(slots: Slots) -> None:
    found, _ = ruled(slots)
    ticked = any(finding.item.id == "dog" for finding in found)
    written = text_of(assessed(slots))
    assert ("dog is gone" in written) == ticked
    assert ("dog (nl)" in written.replace("new-dog (nl)", "")) <= ticked
    assert "dog is good" not in written


@FEWER
@given(visits())
def test_an_english_letter_holds_no_dutch(slots: Slots) -> None:
    assert "(nl)" not in text_of(composed(slots, "reviewer", Language.EN))
