from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woningscan.crypto.chain import BrokenChainError, Chain, ChainHead, ChainRow, Fault

CHAIN = Chain(b"d" * 32, b"l" * 32, "inspection")
# Computed with the standard library from the description of the format.
FROZEN = [
    "5cae9a5d57a75b3db94ae7d4a8a5ea21ad2f1916f9d0bdff86d2e75b24d98d13",
    "601511ec95bb5832a740ddb5749a076b8521cf7057170311ae827d6d36473d20",
    "00b52ecd60a89b75762c73c322478105aecaabdfb308e7ab2361806c1cceaae6",
]


def rows_of(contents: list[bytes], chain: Chain = CHAIN) -> list[ChainRow]:
    return [
        ChainRow(number, f"change {number}", chain.digest(content), content)
        for number, content in enumerate(contents, 1)
    ]


def head_of(rows: list[ChainRow], chain: Chain = CHAIN) -> ChainHead:
    head = chain.start().head
    for row in rows:
        head = chain.link(head, row.sequence, row.change, row.digest)
    return ChainHead(len(rows), head)


def fault_of(
    rows: list[ChainRow], expected: ChainHead, known: ChainHead | None = None
) -> tuple[Fault, int]:
    with pytest.raises(BrokenChainError) as caught:
        CHAIN.verify(rows, expected, known)
    return caught.value.fault, caught.value.sequence


contents = st.lists(st.binary(max_size=20), min_size=2, max_size=12)


@given(contents=contents, cut=st.integers(0, 12))
def test_a_whole_chain_and_every_tail_of_it_verify(contents: list[bytes], cut: int) -> None:
    rows = rows_of(contents)
    CHAIN.verify(rows, head_of(rows))
    CHAIN.verify(rows[cut:], head_of(rows), head_of(rows[:cut]))


@given(contents=contents, data=st.data())
def test_a_dropped_change_is_found(contents: list[bytes], data: st.DataObject) -> None:
    rows = rows_of(contents)
    gone = data.draw(st.integers(0, len(rows) - 1))
    expected = Fault.TRUNCATED if gone == len(rows) - 1 else Fault.MISSING
    assert fault_of(rows[:gone] + rows[gone + 1 :], head_of(rows)) == (expected, gone + 1)


@given(contents=contents, data=st.data())
def test_a_dropped_change_whose_number_another_takes_is_found(
    contents: list[bytes], data: st.DataObject
) -> None:
    rows = rows_of(contents)
    gone = data.draw(st.integers(0, len(rows) - 1))
    rest = [
        row._replace(sequence=number)
        for number, row in enumerate(rows[:gone] + rows[gone + 1 :], 1)
    ]
    head = head_of(rows)
    assert fault_of(rest, head)[0] is Fault.TRUNCATED
    assert fault_of(rest, ChainHead(head.count - 1, head.head))[0] is Fault.ALTERED


@given(contents=contents, data=st.data())
def test_truncation_is_found(contents: list[bytes], data: st.DataObject) -> None:
    rows = rows_of(contents)
    left = data.draw(st.integers(0, len(rows) - 1))
    assert fault_of(rows[:left], head_of(rows)) == (Fault.TRUNCATED, left + 1)


@given(contents=contents, data=st.data())
def test_changes_in_another_order_are_found(contents: list[bytes], data: st.DataObject) -> None:
    rows = rows_of(contents)
    mixed = data.draw(st.permutations(rows).filter(lambda order: order != rows))
    assert fault_of(mixed, head_of(rows))[0] in {Fault.MISSING, Fault.REORDERED}
    renumbered = [row._replace(sequence=number) for number, row in enumerate(mixed, 1)]
    assert fault_of(renumbered, head_of(rows)) == (Fault.ALTERED, len(rows))


ALTERATIONS: dict[str, Callable[[ChainRow], ChainRow]] = {
    "content": lambda row: row._replace(content=(row.content or b"") + b"x"),
    "digest": lambda row: row._replace(digest=bytes(32)),
    "content and digest": lambda row: row._replace(content=b"!", digest=CHAIN.digest(b"!")),
    "id": lambda row: row._replace(change="another change"),
    "digest of a withdrawn change": lambda row: row._replace(content=None, digest=bytes(32)),
}


@pytest.mark.parametrize("alter", ALTERATIONS.values(), ids=ALTERATIONS.keys())
@given(contents=contents, data=st.data())
def test_an_altered_change_is_found(
    alter: Callable[[ChainRow], ChainRow], contents: list[bytes], data: st.DataObject
) -> None:
    rows = rows_of(contents)
    where = data.draw(st.integers(0, len(rows) - 1))
    altered = [*rows[:where], alter(rows[where]), *rows[where + 1 :]]
    assert fault_of(altered, head_of(rows))[0] is Fault.ALTERED


def test_an_altered_content_is_found_where_it_stands() -> None:
    rows = rows_of([b"a", b"b", b"c"])
    rows[1] = rows[1]._replace(content=b"x")
    assert fault_of(rows, head_of(rows_of([b"a", b"b", b"c"]))) == (Fault.ALTERED, 2)


def test_a_repeated_and_an_added_change_are_found() -> None:
    rows = rows_of([b"a", b"b", b"c"])
    assert fault_of([rows[0], rows[0], *rows[1:]], head_of(rows)) == (Fault.REORDERED, 2)
    assert fault_of(rows, head_of(rows[:2])) == (Fault.EXTENDED, 3)


def test_a_withdrawn_change_leaves_the_chain_whole() -> None:
    rows = rows_of([b"a", b"b", b"c"])
    withdrawn = [rows[0], rows[1]._replace(content=None), rows[2]]
    CHAIN.verify(withdrawn, head_of(rows))


def test_a_tail_behind_another_head_and_a_rolled_back_chain_are_found() -> None:
    rows = rows_of([b"a", b"b", b"c"])
    other = ChainHead(2, bytes(32))
    assert fault_of(rows[2:], head_of(rows), other) == (Fault.ALTERED, 3)
    assert fault_of([], head_of(rows[:1]), head_of(rows)) == (Fault.TRUNCATED, 4)
    assert fault_of(rows[1:], head_of(rows), head_of(rows[:2])) == (Fault.REORDERED, 3)


def test_a_chain_of_another_inspection_or_key_does_not_verify() -> None:
    others = [
        Chain(b"d" * 32, b"l" * 32, "another inspection"),
        Chain(b"d" * 32, b"m" * 32, "inspection"),
        Chain(b"e" * 32, b"l" * 32, "inspection"),
    ]
    rows = rows_of([b"a"])
    for other in others:
        with pytest.raises(BrokenChainError):
            other.verify(rows, head_of(rows))
    assert len({chain.start().head for chain in (CHAIN, others[0], others[1])}) == 3


def test_equal_content_has_an_equal_digest_within_one_key_only() -> None:
    assert CHAIN.digest(b"a") == CHAIN.digest(b"a") != CHAIN.digest(b"b")
    assert CHAIN.digest(b"a") != Chain(b"e" * 32, b"l" * 32, "inspection").digest(b"a")


def test_the_links_are_frozen() -> None:
    rows = rows_of([b'{"value":"good"}', b""])
    assert [CHAIN.start().head.hex(), rows[0].digest.hex(), head_of(rows).head.hex()] == FROZEN


def test_a_broken_chain_says_what_and_where_and_nothing_of_the_content() -> None:
    message = str(BrokenChainError(Fault.MISSING, 7))
    assert message == "a change is missing (at number 7)"
