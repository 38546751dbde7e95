"""A crew whose snippets are recorded, and how to find one's way in what was."""

from webapp.lessons.start import Start
from webapp.observation import ObjectState, Observation, Step
from webapp.sandbox.launch import Launched

CREW = """\
from sqlalchemy import ForeignKey, create_engine, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, scoped_session, sessionmaker

class Base(DeclarativeBase):
    pass

class Crew(Base):
    __tablename__ = "crew"
    members: Mapped[list["Member"]] = relationship(back_populates="crew")
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

class Member(Base):
    __tablename__ = "member"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    crew_id: Mapped[int | None] = mapped_column(ForeignKey("crew.id"))
    crew: Mapped[Crew | None] = relationship(back_populates="members")

engine = create_engine("sqlite:///:memory:")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add(Crew(name="first", members=[Member(name="one"), Member(name="two")]))
    session.commit()
"""


def recorded_or_not(launched: Launched, source: str) -> list[Observation]:
    """What is seen with steps, and without; both begin as copies of one process."""
    seen = []
    for steps in (True, False):
        with launched.sandboxes.turn(f"recorded: {steps}", "lesson") as turn:
            turn.rebuild(Start(prelude=CREW), [])
            seen.append(turn.run(source, steps=steps))
    return seen


def lines(seen: Observation) -> list[int | None]:
    return [step.line for step in seen.steps]


def at(seen: Observation, line: int) -> Step:
    """The one step of a line."""
    (found,) = [step for step in seen.steps if step.line == line]
    return found


def told(each: ObjectState) -> dict[str, str]:
    return {attribute.name: attribute.state for attribute in each.attributes}
