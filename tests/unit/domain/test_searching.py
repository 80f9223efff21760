"""What visits are searched by: one form of a name, a postcode, a case number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woningscan.domain.changes import Change
from woningscan.domain.searching import as_case_number, searched_form, searched_lines


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1234 ab", "1234AB"),
        ("  De  Vries ", "de vries"),
        ("Van den Berg", "van denBerg"),
        ("STRASSE", "straße"),
        ("Jose\u0301", "Jos\u00e9"),
        ("1234\u00a0AB", "1234ab"),
    ],
)
def test_case_spaces_and_composition_do_not_matter(one: str, other: str) -> None:
    assert searched_form(one) == searched_form(other)


@pytest.mark.parametrize(("one", "other"), [("1234AB", "1234AC"), ("Visser", "Vissers")])
def test_everything_else_does(one: str, other: str) -> None:
    assert searched_form(one) != searched_form(other)


@given(st.text(st.characters(codec="ascii")))
def test_a_form_stays_as_it_is_when_spaces_are_put_in(text: str) -> None:
    assert searched_form(" ".join(text)) == searched_form(text)


@given(st.text())
def test_a_form_has_no_spaces(text: str) -> None:
    assert not any(character.isspace() for character in searched_form(text))


@pytest.mark.parametrize("text", ["2026-K7QM3", "2026k7qm3", " 2026 - K7qm3 ", "2026–K7QM3"])
def test_case_numbers_are_read_without_case_and_dashes(text: str) -> None:
    assert as_case_number(text) == "2026-K7QM3"


@pytest.mark.parametrize(
    "text", ["", "K7QM3", "2026-K7QM", "2026-K7QM33", "De Vries", "\uff12\uff10\uff12\uff16-K7QM3"]
)
def test_what_is_no_case_number(text: str) -> None:
    assert as_case_number(text) is None


def test_only_a_name_and_a_postcode_are_searched_by() -> None:
    def change(kind: str, slot: str, value: str | None) -> Change:
        return Change("", kind, (slot,), value, (), "", "")

    changes = [
        change("identity-stated", "holder-name", "Verzonnen"),
        change("identity-stated", "holder-name", None),
        change("identity-stated", "holder-address", "Laan 1"),
        change("identity-stated", "contact-name", "Bedacht"),
        change("fact-stated", "holder-name", "Nee"),
        change("identity-stated", "holder-postcode", "9999 ZZ"),
    ]
    found = list(searched_lines(changes))
    assert found == [("holder-name", "Verzonnen"), ("holder-postcode", "9999 ZZ")]
