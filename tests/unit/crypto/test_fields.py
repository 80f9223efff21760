import pytest

from woningscan.crypto.envelope import UnsealableError
from woningscan.crypto.fields import (
    CHANGE_FIELDS,
    CONTENT_OF_BLOB,
    SEALED_FIELDS,
    TOTP_SECRET_OF_ACCOUNT,
    SealedField,
    SystemKey,
)
from woningscan.crypto.keys import DataKey, KeyMismatchError, new_inspection_key, new_system_key
from woningscan.domain.kinds import Compartment

SHARE = b"s" * 32


def key_of(field: SealedField) -> DataKey:
    if isinstance(field.data_key, SystemKey):
        return new_system_key(field.data_key)
    return new_inspection_key(field.data_key, "inspection")


def test_the_names_bound_into_envelopes_never_change() -> None:
    assert {(f.id, f.table, str(f.data_key), f.padding_block) for f in SEALED_FIELDS} == {
        ("change.envelope.findings", "change", "findings", 512),
        ("change.envelope.identity", "change", "identity", 512),
        ("blob.content", "blob", "findings", 4096),
        ("account.totp_secret", "account", "accounts", 64),
        ("account.new_totp_secret", "account", "accounts", 64),
    }


def test_each_compartment_has_its_field_of_changes() -> None:
    assert {c: f.data_key for c, f in CHANGE_FIELDS.items()} == {c: c for c in Compartment}


@pytest.mark.parametrize("field", SEALED_FIELDS, ids=lambda f: f.id)
def test_a_field_is_sealed_under_its_own_key_only(field: SealedField) -> None:
    keys = [new_inspection_key(compartment, "inspection") for compartment in Compartment]
    keys += [new_system_key(name) for name in SystemKey]
    made = []
    for key in keys:
        try:
            key.sealer_of_row(field, "row", SHARE) if field.key_per_row else key.sealer(field)
        except KeyMismatchError:
            continue
        made.append(key.name)
    assert made == [field.data_key]


def test_a_key_per_row_is_neither_left_out_nor_made_up() -> None:
    with pytest.raises(KeyMismatchError, match=r"blob\.content"):
        key_of(CONTENT_OF_BLOB).sealer(CONTENT_OF_BLOB)
    with pytest.raises(KeyMismatchError, match=r"account\.totp_secret"):
        key_of(TOTP_SECRET_OF_ACCOUNT).sealer_of_row(TOTP_SECRET_OF_ACCOUNT, "row", SHARE)


def test_blobs_have_keys_of_their_own() -> None:
    key = key_of(CONTENT_OF_BLOB)
    commitments = {
        key.sealer_of_row(CONTENT_OF_BLOB, blob, SHARE).seal("the same", b"")[10:42]
        for blob in ("one", "two", "three")
    }
    assert len(commitments) == 3


def test_a_share_makes_the_key_of_a_blob_another() -> None:
    key = key_of(CONTENT_OF_BLOB)
    sealers = [
        key.sealer_of_row(CONTENT_OF_BLOB, "blob", share) for share in (None, SHARE, b"t" * 32)
    ]
    for sealer in sealers:
        sealed = sealer.seal("blob", b"a door")
        for other in sealers:
            assert other.is_of(sealed) == (other is sealer)
            if other is not sealer:
                with pytest.raises(UnsealableError):
                    other.unseal("blob", sealed)
