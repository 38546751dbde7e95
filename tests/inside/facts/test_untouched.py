"""Facts are read past everything that a visitor's classes might do when they are looked at."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import ForeignKey, create_engine, exc
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from webapp.inside.facts.exception import facts_of
from webapp.inside.recorder.numbers import Numbers

CALLED: list[str] = []


def told(name: str) -> Any:
    def method(self: object, *args: object) -> Any:
        CALLED.append(name)
        raise ValueError(name)

    return method


class Base(DeclarativeBase):
    pass


class Ship(Base):
    __tablename__ = "ships"
    id: Mapped[int] = mapped_column(primary_key=True)


class Loud(Base):
    """A mapped class that tells whoever looks at it."""

    __tablename__ = "loud"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    ship_id: Mapped[int | None] = mapped_column(ForeignKey("ships.id"))
    __repr__ = __str__ = __eq__ = __bool__ = __len__ = __iter__ = told("object")
    __hash__ = object.__hash__


class Text(str):
    __repr__ = __str__ = __eq__ = __len__ = __format__ = told("value")
    __hash__ = str.__hash__


class Wrapped(exc.IntegrityError):
    orig = statement = params = code = property(told("exception"))  # type: ignore[assignment]
    __str__ = __repr__ = told("exception")


@pytest.fixture
def session() -> Iterator[Session]:
    CALLED.clear()
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


def raised(source: str, names: dict[str, Any]) -> dict[str, Any]:
    """The facts of what a snippet raises."""
    try:
        exec(compile(source, "<console 3>", "exec"), names)
    except Exception as error:
        return facts_of(error, "<console 3>", names, Numbers())
    raise AssertionError("it raised nothing")


def test_objects_and_values_are_not_asked(session: Session) -> None:
    names = {"session": session, "Loud": Loud, "crew": [Loud(name="a"), Loud(name="a")], "name": Text("a")}
    found = raised("session.add_all(crew)\nsession.flush()\n", names)
    assert found["facts"]["constraint"] == "unique"
    assert found["facts"]["session"] == "session"
    assert not CALLED


def test_value_of_a_class_of_the_visitors_is_told_by_its_type(session: Session) -> None:
    names = {"session": session, "loud": Loud(id=1, name=Text("a")), "other": Loud(id=2, name="a")}
    session.add(names["other"])
    session.flush()
    found = raised("session.add(loud)\nsession.flush()\n", names)
    assert found["facts"] | {"name": "loud", "values": "<Text>"} == found["facts"]
    assert not CALLED


def test_exception_of_the_visitors_is_not_asked(session: Session) -> None:
    assert raised("raise Wrapped('sql', {}, None)", {"Wrapped": Wrapped}) == {"facts": {}, "object": None}
    assert not CALLED


def test_exception_that_a_visitor_put_into_sqlalchemys_own_is_not_asked(session: Session) -> None:
    error = exc.IntegrityError("sql", {}, Wrapped.__new__(Wrapped))
    CALLED.clear()  # its own constructor asks
    assert raised("raise error", {"error": error})["facts"] == {}
    assert not CALLED


def test_detached_object_stays_as_it_is(session: Session) -> None:
    names: dict[str, Any] = {"loud": Loud(name="a"), "session": session}
    session.add(names["loud"])
    session.commit()
    session.close()
    found = raised("loud.name", names)
    assert found["facts"] == {"type": "Loud", "state": "detached", "name": "loud", "attribute": "name"}
    assert "name" not in vars(names["loud"])


def test_facts_are_few_and_short(session: Session) -> None:
    kind = type("L" * 500, (), {})
    found = raised("session.add(thing)", {"session": session, "thing": kind()})
    assert found["facts"]["type"] == "L" * 100
    assert len(found["facts"]) <= 20


def test_numbers_are_those_of_the_recorder(session: Session) -> None:
    numbers = Numbers()
    other, loud = Session(), Loud(name="a")
    assert (numbers.of_session(other), numbers.of_session(session)) == (1, 2)
    number = numbers.of_object(sys.modules["sqlalchemy"].inspect(loud))
    with pytest.raises(exc.InvalidRequestError) as caught:
        session.refresh(loud)
    found = facts_of(caught.value, "<console 1>", {}, numbers)
    assert found["object"] == number == 1
    assert found["facts"]["session_number"] == "2"
