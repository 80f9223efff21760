"""Appointments have a time, may go to another adviser, and are found by name or postcode.

Revision: 0002
Follows: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.add_column(sa.Column("planned_at", sa.String(length=5), nullable=True))

    op.create_table(
        "reassignment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("inspection", sa.String(length=36), nullable=False),
        sa.Column("adviser", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("asked_by", sa.String(length=36), nullable=False),
        sa.Column("asked_at", sa.String(length=27), nullable=False),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("decided_at", sa.String(length=27), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], ["account.id"], name=op.f(f"fk_reassignment_{column}_account")
            )
            for column in ("adviser", "asked_by", "decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["inspection"], ["inspection.id"], name=op.f("fk_reassignment_inspection_inspection")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reassignment")),
    )
    with op.batch_alter_table("reassignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reassignment_inspection"), ["inspection"], unique=False
        )

    op.create_table(
        "search_entry",
        sa.Column("inspection", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection"], ["inspection.id"], name=op.f("fk_search_entry_inspection_inspection")
        ),
        sa.PrimaryKeyConstraint("inspection", "field", "value", name=op.f("pk_search_entry")),
    )
    with op.batch_alter_table("search_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_search_entry_field_value"), ["field", "value"], unique=False
        )


def downgrade() -> None:
    op.drop_table("search_entry")
    op.drop_table("reassignment")
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.drop_column("planned_at")
