"""Instructors, their classes, and what statistics ask of an attempt."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

BATCH = 1_000
"""Verdicts that are read at a time."""


def upgrade() -> None:
    create_instructors()
    create_classes()
    op.add_column("attempts", sa.Column("mistake", sa.Text(), nullable=False, server_default=""))
    op.add_column("attempts", sa.Column("observed", sa.Text(), nullable=True))
    op.create_index("ix_attempts_lesson_step_observed", "attempts", ["lesson", "step", "observed"])
    fill_mistakes(op.get_bind())


def create_instructors() -> None:
    op.create_table(
        "instructors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_instructors"),
        sa.UniqueConstraint("name", name="uq_instructors_name"),
        sa.UniqueConstraint("digest", name="uq_instructors_digest"),
    )


def create_classes() -> None:
    op.create_table(
        "classes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instructor_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("solutions", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["instructor_id"], ["instructors.id"], name="fk_classes_instructor_id"),
        sa.PrimaryKeyConstraint("id", name="pk_classes"),
        sa.UniqueConstraint("digest", name="uq_classes_digest"),
    )
    op.create_index("ix_classes_instructor_id", "classes", ["instructor_id"])
    op.create_table(
        "class_steps",
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["classes.id"], name="fk_class_steps_class_id"),
        sa.PrimaryKeyConstraint("class_id", "lesson", "step", name="pk_class_steps"),
    )
    op.create_table(
        "members",
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("visitor_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("joined", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["classes.id"], name="fk_members_class_id"),
        sa.ForeignKeyConstraint(["visitor_id"], ["visitors.id"], name="fk_members_visitor_id"),
        sa.PrimaryKeyConstraint("class_id", "visitor_id", name="pk_members"),
        sa.UniqueConstraint("class_id", "number", name="uq_members_class_id_number"),
    )
    op.create_index("ix_members_visitor_id", "members", ["visitor_id"])


def fill_mistakes(connection: sa.Connection) -> None:
    """The sentences of earlier verdicts; what was observed then is not gathered any more."""
    attempts = sa.table("attempts", sa.column("snippet_id"), sa.column("verdict"), sa.column("mistake"))
    number = attempts.c.snippet_id
    kept = sa.select(number, attempts.c.verdict).order_by(number).limit(BATCH)
    last = -1
    while rows := connection.execute(kept.where(number > last)).all():
        for snippet, verdict in rows:
            sentence = json.loads(verdict).get("mistake")
            if sentence:
                connection.execute(sa.update(attempts).where(number == snippet).values(mistake=sentence))
        last = rows[-1][0]


def downgrade() -> None:
    op.drop_index("ix_attempts_lesson_step_observed", "attempts")
    # Without a copy of the table, which SQLite's own ALTER makes unnecessary since 3.35.
    op.drop_column("attempts", "observed")
    op.drop_column("attempts", "mistake")
    for table in ("members", "class_steps", "classes", "instructors"):
        op.drop_table(table)
