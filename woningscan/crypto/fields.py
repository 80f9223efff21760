"""Every sealed field: where it stands, which key protects it, how it is padded.

The ids and table names here are bound into each envelope and into the derivation of its key.
They never change, also when a column is renamed; a new field is a new entry.
"""

from dataclasses import dataclass
from enum import StrEnum

from woningscan.domain.kinds import Compartment


class SystemKey(StrEnum):
    """The data keys that belong to no inspection."""

    ACCOUNTS = "accounts"
    WEB_SESSION = "web-session"
    BLIND_INDEX = "blind-index"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class SealedField:
    """One column whose values are stored as envelopes.

    The associated data of each value is `table`, the row's id, `id`, and the inspection's id
    (empty for a system key), with what the envelope itself names. `row` says which id that is.
    `padding_block` is in bytes. With `key_per_row` each row has a sub-key of its own.
    """

    id: str
    table: str
    column: str
    data_key: Compartment | SystemKey
    row: str
    padding_block: int
    key_per_row: bool = False


# 256 bytes would tell a first answer from a changed one: measured 238 and 276 bytes.
_CHANGE_BLOCK = 512

CHANGE_OF_FINDINGS = SealedField(
    id="change.envelope.findings",
    table="change",
    column="envelope",
    data_key=Compartment.FINDINGS,
    row="id of the change",
    padding_block=_CHANGE_BLOCK,
)
CHANGE_OF_IDENTITY = SealedField(
    id="change.envelope.identity",
    table="change",
    column="envelope",
    data_key=Compartment.IDENTITY,
    row="id of the change",
    padding_block=_CHANGE_BLOCK,
)
CONTENT_OF_BLOB = SealedField(
    id="blob.content",
    table="blob",
    column="content",
    data_key=Compartment.FINDINGS,
    row="id of the blob",
    padding_block=4096,
    key_per_row=True,
)
TOTP_SECRET_OF_ACCOUNT = SealedField(
    id="account.totp_secret",
    table="account",
    column="totp_secret",
    data_key=SystemKey.ACCOUNTS,
    row="id of the account",
    padding_block=64,
)

NEW_TOTP_SECRET_OF_ACCOUNT = SealedField(
    id="account.new_totp_secret",
    table="account",
    column="new_totp_secret",
    data_key=SystemKey.ACCOUNTS,
    row="id of the account",
    padding_block=64,
)

SEALED_FIELDS: tuple[SealedField, ...] = (
    CHANGE_OF_FINDINGS,
    CHANGE_OF_IDENTITY,
    CONTENT_OF_BLOB,
    TOTP_SECRET_OF_ACCOUNT,
    NEW_TOTP_SECRET_OF_ACCOUNT,
)

CHANGE_FIELDS: dict[Compartment, SealedField] = {
    Compartment.FINDINGS: CHANGE_OF_FINDINGS,
    Compartment.IDENTITY: CHANGE_OF_IDENTITY,
}
