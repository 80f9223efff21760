"""The browser that asks, as far as it can be told."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field

from woningscan.crypto.tokens import token_hash

_HOST_BITS_OF_A_HOUSEHOLD = 64
"""Whoever has an IPv6 address has that many of them, and could count as somebody else each time."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser: the token that it keeps, from which address it comes, and what to call it.

    `token` is what tells browsers apart: 43 random characters, made by us. `address` is an IP
    address as text; `name` is for the list of devices ("Chrome, Android").
    """

    token: str = field(repr=False)
    address: str
    name: str = ""

    @property
    def hash(self) -> bytes:
        """Give the hash under which the browser is known."""
        return token_hash(self.token)

    @property
    def network(self) -> str:
        """Give what tries are counted for: the address, or the network of a household."""
        try:
            address = ipaddress.ip_address(self.address)
        except ValueError:
            return ""
        if address.version == 4:  # noqa: PLR2004 - the version of the protocol
            return str(address)
        mapped = address.ipv4_mapped
        if mapped is not None:
            return str(mapped)
        return str(ipaddress.ip_network((address, _HOST_BITS_OF_A_HOUSEHOLD), strict=False))
