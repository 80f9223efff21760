"""The printed page holds everything, escapes it, and leads from one thing to the other."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from html import unescape

import html5lib
import pytest

from tests.shipped import LIBRARY
from tests.unit.content.faulty import TINY
from woningscan.content.library import Library
from woningscan.content.loader import load
from woningscan.content.printing.markup import Html, element
from woningscan.content.printing.page import page
from woningscan.content.printing.words import MARKS, WORDS
from woningscan.content.texts import texts_of
from woningscan.domain.language import Language, Text
from woningscan.domain.questionnaire import Questionnaire

NAMES = (*Library(TINY, ()).names, *(f"shipped {name}" for name in LIBRARY.names))


@cache
def questionnaire(name: str) -> Questionnaire:
    if name.startswith("shipped "):
        return LIBRARY.questionnaire(name.removeprefix("shipped "))
    return Library(TINY, ()).questionnaire(name)


@cache
def tree(name: str, language: Language) -> ET.Element:
    """Read a page as a browser does; what no browser should have to mend is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: ET.Element = parser.parse(page(questionnaire(name), language))
    return root


def text_of(root: ET.Element) -> str:
    return " ".join(" ".join(root.itertext()).split())


def part(root: ET.Element, anchor: str) -> str:
    (found,) = root.findall(f".//*[@id='{anchor}']")
    return text_of(found)


EVERY_KEY = "every-key/1"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", Language)
def test_every_text_and_every_id_stands_on_the_page(name: str, language: Language) -> None:
    shown = questionnaire(name)
    root = tree(name, language)
    text = text_of(root)
    for placed in texts_of(shown):
        assert " ".join(placed.text.in_(language).split()) in text, placed.address
    ids = {code.text for code in root.iter("code")}
    assert set(shown.items_by_id) | set(shown.measures_by_id) | set(shown.phrases) <= ids
    assert {option.id for item in shown.items_by_id.values() for option in item.options} <= ids
    assert {value.id for fact in shown.facts for value in fact.values} <= ids
    assert {paragraph.id for paragraph in shown.paragraphs} <= ids


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere_on_the_page_and_nothing_is_loaded(name: str) -> None:
    root = tree(name, Language.NL)
    anchors = [found.get("id") for found in root.iter() if found.get("id")]
    assert len(anchors) == len(set(anchors))
    links = [link.get("href", "") for link in root.iter("a")]
    assert {link.removeprefix("#") for link in links} <= set(anchors)
    assert all(link.startswith("#") for link in links)
    loading = ("script", "img", "link", "iframe", "object", "form")
    assert not [tag for tag in loading if root.find(f".//{tag}") is not None]
    assert "url(" not in page(questionnaire(name), Language.NL)


def test_contents_lead_to_every_zone_chapter_and_reader() -> None:
    root = tree(EVERY_KEY, Language.EN)
    (nav,) = root.iter("nav")
    assert {link.get("href") for link in nav.iter("a")} >= {
        *("#facts", "#zone.hall", "#zone.room", "#chapter.daily", "#chapter.label"),
        *("#reader.holder", "#reader.reviewer", "#reader.employer", "#phrases"),
    }
    assert root.get("lang") == "en"


def test_an_item_says_when_it_is_asked_and_what_follows() -> None:
    key = part(tree(EVERY_KEY, Language.EN), "item.key")
    assert key.startswith("1.2 Is the key in the lock? key not in statistics")
    for words in (
        "in the letter only when ticked",
        "Only if all of these are true:",
        "in this room “How is the lock?” is answered with “Sound” or “Worn”",
        "“Guest” is not chosen for “Tenure”",
        "Removed removed",
        "It stays stays",
        "moderate",
        "The key is in the lock.",
        "Take the key out key-away",
        "distance reachable → “It stays”; unreachable → “Removed”",
        "Sources: practice",
    ):
        assert words in key, words
    assert "In the dark" in part(tree(EVERY_KEY, Language.EN), "item.window")
    lock = part(tree(EVERY_KEY, Language.NL), "item.lock")
    assert "Zin in de brief als het goed is: Het slot is goed." in lock
    assert "Bronnen: S3, S4" in lock


def test_a_measure_says_to_whom_what_who_pays_and_what_calls_for_it() -> None:
    measure = part(tree(EVERY_KEY, Language.NL), "measure.lock-replace")
    for words in (
        "Advies Bewoner Vraag om een nieuwe cilinder.",
        "Waarom Beoordelaar Het slot is kapot.",
        "Vraag om SKG***",
        "Wanneer direct",
        "Verhuurder: als voor “Eigendom” is “Huurder” gekozen",
        "Uzelf: in andere gevallen",
        "Leg een reservesleutel klaar spare-key",
        "Hoe is het slot? lock : “Kapot”",
        "Bronnen: S5",
    ):
        assert words in measure, words
    spare = part(tree(EVERY_KEY, Language.NL), "measure.spare-key")
    assert "Komt mee met Vervang de cilinder" in spare


def test_paragraphs_stand_under_each_reader_with_their_condition() -> None:
    root = tree(EVERY_KEY, Language.NL)
    assert "Wij keken samen" in part(root, "paragraph.holder.welcome")
    assert "Wij keken samen" in part(root, "paragraph.reviewer.welcome")
    ferry = part(root, "paragraph.holder.ferry")
    assert ferry.startswith("Alleen als voor “Plaats” is “Eiland” gekozen")
    assert "aan te passen door beheerder" in ferry


def test_facts_say_what_is_required_typed_and_when_a_value_exists() -> None:
    root = tree(EVERY_KEY, Language.NL)
    assert "verplicht" in part(root, "fact.place")
    assert "eigen klok America/Kralendijk" in part(root, "fact.place")
    assert "Gast guest Alleen als voor “Plaats” is “Eiland” gekozen" in part(root, "fact.tenure")
    assert "vrije tekst hoogstens 40 tekens" in part(root, "fact.town")


def test_proposals_are_marked() -> None:
    shown = questionnaire(EVERY_KEY)
    marked = replace(
        shown, measures=tuple(replace(each, unconfirmed=True) for each in shown.measures)
    )
    assert page(marked, Language.NL).count(">nog te bevestigen<") == len(shown.measures) + 1


def test_every_text_is_escaped() -> None:
    shown = questionnaire(EVERY_KEY)
    evil = Text('<b title="\'">&amp;</b>', "<script>alert(1)</script>")
    changed = replace(shown, title=evil, phrases={"heading-good": evil})
    english = page(changed, Language.EN)
    assert "<script" not in english
    assert english.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3
    assert "&lt;b title=&quot;&#x27;&quot;&gt;&amp;amp;&lt;/b&gt;" in page(changed, Language.NL)


def test_an_element_escapes_texts_and_attributes_and_keeps_markup() -> None:
    assert element("p", Html("<br>"), "<", None, class_='"', title=None).text == (
        '<p class="&quot;"><br>&lt;</p>'
    )
    assert element("br").text == "<br>"


def test_the_page_is_the_same_each_time() -> None:
    shown = load(TINY / "every-key" / "v1")
    assert page(shown, Language.NL) == page(questionnaire(EVERY_KEY), Language.NL)


@pytest.mark.parametrize(
    "text", [*WORDS.values(), *(each for mark in MARKS.values() for each in mark)]
)
def test_words_of_the_page_leave_the_same_open_in_both_languages(text: Text) -> None:
    assert text.nl
    assert re.findall(r"\{\w+\}", text.nl) == re.findall(r"\{\w+\}", unescape(text.en))
