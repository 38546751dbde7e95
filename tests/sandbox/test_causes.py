"""In a real sandbox every statement has its cause, its line, and the objects and session it is about."""

from tests.sandbox.visiting import Visitor
from webapp.lessons.start import Start
from webapp.observation import Statement
from webapp.sandbox.launch import Launched

PRELUDE = """\
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload

class Base(DeclarativeBase):
    pass

class Crew(Base):
    __tablename__ = "crew"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    members: Mapped[list["Member"]] = relationship(back_populates="crew", cascade="all, delete-orphan")

class Member(Base):
    __tablename__ = "member"
    id: Mapped[int] = mapped_column(primary_key=True)
    crew_id: Mapped[int] = mapped_column(ForeignKey("crew.id"))
    crew: Mapped[Crew] = relationship(back_populates="members")

engine = create_engine("sqlite:///:memory:")
Base.metadata.create_all(engine)

def members_of(crew):
    return list(crew.members)
"""
SNIPPET = """\
session = Session(engine)
crew = Crew(name="first", members=[Member(), Member()])
session.add(crew)
session.scalars(select(Crew).options(selectinload(Crew.members))).all()
crew.name = "renamed"
session.commit()
crew.name
for member in members_of(crew):
    pass
session.refresh(crew)
crew.name = "once more"
session.flush()
with session.begin_nested():
    crew.name = "again"
session.rollback()
session.merge(Crew(id=1, name="merged", members=[]))
session.delete(session.get(Crew, 1))
session.close()
"""


def told(statement: Statement) -> tuple[int | None, str, str, str]:
    cause = statement.cause
    assert cause is not None, f"{statement.text} has no cause"
    about = ".".join(filter(None, (cause.type, cause.attribute)))
    first = statement.mark or statement.text.split()[0]
    return statement.line, first, cause.kind, " ".join(filter(None, (cause.strategy, about, cause.by)))


def test_each_statement_of_a_sandbox_has_its_cause(sandboxes: Launched) -> None:
    seen = Visitor(sandboxes.sandboxes, Start(prelude=PRELUDE)).run(SNIPPET)
    assert seen.error is None
    sent = [statement for statement in seen.statements if statement.mark is None]
    assert [told(statement) for statement in sent] == [
        (4, "INSERT", "autoflush", "Session.scalars"),
        (4, "INSERT", "autoflush", "Session.scalars"),
        (4, "INSERT", "autoflush", "Session.scalars"),
        (4, "SELECT", "written", "Session.scalars"),
        (4, "SELECT", "eager load", "selectin Crew.members ScalarResult.all"),
        (6, "UPDATE", "commit", "Session.commit"),
        (7, "SELECT", "expired", "Crew.name"),
        (8, "SELECT", "lazy load", "Crew.members"),
        (10, "SELECT", "refresh", "Crew Session.refresh"),
        (12, "UPDATE", "flush", "Session.flush"),
        (13, "UPDATE", "commit", "SessionTransaction.__exit__"),
        (16, "SELECT", "merge", "Crew Session.merge"),
        (16, "SELECT", "merge", "Crew.members Session.merge"),
    ]
    ends = [told(statement) for statement in seen.statements if statement.mark in ("COMMIT", "ROLLBACK")]
    assert ends == [
        (6, "COMMIT", "written", "Session.commit"),
        (15, "ROLLBACK", "written", "Session.rollback"),
        (18, "ROLLBACK", "close", "Session.close"),
    ]
    who = {(statement.session, statement.connection) for statement in sent}
    assert len(who) == 1
    assert None not in who.pop()
    causes = [statement.cause for statement in sent if statement.cause is not None]
    (crew,) = causes[5].objects
    assert [cause.object for cause in causes[6:9]] == [crew] * 3
    assert [statement.nesting for statement in sent if statement.line == 13] == [1]
