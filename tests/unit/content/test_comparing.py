"""What changed between two versions, and which recorded answers still mean it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shipped import LIBRARY
from tests.unit.content.faulty import (
    FACTS,
    GOOD,
    HALL,
    MEASURES,
    PARAGRAPHS,
    PHRASES,
    QUESTIONNAIRE,
    changed,
)
from woningscan.content.comparing.answers import AnswerFate, Fate
from woningscan.content.comparing.differences import Comparison, Difference, How, differences
from woningscan.content.comparing.report import report
from woningscan.content.loader import read
from woningscan.domain.questionnaire import Questionnaire

OLD = read(GOOD).questionnaire
WHEN_GUEST = "“Island” is chosen for “Place”"
LOCK = ("item lock",)
WORN = ("item lock", "option worn")
WORN_IS_BAD = """good: false
        grade: slight
        measures: [lock-oil]
        finding: {nl: Het slot is versleten., en: The lock is worn.}
"""
UNCONDITIONAL = replace(
    OLD,
    zones=tuple(
        replace(zone, items=tuple(replace(item, show_when=None) for item in zone.items))
        for zone in OLD.zones
    ),
)


def compared(file: str, before: str, after: str) -> Comparison:
    reading = read(changed(file, before, after))
    assert reading.faults == []
    return differences(OLD, reading.questionnaire)


def fates(comparison: Comparison) -> list[AnswerFate]:
    """Give what became of the answers that did not just stay."""
    return [each for each in comparison.answers if each.fate is not Fate.KEPT]


@pytest.mark.parametrize("name", LIBRARY.names)
def test_a_version_does_not_differ_from_itself_nor_its_copy_under_the_next_number(
    name: str,
) -> None:
    shown = LIBRARY.questionnaire(name)
    same = differences(shown, replace(shown, version=shown.version + 1))
    assert same.groups == ()
    assert fates(same) == []
    answers = {(each.item, each.answer) for each in same.answers}
    items = shown.items_by_id.values()
    assert answers == {(item.id, answer) for item in items for answer in item.answers}


CHANGES = {
    "question": (
        HALL, 'nl: "Hoe is het slot?"', 'nl: "Is het slot goed?"', "zone hall",
        Difference(LOCK, How.CHANGED, "question (nl)", "Hoe is het slot?", "Is het slot goed?"),
    ),
    "help that is gone": (
        HALL, "    help: {nl: Kijk naar het merkje., en: Look at the mark.}\n", "", "zone hall",
        Difference(LOCK, How.REMOVED, "help (en)", "Look at the mark.", ""),
    ),
    "grade": (
        HALL, "grade: slight", "grade: moderate", "zone hall",
        Difference(WORN, How.CHANGED, "grade", "slight", "moderate"),
    ),
    "measures": (
        HALL, "measures: [lock-oil]", "measures: [lock-oil, key-away]", "zone hall",
        Difference(WORN, How.CHANGED, "measures", "lock-oil", "lock-oil, key-away"),
    ),
    "condition": (
        HALL, "      all:\n        - {item: lock, in: [sound, worn]}\n        - not: ",
        "      not: ", "zone hall",
        Difference(
            ("item key",), How.CHANGED, "only if",
            "in this room “How is the lock?” is answered with “Sound” or “Worn” and "
            "“Guest” is not chosen for “Tenure”",
            "“Guest” is not chosen for “Tenure”",
        ),
    ),
    "statistics": (
        HALL, "    statistics: false\n", "", "zone hall",
        Difference(("item key",), How.CHANGED, "in statistics", "no", "yes"),
    ),
    "letter": (
        HALL, "    letter: when-ticked\n", "", "zone hall",
        Difference(("item key",), How.CHANGED, "in the letter", "when-ticked", "always"),
    ),
    "sources": (
        HALL, "sources: [S3, S4]", "sources: [S3]", "zone hall",
        Difference(LOCK, How.CHANGED, "sources", "S3, S4", "S3"),
    ),
    "room": (
        HALL, "    when: {fact: tenure, in: [owner]}\n", "", "zone hall",
        Difference(
            ("room porch",), How.REMOVED, "only if", "“Owner” is chosen for “Tenure”", ""
        ),
    ),
    "payer": (
        MEASURES, "      - when: {fact: tenure, in: [tenant]}\n        payer: landlord\n", "",
        "measure lock-replace",
        Difference(
            (), How.CHANGED, "payers",
            "landlord if “Tenant” is chosen for “Tenure”; own", "own",
        ),
    ),
    "advice": (
        MEASURES, "en: Oil the lock every year.", "en: Oil the lock each year.",
        "measure lock-oil",
        Difference(
            (), How.CHANGED, "advice to holder (en)",
            "Oil the lock every year.", "Oil the lock each year.",
        ),
    ),
    "urgency": (
        MEASURES, "urgency: occasion", "urgency: soon", "measure lock-oil",
        Difference((), How.CHANGED, "urgency", "occasion", "soon"),
    ),
    "paragraph": (
        PARAGRAPHS, "nl: De boot vaart niet elke dag.", "nl: De boot vaart soms niet.",
        "paragraph ferry",
        Difference(
            (), How.CHANGED, "text (nl)",
            "De boot vaart niet elke dag.", "De boot vaart soms niet.",
        ),
    ),
    "value of a fact": (
        FACTS, "        show_when: {fact: place, in: [island]}\n", "", "fact tenure",
        Difference(("value guest",), How.REMOVED, "only if", WHEN_GUEST, ""),
    ),
    "phrase": (
        PHRASES, "en: What is good already", "en: What is already good", "phrases",
        Difference(
            ("phrase heading-good",), How.CHANGED, "text (en)",
            "What is good already", "What is already good",
        ),
    ),
    "chapter": (
        QUESTIONNAIRE, "    apart: true\n", "", "questionnaire",
        Difference(("chapter label",), How.CHANGED, "stands apart", "yes", "no"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("file", "before", "after", "group", "difference"), CHANGES.values(), ids=CHANGES.keys()
)
def test_what_changed_is_told_in_its_group(
    file: str, before: str, after: str, group: str, difference: Difference
) -> None:
    (found,) = compared(file, before, after).groups
    assert found.name == group
    assert difference in found.differences
    assert len(found.differences) <= 2


def test_what_was_added_is_told_in_full_and_what_was_removed_is_the_other_way_around() -> None:
    new = replace(OLD, zones=OLD.zones[:1])
    removed = differences(OLD, new)
    added = differences(new, OLD)
    (gone,), (come,) = removed.groups, added.groups
    assert (gone.name, come.name) == ("zone room", "zone room")
    assert gone.differences[0] == Difference((), How.REMOVED)
    assert come.differences[0] == Difference((), How.ADDED)
    question = Difference(
        ("item window",), How.ADDED, "question (en)", "", "Does the window close?"
    )
    assert question in come.differences
    assert [each.where for each in gone.differences] == [each.where for each in come.differences]
    assert fates(removed) == [AnswerFate("window", "", Fate.ITEM_REMOVED)]
    assert fates(added) == [AnswerFate("window", "", Fate.NEW_ITEM)]


def test_another_order_is_told() -> None:
    hall = OLD.zones[0]
    turned = replace(OLD, zones=(replace(hall, items=hall.items[::-1]), OLD.zones[1]))
    (group,) = differences(OLD, turned).groups
    order = Difference((), How.CHANGED, "order of items", "lock, key", "key, lock")
    assert group.differences == (order,)
    (heading,) = differences(OLD, replace(OLD, zones=OLD.zones[::-1])).groups
    assert heading.name == "questionnaire"
    assert [each.field for each in heading.differences] == ["order of zones"]


@pytest.mark.parametrize(
    ("before", "after", "because"),
    [
        ('en: "How is the lock?"', 'en: "Is the lock sound?"', ("question (en)",)),
        ('nl: "Hoe is het slot?"', 'nl: "Is het slot goed?"', ("question (nl)",)),
    ],
)
def test_no_answer_keeps_its_meaning_when_the_question_changes(
    before: str, after: str, because: tuple[str, ...]
) -> None:
    found = fates(compared(HALL, before, after))
    answers = OLD.items_by_id["lock"].answers
    assert found == [AnswerFate("lock", each, Fate.CHANGED, because) for each in answers]
    assert "not-assessed" in answers


@pytest.mark.parametrize(
    ("before", "after", "because"),
    [
        ("nl: Versleten", "nl: Oud", ("label (nl)",)),
        ("en: Worn", "en: Old", ("label (en)",)),
        ("grade: slight", "grade: moderate", ("grade",)),
        (
            WORN_IS_BAD,
            "good: true\n",
            ("good", "grade"),
        ),
    ],
)
def test_an_answer_changes_its_meaning_with_its_label_and_its_verdict(
    before: str, after: str, because: tuple[str, ...]
) -> None:
    assert fates(compared(HALL, before, after)) == [
        AnswerFate("lock", "worn", Fate.CHANGED, because)
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("nl: Kijk naar het merkje.", "nl: Kijk goed."),
        ("measures: [lock-oil]", "measures: [lock-oil, key-away]"),
        ("nl: Het slot is versleten.", "nl: Het slot is oud."),
        ("nl: Het slot is goed.", "nl: Het slot sluit."),
        ("sources: [S3, S4]", "sources: [S3]"),
    ],
)
def test_answers_keep_their_meaning_whatever_else_changes(before: str, after: str) -> None:
    comparison = compared(HALL, before, after)
    assert comparison.groups
    assert fates(comparison) == []


def without_worn(questionnaire: Questionnaire) -> Questionnaire:
    hall, room = questionnaire.zones
    lock, key = hall.items
    fewer = replace(lock, options=(lock.options[0], lock.options[2]))
    return replace(questionnaire, zones=(replace(hall, items=(fewer, key)), room))


def test_an_option_that_is_gone_is_told_and_a_new_one_changes_no_answer() -> None:
    whole = UNCONDITIONAL
    removed = differences(whole, without_worn(whole))
    assert fates(removed) == [AnswerFate("lock", "worn", Fate.OPTION_REMOVED)]
    added = differences(without_worn(whole), whole)
    assert fates(added) == []
    assert Difference(WORN, How.ADDED) in added.groups[0].differences


def test_an_item_of_another_zone_is_another_item() -> None:
    hall, room = OLD.zones
    moved = replace(hall.items[1], zone="room")
    new = replace(
        OLD, zones=(replace(hall, items=hall.items[:1]), replace(room, items=(*room.items, moved)))
    )
    assert {each.because for each in fates(differences(OLD, new))} == {("zone",)}


def test_the_report_ends_with_what_became_of_the_answers() -> None:
    lines = list(report(compared(HALL, "nl: Versleten", "nl: Oud")))
    assert lines == [
        "zone hall: Hal / Hall",
        "  item lock, option worn",
        "    label (nl):",
        "      - Versleten",
        "      + Oud",
        "",
        "Recorded answers that keep their meaning: all of 2 items",
        "  lock: sound, broken, not-applicable, not-assessed",
        "",
        "Changed meaning:",
        "  lock = worn: label (nl)",
        "",
        "Option removed:",
        "  none",
        "",
        "Item removed:",
        "  none",
        "",
        "New item:",
        "  none",
    ]


def test_the_report_tells_what_came_and_went() -> None:
    new = replace(OLD, measures=OLD.measures[1:])
    gone, come = list(report(differences(OLD, new))), list(report(differences(new, OLD)))
    title = "measure lock-oil: Smeer het slot / Oil the lock"
    assert gone[:3] == [title, "    removed", "    - title (nl): Smeer het slot"]
    assert come[:3] == [title, "    added", "    + title (nl): Smeer het slot"]


@given(st.data())
def test_each_answer_has_one_fate_whatever_is_taken_out(data: st.DataObject) -> None:
    def some(shown: Questionnaire) -> Questionnaire:
        zones = [
            replace(zone, items=tuple(item for item in zone.items if data.draw(st.booleans())))
            for zone in shown.zones
        ]
        return replace(shown, zones=tuple(zones))

    old, new = some(UNCONDITIONAL), some(UNCONDITIONAL)
    fates_of = [(each.item, each.answer) for each in differences(old, new).answers]
    assert len(fates_of) == len(set(fates_of))
    assert {item for item, _ in fates_of} == {*old.items_by_id, *new.items_by_id}
