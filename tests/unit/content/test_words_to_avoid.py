"""Words that fixed texts do not use: each list in a questionnaire that is good but for that."""

import re
from collections.abc import Iterator

import pytest

from tests.unit.content.faulty import (
    FACTS,
    GOOD,
    HALL,
    MEASURES,
    PARAGRAPHS,
    PHRASES,
    QUESTIONNAIRE,
    Change,
    assert_one_fault,
    changed,
)
from woningscan.content.checking import PLAIN_LANGUAGE
from woningscan.content.faults import Complaint
from woningscan.content.loader import read
from woningscan.content.texts import texts_of
from woningscan.content.words_to_avoid import word_lists
from woningscan.domain.language import Language
from woningscan.domain.questionnaire import Questionnaire

HOLDER = "nl: Smeer het slot elk jaar."
REVIEWER = "nl: Smeren volstaat."
EMPLOYER = "employer: {nl: U hoeft niets te doen."
TO_HOLDER = "measures[lock-oil].advice.holder.nl"
ENGLISH = "en: Oil the lock every year."
TO_HOLDER_IN_ENGLISH = "measures[lock-oil].advice.holder.en"

# fmt: off
CHANGES = {
    "word that frightens": Change(
        MEASURES, HOLDER, "nl: Zo ziet u gevaren eerder.", TO_HOLDER, "“gevaren” frightens",
        at="holder: {nl: Zo",
    ),
    "word that frightens, within another": Change(
        MEASURES, HOLDER, "nl: Meld huiselijk geweld.", TO_HOLDER, "“geweld”",
        at="holder: {nl: Meld",
    ),
    "word that frightens an employer": Change(
        MEASURES, EMPLOYER, "employer: {nl: Help het Slachtoffer.",
        "measures[lock-oil].advice.employer.nl", "“Slachtoffer” frightens; write u,",
    ),
    "word that frightens in a question": Change(
        HALL, 'en: "How is the lock?"', 'en: "Is there any danger?"',
        "items[lock].question.en", "“danger”", at="question: {nl",
    ),
    "threat in a finding": Change(
        HALL, "nl: Het slot is versleten.", "nl: De dreiging is nieuw.",
        "items[lock].options[worn].finding.nl", "is about a threat", at="finding: {nl: De",
    ),
    "word of the trade": Change(
        MEASURES, HOLDER, "nl: Neem een meerpuntssluiting.", TO_HOLDER,
        "write slot dat op meer plekken tegelijk sluit", at="holder: {nl: Neem",
    ),
    "word of offices": Change(
        MEASURES, ENGLISH, "en: Oil it prior to winter.", TO_HOLDER_IN_ENGLISH,
        "“prior to” is language of offices", at="holder: {nl: Smeer het slot elk",
    ),
    "percentage": Change(
        MEASURES, REVIEWER, "nl: Dit helpt in 12.5% van de huizen.",
        "measures[lock-oil].advice.reviewer.nl", "“5%” claims an effect",
        at="reviewer: {nl: Dit",
    ),
    "percentage in words": Change(
        MEASURES, ENGLISH, "en: It stops 90 per cent.", TO_HOLDER_IN_ENGLISH,
        "“per cent” claims", at="holder: {nl: Smeer het slot elk",
    ),
    "brand": Change(
        MEASURES, "ask_for: {nl: SKG***, en: SKG***}", "ask_for: {nl: Nemef, en: SKG***}",
        "measures[lock-replace].ask_for.nl", "“Nemef” is a brand; write slot, met norm",
    ),
    "form that is not polite": Change(
        FACTS, "nl: Waar de woning staat.", "nl: Waar jouw woning staat.",
        "facts[place].help.nl", "“jouw” is not the polite form; write uw",
        at="help: {nl: Waar",
    ),
    "text that was left in Dutch": Change(
        PARAGRAPHS, "en: This you can do every day.", "en: Dit kunt u ook elke dag doen.",
        "paragraphs[daily-intro].text.en", "“ook” is not of this language",
        at="text: {nl: Dit",
    ),
    "text that was left in English": Change(
        QUESTIONNAIRE, "nl: Elke dag", "nl: The day", "chapters[daily].title.nl", "“The”",
        at="title: {nl: The",
    ),
    "text that was left to be done": Change(
        PHRASES, "nl: Wat al goed is", "nl: Nog invullen", "phrases.heading-good.nl",
        "was left to be done", at="heading-good",
    ),
    "abbreviation": Change(
        MEASURES, HOLDER, "nl: Koop een CO melder.", TO_HOLDER, "“CO” is not explained",
        at="holder: {nl: Koop",
    ),
}
# fmt: on


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_word_is_named_with_its_place_and_what_to_write(change: Change) -> None:
    assert_one_fault(change, PLAIN_LANGUAGE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (REVIEWER, "nl: Let op gevaar en dreiging."),
        (REVIEWER, "nl: Neem een meerpuntssluiting."),
        (REVIEWER, "nl: Neem de eis van het BORG."),
        (HOLDER, "nl: Neem een meerpuntssluiting (slot met meer haken)."),
        ("ask_for: {nl: SKG***", "ask_for: {nl: Meerpuntssluiting van het BORG"),
        (HOLDER, "nl: Neem een slot met haken (meerpuntssluiting)."),
        (HOLDER, "nl: Koop een melder voor koolmonoxide (CO). De CO is te meten."),
        (HOLDER, "nl: Koop een melder (CO-melder). De CO is te meten."),
        (HOLDER, "nl: CO (koolmonoxide) ruikt u niet."),
        (HOLDER, "nl: Vraag om SKG*** en EN 356."),
        (HOLDER, "nl: Zoek WPA3 op."),
        (HOLDER, "nl: Vraag naar de bangmakerij en de dodenherdenking."),
        (HOLDER, "nl: Doe het slot op Ring drie."),
        (HOLDER, "nl: Neem een evva."),
    ],
)
def test_word_may_stand_here(old: str, new: str) -> None:
    faults = read(changed(MEASURES, old, new), more_rules=PLAIN_LANGUAGE).faults
    assert faults == []


def test_a_threat_may_be_named_in_a_paragraph() -> None:
    texts = changed(PARAGRAPHS, "nl: De boot vaart niet elke dag.", "nl: De dreiging verandert.")
    assert read(texts, more_rules=PLAIN_LANGUAGE).faults == []


def test_good_questionnaire_has_no_word_to_avoid() -> None:
    assert read(GOOD, more_rules=PLAIN_LANGUAGE).faults == []


def complain_of_all(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Complain of every text there is."""
    for placed in texts_of(questionnaire):
        for language in Language:
            yield Complaint(f"{placed.address}.{language}", "here")


def test_no_text_is_forgotten_and_each_stands_where_it_says() -> None:
    faults = read(GOOD, more_rules=[complain_of_all]).faults
    written = {
        (file, number, language)
        for file, content in GOOD.items()
        for number, line in enumerate(content.decode().splitlines(), 1)
        for language in Language
        if re.search(rf"[ {{]{language}: ", line)
    }
    assert {(fault.file, fault.line, fault.key[-2:]) for fault in faults} == written


def test_every_list_has_words_for_every_language_and_says_what_to_write() -> None:
    lists = word_lists()
    assert len(lists) >= 9
    for words in lists:
        assert words.read_by
        assert words.because
        assert set(words.entries) == set(Language)
        assert all(entry.write for entries in words.entries.values() for entry in entries)
