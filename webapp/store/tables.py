"""The tables. Whoever changes one writes the migration too: a test compares the two."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, MetaData, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from webapp.observation import Outcome
from webapp.store.entries import Kind


class Moment(TypeDecorator[datetime]):
    """A point in time, in UTC on both sides. SQLite keeps no offset, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value and (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


class Base(DeclarativeBase):
    # Named constraints are what a later migration can drop, on SQLite too.
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map = {str: Text(), datetime: Moment()}  # noqa: RUF012 -- SQLAlchemy's own declaration


class VisitorRow(Base):
    __tablename__ = "visitors"

    id: Mapped[str] = mapped_column(primary_key=True)
    created: Mapped[datetime]


class StartRow(Base):
    """Each start once, however many transcripts begin with it. `modules` is JSON."""

    __tablename__ = "starts"

    digest: Mapped[str] = mapped_column(primary_key=True)
    prelude: Mapped[str]
    setup: Mapped[str]
    modules: Mapped[str]


class TranscriptRow(Base):
    """`turn` counts up within a visitor's lesson each time one of its transcripts becomes the current one."""

    __tablename__ = "transcripts"
    __table_args__ = (
        UniqueConstraint("visitor_id", "lesson", "turn"),
        # A transcript's id names a sandbox, so an id must not come again.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    visitor_id: Mapped[str] = mapped_column(ForeignKey("visitors.id"))
    lesson: Mapped[str]
    turn: Mapped[int]
    start_digest: Mapped[str] = mapped_column(ForeignKey("starts.digest"))
    step: Mapped[str | None]
    created: Mapped[datetime]


class SnippetRow(Base):
    """`observation` is JSON, and the longest part: `outcome` is what is asked of it without reading it."""

    __tablename__ = "snippets"
    __table_args__ = (
        UniqueConstraint("visitor_id", "submission"),
        # The last one of a transcript is asked for at every run.
        Index(None, "transcript_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    visitor_id: Mapped[str] = mapped_column(ForeignKey("visitors.id"))
    transcript_id: Mapped[int] = mapped_column(ForeignKey("transcripts.id"))
    submission: Mapped[str | None]
    kind: Mapped[Kind] = mapped_column(Text)
    step: Mapped[str | None]
    outcome: Mapped[Outcome] = mapped_column(Text)
    source: Mapped[str]
    observation: Mapped[str]
    created: Mapped[datetime]


class AttemptRow(Base):
    """`verdict` is JSON; what was answered, and when, is in the snippet. `mistake` is the sentence that helped, empty
    for none; `observed` a digest of what a failed answer without one did, by which equal ones are found."""

    __tablename__ = "attempts"
    __table_args__ = (
        Index(None, "visitor_id", "lesson", "step", "snippet_id"),
        Index(None, "lesson", "step", "observed"),
    )

    snippet_id: Mapped[int] = mapped_column(ForeignKey("snippets.id"), primary_key=True, autoincrement=False)
    visitor_id: Mapped[str] = mapped_column(ForeignKey("visitors.id"))
    lesson: Mapped[str]
    step: Mapped[str]
    digest: Mapped[str]
    passed: Mapped[bool]
    verdict: Mapped[str]
    mistake: Mapped[str] = mapped_column(server_default="")
    observed: Mapped[str | None]


class ProgressRow(Base):
    __tablename__ = "progress"

    visitor_id: Mapped[str] = mapped_column(ForeignKey("visitors.id"), primary_key=True)
    lesson: Mapped[str] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    tries: Mapped[int]
    passed: Mapped[datetime | None]
    digest: Mapped[str]


class DraftRow(Base):
    """`step` is empty for the console's prompt; `text` is NULL where nothing is drafted any more."""

    __tablename__ = "drafts"

    visitor_id: Mapped[str] = mapped_column(ForeignKey("visitors.id"), primary_key=True)
    lesson: Mapped[str] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str | None]
    version: Mapped[int]
    changed: Mapped[datetime]


class ResumeLinkRow(Base):
    """A link by which a visitor goes on at another device. Of its token only the SHA-256 is kept, in hexadecimal."""

    __tablename__ = "resume_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    visitor_id: Mapped[str] = mapped_column(ForeignKey("visitors.id"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    created: Mapped[datetime]
    used: Mapped[datetime | None]
    revoked: Mapped[datetime | None]


class HelpRow(Base):
    """What a visitor asked for at a step: how many hints, and since when the lines and the solution are shown."""

    __tablename__ = "help_taken"

    visitor_id: Mapped[str] = mapped_column(ForeignKey("visitors.id"), primary_key=True)
    lesson: Mapped[str] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    hints: Mapped[int]
    lines: Mapped[datetime | None]
    solution: Mapped[datetime | None]


class InstructorRow(Base):
    """Whoever may see how a course goes. Of the login link's token only the SHA-256 is kept, in hexadecimal."""

    __tablename__ = "instructors"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    digest: Mapped[str] = mapped_column(unique=True)
    created: Mapped[datetime]
    revoked: Mapped[datetime | None]


class ClassRow(Base):
    """`digest` is of the join link's `token`, NULL where that was made before it was kept: all members have it, so its
    instructor may read it again. `solutions`: since when they can be asked for, NULL for always. `seats` counts up with
    every member who joins, so that no number is given twice."""

    __tablename__ = "classes"

    id: Mapped[int] = mapped_column(primary_key=True)
    instructor_id: Mapped[int] = mapped_column(ForeignKey("instructors.id"), index=True)
    title: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    token: Mapped[str | None]
    seats: Mapped[int]
    created: Mapped[datetime]
    closed: Mapped[datetime | None]
    solutions: Mapped[datetime | None]


class ClassStepRow(Base):
    """A step that is assigned to a class."""

    __tablename__ = "class_steps"

    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id"), primary_key=True)
    lesson: Mapped[str] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)


class MemberRow(Base):
    """A visitor in a class, known there by `number` and, where they gave one, by `name`."""

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("class_id", "number"),)

    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id"), primary_key=True)
    visitor_id: Mapped[str] = mapped_column(ForeignKey("visitors.id"), primary_key=True, index=True)
    number: Mapped[int]
    name: Mapped[str | None]
    joined: Mapped[datetime]


class PauseRow(Base):
    """A time in which no code ran because the operator said so; `ended` is NULL while it lasts."""

    __tablename__ = "pauses"

    id: Mapped[int] = mapped_column(primary_key=True)
    because: Mapped[str]
    since: Mapped[datetime]
    ended: Mapped[datetime | None]


VISITORS, STARTS, TRANSCRIPTS, SNIPPETS, ATTEMPTS, PROGRESS, DRAFTS, RESUME_LINKS, HELP = (
    Base.metadata.tables[row.__tablename__]
    for row in (
        VisitorRow,
        StartRow,
        TranscriptRow,
        SnippetRow,
        AttemptRow,
        ProgressRow,
        DraftRow,
        ResumeLinkRow,
        HelpRow,
    )
)
PAUSES = Base.metadata.tables[PauseRow.__tablename__]
INSTRUCTORS, CLASSES, CLASS_STEPS, MEMBERS = (
    Base.metadata.tables[row.__tablename__] for row in (InstructorRow, ClassRow, ClassStepRow, MemberRow)
)
"""The same without the mapping."""
