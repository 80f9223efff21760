"""The keys of inspections and of the installation, opened when they are needed.

Opened keys are not kept between requests: a key in memory keeps a shredded inspection readable.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from woningscan.crypto import keys
from woningscan.crypto.envelope import UnsealableError
from woningscan.crypto.fields import CHANGE_FIELDS, CONTENT_OF_BLOB, SystemKey
from woningscan.crypto.keys import new_shred_share
from woningscan.crypto.providers import KeyMissingError
from woningscan.crypto.wrapping import UnwrapFailedError
from woningscan.domain.kinds import Compartment

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from woningscan.crypto.chain import Chain
    from woningscan.crypto.envelope import Sealer
    from woningscan.crypto.keys import DataKey
    from woningscan.crypto.providers import KekProvider
    from woningscan.persistence.keystore import KeyStore

RETENTION_YEARS = 5
"""An inspection expires at the end of the month, this many years after it was planned."""


@dataclass(frozen=True, slots=True)
class WrappedKeys:
    """The keys of an inspection as its row keeps them."""

    epoch: str
    findings: bytes = field(repr=False)
    identity: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class InspectionKeys:
    """The opened keys of an inspection, and what is made from them."""

    findings: DataKey
    identity: DataKey

    def chain(self) -> Chain:
        """Give the chain of the inspection's journal."""
        return self.findings.chain()

    def change_sealer(self, compartment: Compartment) -> Sealer:
        """Give what seals and opens the changes of a compartment."""
        key = self.findings if compartment is Compartment.FINDINGS else self.identity
        return key.sealer(CHANGE_FIELDS[compartment])

    def photo_sealer(self, photo: str, share: bytes | None) -> Sealer:
        """Give what seals and opens one photo; None for its share is for an upgrade alone."""
        return self.findings.sealer_of_row(CONTENT_OF_BLOB, photo, share)

    def id_of_upload(self, about: str, content: bytes) -> str:
        """Give the id (a UUID) that follows from what a file is about and what it holds.

        It tells nobody without the key which file that was.
        """
        digest = self.chain().digest(content).hex()
        return str(UUID(bytes=self.findings.sub_key("upload", about, digest)[:16], version=4))


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class PhotoKeys:
    """The keys of some photos of an inspection: those whose share there is."""

    keys: InspectionKeys
    shares: Mapping[str, bytes]

    def sealer(self, photo: str) -> Sealer:
        """Give what seals and opens one photo; a KeyError when it was deleted."""
        return self.keys.photo_sealer(photo, self.shares[photo])


@dataclass(frozen=True, slots=True)
class Keyring:
    """Makes and opens keys with the root key and the key store."""

    provider: KekProvider
    store: KeyStore

    def make(self, inspection: str, now: str) -> tuple[WrappedKeys, InspectionKeys]:
        """Make the keys of a new inspection. Its share is durable when this returns.

        Should the inspection's row not follow, the share stays behind and protects nothing.
        """
        epoch = expiry_month(now)
        epoch_key = self._epoch_key(epoch)
        share = self.store.add_share(inspection, new_shred_share(), now)
        wrapping = keys.inspection_wrapping_key(epoch_key, share, inspection)
        opened = InspectionKeys(
            keys.new_inspection_key(Compartment.FINDINGS, inspection),
            keys.new_inspection_key(Compartment.IDENTITY, inspection),
        )
        wrapped = WrappedKeys(
            epoch,
            keys.wrap_inspection_key(opened.findings, wrapping),
            keys.wrap_inspection_key(opened.identity, wrapping),
        )
        return wrapped, opened

    def open(self, inspection: str, wrapped: WrappedKeys) -> InspectionKeys:
        """Open the keys of an inspection.

        Raises:
            ShreddedError: its share or its epoch key is gone.
            KeyUnavailableError: the root key is not the right one.
            UnsealableError: its wrapped keys were altered, or are another inspection's.
        """
        share, wrapped_epoch = self.store.share_and_epoch_key(inspection, wrapped.epoch)
        epoch_key = keys.unwrap_epoch_key(wrapped_epoch, wrapped.epoch, self.provider)
        wrapping = keys.inspection_wrapping_key(epoch_key, share, inspection)
        try:
            return InspectionKeys(
                keys.unwrap_inspection_key(
                    wrapped.findings, Compartment.FINDINGS, inspection, wrapping
                ),
                keys.unwrap_inspection_key(
                    wrapped.identity, Compartment.IDENTITY, inspection, wrapping
                ),
            )
        except UnwrapFailedError:
            raise UnsealableError from None

    def make_photo_keys(self, keys: InspectionKeys, photos: Collection[str], now: str) -> PhotoKeys:
        """Make the keys of new photos; all their shares are durable when this returns."""
        shares = {photo: new_shred_share() for photo in photos}
        stands = self.store.of_photos.add(keys.findings.inspection, shares, now) if shares else {}
        return PhotoKeys(keys, stands)

    def open_identities(self, wrapped: Mapping[str, WrappedKeys]) -> Mapping[str, DataKey]:
        """Open the identity keys of several inspections; their findings stay closed.

        An inspection that was shredded, or whose key was altered, is left out.

        Raises:
            KeyUnavailableError: the root key is not the right one.
        """
        shares = self.store.shares(wrapped)
        epochs = {
            epoch: keys.unwrap_epoch_key(key, epoch, self.provider)
            for epoch, key in self.store.epoch_keys(_epochs_of(wrapped)).items()
        }
        opened = {}
        for inspection, share in shares.items():
            epoch_key = epochs.get(wrapped[inspection].epoch)
            if epoch_key is not None:
                wrapping = keys.inspection_wrapping_key(epoch_key, share, inspection)
                with suppress(UnwrapFailedError):
                    opened[inspection] = keys.unwrap_inspection_key(
                        wrapped[inspection].identity, Compartment.IDENTITY, inspection, wrapping
                    )
        return opened

    def make_system_keys(self) -> None:
        """Make every key of the installation; once, when it is made."""
        for name in SystemKey:
            wrapped = keys.wrap_system_key(keys.new_system_key(name), self.provider)
            self.store.add_system_key(name, wrapped)

    def system(self, name: SystemKey) -> DataKey:
        """Open a key of the installation.

        Raises:
            KeyUnavailableError: it is missing, or the root key is not the right one.
        """
        wrapped = self.store.system_key(name)
        if wrapped is None:
            raise KeyMissingError(f"The key store has no key {name}; put back its backup.")
        return keys.unwrap_system_key(wrapped, name, self.provider)

    def _epoch_key(self, epoch: str) -> keys.EpochKey:
        wrapped = self.store.epoch_key(epoch)
        if wrapped is None:
            made = keys.wrap_epoch_key(keys.new_epoch_key(epoch), self.provider)
            wrapped = self.store.add_epoch_key(epoch, made)
        return keys.unwrap_epoch_key(wrapped, epoch, self.provider)


def _epochs_of(wrapped: Mapping[str, WrappedKeys]) -> frozenset[str]:
    return frozenset(each.epoch for each in wrapped.values())


def expiry_month(now: str) -> str:
    """Give the month in which an inspection of now expires, such as 2031-11."""
    return f"{int(now[:4]) + RETENTION_YEARS}{now[4:7]}"
