"""A device with passkeys for Chromium: it verifies its user by itself, and makes secrets (prf)."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession, Page, Request

OPTIONS = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "hasPrf": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class Device:
    """What holds the passkeys of a page, and all that the page sent meanwhile."""

    session: CDPSession
    id: str
    sent: list[str] = field(default_factory=list)

    def credentials(self) -> list[dict[str, Any]]:
        """Give the passkeys that it holds."""
        asked = {"authenticatorId": self.id}
        found: list[dict[str, Any]] = self.session.send("WebAuthn.getCredentials", asked)[
            "credentials"
        ]
        return found

    def verifies(self, *, user: bool) -> None:
        """Let it see from now on that it is its user, or that it is not."""
        asked = {"authenticatorId": self.id, "isUserVerified": user}
        self.session.send("WebAuthn.setUserVerified", asked)


def with_passkeys(page: Page) -> Device:
    """Give a page a device with passkeys."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable", {"enableUI": False})
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": OPTIONS})
    device = Device(session, str(added["authenticatorId"]))

    def note(request: Request) -> None:
        device.sent.append(f"{request.url}\n{request.headers}\n{request.post_data or ''}")

    page.context.on("request", note)
    return device
