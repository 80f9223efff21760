"""The hierarchy of keys, from the root key to one field of one inspection.

    root key, held by a provider
     |- system keys: accounts, web session, blind index, audit
     '- epoch key, one per month of expiry ("2029-03"), in the key store
         '- wrapping key of an inspection = HKDF(epoch key, salt = its shred share)
             |- findings key: changes, chain
             |   '- key of one photo = HKDF(findings key, salt = the photo's own share)
             '- identity key: changes that say whose home it is

Deleting the shred share, or the epoch key, makes every copy of the data keys below it
unreadable, in backups of the main database as well (NIST SP 800-88, cryptographic erase).
Each wrapped key is bound to its place and opens nowhere else. Nothing here stores anything.
"""

import secrets
from dataclasses import dataclass

from woningscan.crypto.chain import Chain
from woningscan.crypto.derivation import KEY_BYTES, KEY_ID_BYTES, derive, length_prefixed
from woningscan.crypto.envelope import Place, Sealer
from woningscan.crypto.fields import SealedField, SystemKey
from woningscan.crypto.providers import KekProvider
from woningscan.crypto.wrapping import WrappingKey, wrapping_key
from woningscan.domain.kinds import Compartment

SHRED_SHARE_BYTES = 32


class KeyMismatchError(Exception):
    """A field was asked of a data key that does not protect it; a mistake in the program."""

    def __init__(self, field: SealedField) -> None:
        """Name the field."""
        super().__init__(f"{field.id} is not sealed this way: it belongs to {field.data_key}")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class EpochKey:
    """The key (32 bytes) above all inspections that expire in the month `epoch`."""

    epoch: str
    secret: bytes


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class DataKey:
    """The key (32 bytes) of one compartment of one inspection, or of one system purpose.

    `inspection` is empty for a system key. `key_id` (8 bytes) follows from the key and stands in
    every envelope sealed under it.
    """

    name: Compartment | SystemKey
    inspection: str
    secret: bytes
    key_id: bytes

    def sealer(self, field: SealedField) -> Sealer:
        """Return what seals and opens all rows of `field`.

        Raises:
            KeyMismatchError: the field belongs to another key, or has a key per row.
        """
        if field.key_per_row:
            raise KeyMismatchError(field)
        return self._sealer(field, "")

    def sealer_of_row(self, field: SealedField, row: str, share: bytes | None) -> Sealer:
        """Return what seals and opens the one row of a `field` that has a key per row.

        Without its `share` (32 bytes) the row cannot be opened: deleting the share destroys every
        copy of it. None is for rows of before there were shares, which an upgrade seals anew.

        Raises:
            KeyMismatchError: the field belongs to another key, or has one key for all rows.
        """
        if not field.key_per_row:
            raise KeyMismatchError(field)
        return self._sealer(field, row, share)

    def chain(self) -> Chain:
        """Return the chained MAC under this key.

        The chain of an inspection, over the changes of both compartments, is its findings key's;
        that of the audit log is the audit key's.
        """
        return Chain(
            self.sub_key("chain digest"), self.sub_key("chain link"), inspection=self.inspection
        )

    def sub_key(self, *labels: str) -> bytes:
        """Return 32 bytes for one purpose."""
        return derive(self.secret, KEY_BYTES, "sub-key", *labels)

    def _sealer(self, field: SealedField, row: str, share: bytes | None = None) -> Sealer:
        if field.data_key is not self.name:
            raise KeyMismatchError(field)
        place = Place(field.table, field.id, self.inspection)
        key = derive(self.secret, KEY_BYTES, "sub-key", "field", field.id, row, salt=share)
        return Sealer(key, self.key_id, place, field.padding_block)


def new_shred_share() -> bytes:
    """Return a random share (32 bytes), without which an inspection, or one photo, is lost."""
    return secrets.token_bytes(SHRED_SHARE_BYTES)


def new_epoch_key(epoch: str) -> EpochKey:
    """Make the key of a month of expiry, such as "2029-03"."""
    return EpochKey(epoch, secrets.token_bytes(KEY_BYTES))


def wrap_epoch_key(key: EpochKey, provider: KekProvider) -> bytes:
    """Wrap an epoch key under the root key, to be stored in the key store."""
    return provider.wrap(key.secret, _context("epoch key", key.epoch))


def unwrap_epoch_key(wrapped: bytes, epoch: str, provider: KekProvider) -> EpochKey:
    """Open the wrapped key of `epoch`.

    Raises:
        KeyUnavailableError: the provider's root key does not open it.
    """
    return EpochKey(epoch, provider.unwrap(wrapped, _context("epoch key", epoch)))


def inspection_wrapping_key(epoch_key: EpochKey, share: bytes, inspection: str) -> WrappingKey:
    """Return the key under which the data keys of one inspection are wrapped."""
    return wrapping_key(epoch_key.secret, "inspection", epoch_key.epoch, inspection, salt=share)


def new_inspection_key(compartment: Compartment, inspection: str) -> DataKey:
    """Make the data key of one compartment of an inspection."""
    return _data_key(compartment, inspection, secrets.token_bytes(KEY_BYTES))


def wrap_inspection_key(key: DataKey, under: WrappingKey) -> bytes:
    """Wrap a data key under its inspection's wrapping key.

    Moving an inspection to another epoch or share is unwrapping and wrapping again.
    """
    return under.wrap(key.secret, _data_key_context(key.name, key.inspection))


def unwrap_inspection_key(
    wrapped: bytes, compartment: Compartment, inspection: str, under: WrappingKey
) -> DataKey:
    """Open the wrapped data key of one compartment of an inspection.

    Raises:
        UnwrapFailedError: another inspection, compartment, epoch or share; or altered.
    """
    secret = under.unwrap(wrapped, _data_key_context(compartment, inspection))
    return _data_key(compartment, inspection, secret)


def new_system_key(name: SystemKey) -> DataKey:
    """Make the data key of a system purpose."""
    return _data_key(name, "", secrets.token_bytes(KEY_BYTES))


def wrap_system_key(key: DataKey, provider: KekProvider) -> bytes:
    """Wrap a system key under the root key."""
    return provider.wrap(key.secret, _data_key_context(key.name, key.inspection))


def unwrap_system_key(wrapped: bytes, name: SystemKey, provider: KekProvider) -> DataKey:
    """Open the wrapped system key `name`.

    Raises:
        KeyUnavailableError: the provider's root key does not open it.
    """
    return _data_key(name, "", provider.unwrap(wrapped, _data_key_context(name, "")))


def _data_key(name: Compartment | SystemKey, inspection: str, secret: bytes) -> DataKey:
    return DataKey(name, inspection, secret, derive(secret, KEY_ID_BYTES, "key id"))


def _data_key_context(name: Compartment | SystemKey, inspection: str) -> bytes:
    return _context("data key", name, inspection)


def _context(*elements: str) -> bytes:
    return length_prefixed(*(element.encode() for element in elements))
