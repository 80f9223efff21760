"""What a certificate says: for which hosts it is and until when (RFC 5280, X.509)."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography import x509

if TYPE_CHECKING:
    from datetime import datetime


class MalformedCertificateError(ValueError):
    """Something is no certificate."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """For which names and addresses a certificate is, and from and until when, in UTC."""

    names: tuple[str, ...]
    since: datetime
    until: datetime

    def is_for(self, host: str) -> bool:
        """Tell whether browsers take it for a host; a star stands for one part (RFC 9525, 6.3)."""
        lower = host.lower()
        star = f"*.{lower.partition('.')[2]}"
        names = {name.lower() for name in self.names}
        return lower in names or _as_address(lower) in names or ("." in lower and star in names)


def read_certificate(pem: bytes) -> Certificate:
    """Read the first certificate of a PEM file.

    Raises:
        MalformedCertificateError: there is none.
    """
    try:
        found = x509.load_pem_x509_certificate(pem)
        names = _names(found)
    except ValueError as error:
        raise MalformedCertificateError(str(error)) from error
    return Certificate(names, found.not_valid_before_utc, found.not_valid_after_utc)


def _names(found: x509.Certificate) -> tuple[str, ...]:
    try:
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    addresses = names.get_values_for_type(x509.IPAddress)
    return (*names.get_values_for_type(x509.DNSName), *map(str, addresses))


def _as_address(host: str) -> str:
    """Write an address as certificates are compared by; anything else stays as it is."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return host
