"""Tracebacks show the visitor's lines, and fold SQLAlchemy's away."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine, event, exc
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

from webapp.inside import traces

SHOWN = "<console>"


class Base(DeclarativeBase):
    pass


class Astronaut(Base):
    __tablename__ = "astronauts"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


@pytest.fixture
def names() -> Iterator[dict[str, Any]]:
    """What a visitor has: a table with Annie in it."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Astronaut(name="Annie"))
        session.commit()
    yield {"engine": engine, "Astronaut": Astronaut, "Session": Session, "event": event, "exc": exc}
    engine.dispose()


def shown(source: str, names: dict[str, Any], earlier: str = "") -> str:
    """The traceback of what a snippet raises."""
    exec(compile(earlier, "<console 1>", "exec"), names)
    try:
        exec(compile(source, "<console 2>", "exec"), names)
    except BaseException as error:
        text, _ = traces.describe(error, console="<console 2>", own=(traces.SNIPPET,))
        assert "site-packages" not in text
        assert "generated" not in text
        return text
    raise AssertionError("it raised nothing")


def places(text: str) -> list[tuple[str, int]]:
    """The files and lines that are shown, in order."""
    lines = [line.strip(" |").split('"') for line in text.splitlines() if line.strip(" |").startswith("File ")]
    return [(file, int(rest.split(",")[1].removeprefix(" line "))) for _, file, rest in lines]


TWIN = "session = Session(engine)\nsession.add(Astronaut(name='Annie'))\n"
RENAME = "def save(session):\n    session.add(Astronaut(name='Annie'))\n    session.flush()\n"


def test_error_of_the_driver_is_told_once(names: dict[str, Any]) -> None:
    text = shown(TWIN + "session.commit()\n", names)
    assert text.count("Traceback") == 1
    assert places(text) == [(SHOWN, 3)]
    assert "sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: astronauts.name" in text


def test_listener_is_shown_and_who_called_it_is_not(names: dict[str, Any]) -> None:
    listener = "@event.listens_for(session, 'before_flush')\ndef refuse(*_):\n    raise ValueError('no')\n"
    text = shown(f"session = Session(engine)\n{listener}session.add(Astronaut())\nsession.flush()\n", names)
    assert places(text) == [(SHOWN, 6), (SHOWN, 4)]


def test_error_of_sqlalchemy_within_a_listener_shows_both_lines(names: dict[str, Any]) -> None:
    listener = "@event.listens_for(session, 'after_flush')\ndef again(*_):\n    session.flush()\n"
    text = shown(f"session = Session(engine)\n{listener}session.add(Astronaut(name='Bo'))\nsession.flush()\n", names)
    assert places(text) == [(SHOWN, 6), (SHOWN, 4)]
    assert "Session is already flushing" in text


def test_function_of_an_earlier_snippet_is_shown_with_its_own_file(names: dict[str, Any]) -> None:
    text = shown("session = Session(engine)\nsave(session)\n", names, RENAME)
    assert places(text) == [(SHOWN, 2), ("<console 1>", 3)]


def test_chain_of_the_visitors_own_is_shown_whole(names: dict[str, Any]) -> None:
    caught = "except exc.IntegrityError as error:\n    raise RuntimeError('it failed') from error\n"
    text = shown(f"{TWIN}try:\n    session.flush()\n{caught}", names)
    assert text.count("Traceback") == 2
    assert places(text) == [(SHOWN, 4), (SHOWN, 6)]


COLLECTING = """\
problems = []
for name in ("Annie", "Annie"):
    try:
        with Session(engine) as session:
            session.add(Astronaut(name=name))
            session.commit()
    except exc.IntegrityError as error:
        problems.append(error)
raise ExceptionGroup("several", problems)
"""
WRAPPING = """\
try:
    save(Session(engine))
except* exc.IntegrityError:
    raise ValueError("wrapped")
"""


def test_members_of_a_group_fold_too(names: dict[str, Any]) -> None:
    assert places(shown(COLLECTING, names)) == [(SHOWN, 9), (SHOWN, 6), (SHOWN, 6)]


def test_group_that_was_being_handled_is_shown(names: dict[str, Any]) -> None:
    text = shown(WRAPPING, names, RENAME)
    assert places(text) == [(SHOWN, 2), ("<console 1>", 3), (SHOWN, 4)]
    assert "During handling of the above exception" in text


def test_groups_within_groups_end_somewhere(names: dict[str, Any]) -> None:
    text = shown("e = ValueError(1)\nfor n in range(300):\n    e = ExceptionGroup(str(n), [e])\nraise e\n", names)
    assert "ExceptionGroup: 299 (1 sub-exception)" in text
    assert "ExceptionGroup: 280" not in text
