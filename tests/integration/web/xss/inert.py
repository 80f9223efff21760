"""Whether a page took something of a payload for markup, for an address, or for a script."""

import json
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

from tests.xss_payloads import MARK, left_of
from woningscan.web.kept_forms import FIELDS_FIELD

WORDS = frozenset({"value", "alt", "title", "placeholder", "aria-label", "content", "label"})
"""Attributes that hold words, in which a payload may stand."""
KEPT_FORMS = frozenset({"name"})
"""What a form that is kept over a sign-in says besides: the names as its own page sent them."""
CARRIED = FIELDS_FIELD
"""The field in which such a form travels through signing in, as JSON."""
ADDRESSES = frozenset(
    {
        "href",
        "src",
        "action",
        "formaction",
        "srcset",
        "poster",
        "data",
        "ping",
        "cite",
        "background",
    }
)
SCHEMES = ("/", "?", "#", "tel:")
NO_WORDS = frozenset({"script", "style", "noscript", "plaintext", "xmp", "listing"})
"""Elements in which text is not only shown."""


def faults_of(page: str) -> list[str]:
    """Give what is wrong with a page; it is read only when there is a payload in it."""
    if MARK not in page:
        return []
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    found = parser.parse(page)
    return [f"{fault} in <{tag}>" for each in found.iter() for tag, fault in _faults(each)]


def _faults(element: Element) -> Iterator[tuple[str, str]]:
    tag: object = element.tag
    if not isinstance(tag, str):
        # The tag of a comment is what made it.
        if MARK in (element.text or ""):
            yield "comment", "a payload"
    elif MARK in tag:
        yield tag, "a payload as an element"
    else:
        yield from ((tag, fault) for fault in _inside(element))
    if left_of(element.tail or ""):
        yield "text", f"torn: {left_of(element.tail or '')[:120]!r}"


def _inside(element: Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        yield from _attribute(element, str(name), value)
    text = element.text or ""
    if element.tag == "script" and element.get("type") == "application/json":
        yield from json_faults(text)
    elif MARK in text and element.tag in NO_WORDS:
        yield "a payload where no words stand"
    elif left := left_of(text):
        yield f"torn: {left[:120]!r}"


def _attribute(element: Element, name: str, value: str) -> Iterator[str]:
    if name.startswith("on") or name == "srcdoc" or MARK in name:
        yield f"the attribute {name}"
    if name in ADDRESSES and (value.startswith("//") or not value.startswith(SCHEMES)):
        yield f"the address {value[:80]!r}"
    if MARK not in value or name in ADDRESSES:
        return
    if element.get("name") == CARRIED:
        yield from _torn(json.loads(value))
        return
    is_kept = element.tag == "input" and element.get("type") == "hidden" and name in KEPT_FORMS
    if name not in WORDS and not is_kept:
        yield f"a payload in {name}"
    elif left := left_of(value):
        yield f"torn: {left[:120]!r}"


def json_faults(text: str) -> Iterator[str]:
    """Give what is wrong with data in a page: a sign that a parser of pages reads, or no JSON."""
    if any(sign in text for sign in "<>&'\u2028\u2029"):
        yield "data with a sign that a page gives a meaning"
    yield from _torn(json.loads(text))


def _torn(data: object) -> Iterator[str]:
    for words in _strings(data):
        if left := left_of(words):
            yield f"torn in data: {left[:120]!r}"


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for name, part in data.items():
            yield from _strings(name)
            yield from _strings(part)
    elif isinstance(data, list):
        for part in data:
            yield from _strings(part)
