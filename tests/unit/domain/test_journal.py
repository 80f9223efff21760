"""What a set of changes means, as the design states it."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests import slow_meaning, strategies
from woningscan.domain.changes import Change, canonical
from woningscan.domain.journal import EMPTY, Journal, fold

Slots = dict[tuple[str, ...], list[str]]


def heads_of(journal: Journal) -> Slots:
    """Give the texts of all heads: two contents with equal values are still told apart."""
    return {slot: [canonical(head) for head in heads] for slot, heads in journal.heads.items()}


def change(id_: str, *replaces: str, value: str | None = None, slot: str = "x") -> Change:
    return Change(id_, "noted", (slot,), value, replaces, strategies.DEVICE, strategies.AT)


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[list[Change], list[Change]]:
    changes = draw(strategies.hostile_sets)
    return changes, draw(st.permutations(changes))


@given(strategies.hostile_sets)
def test_heads_are_what_the_design_says(changes: list[Change]) -> None:
    expected = {
        slot: [canonical(head) for head in heads]
        for slot, heads in slow_meaning.heads(changes).items()
    }
    assert heads_of(fold(changes)) == expected


@given(strategies.one_slot_sets)
def test_heads_of_any_graph_are_what_the_design_says(changes: list[Change]) -> None:
    assert fold(changes).heads.get(("noted", "x"), ()) == tuple(
        slow_meaning.heads(changes).get(("noted", "x"), [])
    )


@given(shuffled())
def test_the_order_means_nothing(orders: tuple[list[Change], list[Change]]) -> None:
    one, other = orders
    assert heads_of(fold(one)) == heads_of(fold(other))


@given(strategies.hostile_sets, st.data())
def test_repetition_means_nothing(changes: list[Change], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(changes), max_size=6)) if changes else []
    assert heads_of(fold([*changes, *again])) == heads_of(fold(changes))


@given(strategies.hostile_sets)
def test_every_split_into_batches_means_the_same(changes: list[Change]) -> None:
    whole = heads_of(fold(changes))
    one_by_one = EMPTY
    for cut, added in enumerate(changes):
        assert heads_of(fold(changes[:cut]).with_changes(changes[cut:])) == whole
        one_by_one = one_by_one.with_changes([added])
    assert heads_of(one_by_one) == whole


@given(strategies.hostile_sets, strategies.hostile_sets)
def test_adding_leaves_the_journal_as_it_was(known: list[Change], added: list[Change]) -> None:
    journal = fold(known)
    before = heads_of(journal)
    journal.with_changes(added)
    assert heads_of(journal) == before


@given(strategies.hostile_sets)
def test_every_slot_with_a_change_has_a_head(changes: list[Change]) -> None:
    journal = fold(changes)
    counted = {known.slot_key for known in journal.changes.values()}
    assert journal.heads.keys() == counted
    assert all(journal.heads.values())


@given(strategies.hostile_sets)
def test_heads_are_sorted_and_of_their_slot(changes: list[Change]) -> None:
    for slot, heads in fold(changes).heads.items():
        ids = [head.id for head in heads]
        assert ids == sorted(set(ids))
        assert {head.slot_key for head in heads} == {slot}


@given(strategies.hostile_sets)
def test_of_two_contents_the_smaller_text_counts(changes: list[Change]) -> None:
    for id_, known in fold(changes).changes.items():
        assert canonical(known) == min(canonical(other) for other in changes if other.id == id_)


@given(st.lists(st.sampled_from(strategies.IDS), min_size=2, unique=True))
def test_the_members_of_a_circle_are_a_conflict(ids: Sequence[str]) -> None:
    circle = [change(id_, next_) for id_, next_ in zip(ids, [*ids[1:], ids[0]], strict=True)]
    assert fold(circle).heads["noted", "x"] == tuple(sorted(circle, key=lambda head: head.id))


@given(strategies.one_slot_sets)
def test_choosing_between_all_heads_ends_a_conflict(changes: list[Change]) -> None:
    heads = fold(changes).heads.get(("noted", "x"), ())
    choice = change("choice", *(head.id for head in heads))
    assert fold([*changes, choice]).heads["noted", "x"] == (choice,)


@given(strategies.one_slot_sets)
def test_an_edge_to_nowhere_or_to_another_slot_has_no_effect(changes: list[Change]) -> None:
    stray = change("stray", *strategies.IDS, "unknown", slot="y")
    journal = fold([*changes, stray])
    assert journal.heads["noted", "y"] == (stray,)
    assert journal.heads.get(("noted", "x")) == fold(changes).heads.get(("noted", "x"))


def test_what_is_replaced_may_arrive_late() -> None:
    journal = fold([change("b", "a")])
    assert journal.with_changes([change("a")]).heads["noted", "x"] == (change("b", "a"),)


def test_a_long_chain_and_a_long_circle_are_folded_without_recursion() -> None:
    chain = [change(f"{number:05}", f"{number - 1:05}") for number in range(5000)]
    assert fold(reversed(chain)).heads["noted", "x"] == (chain[-1],)
    circle = [*chain[1:], change("00000", "04999")]
    assert len(fold(circle).heads["noted", "x"]) == len(circle)


def test_values_and_value_read_the_heads() -> None:
    journal = fold([change("b", value="y"), change("a", value="x")])
    assert journal.values("noted", "x") == ("x", "y")
    assert journal.value("noted", "x") == "x"
    assert journal.values("noted", "other") == ()
    assert journal.value("noted", "other") is None
    assert list(journal.slots("noted")) == [("noted", "x")]
    assert list(journal.slots("answered")) == []
