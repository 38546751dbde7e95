"""Visitors, starts, transcripts, snippets, attempts, progress."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "visitors",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_visitors"),
    )
    op.create_table(
        "starts",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("prelude", sa.Text(), nullable=False),
        sa.Column("setup", sa.Text(), nullable=False),
        sa.Column("modules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_starts"),
    )
    create_transcripts()
    create_snippets()
    create_attempts()
    op.create_table(
        "progress",
        sa.Column("visitor_id", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("passed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["visitor_id"], ["visitors.id"], name="fk_progress_visitor_id"),
        sa.PrimaryKeyConstraint("visitor_id", "lesson", "step", name="pk_progress"),
    )


def create_transcripts() -> None:
    op.create_table(
        "transcripts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visitor_id", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("start_digest", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["visitor_id"], ["visitors.id"], name="fk_transcripts_visitor_id"),
        sa.ForeignKeyConstraint(["start_digest"], ["starts.digest"], name="fk_transcripts_start_digest"),
        sa.PrimaryKeyConstraint("id", name="pk_transcripts"),
        sa.UniqueConstraint("visitor_id", "lesson", "turn", name="uq_transcripts_visitor_id_lesson_turn"),
        sqlite_autoincrement=True,
    )


def create_snippets() -> None:
    op.create_table(
        "snippets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visitor_id", sa.Text(), nullable=False),
        sa.Column("transcript_id", sa.Integer(), nullable=False),
        sa.Column("submission", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("observation", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["visitor_id"], ["visitors.id"], name="fk_snippets_visitor_id"),
        sa.ForeignKeyConstraint(["transcript_id"], ["transcripts.id"], name="fk_snippets_transcript_id"),
        sa.PrimaryKeyConstraint("id", name="pk_snippets"),
        sa.UniqueConstraint("visitor_id", "submission", name="uq_snippets_visitor_id_submission"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_snippets_transcript_id_id", "snippets", ["transcript_id", "id"])


def create_attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("snippet_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("visitor_id", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["snippet_id"], ["snippets.id"], name="fk_attempts_snippet_id"),
        sa.ForeignKeyConstraint(["visitor_id"], ["visitors.id"], name="fk_attempts_visitor_id"),
        sa.PrimaryKeyConstraint("snippet_id", name="pk_attempts"),
    )
    op.create_index(
        "ix_attempts_visitor_id_lesson_step_snippet_id", "attempts", ["visitor_id", "lesson", "step", "snippet_id"]
    )


def downgrade() -> None:
    for table in ("progress", "attempts", "snippets", "transcripts", "starts", "visitors"):
        op.drop_table(table)
