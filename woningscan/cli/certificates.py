"""The certificate that the server shows: looked at before it serves, and the TLS it speaks.

TLS 1.2 and 1.3, keys for one connection alone (ECDHE), and ciphers that also authenticate, as the
guidelines of the NCSC-NL for TLS (2025) want.
"""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woningscan.crypto.certificates import Certificate, MalformedCertificateError, read_certificate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
SOON = timedelta(days=30)


class UnfitCertificateError(ValueError):
    """A certificate cannot be served with; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The PEM files of a certificate, with those that vouch for it behind it, and of its key."""

    certificate: Path
    key: Path


def context_of(pair: Pair) -> ssl.SSLContext:
    """Give the TLS that the server speaks.

    Raises:
        UnfitCertificateError: the files hold no certificate or key, or do not belong together.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(CIPHERS)
    context.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_COMPRESSION
    try:
        # A password of a key cannot be asked for: the server starts with nobody there.
        context.load_cert_chain(pair.certificate, pair.key, password=_refuse_password)
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise UnfitCertificateError(
                f"{pair.key} is not the key of {pair.certificate}: give the two that belong"
                " together."
            ) from None
        raise UnfitCertificateError(
            f"{pair.certificate} or {pair.key} is not what it should be: give a certificate and its"
            " key as PEM files, which begin with -----BEGIN."
        ) from None
    return context


def _refuse_password() -> str:
    raise UnfitCertificateError("The key has a password: give one without, of mode 0400.")


def ssl_context(
    settings: Any,  # noqa: ANN401  # gunicorn has no type for it
    _default: Callable[[], ssl.SSLContext],
) -> ssl.SSLContext:
    """Give gunicorn the TLS that the server speaks, in place of its own."""
    return _context(settings.certfile, settings.keyfile)


@cache
def _context(certificate: str, key: str) -> ssl.SSLContext:
    """Keep the context for all connections of a process: a session can then be gone on with."""
    return context_of(Pair(Path(certificate), Path(key)))


def warnings_of(pair: Pair, hosts: Iterable[str], now: datetime | None = None) -> Iterator[str]:
    """Say what browsers will not like about a certificate that can be served with.

    `hosts` are the names under which the pages may be asked for; those of this machine alone do
    not count. `now` is in UTC.

    Raises:
        UnfitCertificateError: it has expired, or does not hold yet.
    """
    moment = now or datetime.now(UTC)
    try:
        certificate = read_certificate(pair.certificate.read_bytes())
    except MalformedCertificateError:
        raise UnfitCertificateError(f"{pair.certificate} holds no certificate as PEM.") from None
    if certificate.until <= moment:
        raise UnfitCertificateError(
            f"{pair.certificate} expired on {certificate.until:%Y-%m-%d}: renew it"
            " (docs/certificates.md)."
        )
    if certificate.since > moment:
        raise UnfitCertificateError(
            f"{pair.certificate} holds from {certificate.since:%Y-%m-%d %H:%M} UTC only: set the"
            " clock of this machine, or wait."
        )
    if certificate.until - moment < SOON:
        yield f"{pair.certificate} expires on {certificate.until:%Y-%m-%d}: renew it in time."
    yield from _names(pair, certificate, hosts)


def _names(pair: Pair, certificate: Certificate, hosts: Iterable[str]) -> Iterator[str]:
    if not certificate.names:
        yield f"{pair.certificate} names no host in subjectAltName: browsers refuse it."
        return
    for host in hosts:
        bare = host.strip("[]")
        if not _is_of_this_machine(bare) and not certificate.is_for(bare):
            yield (
                f"{pair.certificate} is not for {bare} (it is for"
                f" {', '.join(certificate.names)}): browsers refuse it there."
            )


def _is_of_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
