"""What must be true of a questionnaire as a whole; each rule is one small function.

A rule takes a questionnaire and gives complaints. The rules on conditions stand in
`woningscan.content.condition_rules`, those on single values and plain language where these are
read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.content import condition_rules
from woningscan.content.faults import Complaint
from woningscan.content.phrase_rules import phrases_hold_the_words_that_letters_fill_in
from woningscan.content.reach import cycles
from woningscan.content.reading import did_you_mean, unknown
from woningscan.domain.language import Language
from woningscan.domain.letter_parts import LetterKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from woningscan.domain.questionnaire import Option, Questionnaire

LONGEST_TITLE = 70


def check_questionnaire(
    questionnaire: Questionnaire, required_phrases: Iterable[str] = ()
) -> Iterator[Complaint]:
    """Give what every rule complains of; `required_phrases` are the ids that letters use."""
    for rule in RULES:
        yield from rule(questionnaire)
    for phrase in sorted(set(required_phrases) - set(questionnaire.phrases)):
        missed = frozenset({phrase})
        yield Complaint(f"phrases.{phrase}", "is missing; letters use it", missed)


def options_go_from_good_to_bad(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """No good option follows one that is not."""
    for address, before, option in _options(questionnaire):
        if option.good and any(not earlier.good for earlier in before):
            yield Complaint(f"{address}.good", "stands after one that is not good; move it up")


def bad_options_are_complete(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Each option that is not good has a grade, measures and a finding."""
    for address, _, option in _options(questionnaire):
        if option.good:
            continue
        for key, value in _consequences(option).items():
            if not value:
                yield Complaint(f"{address}.{key}", "is missing; an option that is not good has it")


