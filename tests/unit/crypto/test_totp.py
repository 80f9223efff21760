from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from woningscan.crypto.totp import (
    code_at,
    matched_step,
    new_secret,
    provisioning_uri,
    secret_as_text,
)

# RFC 6238, appendix B: the last six of its eight digits.
SECRET = b"12345678901234567890"
VECTORS = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]
NOW = datetime(2026, 5, 12, 10, 0, 15, tzinfo=UTC)
STEP = timedelta(seconds=30)


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_the_vectors_of_the_rfc_hold(seconds: int, code: str) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    assert code_at(SECRET, moment) == code
    assert matched_step(SECRET, code, moment) == seconds // 30


def test_a_code_counts_one_step_early_or_late_and_names_its_own_step() -> None:
    own = int(NOW.timestamp()) // 30
    code = code_at(SECRET, NOW)
    found = [matched_step(SECRET, code, NOW + STEP * steps) for steps in (-2, -1, 0, 1, 2)]
    assert found == [None, own, own, own, None]


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "abcdef", "\uff11\uff12\uff13\uff14\uff15\uff16", "\ud800"]
)
def test_what_is_no_code_matches_nothing(code: str) -> None:
    assert matched_step(SECRET, code, NOW) is None


def test_a_code_of_another_secret_matches_nothing() -> None:
    assert matched_step(b"x" * 20, code_at(SECRET, NOW), NOW) is None


def test_the_address_for_authenticators_holds_all_they_need() -> None:
    address = urlsplit(provisioning_uri(SECRET, "anna voorbeeld"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == "/woningscan:anna voorbeeld"
    assert parse_qs(address.query) == {
        "secret": ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"],
        "issuer": ["woningscan"],
        "algorithm": ["SHA1"],
        "digits": ["6"],
        "period": ["30"],
    }
    assert secret_as_text(SECRET) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def test_every_secret_is_another() -> None:
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert {len(secret) for secret in secrets} == {20}
