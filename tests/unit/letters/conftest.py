"""The realistic letter, made once, and the program that reads PDFs as other software does."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.unit.letters import samples
from woningscan.letters import letter_pdf


@pytest.fixture(scope="session")
def realistic_pdf() -> bytes:
    """Give the letter of an ordinary visit as PDF."""
    return letter_pdf(*samples.realistic())


@pytest.fixture(scope="session")
def pdftotext() -> Path:
    """Give poppler's text reader; missing, the test is skipped, and with CI=true it fails."""
    found = shutil.which("pdftotext")
    if found is None:
        reason = "needs pdftotext: apt-get install poppler-utils"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return Path(found)
