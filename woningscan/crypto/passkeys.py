"""Passkeys (W3C Web Authentication, Level 3): what a browser is asked, what its answer is worth.

A passkey counts only with user verification: the device has to see a fingerprint, a face or a code
of whoever holds it. So it is two factors at once. Each request also asks the device for a secret of
its own (extension `prf`), from which the tablet can make a key; that secret never leaves the
browser, and nothing here reads it.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    options_to_json_dict,
    parse_attestation_object,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AttestationFormat,
    AuthenticatorSelectionCriteria,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_ANSWER = 16_384
"""Characters of an answer; those of real authenticators have one or two thousand."""

_PATIENCE = 5 * 60 * 1000
_ALGORITHMS = [
    COSEAlgorithmIdentifier.ECDSA_SHA_256,
    COSEAlgorithmIdentifier.EDDSA,
    COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256,
]
# A browser that is asked for no attestation gives none, or one that the passkey itself signed.
_ATTESTATIONS = frozenset({AttestationFormat.NONE, AttestationFormat.PACKED})

Options = dict[str, Any]
"""What a browser is asked: JSON in which bytes are base64url (Level 3, section 5.1.9 and on)."""


class PasskeyRefusedError(ValueError):
    """An answer does not show what it has to; the message is for a log, not for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys are valid: the name of the host, and scheme, host and port as one text."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose a passkey is going to be: the account's id, and what its device calls it."""

    account: str
    name: str
    display_name: str

    @property
    def handle(self) -> bytes:
        """Give the 16 bytes by which the passkey knows its account."""
        return user_handle(self.account)


@dataclass(frozen=True, slots=True)
class Claim:
    """What an answer says of itself before anything of it was checked."""

    credential: bytes
    challenge: str


@dataclass(frozen=True, slots=True)
class Registered:
    """A new passkey; `is_synced` tells whether it can stand on several devices."""

    credential: bytes
    public_key: bytes
    sign_count: int
    is_synced: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A passkey that was registered before, and the account that it belongs to."""

    account: str
    credential: bytes
    public_key: bytes
    sign_count: int


def user_handle(account: str) -> bytes:
    """Give the 16 bytes of an account's id (a UUID)."""
    return UUID(account).bytes


def registration_options(
    site: Site, holder: Holder, challenge: str, salt: bytes, known: tuple[bytes, ...]
) -> Options:
    """Give what a browser is asked when a passkey is made.

    `challenge` is random text, `salt` (32 bytes) what the device makes its secret from; devices
    that hold one of the `known` passkeys make no second one.
    """
    options = generate_registration_options(
        rp_id=site.host,
        rp_name="Woningscan",
        user_id=holder.handle,
        user_name=holder.name,
        user_display_name=holder.display_name,
        challenge=challenge.encode(),
        timeout=_PATIENCE,
        attestation=AttestationConveyancePreference.NONE,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        supported_pub_key_algs=_ALGORITHMS,
    )
    return options_to_json_dict(options) | _secret_wanted(salt)


def authentication_options(
    site: Site, challenge: str, salt: bytes, known: tuple[bytes, ...] = ()
) -> Options:
    """Give what a browser is asked when somebody shows who it is.

    Without `known` passkeys the device offers whichever it has: the question tells of no account.
    """
    options = generate_authentication_options(
        rp_id=site.host,
        challenge=challenge.encode(),
        timeout=_PATIENCE,
        allow_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options) | _secret_wanted(salt)


def _secret_wanted(salt: bytes) -> Options:
    return {"extensions": {"prf": {"eval": {"first": bytes_to_base64url(salt)}}}}


def claim_of(answer: str) -> Claim:
    """Read which passkey an answer says to be of, and which challenge it says to answer.

    Raises:
        PasskeyRefusedError: it is no such answer, or was given inside a page of somebody else.
    """
    if len(answer) > LONGEST_ANSWER:
        raise PasskeyRefusedError("The answer is too long.")
    with _refusing():
        read = json.loads(answer)
        credential = base64url_to_bytes(read["rawId"])
        client_data = parse_client_data_json(base64url_to_bytes(read["response"]["clientDataJSON"]))
        challenge = client_data.challenge.decode("ascii")
    if client_data.cross_origin:
        raise PasskeyRefusedError("The answer was given inside a page of somebody else.")
    return Claim(credential, challenge)


def verified_registration(site: Site, challenge: str, answer: str) -> Registered:
    """Check the answer of a browser that made a passkey.

    Raises:
        PasskeyRefusedError: another site, challenge or algorithm, no user verification, or not an
            answer at all.
    """
    with _refusing():
        credential = parse_registration_credential_json(answer)
        attested = parse_attestation_object(credential.response.attestation_object)
    if attested.fmt not in _ATTESTATIONS:
        raise PasskeyRefusedError("The answer attests what nobody asked for.")
    with _refusing():
        found = verify_registration_response(
            credential=credential,
            expected_challenge=challenge.encode(),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
            supported_pub_key_algs=_ALGORITHMS,
        )
    return Registered(
        found.credential_id,
        found.credential_public_key,
        found.sign_count,
        found.credential_device_type is CredentialDeviceType.MULTI_DEVICE,
    )


def verified_authentication(site: Site, challenge: str, known: Known, answer: str) -> int:
    """Check the answer of a browser that was asked who it is; give the new count of signatures.

    A count that stays 0 says nothing: passkeys that stand on several devices have none.

    Raises:
        PasskeyRefusedError: another site, challenge, passkey or account, no user verification, a
            count that did not go up (a copy of the passkey may be in use), or not an answer at all.
    """
    with _refusing():
        credential = parse_authentication_credential_json(answer)
    if credential.raw_id != known.credential:
        raise PasskeyRefusedError("The answer is of another passkey.")
    if credential.response.user_handle not in {None, user_handle(known.account)}:
        raise PasskeyRefusedError("The passkey says to be of another account.")
    with _refusing():
        found = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge.encode(),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        )
    return found.new_sign_count


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse what a forged answer brings the library to, which raises errors of many kinds."""
    try:
        yield
    except Exception as error:
        raise PasskeyRefusedError(f"{type(error).__name__}: {error}") from error
