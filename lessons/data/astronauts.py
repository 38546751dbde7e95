"""Six astronauts, and a function that puts them into a database.

Plain Python and SQLAlchemy: save this file beside your own code and it works there too.
"""

from sqlalchemy import BigInteger, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    """What all mapped classes of this file have in common."""


class Astronaut(Base):
    """One row of the table `astronauts`."""

    __tablename__ = "astronauts"

    id: Mapped[int] = mapped_column(primary_key=True)
    firstname: Mapped[str]
    lastname: Mapped[str]
    born: Mapped[int | None] = mapped_column(BigInteger)  # milliseconds since 1970 began, UTC; None: not known

    def __repr__(self) -> str:
        return f"Astronaut(id={self.id}, firstname={self.firstname!r}, lastname={self.lastname!r}, born={self.born})"


CREW = [
    (1, "Melissa", "Lewis", 805766400000),  # 1995-07-15
    (2, "Rick", "Martinez", 822182400000),  # 1996-01-21
    (3, "Alex", "Vogel", 784857600000),  # 1994-11-15
    (4, "Chris", "Beck", 933552000000),  # 1999-08-02
    (5, "Beth", "Johanssen", 822182400000),  # 1996-01-21
    (6, "Mark", "Watney", 781920000000),  # 1994-10-12
]


def fill(engine: Engine) -> None:
    """Create the table in this engine's database and commit the six rows."""
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        for id_, firstname, lastname, born in CREW:
            session.add(Astronaut(id=id_, firstname=firstname, lastname=lastname, born=born))
