"""Who gets in: passkeys, recovery codes, invitations, devices, tries; and when access ends.

Sessions end: a session belongs to a device from now on, and an older one has none.

Revision: 0004
Follows: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.String(length=36)
_MOMENT = sa.String(length=27)
_HASH = sa.LargeBinary(length=32)


def _refers_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def upgrade() -> None:
    _accounts()
    _devices()
    _sessions()
    _passkeys()
    _invitations()
    _counts()
    _visits()


def _accounts() -> None:
    with op.batch_alter_table("account") as table:
        table.alter_column("password_hash", existing_type=sa.String(200), nullable=True)
        table.alter_column("totp_secret", existing_type=sa.LargeBinary(), nullable=True)
        table.add_column(sa.Column("new_totp_secret", sa.LargeBinary(), nullable=True))
        table.drop_column("failures")
        table.drop_column("failing_since")


def _devices() -> None:
    op.create_table(
        "device",
        sa.Column("id", _ID, nullable=False),
        sa.Column("account", _ID, nullable=False),
        sa.Column("browser_hash", _HASH, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("last_seen", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.Column("wiped_at", _MOMENT, nullable=True),
        _refers_to("device", "account", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("browser_hash", "account", name=op.f("uq_device_browser_hash_account")),
    )
    op.create_index(op.f("ix_device_account"), "device", ["account"])


def _sessions() -> None:
    op.drop_table("session")
    op.create_table(
        "session",
        sa.Column("token_hash", _HASH, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("account", _ID, nullable=False),
        sa.Column("device", _ID, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("last_seen", _MOMENT, nullable=False),
        sa.Column("confirmed_at", _MOMENT, nullable=False),
        sa.Column("is_joining", sa.Boolean(), nullable=False),
        _refers_to("session", "account", "account"),
        _refers_to("session", "device", "device"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
        sa.UniqueConstraint("id", name=op.f("uq_session_id")),
    )
    op.create_index(op.f("ix_session_account"), "session", ["account"])
    op.create_index(op.f("ix_session_device"), "session", ["device"])


def _passkeys() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", _ID, nullable=False),
        sa.Column("account", _ID, nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("has_prf", sa.Boolean(), nullable=False),
        sa.Column("is_synced", sa.Boolean(), nullable=False),
        sa.Column("device", _ID, nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("last_used", _MOMENT, nullable=True),
        _refers_to("passkey", "account", "account"),
        _refers_to("passkey", "device", "device"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential", name=op.f("uq_passkey_credential")),
    )
    op.create_index(op.f("ix_passkey_account"), "passkey", ["account"])
    op.create_table(
        "recovery_code",
        sa.Column("account", _ID, nullable=False),
        sa.Column("code_hash", _HASH, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        _refers_to("recovery_code", "account", "account"),
        sa.PrimaryKeyConstraint("account", "code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "ceremony",
        sa.Column("challenge_hash", _HASH, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("challenge_hash", name=op.f("pk_ceremony")),
    )
    op.create_index(op.f("ix_ceremony_expires_at"), "ceremony", ["expires_at"])


def _invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", _ID, nullable=False),
        sa.Column("account", _ID, nullable=False),
        sa.Column("token_hash", _HASH, nullable=False),
        sa.Column("code_hash", _HASH, nullable=True),
        sa.Column("proposed_by", _ID, nullable=False),
        sa.Column("proposed_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("confirmed_by", _ID, nullable=True),
        sa.Column("confirmed_at", _MOMENT, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        sa.Column("withdrawn_at", _MOMENT, nullable=True),
        _refers_to("invitation", "account", "account"),
        _refers_to("invitation", "proposed_by", "account"),
        _refers_to("invitation", "confirmed_by", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(op.f("ix_invitation_account"), "invitation", ["account"])


def _counts() -> None:
    op.create_table(
        "tries",
        sa.Column("subject", _HASH, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_tries")),
    )
    keys = (("day", 10), ("kind", 40), ("directive", 40), ("blocked", 80), ("route", 60))
    op.create_table(
        "browser_report",
        *(sa.Column(name, sa.String(length=length), nullable=False) for name, length in keys),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*(name for name, _ in keys), name=op.f("pk_browser_report")),
    )


def _visits() -> None:
    with op.batch_alter_table("reassignment") as table:
        table.add_column(
            sa.Column("kind", sa.String(20), nullable=False, server_default="take-over")
        )
        table.add_column(sa.Column("batch", _ID, nullable=True))
        table.add_column(sa.Column("from_adviser", _ID, nullable=True))
        table.create_foreign_key(
            op.f("fk_reassignment_from_adviser_account"), "account", ["from_adviser"], ["id"]
        )
        table.add_column(sa.Column("withdrawn_at", _MOMENT, nullable=True))
    with op.batch_alter_table("reassignment") as table:
        table.alter_column("kind", existing_type=sa.String(20), server_default=None)
    op.create_index(op.f("ix_audit_inspection_action"), "audit", ["inspection", "action"])
    op.create_index(op.f("ix_audit_account"), "audit", ["account"])
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"])


def downgrade() -> None:
    for column in (["inspection", "action"], ["account"], ["subject"]):
        op.drop_index(op.f(f"ix_audit_{'_'.join(column)}"), "audit")
    with op.batch_alter_table("reassignment") as table:
        table.drop_constraint(op.f("fk_reassignment_from_adviser_account"), type_="foreignkey")
        for name in ("kind", "batch", "from_adviser", "withdrawn_at"):
            table.drop_column(name)
    for name in ("passkey", "session", "device", "recovery_code", "ceremony", "invitation"):
        op.drop_table(name)
    for name in ("tries", "browser_report"):
        op.drop_table(name)
    _accounts_as_before()
    _sessions_as_before()


def _accounts_as_before() -> None:
    # An account that never got a password cannot be told in the older schema.
    op.execute("DELETE FROM account WHERE password_hash IS NULL OR totp_secret IS NULL")
    with op.batch_alter_table("account") as table:
        table.alter_column("password_hash", existing_type=sa.String(200), nullable=False)
        table.alter_column("totp_secret", existing_type=sa.LargeBinary(), nullable=False)
        table.drop_column("new_totp_secret")
        table.add_column(sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("failing_since", _MOMENT, nullable=True))


def _sessions_as_before() -> None:
    op.create_table(
        "session",
        sa.Column("token_hash", _HASH, nullable=False),
        sa.Column("account", _ID, nullable=False),
        sa.Column("device", _ID, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("last_seen", _MOMENT, nullable=False),
        _refers_to("session", "account", "account"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_account"), "session", ["account"])
