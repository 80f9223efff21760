"""Whatever is written into whatever field comes back as the words that it is."""

import re

import pytest

from tests.integration.web.xss import asking, filling
from tests.integration.web.xss.filling import PAGES, endpoint_of
from tests.integration.web.xss.inert import faults_of
from tests.integration.web.xss.inputs import INPUTS, Found, What
from tests.integration.web.xss.walking import walk
from tests.integration.web.xss.world import World
from tests.xss_payloads import ALL, FAMILIES, MARK, PAYLOADS, accepted, left_of, values

Forms = list[tuple[str, Found]]


def unharmed(world: World) -> None:
    """Hold that no page made anything of a payload but words."""
    assert not world.faults, "\n".join(dict.fromkeys(world.faults))


def test_there_are_two_hundred_payloads_and_each_can_be_told_from_the_others() -> None:
    assert len(PAYLOADS) >= 200
    assert len(FAMILIES) >= 19
    marks = [re.findall(rf"{re.escape(MARK)}\d{{3}}", payload)[0] for payload in PAYLOADS]
    assert len(set(marks)) == len(PAYLOADS)
    assert not left_of(ALL)
    assert all(left_of(payload.replace(MARK, f" …{MARK}")) for payload in PAYLOADS)


def test_what_a_page_takes_for_markup_is_noticed() -> None:
    """Every payload with a tag is noticed where words stand, every one with a quote in quotes."""
    page = "<!doctype html><html lang=nl><head><title>.</title></head><body>{}</body></html>"
    tags = [payload for payload in PAYLOADS if re.search(r"<[a-z!?]", payload, re.IGNORECASE)]
    hidden = [each for each in tags if not faults_of(page.format(f"<p>{each}</p>"))]
    # A parser drops what may not stand in a list of choices.
    assert [each for each in hidden if not each.startswith("<select>")] == []
    quoted = [payload for payload in PAYLOADS if '"' in payload]
    assert all(faults_of(page.format(f'<input value="{each}">')) for each in quoted)
    assert faults_of(page.format(f'<a href="{PAYLOADS[0]}">x</a>'))
    assert faults_of(page.format(f'<script type="application/json">["{MARK}001"]</script>'))


def test_every_field_that_somebody_writes_in_is_in_the_table(forms: Forms) -> None:
    found: dict[str, set[str]] = {}
    for _, form in forms:
        if form.typed:
            found.setdefault(form.endpoint, set()).update(form.typed)
    assert found == {endpoint: set(fields) for endpoint, fields in INPUTS.items()}


def test_what_is_kept_is_shown_as_words_on_every_page(filled: World) -> None:
    walk(filled)
    unharmed(filled)
    kept = {endpoint for endpoint, fields in INPUTS.items() if What.KEPT in fields.values()}
    assert kept == set(map(endpoint_of, PAGES))
    assert not filled.expected, "never shown, so never looked at"
    wanted = {each for text in (*values(80), *values(4000, lines=True)) for each in numbers(text)}
    assert len(wanted) == len(accepted(lines=True))
    assert wanted <= filled.marks


def numbers(text: str) -> set[str]:
    """Give the numbers of the marks in a text."""
    return {part[:3] for part in text.split(MARK)[1:]}


def test_what_is_refused_is_shown_again_as_words(asked: World, forms: Forms) -> None:
    kept = [MARK in page for page in asking.ask_kept(asked, forms)]
    assert sum(kept) > len(kept) / 2
    asking.ask_signed_out(asked, forms)
    asking.upload(asked)
    before = asked.pages
    assert sum(asking.ask(asked, *each) for each in forms) > sum(map(len, INPUTS.values()))
    assert asked.pages > before
    unharmed(asked)
    assert asked.marks == numbers(ALL)


def test_addresses_are_shown_as_words(asked: World) -> None:
    assert {"search", "done", "next", "added", "saved"} <= asking.parameters()
    asking.ask_addresses(asked)
    asking.report(asked)
    unharmed(asked)


@pytest.mark.long
def test_every_payload_is_kept_in_every_field(filled: World) -> None:
    for turn in range(1, len(values(80))):
        filling.keep(filled, turn)
        walk(filled)
    unharmed(filled)
