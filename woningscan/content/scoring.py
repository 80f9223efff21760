"""Plain language by the number: the reading ease of texts that are read together.

A number says nothing about one sentence, so texts are scored in groups, each in both languages:

- each section of a letter, for each of its readers: all its paragraphs;
- the advice and the reasons of a chapter, as the letter of advice has them;
- the titles of the measures of a chapter, which stand in the table of what to do first;
- what a letter can say of a zone: its findings and what is good;
- what an adviser reads of a zone: its questions and help.

A group of fewer than 30 words is not scored alone, because there one long word that cannot be
avoided costs ten points or more. Such groups of one kind are scored together, if they have 30 words
among them; where even that is not so, only the limits on sentences hold.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from woningscan.content.faults import Complaint
from woningscan.content.language import words
from woningscan.content.readability import Amount, amount, score, spoken_sentences, total
from woningscan.content.syllables import syllables
from woningscan.content.texts import Audience, Role, texts_of
from woningscan.domain.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from woningscan.content.texts import PlacedText
    from woningscan.domain.questionnaire import Questionnaire

PLAIN = 60.0
"""The least for any group: plain language."""

EASY = 70.0
"""The least for what everybody reads first: easy."""

FEWEST_WORDS = 30
"""How many words make a group that can be scored."""

_EASY_SECTIONS = ("opening", "good", "first")
"""Of the letter of advice: its summary and its first actions."""

_HARDEST_SENTENCES = 3
_LONGEST_WORDS = 5
_LONG_WORD = 3
"""A word of this many syllables is worth a look."""


class _Kind(NamedTuple):
    """What a group holds, and the least that it must score."""

    name: str
    limit: float


@dataclass(frozen=True, slots=True)
class Group:
    """Texts in one language that are read together, by their address; `amount` counts them."""

    name: str
    language: Language
    limit: float
    texts: dict[str, str]
    amount: Amount

    @property
    def score(self) -> float:
        """Give the reading ease; a group has words."""
        return score(self.amount, self.language)


def hard_to_read(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Complain of every group that scores too low, at the first of its texts."""
    for group in groups(questionnaire):
        if group.score < group.limit:
            yield Complaint(next(iter(group.texts)), _message(group))


def groups(questionnaire: Questionnaire) -> Iterator[Group]:
    """Give every group that can be scored, Dutch ones first."""
    placed = [(kind, text) for text in texts_of(questionnaire) if (kind := _kind(text))]
    for language in Language:
        parts: dict[tuple[_Kind, str], dict[str, str]] = {}
        for kind, text in placed:
            found = parts.setdefault((kind, text.part), {})
            found[f"{text.address}.{language}"] = text.text.in_(language)
        yield from _large_enough(parts, language)


def _kind(placed: PlacedText) -> _Kind | None:
    """Tell with which texts of its part a text is read; nothing for a mere name or label."""
    advises = Audience.ADVICE in placed.read_by
    match placed.role:
        case Role.PARAGRAPH:
            is_easy = advises and placed.part in _EASY_SECTIONS
            return _Kind(f"the letter to {placed.reader}", EASY if is_easy else PLAIN)
        case Role.ADVICE | Role.REASON if advises:
            return _Kind(f"advice and reasons to {placed.reader}", PLAIN)
        case Role.TITLE:
            return _Kind("titles of measures", EASY)
        case Role.FINDING | Role.GOOD:
            return _Kind("findings and what is good", PLAIN)
        case Role.QUESTION | Role.HELP if placed.part:
            return _Kind("questions and help", PLAIN)
    return None


def _large_enough(
    parts: dict[tuple[_Kind, str], dict[str, str]], language: Language
) -> Iterator[Group]:
    """Make groups of parts; those that are too short alone are taken together by their kind."""
    short: dict[_Kind, dict[str, str]] = {}
    for (kind, part), texts in parts.items():
        counted = total(texts.values(), language)
        if counted.words >= FEWEST_WORDS:
            yield Group(f"{kind.name}, {part}", language, kind.limit, texts, counted)
        else:
            short.setdefault(kind, {}).update(texts)
    for kind, texts in short.items():
        counted = total(texts.values(), language)
        if counted.words >= FEWEST_WORDS:
            yield Group(f"{kind.name}, short parts", language, kind.limit, texts, counted)


def _message(group: Group) -> str:
    """Say how far a group is off, and where most can be won."""
    spoken = [one for text in group.texts.values() for one in spoken_sentences(text)]
    hardest = ", ".join(f"“{one.strip()}”" for one in _hardest(spoken, group.language))
    longest = ", ".join(_longest(spoken, group.language))
    return (
        f"{group.name} ({group.language}): reads at {group.score:.1f}, {group.limit:.0f} is the "
        f"least; shorten {hardest}" + (f"; long words: {longest}" if longest else "")
    )


def _hardest(spoken: Iterable[str], language: Language) -> list[str]:
    """Give the sentences that score lowest, each once."""
    return heapq.nsmallest(
        _HARDEST_SENTENCES,
        dict.fromkeys(spoken),
        key=lambda sentence: score(amount(sentence, language), language),
    )


def _longest(spoken: Iterable[str], language: Language) -> list[str]:
    """Give the words of most syllables, each once."""
    said = (word.strip(".,:;!?()'’“”\"") for sentence in spoken for word in words(sentence))
    long = {word.lower(): word for word in said if syllables(word, language) >= _LONG_WORD}
    return heapq.nlargest(_LONGEST_WORDS, long.values(), key=lambda word: syllables(word, language))
