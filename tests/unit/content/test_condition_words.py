"""A condition in words says what the condition says."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.content.faulty import TINY
from woningscan.content.condition_words import Joined, Words, in_words, on_one_line
from woningscan.content.loader import load
from woningscan.domain.conditions import All, Any, Condition, FactIn, ItemIn, Not, Scope
from woningscan.domain.language import Language

QUESTIONNAIRE = load(TINY / "every-key" / "v1")
OWNER = FactIn("tenure", ("owner",))
RENTED = FactIn("tenure", ("tenant", "guest"))
ISLAND = FactIn("place", ("island",))
LEAVES = (OWNER, RENTED, ISLAND)


def said(condition: Condition, language: Language = Language.EN) -> str:
    return on_one_line(in_words(condition, QUESTIONNAIRE, language), language)


def test_every_kind_of_test_is_said_with_labels_in_both_languages() -> None:
    lock = ("worn", "not-assessed")
    assert said(RENTED) == "“Tenant” or “Guest” is chosen for “Tenure”"
    assert said(Not(OWNER), Language.NL) == "voor “Eigendom” is niet “Eigenaar” gekozen"
    assert said(ItemIn("lock", lock, Scope.ROOM), Language.NL) == (
        "op “Hoe is het slot?” is in deze ruimte “Versleten” of “Niet beoordeeld” geantwoord"
    )
    assert said(ItemIn("lock", lock, Scope.ANY)) == (
        "in at least one room of “Hall” “How is the lock?” is answered with "
        "“Worn” or “Not assessed”"
    )
    assert said(Not(ItemIn("lock", lock, Scope.ANY))).startswith("in no room of “Hall”")
    assert said(ItemIn("lock", lock, Scope.ALL)).startswith("in every room of “Hall”")
    assert said(Not(ItemIn("lock", lock, Scope.ALL))).startswith("not in every room of “Hall”")


def test_what_belongs_together_stands_in_brackets() -> None:
    assert said(All((ISLAND, Any((OWNER, Not(RENTED)))))) == (
        "“Island” is chosen for “Place” and (“Owner” is chosen for “Tenure” or "
        "none of “Tenant” or “Guest” is chosen for “Tenure”)"
    )
    assert said(Any((All((ISLAND,)), OWNER)), Language.NL) == (
        "voor “Plaats” is “Eiland” gekozen of voor “Eigendom” is “Eigenaar” gekozen"
    )


def test_not_is_said_of_single_tests() -> None:
    both = "“Owner” is not chosen for “Tenure” {} “Island” is not chosen for “Place”"
    assert said(Not(All((OWNER, ISLAND)))) == both.format("or")
    assert said(Not(Any((OWNER, Not(Not(ISLAND)))))) == both.format("and")


SAYS = {said(leaf): (leaf, True) for leaf in LEAVES} | {
    said(Not(leaf)): (leaf, False) for leaf in LEAVES
}


def means(words: Words, true: frozenset[Condition]) -> bool:
    """Tell whether words hold when some tests do."""
    if isinstance(words, Joined):
        return (all if words.all else any)(means(part, true) for part in words.parts)
    leaf, holds = SAYS[words]
    return (leaf in true) is holds


def holds(condition: Condition, true: frozenset[Condition]) -> bool:
    match condition:
        case All(parts):
            return all(holds(part, true) for part in parts)
        case Any(parts):
            return any(holds(part, true) for part in parts)
        case Not(part):
            return not holds(part, true)
    return condition in true


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.builds(All, several) | st.builds(Any, several) | st.builds(Not, parts)


@given(st.recursive(st.sampled_from(LEAVES), joined), st.frozensets(st.sampled_from(LEAVES)))
def test_words_hold_when_the_condition_does(
    condition: Condition, true: frozenset[Condition]
) -> None:
    words = in_words(condition, QUESTIONNAIRE, Language.EN)
    assert means(words, true) == holds(condition, true)
