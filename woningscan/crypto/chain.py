"""The chained MAC over the changes of one inspection: finds what is missing, altered or moved.

It runs over a keyed digest of each change's canonical bytes and not over the ciphertext, so that
a change can be sealed again under a new key, or withdrawn on request while its digest stays.
Rolling back a whole inspection is found elsewhere, against the heads kept by the audit log.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hmac import compare_digest
from typing import NamedTuple

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

_SEQUENCE_BYTES = 8
_FIRST = b"\x00"
_LINK = b"\x01"


class Fault(StrEnum):
    """What is wrong with a chain."""

    MISSING = "a change is missing"
    REORDERED = "a change is out of order"
    ALTERED = "a change was altered or exchanged"
    TRUNCATED = "changes are missing at the end"
    EXTENDED = "there are more changes than were recorded"


class BrokenChainError(Exception):
    """The changes of an inspection are not those that were recorded.

    `fault` says what is wrong. `sequence` is the first place where it shows, which for an
    alteration known by the head alone is the last change.
    """

    def __init__(self, fault: Fault, sequence: int) -> None:
        """Say what is wrong and where."""
        super().__init__(f"{fault} (at number {sequence})")
        self.fault = fault
        self.sequence = sequence


class ChainRow(NamedTuple):
    """One stored change as the chain sees it.

    A named tuple, because ten thousand frozen dataclasses take 10 ms of opening a visit.
    `content` is the change's canonical bytes, or nothing when it was withdrawn.
    """

    sequence: int
    change: str
    digest: bytes
    content: bytes | None


@dataclass(frozen=True, slots=True)
class ChainHead:
    """A verified point of a chain: after `count` changes its head is `head` (32 bytes)."""

    count: int
    head: bytes


class Chain:
    """Makes and verifies the links of one inspection's chain (HMAC-SHA-256)."""

    __slots__ = ("_digest_key", "_inspection", "_link_key")

    def __init__(self, digest_key: bytes, link_key: bytes, inspection: str) -> None:
        """Prepare both keys (32 bytes each); copying a keyed state saves hashing the key."""
        self._digest_key = HMAC(digest_key, hashes.SHA256())
        self._link_key = HMAC(link_key, hashes.SHA256())
        self._inspection = inspection

    def digest(self, content: bytes) -> bytes:
        """Return the keyed digest (32 bytes) of a change's canonical bytes.

        Equal content has an equal digest within one inspection, and nothing to compare outside.
        """
        state = self._digest_key.copy()
        state.update(content)
        return state.finalize()

    def start(self) -> ChainHead:
        """Return the head of the empty chain, which is bound to the inspection."""
        state = self._link_key.copy()
        state.update(_FIRST + self._inspection.encode())
        return ChainHead(0, state.finalize())

    def link(self, previous: bytes, sequence: int, change: str, digest: bytes) -> bytes:
        """Return the head after the change with this id is appended as number `sequence`.

        Numbers begin with 1. All parts but the last have a fixed length.
        """
        state = self._link_key.copy()
        state.update(
            b"".join((_LINK, previous, sequence.to_bytes(_SEQUENCE_BYTES), digest, change.encode()))
        )
        return state.finalize()

    def verify(
        self, rows: Iterable[ChainRow], expected: ChainHead, known: ChainHead | None = None
    ) -> None:
        """Verify that `rows`, in order of sequence, lead from `known` to `expected`.

        Without `known` the rows are the whole chain; with it only the tail behind that head.

        Raises:
            BrokenChainError: with the first fault found.
        """
        begin = known or self.start()
        head, last = begin.head, begin.count
        for row in rows:
            if row.sequence != last + 1:
                raise BrokenChainError(_misplaced(row.sequence, last), last + 1)
            last += 1
            if last > expected.count:
                raise BrokenChainError(Fault.EXTENDED, last)
            if row.content is not None and not compare_digest(self.digest(row.content), row.digest):
                raise BrokenChainError(Fault.ALTERED, last)
            head = self.link(head, last, row.change, row.digest)
        if last != expected.count:
            raise BrokenChainError(Fault.TRUNCATED, last + 1)
        if not compare_digest(head, expected.head):
            raise BrokenChainError(Fault.ALTERED, last)


def _misplaced(sequence: int, last: int) -> Fault:
    """Tell a gap from a row that comes again or too late."""
    return Fault.MISSING if sequence > last else Fault.REORDERED
