import pytest

from woningscan.crypto.blind_index import BlindIndex
from woningscan.crypto.fields import SystemKey
from woningscan.crypto.keys import (
    DataKey,
    EpochKey,
    inspection_wrapping_key,
    new_epoch_key,
    new_inspection_key,
    new_shred_share,
    new_system_key,
    unwrap_epoch_key,
    unwrap_inspection_key,
    unwrap_system_key,
    wrap_epoch_key,
    wrap_inspection_key,
    wrap_system_key,
)
from woningscan.crypto.providers import EnvironmentProvider, WrongKeyError, new_environment_key
from woningscan.crypto.wrapping import UnwrapFailedError, WrappingKey, wrapped_under, wrapping_key
from woningscan.domain.kinds import Compartment

INSPECTION = "5f0d7a52-3c1e-4b8a-9d46-1f2e3a4b5c6d"
EPOCH = EpochKey("2029-03", b"e" * 32)
SHARE = b"s" * 32


@pytest.fixture
def provider() -> EnvironmentProvider:
    return EnvironmentProvider({"WONINGSCAN_ROOT_KEY": new_environment_key()})


def under(
    epoch: EpochKey = EPOCH, share: bytes = SHARE, inspection: str = INSPECTION
) -> WrappingKey:
    return inspection_wrapping_key(epoch, share, inspection)


def test_the_keys_of_an_inspection_come_back() -> None:
    for compartment in Compartment:
        key = new_inspection_key(compartment, INSPECTION)
        wrapped = wrap_inspection_key(key, under())
        found = unwrap_inspection_key(wrapped, compartment, INSPECTION, under())
        assert (found.secret, found.key_id) == (key.secret, key.key_id)
        assert (found.name, found.inspection) == (compartment, INSPECTION)


@pytest.mark.parametrize(
    "other",
    [
        under(share=b"t" * 32),
        under(inspection="another inspection"),
        under(epoch=EpochKey("2029-04", EPOCH.secret)),
        under(epoch=EpochKey("2029-03", b"f" * 32)),
    ],
    ids=["share", "inspection", "month", "epoch key"],
)
def test_an_inspection_needs_its_own_share_epoch_and_id(other: WrappingKey) -> None:
    wrapped = wrap_inspection_key(new_inspection_key(Compartment.FINDINGS, INSPECTION), under())
    with pytest.raises(UnwrapFailedError):
        unwrap_inspection_key(wrapped, Compartment.FINDINGS, INSPECTION, other)


def test_a_wrapped_key_opens_in_its_own_place_only() -> None:
    wrapped = wrap_inspection_key(new_inspection_key(Compartment.FINDINGS, INSPECTION), under())
    with pytest.raises(UnwrapFailedError):
        unwrap_inspection_key(wrapped, Compartment.IDENTITY, INSPECTION, under())
    with pytest.raises(UnwrapFailedError):
        unwrap_inspection_key(wrapped, Compartment.FINDINGS, "another inspection", under())


def test_no_flipped_bit_and_no_truncation_of_a_wrapped_key_goes_unnoticed() -> None:
    kek = wrapping_key(b"w" * 32, "test")
    wrapped = kek.wrap(b"k" * 32, b"context")
    assert kek.unwrap(wrapped, b"context") == b"k" * 32
    for bit in range(len(wrapped) * 8):
        altered = bytearray(wrapped)
        altered[bit // 8] ^= 1 << bit % 8
        with pytest.raises(UnwrapFailedError):
            kek.unwrap(bytes(altered), b"context")
    for length in range(len(wrapped)):
        with pytest.raises(UnwrapFailedError):
            kek.unwrap(wrapped[:length], b"context")


def test_a_wrapped_key_names_the_key_it_needs() -> None:
    kek = wrapping_key(b"w" * 32, "test")
    assert wrapped_under(kek.wrap(b"k" * 32, b"context")) == kek.key_id


def test_an_inspection_moves_to_another_epoch_and_share() -> None:
    key = new_inspection_key(Compartment.FINDINGS, INSPECTION)
    wrapped = wrap_inspection_key(key, under())
    later = under(epoch=new_epoch_key("2030-01"), share=new_shred_share())
    opened = unwrap_inspection_key(wrapped, Compartment.FINDINGS, INSPECTION, under())
    moved = wrap_inspection_key(opened, later)
    found = unwrap_inspection_key(moved, Compartment.FINDINGS, INSPECTION, later)
    assert found.key_id == key.key_id


def test_epoch_keys_are_bound_to_their_month(provider: EnvironmentProvider) -> None:
    key = new_epoch_key("2029-03")
    wrapped = wrap_epoch_key(key, provider)
    assert unwrap_epoch_key(wrapped, "2029-03", provider).secret == key.secret
    with pytest.raises(WrongKeyError, match="altered or moved"):
        unwrap_epoch_key(wrapped, "2029-04", provider)


def test_system_keys_are_bound_to_their_purpose(provider: EnvironmentProvider) -> None:
    for name in SystemKey:
        key = new_system_key(name)
        wrapped = wrap_system_key(key, provider)
        assert unwrap_system_key(wrapped, name, provider).secret == key.secret
        for other in set(SystemKey) - {name}:
            with pytest.raises(WrongKeyError):
                unwrap_system_key(wrapped, other, provider)


def test_every_made_key_is_another() -> None:
    keys = [new_inspection_key(Compartment.FINDINGS, INSPECTION) for _ in range(100)]
    assert len({key.secret for key in keys}) == len({key.key_id for key in keys}) == 100
    assert len({new_shred_share() for _ in range(100)}) == 100
    assert {len(key.secret) for key in keys} == {32}
    assert len(new_shred_share()) == 32


def test_sub_keys_differ_by_purpose_and_say_nothing_of_the_key() -> None:
    key = new_inspection_key(Compartment.FINDINGS, INSPECTION)
    subs = {key.sub_key(*labels) for labels in [("a",), ("b",), ("a", "b"), ("ab",), ("a", "")]}
    assert len(subs) == 5
    assert key.secret not in subs


def test_no_key_shows_itself() -> None:
    holders = (EPOCH, under(), new_inspection_key(Compartment.FINDINGS, INSPECTION))
    for holder in holders:
        for secret in (holder.secret.hex(), repr(holder.secret)[2:-1]):
            assert secret not in repr(holder)
            assert secret not in str(holder)


@pytest.fixture
def index_key() -> DataKey:
    return new_system_key(SystemKey.BLIND_INDEX)


def test_a_blind_index_finds_the_same_text_however_it_is_typed(index_key: DataKey) -> None:
    index = BlindIndex(index_key, "name", bits=64)
    assert index.of("Zoë Verzonnen") == index.of("  zoe\u0308 VERZONNEN ")
    assert index.of("Zoë Verzonnen") != index.of("Zoë Bedacht")


def test_blind_indexes_differ_by_column_and_key(index_key: DataKey) -> None:
    indexes = {
        BlindIndex(index_key, "name", bits=64).of("a"),
        BlindIndex(index_key, "postcode", bits=64).of("a"),
        BlindIndex(new_system_key(SystemKey.BLIND_INDEX), "name", bits=64).of("a"),
    }
    assert len(indexes) == 3


def test_a_blind_index_is_short_and_shared(index_key: DataKey) -> None:
    index = BlindIndex(index_key, "name")
    found = [index.of(f"name {number}") for number in range(5000)]
    assert max(found) < 2**11
    assert len(set(found)) > 1500
