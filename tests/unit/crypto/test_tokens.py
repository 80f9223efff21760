import base64

from woningscan.crypto.tokens import matches, new_token, token_hash


def test_tokens_are_256_bits_fit_for_an_address_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert {len(base64.urlsafe_b64decode(token + "=")) for token in tokens} == {32}


def test_the_stored_hash_is_sha_256() -> None:
    # NIST, example of SHA-256 for the message "abc".
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert token_hash("abc").hex() == expected


def test_a_token_matches_its_own_hash_only() -> None:
    token = new_token()
    assert matches(token, token_hash(token))
    assert not matches(new_token(), token_hash(token))
    assert not matches(token[:-1], token_hash(token))
    assert not matches("\ud800", token_hash(token))
    assert not matches(token, b"")
