"""A text is replaced where it stands, and nothing around it changes."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.content.faulty import GOOD
from woningscan.content.loader import read
from woningscan.content.text_import import TextNotWritableError, with_texts
from woningscan.content.text_places import BYTE_ORDER_MARK, TextKey, written_texts
from woningscan.content.texts import texts_of
from woningscan.domain.language import Language

FILE = "phrases.yaml"
STYLES = """\
# Comment with "quotes": and a colon.
phrases:
  plain: {nl: Één, en: One}   # after a flow mapping
  double: {nl: "Twee: \\"2\\"", en: "Two"}
  single:
    nl: 'Drie''s'   # after a quoted text
    en: 'Three'
  open:
    nl: Vier
    en: Four # after a plain text
  folded:
    nl: >-   # after the sign of a block
      Eerste zin. Zelfde regel.
      Tweede zin.

    # Between two blocks.
    en: >-
      First sentence.
      Second sentence.

      After an empty line.


  literal:
    nl: |
      Een regel
        en een die inspringt
    en: |2-
        Deeper
      than this
  tagged: {nl: !!str 'vijf', en: &x five}
  lines: {nl: "over
      twee regels", en: not so}
  last:
    en: last
    nl: >-
      Laatste zin."""
KEYS = [written.key for written in written_texts(FILE, STYLES)]
WORDS = (
    st.lists(
        st.characters(exclude_categories=["Cs"])
        | st.sampled_from("\n\n \t:#{}[],&*!|>'\"%@`-?\\.")
        | st.sampled_from(["Zin. ", "Nog. ", ": ", " #", "{x}", "null", "---", "\r\n", "\u2028"]),
        min_size=1,
        max_size=20,
    )
    .map("".join)
    .filter(str.strip)
)
PLACES = [(placed.address, language) for placed, language in product(
    {each.address: each for each in texts_of(read(GOOD).questionnaire)}.values(), Language
)]  # fmt: skip


def key(phrase: str, language: str = "nl") -> TextKey:
    """Give the key of a phrase."""
    return f"phrases.{phrase}", Language(language)


def replaced(new: dict[TextKey, str], source: str = STYLES) -> str:
    """Give the file of all styles with some texts replaced."""
    return with_texts({FILE: source.encode()}, new)[FILE].decode()


def texts(source: str) -> dict[TextKey, str]:
    """Give every text of a file."""
    return {each.key: str(each.node.value).strip() for each in written_texts(FILE, source)}


def test_every_style_is_found() -> None:
    assert len(KEYS) == 18
    assert texts(STYLES)[key("literal")] == "Een regel\n  en een die inspringt"


@pytest.mark.parametrize(
    ("old", "phrase", "language", "text", "new"),
    [
        ("nl: Één,", "plain", "nl", "Eén keer", "nl: Eén keer,"),
        ("nl: Één,", "plain", "nl", "Eén, twee", 'nl: "Eén, twee",'),
        ("nl: Één,", "plain", "nl", "null", 'nl: "null",'),
        ("nl: Vier\n", "open", "nl", "Vier, vijf", "nl: Vier, vijf\n"),
        ("nl: Vier\n", "open", "nl", "Vier: vijf", 'nl: "Vier: vijf"\n'),
        ("en: Four #", "open", "en", "Four #5", 'en: "Four #5" #'),
        ("nl: 'Drie''s'   #", "single", "nl", "D's", "nl: 'D''s'   #"),
        ("nl: 'Drie''s'   #", "single", "nl", "a\nb", 'nl: "a\\nb"   #'),
        ('nl: "Twee: \\"2\\"",', "double", "nl", 'Een "a" \\', 'nl: "Een \\"a\\" \\\\",'),
        ('"over\n      twee regels"', "lines", "nl", "op een", '"op een"'),
        ("Eerste zin. Zelfde regel.\n      Tweede zin.", "folded", "nl",
         "Eerste zin. Zelfde regel. Andere zin. Nog één.",
         "Eerste zin. Zelfde regel.\n      Andere zin.\n      Nog één."),
        ("First sentence.\n      Second sentence.\n\n      After an empty line.", "folded", "en",
         "First one.\nThen the (Stcrt. 2023) rule.",
         "First one.\n\n      Then the (Stcrt. 2023) rule."),
        ("Laatste zin.", "last", "nl", "Klaar?\n\n\nJa.", "Klaar?\n\n\n\n      Ja."),
        (">-   # after the sign of a block\n      Eerste zin. Zelfde regel.\n      Tweede zin.",
         "folded", "nl", "a\n b", '"a\\n b" # after the sign of a block'),
        ("Een regel\n        en een die inspringt", "literal", "nl", "a:\n # b", "a:\n       # b"),
        ("  Deeper\n      than this", "literal", "en", "Just\nthis", "Just\n      this"),
    ],
)  # fmt: skip
def test_a_text_keeps_the_style_that_it_has_where_that_can_hold_it(
    old: str, phrase: str, language: str, text: str, new: str
) -> None:
    assert STYLES.count(old) == 1
    assert replaced({key(phrase, language): text}) == STYLES.replace(old, new)


@pytest.mark.parametrize("phrase", ["plain", "folded", "literal", "last"])
def test_line_ends_and_a_byte_order_mark_stay(phrase: str) -> None:
    windows = BYTE_ORDER_MARK + STYLES.replace("\n", "\r\n")
    same = replaced({key(phrase): "Andere zin. En nog een."})
    assert replaced({key(phrase): "Andere zin. En nog een."}, windows) == (
        BYTE_ORDER_MARK + same.replace("\n", "\r\n")
    )


def test_a_text_written_anew_as_it_was_changes_no_byte() -> None:
    # The loader takes away the spaces before a text, so that these cannot come back.
    unusual = [key("tagged"), key("tagged", "en"), key("lines"), key("literal", "en")]
    same = {each: text for each, text in texts(STYLES).items() if each not in unusual}
    assert replaced(same) == STYLES
    assert replaced({}) == STYLES


@given(st.dictionaries(st.sampled_from(KEYS), WORDS, min_size=1, max_size=4))
def test_any_texts_in_any_style_come_back_and_the_others_stay(new: dict[TextKey, str]) -> None:
    stripped = {each: text.strip() for each, text in new.items()}
    written = replaced(stripped)
    assert texts(written) == texts(STYLES) | stripped
    assert [part for part in STYLES.split("#")[1:] if part.split("\n")[0] not in written] == []


@given(st.sampled_from(PLACES), WORDS)
def test_any_text_in_any_place_comes_back_when_loaded(place: TextKey, words: str) -> None:
    before = read(GOOD).questionnaire
    after = read(with_texts(GOOD, {place: words.strip()})).questionnaire
    meant = {
        (each.address, language): each.text.in_(language)
        for each in texts_of(before)
        for language in Language
    }
    found = {
        (each.address, language): each.text.in_(language)
        for each in texts_of(after)
        for language in Language
    }
    assert found == meant | {place: words.strip()}


def test_a_file_that_is_too_unusual_is_refused() -> None:
    # A lone carriage return ends a line for YAML, and not for people.
    source = "phrases:\r  a:\r    nl: >-\r      Een.\r    en: >-\r      One.\r"
    with pytest.raises(TextNotWritableError, match=r"phrases\.yaml"):
        replaced({key("a"): "Twee."}, source)
