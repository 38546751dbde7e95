"""A mapping with one of everything that sends SQL by itself, as a visitor might have written it."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Column, Engine, ForeignKey, Table, func, select
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import (
    DeclarativeBase,
    DynamicMapped,
    Mapped,
    Session,
    WriteOnlyMapped,
    column_property,
    mapped_column,
    relationship,
)


class Base(DeclarativeBase):
    pass


skilled = Table(
    "skilled",
    Base.metadata,
    Column("member_id", ForeignKey("member.id"), primary_key=True),
    Column("skill_id", ForeignKey("skill.id"), primary_key=True),
)


class Skill(Base):
    __tablename__ = "skill"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Member(Base):
    __tablename__ = "member"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str | None]
    crew_id: Mapped[int | None] = mapped_column(ForeignKey("crew.id"))
    crew: Mapped[Crew | None] = relationship(back_populates="members")
    skills: Mapped[list[Skill]] = relationship(secondary=skilled)
    __mapper_args__: ClassVar = {"polymorphic_on": "kind", "polymorphic_identity": "member"}


class Pilot(Member):
    __tablename__ = "pilot"
    id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    hours: Mapped[int]
    rank: Mapped[str | None]
    __mapper_args__: ClassVar = {"polymorphic_identity": "pilot"}


class Crew(Base):
    __tablename__ = "crew"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    motto: Mapped[str | None] = mapped_column(deferred=True)
    song: Mapped[str | None] = mapped_column(deferred=True, deferred_group="art")
    flag: Mapped[str | None] = mapped_column(deferred=True, deferred_group="art")
    changed: Mapped[int | None] = mapped_column(onupdate=func.random())
    version: Mapped[int] = mapped_column(nullable=False)
    members: Mapped[list[Member]] = relationship(back_populates="crew", cascade="all, delete-orphan")
    missions: Mapped[list[Mission]] = relationship(back_populates="crew")
    logs: DynamicMapped[Log] = relationship()
    notes: WriteOnlyMapped[Note] = relationship(passive_deletes=True)
    __mapper_args__: ClassVar = {"version_id_col": version}


Crew.size = column_property(
    select(func.count(Member.id)).where(Member.crew_id == Crew.id).scalar_subquery(), deferred=True
)


class Mission(Base):
    __tablename__ = "mission"
    id: Mapped[int] = mapped_column(primary_key=True)
    crew_id: Mapped[int | None] = mapped_column(ForeignKey("crew.id"))
    crew: Mapped[Crew | None] = relationship(back_populates="missions")


class Log(Base):
    __tablename__ = "log"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str | None]
    crew_id: Mapped[int | None] = mapped_column(ForeignKey("crew.id"))


class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    crew_id: Mapped[int | None] = mapped_column(ForeignKey("crew.id"))


class Station(Base):
    """What loads, flushes and adds more than it was asked for, because its mapping says so."""

    __tablename__ = "station"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    crew_id: Mapped[int | None] = mapped_column(ForeignKey("crew.id"))
    crew: Mapped[Crew | None] = relationship(backref="stations", lazy="joined")
    modules: Mapped[list[Module]] = relationship(lazy="selectin", cascade="all")
    names: AssociationProxy[list[str]] = association_proxy("modules", "name")


class Module(Base):
    __tablename__ = "module"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    station_id: Mapped[int | None] = mapped_column(ForeignKey("station.id"))


class Plain(Base):
    """Without RETURNING, so that `synchronize_session="fetch"` has to select first."""

    __tablename__ = "plain"
    __table_args__: ClassVar = {"implicit_returning": False}
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]


def filled(engine: Engine) -> None:
    """Makes the tables, with a crew of a member and a pilot, another without anybody, and one row of some others."""
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        members = [Member(name="Ada", skills=[Skill(name="tea")]), Pilot(name="Amelia", hours=7)]
        session.add_all([Crew(name="first", members=members), Crew(name="second")])
        session.add_all([Log(text="so far", crew_id=1), Plain(name="plain")])
        session.add(Station(id=1, name="Mir", crew_id=1, modules=[Module(name="Kvant")]))
        session.commit()
