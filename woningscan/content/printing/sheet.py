"""What all parts of the page share: one questionnaire in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.content.condition_words import in_words
from woningscan.content.printing.markup import element, spaced, together
from woningscan.content.printing.words import MARKS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from woningscan.content.condition_words import Words
    from woningscan.content.printing.markup import Html, Part
    from woningscan.domain.conditions import Condition
    from woningscan.domain.language import Language, Text
    from woningscan.domain.questionnaire import Item, Measure, Questionnaire


@dataclass(frozen=True, slots=True)
class Sheet:
    """A questionnaire in the language of the page, and the small things that it is made of."""

    questionnaire: Questionnaire
    language: Language

    def say(self, text: Text) -> str:
        """Give a text of the questionnaire."""
        return text.in_(self.language)

    def word(self, key: str, **values: object) -> str:
        """Give words of the page itself."""
        return self.say(WORDS[key]).format(**values)

    def mark(self, key: str) -> Html:
        """Give a mark that the page explains."""
        return self.badge(self.say(MARKS[key][0]))

    def badge(self, text: str) -> Html:
        """Give a mark of the questionnaire's own words."""
        return element("span", text, class_="mark")

    def name(self, text: Text, identifier: str) -> Html:
        """Give a text with its id behind it."""
        return spaced(self.say(text), self.identifier(identifier))

    def identifier(self, identifier: str) -> Html:
        """Give an id, small and grey: what experts call a thing by."""
        return element("code", identifier, class_="id")

    def heading(self, level: int, text: Text, identifier: str, number: str | None = None) -> Html:
        """Give a heading with its id, and its number before it."""
        before = None if number is None else element("span", number, class_="number")
        return element(f"h{level}", spaced(before, self.name(text, identifier)))

    def marks(self, *marks: Html | None) -> Html | None:
        """Put marks in a row; without any there is no row."""
        there = [mark for mark in marks if mark is not None]
        return element("p", spaced(*there), class_="marks") if there else None

    def labelled(self, label: str, *parts: Part) -> Html:
        """Give something with its label before it, on one line."""
        return element("p", element("b", f"{label}: "), *parts, class_="labelled")

    def sources(self, sources: Sequence[str]) -> Html | None:
        """Say where something comes from."""
        if not sources:
            return None
        said = ", ".join(self.word(code) if code == "practice" else code for code in sources)
        return element("p", f"{self.word('sources')}: {said}", class_="sources")

    def only_if(self, condition: Condition | None) -> Html | None:
        """Say on a line of its own when something applies; it always does without a condition."""
        if condition is None:
            return None
        return element("div", self.when(condition, self.word("only-if")), class_="when")

    def when(self, condition: Condition, lead: str) -> Html:
        """Say when something applies, after words that lead to it."""
        words = in_words(condition, self.questionnaire, self.language)
        return together(element("b", lead), " ", self._words(words))

    def measure_link(self, measure: Measure) -> Html:
        """Lead to a measure by its title."""
        title = element("a", self.say(measure.title), href=f"#measure.{measure.id}")
        return spaced(title, self.identifier(measure.id))

    def item_link(self, item: Item) -> Html:
        """Lead to an item by its question."""
        question = element("a", self.say(item.question), href=f"#item.{item.id}")
        return spaced(question, self.identifier(item.id))

    def table(self, kind: str, heads: Sequence[str], rows: Iterable[Sequence[Part]]) -> Html:
        """Give a table; on a narrow screen each cell says by itself which column it is of."""
        head = element("tr", *(element("th", text, scope="col") for text in heads))
        body = (
            element(
                "tr",
                *(
                    element("td", part and element("div", part), data_label=head)
                    for head, part in zip(heads, row, strict=True)
                ),
            )
            for row in rows
        )
        return element("table", element("thead", head), element("tbody", *body), class_=kind)

    def _words(self, words: Words) -> Html:
        if isinstance(words, str):
            return together(words)
        lead = self.word("all-hold" if words.all else "any-holds")
        return together(lead, listed([self._words(part) for part in words.parts]))


def listed(parts: Sequence[Part], kind: str | None = None) -> Html:
    """Give a list of parts."""
    return element("ul", *(element("li", part) for part in parts), class_=kind)
