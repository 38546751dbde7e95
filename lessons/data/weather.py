"""Weather stations on Mars, what they have measured, and what one of them sends at night.

Plain Python and SQLAlchemy: save this file beside your own code and it works there too.
"""

import csv

from sqlalchemy import Engine, ForeignKey, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    """What all mapped classes of this file have in common."""


class Station(Base):
    """One row of the table `stations`. No two have the same name."""

    __tablename__ = "stations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    readings: Mapped[list["Reading"]] = relationship(back_populates="station")

    def __repr__(self) -> str:
        return f"Station(id={self.id}, name={self.name!r})"


class Reading(Base):
    """One row of the table `readings`: how cold it got at a station on one day (a sol). One for each sol, no more."""

    __tablename__ = "readings"
    __table_args__ = (UniqueConstraint("station_id", "sol"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sol: Mapped[int]
    low: Mapped[int]  # degrees Celsius
    station_id: Mapped[int] = mapped_column(ForeignKey("stations.id"))
    station: Mapped[Station] = relationship(back_populates="readings")

    def __repr__(self) -> str:
        return f"Reading(id={self.id}, sol={self.sol}, low={self.low})"


DELIVERY = """\
station,sol,low
acidalia,7,-71
schiaparelli,7,-64
acidalia,6,-68
schiaparelli,8,
pathfinder,7,-58
schiaparelli,7,-64
acidalia,8,-73
"""  # line 3 is of a sol that is stored, line 4 has no value, line 6 comes a second time


def rows() -> list[tuple[str, int, int | None]]:
    """The seven lines of the delivery, without its heading: station, sol, low; None where nothing was measured."""
    lines = csv.DictReader(DELIVERY.splitlines())
    return [(line["station"], int(line["sol"]), int(line["low"]) if line["low"] else None) for line in lines]


def fill(engine: Engine) -> None:
    """Create both tables in this engine's database and commit one station with two readings."""
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add(Station(name="acidalia", readings=[Reading(sol=5, low=-66), Reading(sol=6, low=-68)]))
