"""Drafts: what stands in an answer box, or at the console's prompt, before it is run."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("visitor_id", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["visitor_id"], ["visitors.id"], name="fk_drafts_visitor_id"),
        sa.PrimaryKeyConstraint("visitor_id", "lesson", "step", name="pk_drafts"),
    )


def downgrade() -> None:
    op.drop_table("drafts")
