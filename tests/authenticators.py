"""An authenticator made of software: it makes passkeys, and answers as a browser passes it on.

What it says can be changed, so that a test shows what is refused.
"""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

Options = dict[str, Any]
Key = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey

PRESENT, VERIFIED, MAY_BE_SYNCED, SYNCED, ATTESTED = 0x01, 0x04, 0x08, 0x10, 0x40
ES256, EDDSA, RS256 = -7, -8, -257


def encoded(data: bytes) -> str:
    """Give bytes as base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Read base64url without padding."""
    return urlsafe_b64decode(text + "==")


@dataclass
class Passkey:
    """A passkey on a device: its id, whose it is, and its key."""

    credential: bytes
    handle: bytes
    key: Key
    count: int = 0


@dataclass
class Authenticator:
    """A device that holds passkeys, in a browser that shows a page of `origin`.

    `flags` is what it says of its user; `counts` whether it counts signatures. `credential` is what
    it calls every passkey, instead of something new. `passkeys` are those that were made on it, the
    last one first.
    """

    origin: str = "http://localhost"
    host: str = "localhost"
    algorithm: int = ES256
    flags: int = PRESENT | VERIFIED
    counts: bool = True
    format: str = "none"
    credential: bytes | None = None
    client_data: dict[str, Any] = field(default_factory=dict)
    passkeys: list[Passkey] = field(default_factory=list)

    def made(self, options: Options) -> str:
        """Make a passkey, and give the answer to `navigator.credentials.create`."""
        passkey = Passkey(
            self.credential or secrets.token_bytes(16),
            decoded(options["user"]["id"]),
            _new_key(self.algorithm),
        )
        self.passkeys.insert(0, passkey)
        described = (
            bytes(16)
            + len(passkey.credential).to_bytes(2, "big")
            + passkey.credential
            + cbor2.dumps(_public(passkey.key))
        )
        data = self._data(passkey, self.flags | ATTESTED) + described
        attestation = cbor2.dumps({"fmt": self.format, "attStmt": {}, "authData": data})
        response = {
            "clientDataJSON": encoded(self._client_data("webauthn.create", options["challenge"])),
            "attestationObject": encoded(attestation),
        }
        return _answer(passkey, response)

    def shown(self, options: Options, passkey: Passkey | None = None) -> str:
        """Show who it is, and give the answer to `navigator.credentials.get`."""
        used = passkey or self.passkeys[0]
        if self.counts:
            used.count += 1
        data = self._data(used, self.flags)
        client_data = self._client_data("webauthn.get", options["challenge"])
        response = {
            "clientDataJSON": encoded(client_data),
            "authenticatorData": encoded(data),
            "signature": encoded(_signed(used.key, data + sha256(client_data).digest())),
            "userHandle": encoded(used.handle),
        }
        return _answer(used, response)

    def _data(self, passkey: Passkey, flags: int) -> bytes:
        count = passkey.count.to_bytes(4, "big")
        return sha256(self.host.encode()).digest() + bytes([flags]) + count

    def _client_data(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said | self.client_data).encode()


def _answer(passkey: Passkey, response: dict[str, str]) -> str:
    name = encoded(passkey.credential)
    return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


def _new_key(algorithm: int) -> Key:
    if algorithm == EDDSA:
        return ed25519.Ed25519PrivateKey.generate()
    if algorithm == RS256:
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1())


def _public(key: Key) -> dict[int, Any]:
    """Give the public key as COSE does (RFC 9053)."""
    match key:
        case ed25519.Ed25519PrivateKey():
            return {1: 1, 3: EDDSA, -1: 6, -2: key.public_key().public_bytes_raw()}
        case rsa.RSAPrivateKey():
            public = key.public_key().public_numbers()
            return {1: 3, 3: RS256, -1: public.n.to_bytes(256, "big"), -2: b"\x01\x00\x01"}
        case ec.EllipticCurvePrivateKey():
            point = key.public_key().public_numbers()
            places = {-2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
            return {1: 2, 3: ES256, -1: 1, **places}
    raise AssertionError("a key of another kind")


def _signed(key: Key, data: bytes) -> bytes:
    match key:
        case ed25519.Ed25519PrivateKey():
            return key.sign(data)
        case rsa.RSAPrivateKey():
            return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        case ec.EllipticCurvePrivateKey():
            return key.sign(data, ec.ECDSA(hashes.SHA256()))
    raise AssertionError("a key of another kind")
