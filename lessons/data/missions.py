"""Two missions, six astronauts, seven log entries, and a function that puts them into a database.

Plain Python and SQLAlchemy: save this file beside your own code and it works there too.
"""

from sqlalchemy import Engine, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    """What all mapped classes of this file have in common."""


class Mission(Base):
    """One row of the table `missions`; `crew` are its astronauts."""

    __tablename__ = "missions"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    crew: Mapped[list["Astronaut"]] = relationship(back_populates="mission")

    def __repr__(self) -> str:
        return f"Mission(id={self.id}, name={self.name!r})"


class Astronaut(Base):
    """One row of the table `astronauts`, with a mission or without, and with any number of logs."""

    __tablename__ = "astronauts"

    id: Mapped[int] = mapped_column(primary_key=True)
    firstname: Mapped[str]
    lastname: Mapped[str]
    mission_id: Mapped[int | None] = mapped_column(ForeignKey("missions.id"))
    mission: Mapped[Mission | None] = relationship(back_populates="crew")
    logs: Mapped[list["Log"]] = relationship(back_populates="astronaut")

    def __repr__(self) -> str:
        return f"Astronaut(id={self.id}, firstname={self.firstname!r}, lastname={self.lastname!r})"


class Log(Base):
    """One row of the table `logs`: what somebody noted on one day (a sol) on Mars."""

    __tablename__ = "logs"

    id: Mapped[int] = mapped_column(primary_key=True)
    sol: Mapped[int]
    entry: Mapped[str]
    astronaut_id: Mapped[int | None] = mapped_column(ForeignKey("astronauts.id"))
    astronaut: Mapped[Astronaut | None] = relationship(back_populates="logs")

    def __repr__(self) -> str:
        return f"Log(id={self.id}, sol={self.sol}, entry={self.entry!r})"


MISSIONS = [(1, "Ares 3"), (2, "Ares 4")]  # nobody flies with the second yet

CREW = [
    (1, "Melissa", "Lewis"),
    (2, "Rick", "Martinez"),
    (3, "Alex", "Vogel"),
    (4, "Chris", "Beck"),
    (5, "Beth", "Johanssen"),
    (6, "Mark", "Watney"),
]

LOGS = [  # id, sol, entry, id of the astronaut; two of the six wrote nothing
    (1, 1, "All six landed", 1),
    (2, 5, "Storm warning", 1),
    (3, 2, "Took soil samples", 3),
    (4, 3, "Radio checked", 5),
    (5, 7, "Alone", 6),
    (6, 30, "Planted potatoes", 6),
    (7, 61, "First harvest", 6),
]


def fill(engine: Engine) -> None:
    """Create the three tables in this engine's database and commit all rows; all six fly with the first mission."""
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add_all(Mission(id=id_, name=name) for id_, name in MISSIONS)
        session.add_all(Astronaut(id=id_, firstname=first, lastname=last, mission_id=1) for id_, first, last in CREW)
        session.add_all(Log(id=id_, sol=sol, entry=entry, astronaut_id=who) for id_, sol, entry, who in LOGS)
