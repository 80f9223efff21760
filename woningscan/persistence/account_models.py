"""The tables of who gets in: accounts with their factors, browsers, sessions, and tries.

No table holds a token, a code or an address that somebody came from: only a hash is ever stored.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import LargeBinary, String

from woningscan.persistence.models import Base, Id, Moment

_Hash = LargeBinary(32)


class Account(Base):
    """Someone who may sign in, once the account has factors to do so with."""

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    display_name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    new_totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    """One that was shown, and does not count before a code of it was given."""
    last_totp_step: Mapped[int] = mapped_column(BigInteger, default=0)
    disabled: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[str] = mapped_column(Moment)


class Passkey(Base):
    """A passkey of an account (WebAuthn), and the device that it was made on if that is known."""

    __tablename__ = "passkey"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    credential: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(60))
    has_prf: Mapped[bool]
    """Whether a browser can make a key of its own from it."""
    is_synced: Mapped[bool]
    device: Mapped[str | None] = mapped_column(ForeignKey("device.id"))
    created_at: Mapped[str] = mapped_column(Moment)
    last_used: Mapped[str | None] = mapped_column(Moment)


class RecoveryCode(Base):
    """A code that stands in once for that of the authenticator."""

    __tablename__ = "recovery_code"

    account: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(_Hash, primary_key=True)
    used_at: Mapped[str | None] = mapped_column(Moment)


class Invitation(Base):
    """A one-time link to begin, or to begin anew, with an account.

    Who proposes it knows the link, and who confirms it knows the code: neither gets in alone.
    """

    __tablename__ = "invitation"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(_Hash, unique=True)
    code_hash: Mapped[bytes | None] = mapped_column(_Hash)
    proposed_by: Mapped[str] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[str] = mapped_column(Moment)
    expires_at: Mapped[str] = mapped_column(Moment)
    confirmed_by: Mapped[str | None] = mapped_column(ForeignKey("account.id"))
    confirmed_at: Mapped[str | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[str | None] = mapped_column(Moment)
    withdrawn_at: Mapped[str | None] = mapped_column(Moment)


class Device(Base):
    """One browser, as one account uses it. The browser holds a token for as long as it is known."""

    __tablename__ = "device"
    __table_args__ = (UniqueConstraint("browser_hash", "account"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    browser_hash: Mapped[bytes] = mapped_column(_Hash)
    name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[str] = mapped_column(Moment)
    last_seen: Mapped[str] = mapped_column(Moment)
    revoked_at: Mapped[str | None] = mapped_column(Moment)
    wiped_at: Mapped[str | None] = mapped_column(Moment)
    """When the browser was told to wipe what it holds, after it was revoked."""


class Session(Base):
    """A device on which somebody signed in. Only the hash of its token is here."""

    __tablename__ = "session"

    token_hash: Mapped[bytes] = mapped_column(_Hash, primary_key=True)
    id: Mapped[str] = mapped_column(Id, unique=True)
    account: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    device: Mapped[str] = mapped_column(ForeignKey("device.id"), index=True)
    created_at: Mapped[str] = mapped_column(Moment)
    last_seen: Mapped[str] = mapped_column(Moment)
    confirmed_at: Mapped[str] = mapped_column(Moment)
    """When it was last shown, with two factors, who uses it."""
    is_joining: Mapped[bool] = mapped_column(default=False)
    """Whether it was begun with an invitation, and may set up factors and nothing else."""


class Tries(Base):
    """How often something was tried since when; the subject is a keyed digest of what tries it."""

    __tablename__ = "tries"

    subject: Mapped[bytes] = mapped_column(_Hash, primary_key=True)
    count: Mapped[int]
    since: Mapped[str] = mapped_column(Moment)


class Ceremony(Base):
    """A challenge that a passkey answered; it counts once (WebAuthn section 13.4.3)."""

    __tablename__ = "ceremony"

    challenge_hash: Mapped[bytes] = mapped_column(_Hash, primary_key=True)
    expires_at: Mapped[str] = mapped_column(Moment, index=True)


class BrowserReport(Base):
    """How often browsers reported on a day that a page did what its policy forbids.

    Only words of ours and names of routes: an address would name a visit.
    """

    __tablename__ = "browser_report"

    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    directive: Mapped[str] = mapped_column(String(40), primary_key=True)
    blocked: Mapped[str] = mapped_column(String(80), primary_key=True)
    route: Mapped[str] = mapped_column(String(60), primary_key=True)
    count: Mapped[int]
