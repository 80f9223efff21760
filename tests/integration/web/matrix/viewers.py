"""Who may ask: every role, and everybody whose session, account, device or access is not as usual.

The sessions are made by the services and spoiled in the database: nobody fills in a form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from sqlalchemy import text
from werkzeug.test import TestResponse

from tests.integration.web.browsing import OWN_PAGE, form_in
from tests.integration.web.matrix.world import World
from woningscan.crypto.tokens import new_token
from woningscan.domain.rights import Role
from woningscan.persistence.passkeys import PasskeyRecord
from woningscan.services.authentication import sessions
from woningscan.services.authentication.browsers import Browser
from woningscan.services.clock import Clock

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who asks. Without an account, or when the session does not count, it is anonymous.

    `is_assigned` tells of an adviser that the visits are for her now.
    """

    name: str
    account: str | None = None
    role: Role | None = None
    counts: bool = True
    is_assigned: bool = False
    is_confirmed: bool = True
    is_joining: bool = False
    is_revoked: bool = False


def _adviser(name: str, account: str = "adviser", **how: bool) -> Viewer:
    return Viewer(name, account, Role.ADVISER, **({"is_assigned": True} | how))


def _by_role(prefix: str, **how: bool) -> tuple[Viewer, ...]:
    return tuple(
        Viewer(f"{prefix}{role}", role.value, role, is_assigned=role is Role.ADVISER, **how)
        for role in Role
    )


VIEWERS: Mapping[str, Viewer] = {
    viewer.name: viewer
    for viewer in (
        Viewer("anonymous"),
        *_by_role(""),
        _adviser("second-adviser", "second-adviser"),
        _adviser("other-adviser", "other-adviser", is_assigned=False),
        _adviser("former-adviser", "former-adviser", is_assigned=False),
        _adviser("ended-adviser", "ended-adviser", is_assigned=False),
        *_by_role("unconfirmed-", is_confirmed=False),
        *_by_role("joining-", is_joining=True),
        _adviser("idle", counts=False),
        Viewer("idle-administrator", "administrator", Role.ADMINISTRATOR, counts=False),
        _adviser("too-long", counts=False),
        _adviser("signed-out", counts=False),
        _adviser("disabled", "disabled-adviser", counts=False),
        _adviser("revoked", counts=False, is_revoked=True),
    )
}


class Client:
    """A browser of somebody: each request has the same cookies, whatever an answer said of them."""

    def __init__(
        self, world: World, token: str | None, browser: str, own: Mapping[str, str]
    ) -> None:
        """Get a token for forms as any visitor does, and then be who the session token says.

        `own` are the ids of what is of this account: its session, device and passkey.
        """
        self.own = own
        client = world.app.test_client()
        page = client.get("/sign-in", headers=OWN_PAGE)
        self.csrf_token = form_in(page.text, "/sign-in").fields["csrf_token"]
        if token is not None:
            with client.session_transaction() as cookie:
                cookie["token"] = token
        session = client.get_cookie("session")
        assert session is not None
        self._cookies = f"session={session.value}; browser={browser}"
        self._client = world.app.test_client(use_cookies=False)

    def ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> TestResponse:
        """Ask as a page or a script of ours would, but for headers given; empty ones are left out.

        `body` has the names of the arguments of Werkzeug that make it, such as `data` and `json`.
        """
        usual = {**OWN_PAGE, "X-CSRFToken": self.csrf_token, "Cookie": self._cookies}
        sent = {name: text for name, text in (usual | dict(headers)).items() if text}
        return self._client.open(path, method=method, headers=sent, buffered=True, **(body or {}))


def clients(world: World) -> dict[str, Client]:
    """Give a browser of every viewer."""
    found = {viewer.name: _client(world, viewer) for viewer in VIEWERS.values()}
    # A browser that was revoked is told so, which is written down the first time.
    found["revoked"].ask("GET", "/")
    return found


def _client(world: World, viewer: Viewer) -> Client:
    browser, resources = new_token(), world.installation.resources
    if viewer.account is None:
        nothing = {name: str(uuid4()) for name in ("session", "device", "passkey")}
        return Client(world, None, browser, nothing)
    with resources.work.writing() as stored:
        account = stored.accounts.named(viewer.account)
        assert account is not None
        asking = Browser(browser, "192.0.2.7", "Chrome, Android")
        begun = sessions.begin(resources, stored, account, asking, is_joining=viewer.is_joining)
        passkey = _passkey(account.id, begun.actor.device, resources.clock.now())
        stored.passkeys.add(passkey)
    own = {"session": begun.actor.session, "device": begun.actor.device, "passkey": passkey.id}
    client = Client(world, begun.token, browser, own)
    _spoil(world, viewer, {**own, "account": account.id})
    return client


def _passkey(account: str, device: str, now: str) -> PasskeyRecord:
    return PasskeyRecord(
        id=str(uuid4()),
        account=account,
        credential=uuid4().bytes,
        public_key=b"key",
        sign_count=0,
        name="verzonnen",
        has_prf=False,
        is_synced=False,
        device=device,
        created_at=now,
    )


def _spoil(world: World, viewer: Viewer, ids: Mapping[str, str]) -> None:
    statement = SPOILED.get(viewer.name)
    if not viewer.is_confirmed:
        statement = "UPDATE session SET confirmed_at = :unconfirmed WHERE id = :session"
    if statement is not None:
        resources = world.installation.resources
        with resources.work.database.writing() as connection:
            connection.execute(text(statement), {**ids, **_moments(resources.clock)})


SPOILED = {
    "idle": "UPDATE session SET last_seen = :idle WHERE id = :session",
    "idle-administrator": "UPDATE session SET last_seen = :idle_admin WHERE id = :session",
    "too-long": "UPDATE session SET created_at = :too_long WHERE id = :session",
    "signed-out": "DELETE FROM session WHERE id = :session",
    "disabled": "UPDATE account SET disabled = 1 WHERE id = :account",
    "revoked": "UPDATE device SET revoked_at = :now WHERE id = :device",
}
"""What happened to the session of a viewer after it had begun."""


def _moments(clock: Clock) -> dict[str, str]:
    """Give moments that are just too long ago; the design says how long each may be."""
    return {
        "now": clock.now(),
        "idle": clock.ago(timedelta(minutes=30) + SECOND),
        "idle_admin": clock.ago(timedelta(minutes=15) + SECOND),
        "too_long": clock.ago(timedelta(hours=8) + SECOND),
        "unconfirmed": clock.ago(timedelta(minutes=10) + SECOND),
    }
