"""Somebody who changes the own account, for tests: straight through services and repositories."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import text

from tests.installations import Installation
from tests.signing_in import browser, sign_in
from woningscan.crypto import totp
from woningscan.persistence.passkeys import PasskeyRecord
from woningscan.services.actors import Actor
from woningscan.services.authentication import password_road, sessions
from woningscan.services.authentication.browsers import Browser
from woningscan.services.authentication.sessions import SignedIn

STEP = timedelta(seconds=30)


def actor_of(installation: Installation, name: str = "adviser", letter: str = "a") -> Actor:
    """Sign in once more, a minute later, and give who that is."""
    installation.moments.now += STEP
    return sign_in(installation, name, within=browser(letter)).actor


def add_passkey(
    installation: Installation, actor: Actor, name: str = "Tablet", device: str | None = ""
) -> str:
    """Add a passkey that nobody holds, made where the actor is; give its id."""
    passkey = str(uuid4())
    with installation.resources.work.writing() as stored:
        known = stored.devices.of_account(actor.account or "", actor.device)
        stored.passkeys.add(
            PasskeyRecord(
                id=passkey,
                account=actor.account or "",
                credential=uuid4().bytes,
                public_key=b"public",
                sign_count=0,
                name=name,
                has_prf=False,
                is_synced=False,
                device=known.id if known and device is not None else None,
                created_at=installation.resources.clock.now(),
            )
        )
    return passkey


def close_road(installation: Installation, actor: Actor) -> None:
    """Take password and authenticator away."""
    password_road.close_password_road(installation.resources, actor)


def offered_code(installation: Installation, actor: Actor) -> str:
    """Offer an authenticator, and give the code that it shows."""
    password_road.offer_authenticator(installation.resources, actor)
    return code_of_offer(installation, actor.account or "")


def code_of_offer(installation: Installation, account: str) -> str:
    """Give the code of the authenticator that was offered last."""
    with installation.resources.work.reading() as stored:
        secret = stored.accounts.new_totp_secret(account)
    assert secret is not None
    return totp.code_at(secret, installation.moments.now)


def joining(
    installation: Installation, name: str = "adviser", within: Browser | None = None
) -> SignedIn:
    """Begin as somebody who was only just invited: without factors, in a session of joining."""
    resources = installation.resources
    with resources.work.writing() as stored:
        account = stored.accounts.named(name)
        assert account is not None
        stored.accounts.remove_password_and_totp(account.id)
        return sessions.begin(resources, stored, account, within or browser("j"), is_joining=True)


def audited(installation: Installation, actor: Actor) -> list[str]:
    """Give what was written down of an account, in order."""
    with installation.resources.work.database.reading() as connection:
        query = text("SELECT action FROM audit WHERE account = :account ORDER BY sequence")
        return list(connection.execute(query, {"account": actor.account}).scalars())
