import json
from pathlib import Path
from typing import TypedDict

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from woningscan.crypto.envelope import Place, Sealer, UnsealableError

FILE = Path(__file__).parents[2] / "vectors" / "envelope.json"


class Vector(TypedDict):
    name: str
    sub_key: str
    key_id: str
    table: str
    row: str
    field: str
    inspection: str
    revision: int
    block: int
    envelope: str


class Opened(Vector):
    nonce: str
    plaintext: str
    encryption_key: str
    associated_data: str
    commitment: str


class Raw(TypedDict):
    encryption_key: str
    associated_data: str
    nonce: str
    plaintext: str


class Refused(Vector, total=False):
    opens_under_gcm_alone: Raw


class VectorFile(TypedDict):
    opened: list[Opened]
    refused: list[Refused]


VECTORS: VectorFile = json.loads(FILE.read_text("utf-8"))
each_opened = pytest.mark.parametrize("vector", VECTORS["opened"], ids=lambda v: v["name"])
each_refused = pytest.mark.parametrize("vector", VECTORS["refused"], ids=lambda v: v["name"])


def sealer_of(vector: Vector, nonce: bytes = b"") -> Sealer:
    return Sealer(
        bytes.fromhex(vector["sub_key"]),
        bytes.fromhex(vector["key_id"]),
        Place(vector["table"], vector["field"], vector["inspection"]),
        vector["block"],
        random_bytes=lambda _: nonce,
    )


def test_there_are_enough_of_both() -> None:
    assert len(VECTORS["opened"]) >= 30
    assert len(VECTORS["refused"]) >= 60


@each_opened
def test_sealing_gives_the_frozen_bytes(vector: Opened) -> None:
    sealer = sealer_of(vector, bytes.fromhex(vector["nonce"]))
    plaintext = bytes.fromhex(vector["plaintext"])
    assert sealer.seal(vector["row"], plaintext, vector["revision"]).hex() == vector["envelope"]


@each_opened
def test_a_frozen_envelope_opens(vector: Opened) -> None:
    envelope = bytes.fromhex(vector["envelope"])
    plaintext = sealer_of(vector).unseal(vector["row"], envelope, vector["revision"])
    assert plaintext.hex() == vector["plaintext"]


@each_opened
def test_the_steps_on_the_way_belong_to_the_envelope(vector: Opened) -> None:
    envelope = bytes.fromhex(vector["envelope"])
    assert envelope[10:42].hex() == vector["commitment"]
    padded = AESGCM(bytes.fromhex(vector["encryption_key"])).decrypt(
        envelope[42:54], envelope[54:], bytes.fromhex(vector["associated_data"])
    )
    plaintext = bytes.fromhex(vector["plaintext"])
    assert padded[4:].rstrip(b"\0") == plaintext.rstrip(b"\0")


@each_refused
def test_a_wrong_envelope_is_refused(vector: Refused) -> None:
    envelope = bytes.fromhex(vector["envelope"])
    with pytest.raises(UnsealableError):
        sealer_of(vector).unseal(vector["row"], envelope, vector["revision"])


def test_only_the_commitment_refuses_a_ciphertext_of_two_keys() -> None:
    (raw, envelope) = next(
        (vector["opens_under_gcm_alone"], bytes.fromhex(vector["envelope"]))
        for vector in VECTORS["refused"]
        if "opens_under_gcm_alone" in vector
    )
    padded = AESGCM(bytes.fromhex(raw["encryption_key"])).decrypt(
        bytes.fromhex(raw["nonce"]), envelope[54:], bytes.fromhex(raw["associated_data"])
    )
    text = bytes.fromhex(raw["plaintext"])
    assert padded == len(text).to_bytes(4) + text + bytes(508 - len(text))
