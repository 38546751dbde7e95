from typing import Any

from webapp.inside.completion.completing import completion

MAPPING = """
from sqlalchemy import ForeignKey, create_engine, func, inspect, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, sessionmaker

class Base(DeclarativeBase):
    pass

class Mission(Base):
    __tablename__ = "missions"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    flown_by: Mapped[int] = mapped_column(ForeignKey("astronauts.id"))
    astronaut: Mapped["Astronaut"] = relationship(back_populates="missions")

class Astronaut(Base):
    '''One who flies.'''
    __tablename__ = "astronauts"
    id: Mapped[int] = mapped_column(primary_key=True)
    firstname: Mapped[str]
    missions: Mapped[list["Mission"]] = relationship(back_populates="astronaut")

    @property
    def shout(self):
        ran.append("shout")

def helper(one: int, two="x") -> Astronaut:
    '''Helps a lot.'''

engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
Maker = sessionmaker(engine)
session = Maker()
astronaut = Astronaut(firstname="Annie", missions=[Mission(title="one")])
session.add(astronaut)
session.commit()
"""


def namespace(source: str = MAPPING) -> dict[str, Any]:
    """The names after a source has run; what runs later may note itself in `ran`."""
    names: dict[str, Any] = {"__name__": "visiting", "ran": []}
    exec(source, names)
    names["ran"].clear()
    return names


def labels(text: str, names: dict[str, Any]) -> list[str]:
    """What is offered at the end of a text, the nearest first."""
    return [each["label"] for each in completion(text, names)["candidates"]]
