"""The letter that asks for measures: for which payer, what, how soon, at which price."""

import dataclasses

from hypothesis import given

from tests.examples import FEWER
from tests.small_home import SMALL_HOME
from tests.small_home_visits import Slots, visits
from tests.unit.domain.lettered import (
    OWN,
    VISIT,
    advised,
    answered,
    blocks,
    composed,
    details,
    ruled,
    text_of,
    under,
)
from woningscan.domain import letter
from woningscan.domain.language import Language, Text
from woningscan.domain.settings import Currency, LetterSettings, Price

TENANT = VISIT | {("fact-stated", "tenure"): "tenant"}
BROKEN = TENANT | answered(lock="broken")
BY_LANDLORD = {("advised", "oil"): {"payer": "landlord"}}


def ordered(slots: Slots, **prices: Price) -> letter.Letter:
    """Give the letter for the landlord; prices are by measure, with _ for the hyphen."""
    known = {measure.replace("_", "-"): price for measure, price in prices.items()}
    return composed(slots, "employer", settings=LetterSettings(prices=known))


def price(low: int, high: int, **how: object) -> Price:
    return dataclasses.replace(Price(low, high, 2026, "practice"), **how)  # type: ignore[arg-type]


def titles(of: letter.Letter) -> list[str]:
    return [block.title for block in blocks(of, letter.Advised)]


def test_it_asks_for_what_its_reader_pays_and_for_nothing_else() -> None:
    assert titles(ordered(BROKEN)) == ["new-lock (nl)"]
    assert titles(ordered(VISIT | answered(lock="broken"))) == []
    assert titles(ordered(BROKEN | BY_LANDLORD)) == ["new-lock (nl)", "oil (nl)"]
    taken_over = {("advised", "new-lock"): {"payer": "own"}}
    assert titles(ordered(BROKEN | taken_over)) == []
    left_out = {("advised", "new-lock"): {"omit": True, "reason": "r"}}
    assert "new-lock (nl)" not in titles(ordered(BROKEN | left_out))


@FEWER
@given(visits())
def test_its_measures_are_numbered_without_gaps_in_the_order_of_the_advice(slots: Slots) -> None:
    _, recommended = ruled(slots)
    asked = [
        each.measure.title.nl if each.measure else "own-advice (nl)"
        for each in recommended.recommendations
        if each.payer == "landlord"
    ]
    written = ordered(slots)
    numbers = [block.number for block in blocks(written, letter.Advised)]
    assert numbers == list(range(1, len(asked) + 1))
    assert titles(written) == asked


def test_a_measure_says_what_to_provide_and_how_soon() -> None:
    measures = tuple(
        dataclasses.replace(measure, ask_for=Text(f"Klasse {measure.id}", ""))
        for measure in SMALL_HOME.measures
    )
    questionnaire = dataclasses.replace(SMALL_HOME, measures=measures)
    written = composed(BROKEN, "employer", questionnaire=questionnaire)
    assert advised(written, "new-lock").texts == (
        "new-lock for the employer (nl)",
        "also-needed (nl) spare-key (nl) spare-key for the employer (nl)",
    )
    assert details(written, "new-lock") == {
        "label-ask-for": "Klasse new-lock\nKlasse spare-key",
        "label-when": "urgency-soon (nl)",
    }


def test_what_goes_along_with_several_is_told_and_priced_once() -> None:
    """Both the window and the paint want oil."""
    added = {("advised", "paint"): {"added": True, "payer": "landlord", "reason": "r"}}
    slots = TENANT | answered(lock="good", window="open") | added
    written = ordered(slots, oil=price(5, 10), close=price(1, 2), paint=price(100, 200))
    assert advised(written, "close").texts[1].endswith("oil for the employer (nl)")
    assert advised(written, "paint").texts == ("paint for the employer (nl)",)
    assert details(written, "paint")["label-also"] == "oil (nl)"
    assert details(written, "close")["label-indication"] == (
        "close (nl): price-indication (nl)\noil (nl): price-indication (nl)"
    )
    assert details(written, "paint")["label-indication"] == "price-indication (nl)"
    (table,) = blocks(written, letter.Table)
    euros = "price-range (nl) €\u00a0{}-€\u00a0{}"
    assert [row[2] for row in table.rows] == [euros.format(6, 12), euros.format(100, 200)]
    total = "price-total (nl) " + euros.format(106, 212)
    assert letter.Paragraph(total) in under(written, "heading-overview")


def test_sums_are_apart_by_currency_and_by_what_they_cover() -> None:
    both = BROKEN | BY_LANDLORD
    dollars = price(3, 4, currency=Currency.USD)
    written = ordered(both, new_lock=price(1, 2), oil=dollars, spare_key=price(5, 6, fitted=False))
    (total,) = under(written, "heading-overview")[-1:]
    assert isinstance(total, letter.Paragraph)
    assert total.text == (
        "price-total (nl) price-range (nl) €\u00a01-€\u00a02; "
        "price-range (nl) €\u00a05-€\u00a06, price-material (nl); "
        "price-range (nl) $\u00a03-$\u00a04"
    )


def test_a_total_of_less_than_everything_says_so() -> None:
    known = {"new_lock": price(1, 2), "spare_key": price(1, 2)}
    assert "price-incomplete" not in text_of(ordered(BROKEN, **known))
    assert "price-incomplete" in text_of(ordered(BROKEN, new_lock=price(1, 2)))
    own = {
        ("own-advised", OWN): {
            "title": "Haag",
            "text": "Snoei.",
            "chapter": "daily",
            "payer": "landlord",
        }
    }
    assert "price-incomplete" in text_of(ordered(BROKEN | own, **known))


def test_without_any_price_there_is_no_column_and_no_total() -> None:
    (table,) = blocks(ordered(BROKEN), letter.Table)
    assert table.heads == ("table-measure (nl)", "table-when (nl)")
    assert table.rows == (("new-lock (nl)", "urgency-soon (nl)"),)
    assert "price" not in text_of(ordered(BROKEN))


def test_nothing_to_provide_is_said() -> None:
    written = ordered(VISIT)
    expected = [letter.Paragraph("nothing-to-provide (nl)")]
    assert under(written, "heading-overview") == expected
    assert "heading-provide" not in text_of(written)


def test_the_advisers_own_advice_is_counted_but_not_named() -> None:
    own = {
        ("own-advised", OWN): {
            "title": "Maak het zwakke raam dicht",
            "text": "Het raam kiert.",
            "chapter": "daily",
            "payer": "landlord",
            "priority": "direct",
            "reason": "Het kiert.",
        }
    }
    written = ordered(BROKEN | own)
    first = blocks(written, letter.Advised)[0]
    assert (first.title, first.texts) == ("own-advice (nl)", ("own-advice-ask (nl)",))
    assert [detail.text for detail in first.details] == ["urgency-direct (nl)"]
    assert "raam" not in text_of(written)


@FEWER
@given(visits())
def test_an_english_letter_holds_no_dutch(slots: Slots) -> None:
    assert "(nl)" not in text_of(composed(slots, "employer", Language.EN))
