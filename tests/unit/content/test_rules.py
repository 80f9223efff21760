"""Rules across files: each broken once in a questionnaire that is good but for that."""

from dataclasses import replace

import pytest

from tests.unit.content.faulty import (
    FACTS,
    GOOD,
    HALL,
    MEASURES,
    PARAGRAPHS,
    PHRASES,
    QUESTIONNAIRE,
    ROOM,
    Change,
    assert_one_fault,
    changed,
)
from woningscan.content.checker import check_questionnaire
from woningscan.content.faults import Places
from woningscan.content.loader import read
from woningscan.domain.language import Text

WORN = "items[lock].options[worn]"
WHEN = "        - {item: key, in: [stays]}\n"
ASKED = "items[window].show_when.any[2]"
OWNER = "    when: {fact: tenure, in: [owner]}"

CHANGES = {
    "unknown fact": Change(
        HALL, OWNER, "    when: {fact: tenuer, in: [owner]}",
        "rooms[porch].when.fact", "did you mean “tenure”?",
    ),
    "unknown value of a fact": Change(
        HALL, OWNER, "    when: {fact: tenure, in: [ownr]}",
        "rooms[porch].when.in[ownr]", "“ownr” is no value of “tenure”",
    ),
    "fact of free text": Change(
        HALL, OWNER, "    when: {fact: town, in: [owner]}", "rooms[porch].when.fact", "free text",
    ),
    "unknown item": Change(
        ROOM, WHEN, "        - {item: kee, in: [stays]}\n", f"{ASKED}.item", "did you mean “key”?",
    ),
    "unknown answer": Change(
        ROOM, WHEN, "        - {item: key, in: [stays, gone]}\n",
        f"{ASKED}.in[gone]", "“gone” is no answer to “key”",
    ),
    "scope room for an item of another zone": Change(
        ROOM, WHEN, "        - {item: key, in: [stays], scope: room}\n",
        f"{ASKED}.scope", "“key” is of zone hall",
    ),
    "standard room that asks for an item": Change(
        HALL, OWNER, "    when: {item: lock, in: [worn]}", "rooms[porch].when.item", "name a fact",
    ),
    "fact value that asks for an item": Change(
        FACTS, "show_when: {fact: place, in: [island]}", "show_when: {item: lock, in: [worn]}",
        "facts[tenure].values[guest].show_when.item", "name a fact",
    ),
    "payer that asks for an item": Change(
        MEASURES, "- when: {fact: tenure, in: [tenant]}", "- when: {item: lock, in: [worn]}",
        "measures[lock-replace].payer[1].when.item", "name a fact",
    ),
    "paragraph that asks for an item": Change(
        PARAGRAPHS, "when: {fact: place, in: [island]}", "when: {not: {item: lock, in: [worn]}}",
        "paragraphs[ferry].when.not.item", "name a fact",
    ),
    "item that waits for itself": Change(
        HALL, "- {item: lock, in: [sound, worn]}", "- {item: key, in: [stays]}",
        "items[key].show_when", "key → key", at="show_when:",
    ),
    "facts that wait for each other": Change(
        FACTS, "- {id: shore, label: {nl: Kust, en: Shore}}",
        "- {id: shore, label: {nl: K, en: S}, show_when: {fact: tenure, in: [owner]}}",
        "facts[place].values", "place → tenure → place", at="values:",
    ),
    "item that can never be asked": Change(
        HALL, "not: {fact: tenure, in: [guest]}", "not: {item: lock, in: [sound, worn]}",
        "items[key].show_when", "can never hold", at="show_when:",
    ),
    "good option after a bad one": Change(
        ROOM, "        finding: {nl: Het raam sluit niet., en: The window does not close.}\n",
        "        finding: {nl: Het raam sluit niet., en: The window does not close.}\n"
        "      - {id: ajar, label: {nl: Kier, en: Ajar}, good: true}\n",
        "items[window].options[ajar].good", "move it up", at="- {id: ajar",
    ),
    "bad option without a grade": Change(
        HALL, "        grade: slight\n", "", f"{WORN}.grade", "is missing", at="- id: worn",
    ),
    "bad option without measures": Change(
        HALL, "        measures: [lock-oil]\n", "",
        f"{WORN}.measures", "is missing", at="- id: worn",
    ),
    "bad option without a finding": Change(
        HALL, "        finding: {nl: Het slot is versleten., en: The lock is worn.}\n", "",
        f"{WORN}.finding", "is missing", at="- id: worn",
    ),
    "good option with a grade": Change(
        HALL, "en: Sound}, good: true}", "en: Sound}, good: true, grade: slight}",
        "items[lock].options[sound].grade", "remove it", at="- {id: sound",
    ),
    "good option with measures": Change(
        HALL, "en: Sound}, good: true}", "en: Sound}, good: true, measures: [lock-oil]}",
        "items[lock].options[sound].measures", "remove it", at="- {id: sound",
    ),
    "unknown measure": Change(
        HALL, "measures: [lock-oil]", "measures: [lock-oil, lock-oli]",
        f"{WORN}.measures[lock-oli]", "did you mean “lock-oil”?", at="measures: [lock-oil, l",
    ),
    "unknown look": Change(
        ROOM, "    look: dark\n", "    look: drak\n", "items[window].look", "did you mean “dark”?",
    ),
    "unknown measure to go with": Change(
        MEASURES, "with: [spare-key]", "with: [spare-key, spare-kee]",
        "measures[lock-replace].with[spare-kee]", "did you mean",
    ),
    "unknown chapter": Change(
        MEASURES, "chapter: daily", "chapter: weekly",
        "measures[lock-oil].chapter", "“weekly” is no chapter",
    ),
    "unknown payer": Change(
        MEASURES, "        payer: landlord", "        payer: landlady",
        "measures[lock-replace].payer[1].payer", "did you mean “landlord”?",
    ),
    "unknown reader of a paragraph": Change(
        PARAGRAPHS, "readers: [holder, reviewer]", "readers: [holder, public]",
        "paragraphs[welcome].readers[public]", "“public” is no reader",
    ),
    "unknown reader of an advice": Change(
        MEASURES, "      holder: {nl: Smeer",
        "      public: {nl: A, en: B}\n      holder: {nl: Smeer",
        "measures[lock-oil].advice.public", "“public” is no reader",
    ),
    "unknown paragraph to begin with": Change(
        QUESTIONNAIRE, "intro: daily-intro", "intro: daily-into",
        "chapters[daily].intro", "did you mean “daily-intro”?",
    ),
    "aid with an unknown answer": Change(
        HALL, "{reachable: stays, unreachable: removed}", "{reachable: stay, unreachable: removed}",
        "items[key].aid.outcomes.reachable", "did you mean “stays”?", at="aid:",
    ),
    "last payer with a condition": Change(
        MEASURES, "        payer: landlord\n      - {payer: own}", "        payer: landlord",
        "measures[lock-replace].payer[1].when", "must have none", at="- when:",
    ),
    "payer after one that always pays": Change(
        MEASURES, "      - when: {fact: tenure, in: [tenant]}\n        payer: landlord",
        "      - payer: landlord", "measures[lock-replace].payer[1]", "always holds",
    ),
    "measure that nothing calls for": Change(
        HALL, "measures: [key-away]", "measures: [lock-oil]",
        "measures[key-away]", "no option calls for it", at="- id: key-away", found_in=MEASURES,
    ),
    "measure that goes with itself": Change(
        MEASURES, "with: [spare-key]", "with: [spare-key, lock-replace]",
        "measures[lock-replace].with", "lock-replace → lock-replace",
    ),
    "order that names nobody who pays": Change(
        QUESTIONNAIRE, "letter: order, pays: landlord, name", "letter: order, name",
        "readers[employer].pays", "asks for the measures of one payer", at="- {id: employer,",
    ),
    "order of an unknown payer": Change(
        QUESTIONNAIRE, "pays: landlord", "pays: lanlord",
        "readers[employer].pays", "did you mean “landlord”?", at="- {id: employer,",
    ),
    "payer of a reader who orders nothing": Change(
        QUESTIONNAIRE, "letter: assessment, name", "letter: assessment, pays: own, name",
        "readers[reviewer].pays", "is for a reader of an order", at="- {id: reviewer,",
    ),
    "nobody whose letter is advice": Change(
        QUESTIONNAIRE, "letter: advice, name", "letter: assessment, name",
        "readers", "has nobody whose letter is advice", at="readers:",
    ),
    "reader without advice": Change(
        MEASURES,
        "      employer: {nl: U hoeft niets te doen., en: There is nothing to do for you.}\n", "",
        "measures[lock-oil].advice.employer", "every reader is told", at="advice:",
    ),
    "reader without a reason": Change(
        MEASURES, "      reviewer: {nl: Het slot is droog., en: The lock is dry.}\n", "",
        "measures[lock-oil].reason.reviewer", "is told why", at="reason:",
    ),
    "reason for one who may not know": Change(
        MEASURES, "      reviewer: {nl: Het slot is droog.",
        "      employer: {nl: Droog., en: Dry.}\n      reviewer: {nl: Het slot is droog.",
        "measures[lock-oil].reason.employer", "may not know",
    ),
    "long title": Change(
        MEASURES, "{nl: Smeer het slot, en: Oil the lock}",
        f"{{nl: {'Slot' * 18}, en: Oil the lock}}",
        "measures[lock-oil].title.nl", "has 72 characters", at="title: {nl: Slot",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_broken_rule_is_named_with_its_place(change: Change) -> None:
    assert_one_fault(change)


@pytest.mark.parametrize(
    ("title", "faulty", "key"),
    [
        ("{nl: smeer het SLOT, en: Take it}", {"lock-oil", "key-away"}, "nl"),
        ("{nl: Haal weg, en: Oil the lock well}", {"lock-oil"}, "en"),
        ("{nl: Haal weg, en: Oil}", {"key-away"}, "en"),
    ],
)
def test_no_title_stands_in_another(title: str, faulty: set[str], key: str) -> None:
    texts = changed(MEASURES, "{nl: Haal de sleutel weg, en: Take the key out}", title)
    keys = {fault.key for fault in read(texts).faults}
    assert keys == {f"measures[{name}].title.{key}" for name in faulty}


def test_measures_that_go_with_each_other_in_a_circle_are_named() -> None:
    texts = changed(
        MEASURES,
        "    sources: [practice]\n  - id: lock-replace",
        "    sources: [practice]\n    with: [lock-replace]\n  - id: lock-replace",
    )
    old = b"with: [spare-key]"
    texts[MEASURES] = texts[MEASURES].replace(old, b"with: [spare-key, lock-oil]")
    (fault,) = read(texts).faults
    assert "lock-oil → lock-replace → lock-oil" in fault.message


def test_phrases_that_letters_use_are_there() -> None:
    (fault,) = read(GOOD, {"heading-good", "heading-first"}).faults
    assert (fault.file, fault.key) == (PHRASES, "phrases.heading-first")


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("also-needed", "Also {titel}."),
        ("also-needed", "Also {title} {"),
        ("also-needed", "Also {title.nl}."),
        ("also-needed", "Also {title!r}."),
        ("also-needed", "Also {title:>9}."),
        ("also-needed", "Also {}."),
        ("also-needed", "Also this."),
        ("salutation", "Dear {name},"),
    ],
)
def test_a_phrase_holds_what_letters_fill_in_and_no_other_braces(phrase: str, text: str) -> None:
    """Of what else stands in braces a letter could not be made, in either language."""
    good = read(GOOD).questionnaire
    phrases = {"also-needed": Text("Ook {title}.", "Also {title}."), phrase: Text(text, text)}
    faults = list(check_questionnaire(replace(good, phrases=phrases)))
    assert [fault.address for fault in faults] == [f"phrases.{phrase}.nl", f"phrases.{phrase}.en"]


def test_folder_and_questionnaire_have_one_name() -> None:
    (fault,) = read(GOOD, name="every-key/2").faults
    assert (fault.file, fault.line, fault.key) == (QUESTIONNAIRE, 2, "version")
    assert read(GOOD, name="every-key/1").faults == []


def test_rules_hold_for_a_questionnaire_that_comes_from_no_file() -> None:
    questionnaire = replace(read(GOOD).questionnaire, payers=())
    complaints = list(check_questionnaire(questionnaire))
    assert {complaint.address for complaint in complaints} >= {"measures[lock-oil].payer[1].payer"}
    fault = Places().fault(complaints[0])
    assert (fault.file, fault.line, fault.key) == ("", 0, complaints[0].address)
