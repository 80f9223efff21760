"""Signing in for tests, straight through the services; every browser has a token of its own."""

from tests.installations import Installation
from woningscan.services import accounts
from woningscan.services.authentication import signing_in
from woningscan.services.authentication.browsers import Browser
from woningscan.services.authentication.sessions import SignedIn
from woningscan.services.authentication.signing_in import Typed


def browser(letter: str = "a", address: str = "192.0.2.1") -> Browser:
    """Give a browser: another letter, another browser."""
    return Browser(letter * 43, address, "Chrome, Android")


def code_of(installation: Installation, name: str = "adviser") -> str:
    """Give the six digits that are right at this moment."""
    return accounts.current_code(installation.resources, name)


def sign_in(
    installation: Installation,
    name: str = "adviser",
    password: str | None = None,
    code: str | None = None,
    within: Browser | None = None,
) -> SignedIn:
    """Sign in, with what is right of the adviser, or of `name`, wherever nothing else is given."""
    whose = name if name in installation.credentials else "adviser"
    typed = Typed(
        installation.credentials[whose].password if password is None else password,
        code_of(installation, whose) if code is None else code,
    )
    return signing_in.sign_in(installation.resources, within or browser(), name, typed)
