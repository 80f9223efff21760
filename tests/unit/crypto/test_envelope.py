from itertools import permutations
from multiprocessing import get_context

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woningscan.crypto.envelope import Place, Sealer, UnsealableError
from woningscan.crypto.fields import CHANGE_OF_FINDINGS, CHANGE_OF_IDENTITY
from woningscan.crypto.keys import DataKey, new_inspection_key
from woningscan.domain.kinds import Compartment

ROW = "0b6c1d2e-7f80-4a91-b2c3-d4e5f6071829"
PLACE = Place("change", "change.envelope.findings", "5f0d7a52-3c1e-4b8a-9d46-1f2e3a4b5c6d")
KEY_ID = b"key id 1"


def make(sub_key: bytes = b"k" * 32, place: Place = PLACE, block: int = 512) -> Sealer:
    return Sealer(sub_key, KEY_ID, place, block)


@given(
    plaintext=st.binary(max_size=1500),
    row=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    revision=st.integers(0, 2**64 - 1),
    block=st.sampled_from([5, 16, 64, 512, 4096]),
)
def test_what_is_sealed_opens_to_the_same(
    plaintext: bytes, row: str, revision: int, block: int
) -> None:
    sealer = make(block=block)
    assert sealer.unseal(row, sealer.seal(row, plaintext, revision), revision) == plaintext


@given(
    parts=st.lists(st.text("ab", max_size=3), min_size=8, max_size=8),
    revisions=st.tuples(st.integers(0, 3), st.integers(0, 3)),
)
def test_an_envelope_opens_in_its_own_place_only(
    parts: list[str], revisions: tuple[int, int]
) -> None:
    # Short texts over two letters make elements run into each other if they can.
    table, field, inspection, row = parts[:4]
    other_table, other_field, other_inspection, other_row = parts[4:]
    envelope = make(place=Place(table, field, inspection)).seal(row, b"text", revisions[0])
    elsewhere = make(place=Place(other_table, other_field, other_inspection))
    if (*parts[:4], revisions[0]) == (*parts[4:], revisions[1]):
        assert elsewhere.unseal(other_row, envelope, revisions[1]) == b"text"
    else:
        with pytest.raises(UnsealableError):
            elsewhere.unseal(other_row, envelope, revisions[1])


def test_no_flipped_bit_goes_unnoticed(sealer: Sealer) -> None:
    envelope = sealer.seal(ROW, b'{"value":"good"}')
    opened = []
    for bit in range(len(envelope) * 8):
        altered = bytearray(envelope)
        altered[bit // 8] ^= 1 << bit % 8
        try:
            sealer.unseal(ROW, bytes(altered))
        except UnsealableError:
            continue
        opened.append(bit)
    assert opened == []


def test_no_truncation_and_no_extension_goes_unnoticed(sealer: Sealer) -> None:
    envelope = sealer.seal(ROW, b'{"value":"good"}')
    for length in range(len(envelope)):
        with pytest.raises(UnsealableError):
            sealer.unseal(ROW, envelope[:length])
        with pytest.raises(UnsealableError):
            sealer.unseal(ROW, envelope + bytes(length + 1))


def test_no_two_of_two_hundred_rows_can_be_exchanged(sealer: Sealer) -> None:
    rows = {f"row {number}": sealer.seal(f"row {number}", b"text") for number in range(200)}
    refused = 0
    for row, other in permutations(rows, 2):
        try:
            sealer.unseal(row, rows[other])
        except UnsealableError:
            refused += 1
    assert refused == 200 * 199


def test_an_envelope_of_another_inspection_or_compartment_is_refused(
    findings_key: DataKey,
) -> None:
    envelope = findings_key.sealer(CHANGE_OF_FINDINGS).seal(ROW, b"text")
    others = (
        new_inspection_key(Compartment.FINDINGS, "another inspection").sealer(CHANGE_OF_FINDINGS),
        new_inspection_key(Compartment.FINDINGS, findings_key.inspection).sealer(
            CHANGE_OF_FINDINGS
        ),
        new_inspection_key(Compartment.IDENTITY, findings_key.inspection).sealer(
            CHANGE_OF_IDENTITY
        ),
    )
    for other in others:
        with pytest.raises(UnsealableError):
            other.unseal(ROW, envelope)


def test_every_failure_has_one_type_and_one_message(sealer: Sealer) -> None:
    envelope = sealer.seal(ROW, b"text")
    causes = {
        "nothing": (ROW, b""),
        "short": (ROW, envelope[:60]),
        "version": (ROW, b"\x02" + envelope[1:]),
        "key id": (ROW, envelope[:2] + bytes(8) + envelope[10:]),
        "commitment": (ROW, envelope[:10] + bytes(32) + envelope[42:]),
        "tag": (ROW, envelope[:-1] + bytes((envelope[-1] ^ 1,))),
        "row": ("another", envelope),
    }
    seen = set()
    for row, altered in causes.values():
        with pytest.raises(UnsealableError) as caught:
            sealer.unseal(row, altered)
        seen.add((type(caught.value), str(caught.value), caught.value.__cause__))
    assert seen == {(UnsealableError, "the sealed value cannot be opened here", None)}


def test_no_two_envelopes_have_one_nonce(sealer: Sealer) -> None:
    nonces = {sealer.seal(ROW, b"")[42:54] for _ in range(100_000)}
    assert len(nonces) == 100_000


def nonces_of(count: int) -> set[bytes]:
    sealer = make()
    return {sealer.seal(ROW, b"")[42:54] for _ in range(count)}


@pytest.mark.long
def test_no_two_of_a_million_envelopes_have_one_nonce_after_a_fork_either() -> None:
    with get_context("fork").Pool(8) as pool:
        parts = pool.map(nonces_of, [100_000] * 8)
    assert len(set().union(nonces_of(200_000), *parts)) == 1_000_000


def test_all_answers_of_a_choice_have_one_length(sealer: Sealer) -> None:
    answers = ["good", "bad", "not-applicable", "not-assessed", "a" * 64]
    first = [b'{"replaces":[],"value":"%s"}' % answer.encode() for answer in answers]
    room_and_item = b'"slot":["%s","%s"]' % (b"r" * 36, b"i" * 40)
    again = [
        b'{%s,"replaces":["%s","%s"],"value":"%s"}'
        % (room_and_item, b"x" * 36, b"y" * 36, answer.encode())
        for answer in answers
    ]
    assert {len(sealer.seal(ROW, text)) for text in first + again} == {54 + 512 + 16}


@pytest.mark.parametrize(
    ("length", "padded"), [(0, 512), (508, 512), (509, 1024), (1020, 1024), (1021, 1536)]
)
def test_a_plaintext_is_padded_to_whole_blocks(sealer: Sealer, length: int, padded: int) -> None:
    assert len(sealer.seal(ROW, bytes(length))) == 54 + padded + 16


def test_a_sealer_shows_nothing_of_its_key() -> None:
    assert "kkkk" not in repr(make())
    assert b"k".hex() * 4 not in repr(make())
