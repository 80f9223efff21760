"""Settings of letters, and which versions of questionnaires new visits get: both as a history.

Revision: 0003
Follows: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "setting",
        sa.Column("id", _NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("questionnaire", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.String(length=32768), nullable=True),
        sa.Column("account", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.id"], name=op.f("fk_setting_account_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint(
            "questionnaire", "name", "replaces", name=op.f("uq_setting_questionnaire_name_replaces")
        ),
    )
    op.create_table(
        "content_activation",
        sa.Column("id", _NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("questionnaire", sa.String(length=80), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("account", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.id"], name=op.f("fk_content_activation_account_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_activation")),
        sa.UniqueConstraint(
            "questionnaire", "replaces", name=op.f("uq_content_activation_questionnaire_replaces")
        ),
    )


def downgrade() -> None:
    op.drop_table("content_activation")
    op.drop_table("setting")
