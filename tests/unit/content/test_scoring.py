"""Reading ease by groups: which texts are scored together, and how low is too low."""

import pytest

from tests.unit.content.faulty import (
    GOOD,
    HALL,
    MEASURES,
    PARAGRAPHS,
    ROOM,
    Change,
    assert_one_fault,
    changed,
)
from woningscan.content.faults import Fault
from woningscan.content.loader import read
from woningscan.content.scoring import EASY, FEWEST_WORDS, PLAIN, Group, groups, hard_to_read
from woningscan.domain.language import Language

WELCOME = "nl: Wij keken samen naar uw woning."
FERRY = "nl: De boot vaart niet elke dag."

HARD = (
    "Beveiligingsmaatregelen beperken inbraakmogelijkheden aanzienlijk. "
    "Burgemeesters overleggen regelmatig daarover. "
    "Verantwoordelijke organisaties organiseren noodzakelijke voorzieningen. "
    "Aanvullende informatie vermeldt uitvoeringsmogelijkheden. "
)
HARD_IN_ENGLISH = (
    "Necessary security precautions considerably complicate unauthorised entry. "
    "Responsible authorities regularly reconsider organisational arrangements. "
    "Additional information accompanies recommendations. "
)

TITLES = {
    "Smeer het slot": "Controleer iedere avond alle open ramen samen opnieuw",
    "Vervang de cilinder": "Vervang verouderde cilinders overal binnen enkele dagen samen",
    "Haal de sleutel weg": "Bewaar iedere sleutel buiten bereik van bezoekers binnen",
    "Leg een reservesleutel klaar": "Bespreek onderling waar iedereen reservesleutels bewaren mag",
}


def words_of(count: int, long: int) -> str:
    """Give a text of a number of words in sentences of ten: some of three syllables, others one."""
    words = ["cilinder"] * long + ["slot"] * (count - long)
    sentences = [" ".join(words[start : start + 10]) for start in range(0, count, 10)]
    return " ".join(f"{sentence.capitalize()}." for sentence in sentences)


def faults_of(texts: dict[str, bytes]) -> list[Fault]:
    """Give what is too hard in some files that have no other fault."""
    return read(texts, more_rules=[hard_to_read]).faults


def groups_of(texts: dict[str, bytes]) -> dict[str, Group]:
    """Give the Dutch groups of some files by their names."""
    found = groups(read(texts).questionnaire)
    return {group.name: group for group in found if group.language is Language.NL}


def test_short_texts_are_scored_together_if_they_are_enough() -> None:
    (group,) = groups_of(GOOD).values()
    assert group.name == "advice and reasons to holder, short parts"
    assert {address.split("[")[1].split("]")[0] for address in group.texts} == {
        "lock-oil", "lock-replace", "key-away", "spare-key",
    }  # fmt: skip
    assert faults_of(GOOD) == []


# fmt: off
HARD_TEXTS = {
    "section of a letter": Change(
        PARAGRAPHS, FERRY, f"nl: {HARD * 2}", "paragraphs[ferry].text.nl",
        "the letter to holder, limits (nl)", at="text: {nl: Bev",
    ),
    "section in English": Change(
        PARAGRAPHS, "en: The ferry does not run every day.", f"en: {HARD_IN_ENGLISH * 2}",
        "paragraphs[ferry].text.en", "the letter to holder, limits (en)", at="text: {nl: De boot",
    ),
    "advice of a chapter": Change(
        MEASURES, "nl: Smeer het slot elk jaar.", f"nl: {HARD * 2}",
        "measures[lock-oil].advice.holder.nl", "advice and reasons to holder, daily (nl)",
        at="holder: {nl: Bev",
    ),
    "reason counts with the advice": Change(
        MEASURES, "nl: Een droog slot slijt.", f"nl: {HARD * 2}",
        "measures[lock-oil].advice.holder.nl", "advice and reasons to holder, daily (nl)",
        at="holder: {nl: Smeer het slot elk",
    ),
    "finding of a zone": Change(
        ROOM, "nl: Het raam sluit niet.", f"nl: {HARD * 2}",
        "items[window].options[open].finding.nl", "findings and what is good, room (nl)",
        at="finding: {nl: Bev",
    ),
    "what is good counts with the findings": Change(
        HALL, "nl: Het slot is goed.", f"nl: {HARD * 2}",
        "items[lock].options[worn].finding.nl", "findings and what is good, hall (nl)",
        at="finding: {nl: Het slot is versleten",
    ),
    "help of a zone": Change(
        HALL, "nl: Begin bij de voordeur.", f"nl: {HARD * 2}", "help.nl",
        "questions and help, hall (nl)", at="help: {nl: Bev",
    ),
    "question of an item": Change(
        HALL, 'nl: "Hoe is het slot?"', f"nl: {HARD * 2}", "help.nl",
        "questions and help, hall (nl)", at="help: {nl: Begin",
    ),
    "help of an item": Change(
        HALL, "nl: Kijk naar het merkje.", f"nl: {HARD * 2}", "help.nl",
        "questions and help, hall (nl)", at="help: {nl: Begin",
    ),
}
# fmt: on


