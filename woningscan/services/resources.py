"""What every use case needs, made once by `bootstrap` and handed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woningscan.crypto.passwords import PasswordHasher
from woningscan.photos import Decoders
from woningscan.services.clock import Clock
from woningscan.services.journal_cache import JournalCache

if TYPE_CHECKING:
    from woningscan.content.library import Library
    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.persistence.keyring import Keyring
    from woningscan.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Resources:
    """The doors of the application to the outside."""

    work: UnitOfWork
    keyring: Keyring
    library: Library
    clock: Clock = field(default_factory=Clock)
    passwords: PasswordHasher = field(default_factory=PasswordHasher)
    cache: JournalCache = field(default_factory=JournalCache)
    decoders: Decoders = field(default_factory=Decoders)

    def questionnaire(self, name: str) -> Questionnaire:
        """Give the questionnaire that a visit pins."""
        return self.library.questionnaire(name)

    def close(self) -> None:
        """Close every connection to both databases."""
        self.work.database.close()
        self.keyring.store.close()