def good_options_have_no_consequences(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """No good option has a grade, measures or a finding."""
    for address, _, option in _options(questionnaire):
        if not option.good:
            continue
        for key, value in _consequences(option).items():
            if value:
                yield Complaint(f"{address}.{key}", "is for an option that is not good; remove it")


def names_are_known(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Everything that is named elsewhere than in a condition exists."""
    readers = [reader.id for reader in questionnaire.readers]
    measures = list(questionnaire.measures_by_id)
    for address, kind, name, known in (
        *_names_in_options(questionnaire, measures),
        *_names_in_measures(questionnaire, measures, readers),
        *(
            (f"zones[{item.zone}].items[{item.id}].look", "look", item.look, looks)
            for looks in [list(questionnaire.looks_by_id)]
            for item in questionnaire.items_by_id.values()
            if item.look is not None
        ),
        *(
            (f"paragraphs[{paragraph.id}].readers[{reader}]", "reader", reader, readers)
            for paragraph in questionnaire.paragraphs
            for reader in paragraph.readers
        ),
        *_names_in_heading(questionnaire),
    ):
        if name not in known:
            yield unknown(address, kind, name, known)


def aids_propose_answers(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Every outcome of an aid is an answer to its item."""
    for item in questionnaire.items_by_id.values():
        for outcome, option in (item.aid.outcomes if item.aid else {}).items():
            if option not in item.answers:
                address = f"zones[{item.zone}].items[{item.id}].aid.outcomes.{outcome}"
                message = f"“{option}” is not an answer{did_you_mean(option, item.answers)}"
                yield Complaint(address, message)


def somebody_always_pays(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Every measure has a last payer without a condition, and no other such."""
    for measure in questionnaire.measures:
        for number, rule in enumerate(measure.payer, start=1):
            address = f"measures[{measure.id}].payer[{number}]"
            is_last = number == len(measure.payer)
            if is_last and rule.when is not None:
                yield Complaint(f"{address}.when", "the last payer must have none; add one without")
            elif not is_last and rule.when is None:
                yield Complaint(address, "always holds; move it to the end, or give it a condition")


def every_measure_is_used(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Each measure is called for by an option, or goes with one that is."""
    used: set[str] = set()
    waiting = [name for _, _, option in _options(questionnaire) for name in option.measures]
    while waiting:
        name = waiting.pop()
        measure = questionnaire.measures_by_id.get(name)
        if measure is not None and name not in used:
            used.add(name)
            waiting.extend(measure.with_measures)
    unused = frozenset(questionnaire.measures_by_id) - used
    for name in sorted(unused):
        # Any of these may bring the others along, if an option calls for it after all.
        message = "no option calls for it; name it in one, or remove"
        yield Complaint(f"measures[{name}]", message, unused)


def no_measure_goes_with_itself(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Nothing that goes with a measure leads back to it."""
    measures = questionnaire.measures_by_id
    edges = {
        measure.id: [name for name in measure.with_measures if name in measures]
        for measure in measures.values()
    }
    for circle in cycles(edges):
        message = f"goes with itself: {' → '.join(circle)}; take one out"
        yield Complaint(f"measures[{circle[0]}].with", message)


def every_reader_is_told(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Each measure has advice for every reader, and its reason for those who may read it."""
    for measure in questionnaire.measures:
        for reader in questionnaire.readers:
            if reader.id not in measure.advice:
                address = f"measures[{measure.id}].advice.{reader.id}"
                yield Complaint(address, "is missing; every reader is told")
        for reader in questionnaire.readers:
            address = f"measures[{measure.id}].reason.{reader.id}"
            may_know = reader.letter is not LetterKind.ORDER
            if may_know and reader.id not in measure.reason:
                yield Complaint(address, "is missing; this reader is told why")
            elif not may_know and reader.id in measure.reason:
                message = "tells how the home is weak to one who may not know; remove it"
                yield Complaint(address, message)


def orders_name_their_payer(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Each reader of an order says which payer it is, and no other reader does."""
    for reader in questionnaire.readers:
        is_order = reader.letter is LetterKind.ORDER
        if is_order and reader.pays is None:
            message = "is missing; an order asks for the measures of one payer"
            yield Complaint(f"readers[{reader.id}].pays", message)
        elif not is_order and reader.pays is not None:
            message = "is for a reader of an order; remove it"
            yield Complaint(f"readers[{reader.id}].pays", message)


def somebody_is_advised(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """At least one reader gets advice: that is the letter that an adviser sees."""
    readers = questionnaire.readers
    if readers and all(reader.letter is not LetterKind.ADVICE for reader in readers):
        yield Complaint("readers", "has nobody whose letter is advice; add one")


def titles_are_short(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Each title fits on its line in the letter."""
    for measure in questionnaire.measures:
        for language in Language:
            length = len(measure.title.in_(language))
            if length > LONGEST_TITLE:
                message = f"has {length} characters; shorten it, {LONGEST_TITLE} is the most"
                yield Complaint(f"measures[{measure.id}].title.{language}", message)


def titles_tell_measures_apart(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """No title is another one or part of it: who looks for one in a letter finds just that."""
    for language in Language:
        titles = [(m.id, m.title.in_(language).casefold()) for m in questionnaire.measures]
        for name, title in titles:
            for other, other_title in titles:
                if title and name != other and title in other_title:
                    message = f"stands in the title of “{other}”; make them differ"
                    yield Complaint(f"measures[{name}].title.{language}", message)


def _options(
    questionnaire: Questionnaire,
) -> Iterator[tuple[str, tuple[Option, ...], Option]]:
    """Give every option with its address and the ones before it."""
    for item in questionnaire.items_by_id.values():
        for number, option in enumerate(item.options):
            address = f"zones[{item.zone}].items[{item.id}].options[{option.id}]"
            yield address, item.options[:number], option


def _consequences(option: Option) -> dict[str, object]:
    return {"grade": option.grade, "measures": option.measures, "finding": option.finding}


def _names_in_heading(questionnaire: Questionnaire) -> Iterator[tuple[str, str, str, list[str]]]:
    paragraphs, payers = list(questionnaire.paragraphs_by_id), list(questionnaire.payers_by_id)
    for chapter in questionnaire.chapters:
        if chapter.intro is not None:
            yield f"chapters[{chapter.id}].intro", "paragraph", chapter.intro, paragraphs
    for reader in questionnaire.readers:
        if reader.pays is not None:
            yield f"readers[{reader.id}].pays", "payer", reader.pays, payers


def _names_in_options(
    questionnaire: Questionnaire, measures: list[str]
) -> Iterator[tuple[str, str, str, list[str]]]:
    for address, _, option in _options(questionnaire):
        for name in option.measures:
            yield f"{address}.measures[{name}]", "measure", name, measures


def _names_in_measures(
    questionnaire: Questionnaire, measures: list[str], readers: list[str]
) -> Iterator[tuple[str, str, str, list[str]]]:
    chapters = list(questionnaire.chapters_by_id)
    payers = list(questionnaire.payers_by_id)
    for measure in questionnaire.measures:
        address = f"measures[{measure.id}]"
        yield f"{address}.chapter", "chapter", measure.chapter, chapters
        for number, rule in enumerate(measure.payer, start=1):
            yield f"{address}.payer[{number}].payer", "payer", rule.payer, payers
        for name in measure.with_measures:
            yield f"{address}.with[{name}]", "measure", name, measures
        for reader in measure.advice:
            yield f"{address}.advice.{reader}", "reader", reader, readers
        for reader in measure.reason:
            yield f"{address}.reason.{reader}", "reader", reader, readers


RULES: tuple[Callable[[Questionnaire], Iterator[Complaint]], ...] = (
    options_go_from_good_to_bad,
    bad_options_are_complete,
    good_options_have_no_consequences,
    names_are_known,
    aids_propose_answers,
    somebody_always_pays,
    every_measure_is_used,
    no_measure_goes_with_itself,
    every_reader_is_told,
    orders_name_their_payer,
    somebody_is_advised,
    titles_are_short,
    titles_tell_measures_apart,
    condition_rules.facts_are_known,
    condition_rules.items_are_known,
    condition_rules.only_items_ask_for_items,
    condition_rules.scope_room_is_of_the_zone,
    condition_rules.no_item_waits_for_itself,
    condition_rules.no_fact_waits_for_itself,
    condition_rules.every_condition_can_hold,
    phrases_hold_the_words_that_letters_fill_in,
)
"""Every rule across files but that of missing phrases, which needs to know what letters use."""
