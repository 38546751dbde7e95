"""Links to go on at another device, and the help that was asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "resume_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visitor_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["visitor_id"], ["visitors.id"], name="fk_resume_links_visitor_id"),
        sa.PrimaryKeyConstraint("id", name="pk_resume_links"),
        sa.UniqueConstraint("digest", name="uq_resume_links_digest"),
    )
    op.create_index("ix_resume_links_visitor_id", "resume_links", ["visitor_id"])
    op.create_table(
        "help_taken",
        sa.Column("visitor_id", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("hints", sa.Integer(), nullable=False),
        sa.Column("lines", sa.DateTime(timezone=True), nullable=True),
        sa.Column("solution", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["visitor_id"], ["visitors.id"], name="fk_help_taken_visitor_id"),
        sa.PrimaryKeyConstraint("visitor_id", "lesson", "step", name="pk_help_taken"),
    )


def downgrade() -> None:
    op.drop_table("help_taken")
    op.drop_table("resume_links")
