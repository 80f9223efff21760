import unicodedata

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from woningscan.crypto.passwords import (
    Cost,
    MalformedHashError,
    PasswordHasher,
    Verdict,
    generate_password,
)

CHEAP = PasswordHasher(Cost(memory=64, passes=1, lanes=1))

# From the test program of the reference implementation, phc-winner-argon2, src/test.c.
REFERENCE = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"


def test_a_password_is_right_or_wrong() -> None:
    stored = CHEAP.hash("een lange zin als wachtwoord")
    assert CHEAP.verify("een lange zin als wachtwoord", stored) is Verdict.RIGHT
    assert CHEAP.verify("een lange zin als wachtwoorD", stored) is Verdict.WRONG
    assert CHEAP.verify("", stored) is Verdict.WRONG


def test_a_hash_of_the_reference_implementation_verifies() -> None:
    hasher = PasswordHasher(Cost(memory=256, passes=2, lanes=1))
    assert hasher.verify("password", REFERENCE) is Verdict.RIGHT
    assert hasher.verify("differentpassword", REFERENCE) is Verdict.WRONG


def test_the_vector_of_rfc_9106_holds() -> None:
    derived = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\x04" * 12,
        secret=b"\x03" * 8,
    ).derive(b"\x01" * 32)
    assert derived.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def test_the_default_cost_is_that_of_the_norm() -> None:
    stored = PasswordHasher().hash("x")
    assert stored.startswith("$argon2id$v=19$m=47104,t=1,p=1$")


def test_two_hashes_of_one_password_differ() -> None:
    assert CHEAP.hash("x") != CHEAP.hash("x")


@pytest.mark.parametrize("cost", [Cost(128, 1, 1), Cost(64, 2, 1), Cost(64, 1, 2)])
def test_a_right_password_at_another_cost_is_outdated(cost: Cost) -> None:
    stored = PasswordHasher(cost).hash("x")
    assert CHEAP.verify("x", stored) is Verdict.OUTDATED
    assert CHEAP.verify("y", stored) is Verdict.WRONG


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "x",
        REFERENCE.replace("argon2id", "argon2i"),
        REFERENCE.replace("m=256", "m=1048577"),
        REFERENCE.replace("m=256", "m=1"),
        REFERENCE + "\n",
    ],
)
def test_a_malformed_hash_is_said_and_not_repeated(stored: str) -> None:
    with pytest.raises(MalformedHashError) as caught:
        CHEAP.verify("password", stored)
    assert "argon2" not in str(caught.value)


def test_a_composed_letter_is_one_letter_on_every_keyboard() -> None:
    stored = CHEAP.hash(unicodedata.normalize("NFD", "privé"))
    assert CHEAP.verify(unicodedata.normalize("NFC", "privé"), stored) is Verdict.RIGHT


def test_half_a_character_is_wrong_and_not_an_error() -> None:
    assert CHEAP.verify("\ud800", CHEAP.hash("x")) is Verdict.WRONG


def test_an_unknown_account_costs_one_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    costs: list[Cost] = []

    def note(hasher: PasswordHasher, _: str) -> str:
        costs.append(hasher.cost)
        return ""

    monkeypatch.setattr(PasswordHasher, "hash", note)
    assert CHEAP.verify_unknown_account("x") is Verdict.WRONG
    assert costs == [CHEAP.cost]


def test_made_passwords_are_readable_long_and_never_the_same() -> None:
    made = {generate_password() for _ in range(1000)}
    assert len(made) == 1000
    letters = set("".join(made)) - {"-"}
    assert not letters & set("ilo01u")
    # Twenty characters out of thirty are more than 2 to the power of 80.
    assert 30**20 > 2**80
    assert len(letters) == 30
    assert all([len(group) for group in text.split("-")] == [4] * 5 for text in made)
