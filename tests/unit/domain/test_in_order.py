"""What "all in order" answers: the best answer, where an answer can say so at all."""

from dataclasses import replace

from woningscan.domain.questionnaire import Aid, Grade, Item, Option, Text

WORDS = Text("Ja", "Yes")
GOOD = Option("good", WORDS, good=True)
FINE = Option("fine", WORDS, good=True)
BAD = Option("bad", WORDS, good=False, grade=Grade.SLIGHT, measures=("mend",), finding=WORDS)
ITEM = Item("lock", "door", WORDS, (GOOD, FINE, BAD))


def test_the_best_answer_says_that_all_is_well() -> None:
    assert ITEM.in_order == "good"


def test_an_item_that_only_describes_the_home_says_nothing() -> None:
    assert replace(ITEM, options=(GOOD, FINE)).in_order is None


def test_an_item_without_a_good_answer_is_never_in_order() -> None:
    assert replace(ITEM, options=(BAD,)).in_order is None


def test_what_has_to_be_reckoned_is_not_said_in_passing() -> None:
    assert replace(ITEM, aid=Aid("nen-5087", {"reachable": "bad"})).in_order is None
