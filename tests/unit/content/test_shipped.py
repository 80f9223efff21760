"""The questionnaires that come with the application have no faults."""

import pytest
import yaml

from tests.shipped import LIBRARY
from woningscan.content import reading
from woningscan.content.freezing import version_faults
from woningscan.content.loader import load
from woningscan.domain.letter import REQUIRED_PHRASES


@pytest.mark.parametrize("name", LIBRARY.names)
def test_shipped_questionnaire_has_no_faults(name: str) -> None:
    faults = version_faults(LIBRARY.folder(name), REQUIRED_PHRASES)
    assert [str(fault) for fault in faults] == []


@pytest.mark.parametrize("name", LIBRARY.names)
def test_shipped_questionnaire_has_no_phrase_that_no_letter_uses(name: str) -> None:
    assert set(LIBRARY.questionnaire(name).phrases) == REQUIRED_PHRASES


def test_woningscan_is_shipped() -> None:
    assert "woningscan/1" in LIBRARY.names


@pytest.mark.parametrize("name", LIBRARY.names)
def test_shipped_questionnaire_reads_the_same_without_the_fast_reader(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = LIBRARY.questionnaire(name)
    monkeypatch.setattr(reading, "_LOADER", yaml.SafeLoader)
    assert load(LIBRARY.folder(name)) == fast
