"""Loads and uses once what sandboxes will need: under the system-call filter nothing can be imported any more."""

from __future__ import annotations

import _strptime  # noqa: F401 - imported by the first strptime()
import encodings.ascii
import encodings.idna
import encodings.latin_1
import encodings.punycode
import encodings.unicode_escape
import encodings.utf_8  # noqa: F401
import traceback

import sqlalchemy.dialects.sqlite
import sqlalchemy.ext.associationproxy
import sqlalchemy.ext.automap
import sqlalchemy.ext.hybrid
import sqlalchemy.ext.mutable
import sqlalchemy.ext.orderinglist  # noqa: F401
from sqlalchemy import ForeignKey, create_engine, exc, func, select, text
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    clear_mappers,
    mapped_column,
    relationship,
    selectinload,
    sessionmaker,
)

from webapp.inside.completion.completing import completion
from webapp.inside.output import Output
from webapp.inside.policy.review import review
from webapp.inside.spans import PYTHON, SQL, TRACEBACK, spans


def warm_up() -> None:
    """Maps, writes, reads, fails and colours once; leaves nothing behind."""

    class Base(DeclarativeBase):
        pass

    class Parent(Base):
        __tablename__ = "warm_parent"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str | None] = mapped_column(unique=True)

    class Child(Base):
        __tablename__ = "warm_child"
        id: Mapped[int] = mapped_column(primary_key=True)
        parent_id: Mapped[int] = mapped_column(ForeignKey("warm_parent.id"))
        parent: Mapped[Parent] = relationship(Parent, backref="children")

    engine = create_engine("sqlite:///:memory:")
    Base.metadata.create_all(engine)
    with sessionmaker(engine).begin() as session:
        session.add_all([Parent(name="one"), Parent(name="two")])
        session.flush()
        session.add(Child(parent_id=1))
    with Session(engine) as session:
        session.scalars(select(Parent).options(selectinload(Parent.children))).all()  # type: ignore[attr-defined]
        session.execute(select(func.count(), text("1")).select_from(Child)).all()
        session.query(Parent).filter_by(name="one").one().name = "three"
        session.flush()
        session.rollback()
        session.add(Parent(name="two"))
        try:
            session.commit()
        except exc.IntegrityError as error:
            spans("".join(traceback.format_exception(error)), TRACEBACK)
    clear_mappers()
    engine.dispose()
    review("self._private")  # reads its list of names from a file
    spans("print('warm')", PYTHON)
    spans("SELECT 1", SQL)
    completion("Session.get(", {"Session": Session})
    Output(10, lambda _event: None).show("value", "1\n")
