"""Words that fixed texts do not use, and what to write instead.

Which words, and in whose texts, stands in the files of `words/`: a domain expert can change them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from woningscan.content.faults import Complaint
from woningscan.content.readability import without_codes
from woningscan.content.texts import Audience, Role, texts_of
from woningscan.domain.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from woningscan.content.texts import PlacedText
    from woningscan.domain.questionnaire import Questionnaire

_FOLDER = Path(__file__).parent / "words"

# What a word stands between when brackets explain it, and so is not found.
_UNEXPLAINED = r"(?<!\(){}(?! \()"

_TOKEN = re.compile(r"[^\W_]+")
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")


class Entry(NamedTuple):
    """Words that mean much the same, as one pattern, and what to write instead of them."""

    pattern: re.Pattern[str]
    write: str


@dataclass(frozen=True, slots=True)
class WordList:
    """A file of `words/avoid/`: why, in whose texts and in what kind of them, and which words.

    A word of the file is found as a whole, and `*` in it stands for any letters. One with a capital
    is found only as it is written there.
    """

    because: str
    read_by: frozenset[Audience]
    roles: frozenset[Role]
    entries: Mapping[Language, Sequence[Entry]]

    def applies_to(self, placed: PlacedText) -> bool:
        """Tell whether a text is of a kind, and read by somebody, that the list is for."""
        return placed.role in self.roles and not self.read_by.isdisjoint(placed.read_by)


class Abbreviations(NamedTuple):
    """The file `words/abbreviations.yaml`."""

    read_by: frozenset[Audience]
    known: frozenset[str]
    write: str


@cache
def word_lists() -> tuple[WordList, ...]:
    """Read the files of `words/avoid/`."""
    return tuple(_word_list(file) for file in sorted((_FOLDER / "avoid").glob("*.yaml")))


@cache
def abbreviations() -> Abbreviations:
    """Read `words/abbreviations.yaml`."""
    data = yaml.safe_load((_FOLDER / "abbreviations.yaml").read_text(encoding="utf-8"))
    return Abbreviations(
        frozenset(map(Audience, data["read_by"])), frozenset(data["known"]), data["write"]
    )


def no_word_to_avoid(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Complain of every word that a list has and a text that it is for uses."""
    for placed in texts_of(questionnaire):
        for words in word_lists():
            if words.applies_to(placed):
                yield from _found(words, placed)


def abbreviations_are_explained(questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Complain of abbreviations that few know and that no text of the language explains."""
    rule = abbreviations()
    all_texts = list(texts_of(questionnaire))
    for language in Language:
        spoken = "\n".join(placed.text.in_(language) for placed in all_texts)
        for placed in all_texts:
            if rule.read_by.isdisjoint(placed.read_by):
                continue
            for short in _abbreviations_in(placed.text.in_(language)):
                if short not in rule.known and not _is_explained(short, spoken):
                    message = f"“{short}” is not explained; write {rule.write}"
                    yield Complaint(f"{placed.address}.{language}", message)


def _found(words: WordList, placed: PlacedText) -> Iterator[Complaint]:
    for language, entries in words.entries.items():
        for entry in entries:
            for found in dict.fromkeys(entry.pattern.findall(placed.text.in_(language))):
                message = f"“{found}” {words.because}; write {entry.write}"
                yield Complaint(f"{placed.address}.{language}", message)


def _abbreviations_in(text: str) -> Iterator[str]:
    """Give the words with two capitals or more, each once; a code with figures is none.

    A norm or class (`EN 356`, `WPA3`) is not explained: it is for the one who is asked for it.
    """
    words = dict.fromkeys(_TOKEN.findall(without_codes(text)))
    return (word for word in words if word.isalpha() and len(_CAPITAL.findall(word)) > 1)


def _is_explained(short: str, spoken: str) -> bool:
    """Tell whether brackets explain it: “… (CO)”, “… (CO-melder)” or “CO (…)”."""
    return re.search(rf"\({short}\b|\b{short} \(", spoken) is not None


def _word_list(file: Path) -> WordList:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    form = _UNEXPLAINED if data.get("unless_explained") else "{}"
    entries = {
        language: tuple(_entry(entry["avoid"], form, entry["write"]) for entry in data[language])
        for language in Language
    }
    return WordList(
        data["because"],
        frozenset(map(Audience, data["read_by"])),
        frozenset(map(Role, data.get("roles", Role))),
        entries,
    )


def _entry(words: Sequence[str], form: str, write: str) -> Entry:
    pattern = "|".join(map(_pattern, words))
    return Entry(re.compile(form.format(rf"(?<![^\W_])(?:{pattern})(?![^\W_])")), write)


def _pattern(word: str) -> str:
    escaped = re.escape(word).replace(r"\*", r"\w*")
    return escaped if _CAPITAL.search(word) else f"(?i:{escaped})"
