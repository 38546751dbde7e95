import pytest

from tests.sandbox.visiting import Visitor
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched

PRELUDE = """\
from sqlalchemy import DateTime, ForeignKey, create_engine, delete, event, insert, select, text, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.orm import class_mapper, defer, joinedload, raiseload
from sqlalchemy.exc import IntegrityError
class Base(DeclarativeBase):
    pass
class Astronaut(Base):
    __tablename__ = "astronauts"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    bio: Mapped[str | None] = mapped_column(deferred=True)
    missions: Mapped[list["Mission"]] = relationship(back_populates="astronaut")
class Mission(Base):
    __tablename__ = "missions"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    astronaut_id: Mapped[int | None] = mapped_column(ForeignKey("astronauts.id"))
    astronaut: Mapped[Astronaut | None] = relationship(back_populates="missions")
class Plain:
    pass
engine = create_engine("sqlite:///:memory:")
@event.listens_for(engine, "connect")
def foreign_keys(connection, record):
    connection.execute("PRAGMA foreign_keys=ON")
Base.metadata.create_all(engine)
with Session(engine) as s:
    s.add_all([Astronaut(name="Annie"), Astronaut(name="Bo")])
    s.commit()
"""


@pytest.fixture
def astronaut(sandboxes: Launched) -> Visitor:
    """A visitor with astronauts, their missions, and an engine that looks after foreign keys."""
    return Visitor(sandboxes.sandboxes, Start(prelude=PRELUDE))
