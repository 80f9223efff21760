"""What a passkey has to show, and that nothing else counts."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.authenticators import (
    EDDSA,
    ES256,
    MAY_BE_SYNCED,
    PRESENT,
    RS256,
    SYNCED,
    VERIFIED,
    Authenticator,
    decoded,
    encoded,
)
from woningscan.crypto import passkeys
from woningscan.crypto.passkeys import Holder, Known, PasskeyRefusedError, Registered, Site

SITE = Site("localhost", "http://localhost")
ACCOUNT = "3f6c1c5e-5d5c-4a55-9d1c-0c4f0c2f7a11"
OTHER_ACCOUNT = "3f6c1c5e-5d5c-4a55-9d1c-0c4f0c2f7a12"
HOLDER = Holder(ACCOUNT, "adviser", "Adviseur Verzonnen")
SALT = bytes(range(32))
CHALLENGE = "a-challenge-that-is-text"


def asked_to_make(*known: bytes) -> dict[str, Any]:
    return passkeys.registration_options(SITE, HOLDER, CHALLENGE, SALT, known)


def asked_to_show(challenge: str = CHALLENGE) -> dict[str, Any]:
    return passkeys.authentication_options(SITE, challenge, SALT)


def registered(device: Authenticator) -> Registered:
    return passkeys.verified_registration(SITE, CHALLENGE, device.made(asked_to_make()))


def known_of(made: Registered, account: str = ACCOUNT, count: int | None = None) -> Known:
    sign_count = made.sign_count if count is None else count
    return Known(account, made.credential, made.public_key, sign_count)


def shown(device: Authenticator, known: Known, challenge: str = CHALLENGE) -> int:
    answer = device.shown(asked_to_show())
    return passkeys.verified_authentication(SITE, challenge, known, answer)


@pytest.mark.parametrize("algorithm", [ES256, EDDSA, RS256])
def test_a_passkey_is_made_and_shown(algorithm: int) -> None:
    device = Authenticator(algorithm=algorithm)
    made = registered(device)
    assert made.credential == device.passkeys[0].credential
    assert shown(device, known_of(made)) == 1
    assert shown(device, known_of(made, count=1)) == 2


def test_a_browser_is_asked_for_a_verified_user_and_for_a_secret() -> None:
    asked = asked_to_make(b"known")
    assert asked["rp"] == {"id": "localhost", "name": "Woningscan"}
    assert decoded(asked["user"]["id"]) == UUID(ACCOUNT).bytes
    assert asked["authenticatorSelection"] == {
        "residentKey": "required",
        "requireResidentKey": True,
        "userVerification": "required",
    }
    assert asked["attestation"] == "none"
    assert asked["excludeCredentials"] == [{"id": encoded(b"known"), "type": "public-key"}]
    assert {each["alg"] for each in asked["pubKeyCredParams"]} == {ES256, EDDSA, RS256}
    to_show = asked_to_show()
    assert to_show["userVerification"] == "required"
    assert to_show["rpId"] == "localhost"
    for options in (asked, to_show):
        assert options["extensions"] == {"prf": {"eval": {"first": encoded(SALT)}}}
        assert decoded(options["challenge"]).decode() == CHALLENGE
        json.dumps(options)


def test_a_question_to_sign_in_names_no_passkey() -> None:
    assert not asked_to_show().get("allowCredentials")


def test_it_is_told_whether_a_passkey_can_stand_on_several_devices() -> None:
    flags = PRESENT | VERIFIED
    assert not registered(Authenticator(flags=flags)).is_synced
    assert registered(Authenticator(flags=flags | MAY_BE_SYNCED | SYNCED)).is_synced


def test_an_answer_says_which_passkey_and_which_challenge() -> None:
    device = Authenticator()
    made = registered(device)
    claim = passkeys.claim_of(device.shown(asked_to_show()))
    assert (claim.credential, claim.challenge) == (made.credential, CHALLENGE)


WRONG_DEVICES = {
    "another site": Authenticator(origin="http://evil.example.org"),
    "another scheme": Authenticator(origin="https://localhost"),
    "another port": Authenticator(origin="http://localhost:8000"),
    "another host": Authenticator(host="evil.example.org"),
    "no verified user": Authenticator(flags=PRESENT),
    "nobody there": Authenticator(flags=VERIFIED),
    "a copy of what cannot be copied": Authenticator(flags=PRESENT | VERIFIED | SYNCED),
}


@pytest.mark.parametrize("name", WRONG_DEVICES)
def test_no_passkey_is_made_with(name: str) -> None:
    with pytest.raises(PasskeyRefusedError):
        registered(replace(WRONG_DEVICES[name], passkeys=[]))


@pytest.mark.parametrize("name", WRONG_DEVICES)
def test_no_passkey_is_shown_with(name: str) -> None:
    device = Authenticator()
    made = registered(device)
    with pytest.raises(PasskeyRefusedError):
        shown(replace(WRONG_DEVICES[name], passkeys=device.passkeys), known_of(made))


def test_an_attestation_that_nobody_asked_for_is_refused() -> None:
    for format_ in ("tpm", "fido-u2f", "apple", "android-key", "android-safetynet", "other"):
        with pytest.raises(PasskeyRefusedError, match="nobody asked for"):
            registered(Authenticator(format=format_))


def test_what_was_made_does_not_show_and_what_was_shown_does_not_make() -> None:
    device = Authenticator()
    made = registered(device)
    with pytest.raises(PasskeyRefusedError):
        passkeys.verified_registration(SITE, CHALLENGE, device.shown(asked_to_show()))
    for kind in ("webauthn.create", "payment.get"):
        with pytest.raises(PasskeyRefusedError, match="type"):
            shown(replace(device, client_data={"type": kind}), known_of(made))


def test_an_answer_inside_a_page_of_somebody_else_is_refused() -> None:
    device = Authenticator()
    registered(device)
    framed = replace(device, client_data={"crossOrigin": True})
    with pytest.raises(PasskeyRefusedError, match="somebody else"):
        passkeys.claim_of(framed.shown(asked_to_show()))


def test_another_challenge_is_refused() -> None:
    device = Authenticator()
    made = registered(device)
    with pytest.raises(PasskeyRefusedError):
        shown(device, known_of(made), "another challenge")
    with pytest.raises(PasskeyRefusedError):
        passkeys.verified_registration(SITE, "another", device.made(asked_to_make()))


def test_another_passkey_and_another_account_are_refused() -> None:
    device, other = Authenticator(), Authenticator()
    made, others = registered(device), registered(other)
    with pytest.raises(PasskeyRefusedError, match="another passkey"):
        shown(other, known_of(made))
    with pytest.raises(PasskeyRefusedError, match="another account"):
        shown(device, known_of(made, OTHER_ACCOUNT))
    with pytest.raises(PasskeyRefusedError, match="signature"):
        shown(device, replace(known_of(made), public_key=others.public_key))


def test_a_count_that_does_not_go_up_is_refused_unless_it_stays_nought() -> None:
    device = Authenticator()
    made = registered(device)
    device.passkeys[0].count = 4
    for stored in (5, 6):
        device.passkeys[0].count = 4
        with pytest.raises(PasskeyRefusedError, match="count"):
            shown(device, known_of(made, count=stored))
    device.passkeys[0].count = 4
    assert shown(device, known_of(made, count=4)) == 5
    uncounted = replace(device, counts=False)
    uncounted.passkeys[0].count = 0
    assert shown(uncounted, known_of(made, count=0)) == 0
    with pytest.raises(PasskeyRefusedError, match="count"):
        shown(uncounted, known_of(made, count=1))


def refused_everywhere(answer: str) -> None:
    device = Authenticator()
    known = known_of(registered(device))
    with pytest.raises(PasskeyRefusedError):
        passkeys.verified_authentication(SITE, CHALLENGE, known, answer)
    with pytest.raises(PasskeyRefusedError):
        passkeys.verified_registration(SITE, CHALLENGE, answer)


@pytest.mark.parametrize(
    "answer",
    ["", "null", "[]", "{", "1", '{"rawId": 1}', '{"rawId": "!"}', "[" * 9_000, '"\\ud800"'],
)
def test_what_is_no_answer_is_refused_alike(answer: str) -> None:
    with pytest.raises(PasskeyRefusedError):
        passkeys.claim_of(answer)
    refused_everywhere(answer)


def test_an_answer_without_end_is_not_read() -> None:
    with pytest.raises(PasskeyRefusedError, match="too long"):
        passkeys.claim_of("x" * (passkeys.LONGEST_ANSWER + 1))


@given(st.data())
def test_an_answer_of_which_anything_was_changed_is_refused(data: st.DataObject) -> None:
    device = Authenticator(algorithm=EDDSA)
    known = known_of(registered(device))
    answer = json.loads(device.shown(asked_to_show()))
    part = data.draw(st.sampled_from(["clientDataJSON", "authenticatorData", "signature"]))
    said = bytearray(decoded(answer["response"][part]))
    said[data.draw(st.integers(0, len(said) - 1))] ^= data.draw(st.integers(1, 255))
    answer["response"][part] = encoded(bytes(said))
    with pytest.raises(PasskeyRefusedError):
        passkeys.verified_authentication(SITE, CHALLENGE, known, json.dumps(answer))


@given(st.binary(max_size=400))
def test_no_bytes_bring_anything_but_a_refusal(noise: bytes) -> None:
    response = {
        name: encoded(noise)
        for name in ("clientDataJSON", "authenticatorData", "signature", "attestationObject")
    }
    raw = encoded(noise)
    answer = {"id": raw, "rawId": raw, "type": "public-key", "response": response}
    refused_everywhere(json.dumps(answer))
