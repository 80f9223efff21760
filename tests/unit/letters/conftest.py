"""The realistic letter, made once."""

from __future__ import annotations

import pytest

from tests.unit.letters import samples
from woningscan.letters import letter_pdf


@pytest.fixture(scope="session")
def realistic_pdf() -> bytes:
    """Give the letter of an ordinary visit as PDF."""
    return letter_pdf(*samples.realistic())