@pytest.mark.parametrize("change", HARD_TEXTS.values(), ids=HARD_TEXTS.keys())
def test_a_group_that_is_hard_to_read_is_named_at_its_first_text(change: Change) -> None:
    assert_one_fault(change, [hard_to_read])


@pytest.mark.parametrize("reader", ["reviewer", "employer"])
def test_only_the_advice_of_the_letter_of_advice_is_scored(reader: str) -> None:
    old = {"reviewer": "nl: Smeren volstaat.", "employer": "nl: U hoeft niets te doen."}
    assert faults_of(changed(MEASURES, old[reader], f"nl: {HARD * 2}")) == []


def test_titles_that_are_too_few_alone_are_scored_together() -> None:
    text = GOOD[MEASURES].decode()
    for old, new in TITLES.items():
        text = text.replace(old, f'"{new}"', 1)
    group = groups_of({**GOOD, MEASURES: text.encode()})["titles of measures, short parts"]
    assert (group.limit, len(group.texts)) == (EASY, 4)
    (fault,) = faults_of({**GOOD, MEASURES: text.encode()})
    assert (fault.file, fault.key) == (MEASURES, "measures[lock-oil].title.nl")


@pytest.mark.parametrize(("count", "faulty"), [(FEWEST_WORDS - 1, False), (FEWEST_WORDS, True)])
def test_a_group_needs_words_enough(count: int, faulty: bool) -> None:  # noqa: FBT001
    # The other short section of this letter and reader would be taken together with it.
    texts = changed(PARAGRAPHS, WELCOME, f"nl: {words_of(count, count)}")
    texts[PARAGRAPHS] = texts[PARAGRAPHS].replace(
        b"readers: [holder, reviewer]", b"readers: [holder]"
    )
    assert bool(faults_of(texts)) is faulty


@pytest.mark.parametrize(
    ("old", "part", "limit"), [(WELCOME, "opening", EASY), (FERRY, "limits", PLAIN)]
)
def test_what_is_read_first_must_be_easier(old: str, part: str, limit: float) -> None:
    texts = changed(PARAGRAPHS, old, f"nl: {words_of(30, 11)}")
    group = groups_of(texts)[f"the letter to holder, {part}"]
    # 206.84 - 0.77 × 5200 / 30 - 0.93 × 10
    assert group.score == pytest.approx(64.07, abs=0.01)
    assert group.limit == limit
    assert bool(faults_of(texts)) is (limit == EASY)


def test_the_summary_of_a_reviewer_may_be_less_easy() -> None:
    texts = changed(PARAGRAPHS, WELCOME, f"nl: {words_of(30, 11)}")
    assert groups_of(texts)["the letter to reviewer, opening"].limit == PLAIN


def test_a_complaint_says_where_most_can_be_won() -> None:
    (fault,) = faults_of(changed(PARAGRAPHS, FERRY, f"nl: {HARD} De boot vaart. {HARD}"))
    assert "60 is the least" in fault.message
    assert "“Beveiligingsmaatregelen beperken inbraakmogelijkheden aanzienlijk.”" in fault.message
    assert fault.message.count("“") == 3
    assert "De boot vaart" not in fault.message
    assert "long words: Beveiligingsmaatregelen" in fault.message
