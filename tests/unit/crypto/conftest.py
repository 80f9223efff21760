"""Keys and sealers made anew for each test."""

import pytest

from woningscan.crypto.envelope import Sealer
from woningscan.crypto.fields import CHANGE_OF_FINDINGS
from woningscan.crypto.keys import DataKey, new_inspection_key
from woningscan.domain.kinds import Compartment

INSPECTION = "5f0d7a52-3c1e-4b8a-9d46-1f2e3a4b5c6d"


@pytest.fixture
def findings_key() -> DataKey:
    return new_inspection_key(Compartment.FINDINGS, INSPECTION)


@pytest.fixture
def sealer(findings_key: DataKey) -> Sealer:
    return findings_key.sealer(CHANGE_OF_FINDINGS)
