"""What is wrong with the advice of a visit file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain import shapes
from woningscan.domain.questionnaire import Urgency
from woningscan.domain.visit_file.advising import deviations
from woningscan.domain.visit_file.entries import photo_path, where
from woningscan.domain.visit_file.saying import Said, line_fault, quoted, text_fault, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.domain.visit_file.advising import Judgement
    from woningscan.domain.visit_file.entries import AdviceEntry, Entries, OwnAdvice


def advice_faults(entries: Entries, judgement: Judgement) -> Iterator[Said]:
    """Say what is wrong with each piece of advice."""
    files = {photo_path(photo.file) for photo in entries.photos} - {None}
    seen: dict[str, str] = {}
    for entry in entries.advice:
        yield from _field_faults(entry, judgement.questionnaire)
        for at, file in (entry.photos or {}).items():
            if photo_path(file) not in files:
                yield at, f"No room has a photo {quoted(file)}; name a file of one."
        if (entry.measure is None) == (entry.own is None):
            yield entry.where, "Give either a measure or advice of your own (own)."
        elif entry.own is not None:
            yield from _own_faults(entry, entry.own, judgement.questionnaire)
        elif entry.measure is not None:
            yield from _measure_faults(entry, entry.measure, judgement, seen)


def _field_faults(entry: AdviceEntry, questionnaire: Questionnaire) -> Iterator[Said]:
    urgencies = [urgency.value for urgency in Urgency]
    if entry.priority is not None and entry.priority not in urgencies:
        yield where(entry.where, "priority"), unknown("priority", entry.priority, urgencies)
    payers = questionnaire.payers_by_id
    if entry.payer is not None and entry.payer not in payers:
        yield where(entry.where, "payer"), unknown("payer", entry.payer, payers)
    for key, text in (("text", entry.text), ("reason", entry.reason)):
        if text is not None:
            yield from text_fault(where(entry.where, key), text, shapes.LONGEST_TEXT)


def _own_faults(entry: AdviceEntry, own: OwnAdvice, questionnaire: Questionnaire) -> Iterator[Said]:
    at = where(entry.where, "own")
    if own.title is None:
        yield where(at, "title"), "Give the advice a title."
    else:
        yield from line_fault(where(at, "title"), own.title, shapes.LONGEST_NAME)
    if own.text is None:
        yield where(at, "text"), "Give the text of the advice."
    else:
        yield from text_fault(where(at, "text"), own.text, shapes.LONGEST_TEXT)
    chapters = questionnaire.chapters_by_id
    if own.chapter is None:
        yield where(at, "chapter"), f"Give the chapter: {', '.join(chapters)}."
    elif own.chapter not in chapters:
        yield where(at, "chapter"), unknown("chapter", own.chapter, chapters)
    if entry.text is not None:
        yield where(entry.where, "text"), "Advice of your own has its text in own.text."
    if entry.omit:
        yield where(entry.where, "omit"), "Advice of your own is left out by removing its entry."


def _measure_faults(
    entry: AdviceEntry, measure: str, judgement: Judgement, seen: dict[str, str]
) -> Iterator[Said]:
    at = where(entry.where, "measure")
    known = judgement.questionnaire.measures_by_id
    if measure not in known:
        yield at, unknown("measure", measure, known)
        return
    if measure in seen:
        yield at, f"{measure} stands at {seen[measure]} already; make one entry of both."
        return
    seen[measure] = at
    departs = "; ".join(deviations(entry, judgement))
    if departs and entry.reason is None:
        yield (
            where(entry.where, "reason"),
            f"Give the reason for departing from the rules: {departs}.",
        )


def advice_warnings(entries: Entries, judgement: Judgement) -> Iterator[Said]:
    """Say which advice has no effect."""
    for entry in entries.advice:
        measure = entry.measure
        if measure is None or measure not in judgement.payers:
            continue
        host = judgement.stands_with(measure)
        if entry.omit and measure not in judgement.called_for:
            yield entry.where, "There is nothing to leave out: no answer calls for this measure."
        elif host is not None and (entry.omit or entry.priority or entry.payer or entry.text):
            yield entry.where, f"This has no effect: the measure stands with {host} and not alone."
