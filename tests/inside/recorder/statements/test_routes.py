"""Marks of transactions, told by what a second connection to a database in a file really sees."""

import ast
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.inside.recorder.conftest import Recorder
from tests.inside.recorder.statements.routes import ROUTES, Route
from webapp.inside.driver import sqlite
from webapp.inside.driver.passing import SeenConnection
from webapp.inside.recorder.tables.tables import Databases
from webapp.inside.recorder.tables.watching import TableWatch

CONSOLE = "<console 1>"
FILL = """
CREATE TABLE t (x INTEGER PRIMARY KEY);
INSERT INTO t VALUES (1);
CREATE TABLE child (p INTEGER REFERENCES t (x) DEFERRABLE INITIALLY DEFERRED);
"""
LOOK = ("SELECT x FROM t ORDER BY x", "SELECT p FROM child", "SELECT name FROM sqlite_master ORDER BY name")
View = list[list[Any]]


class Base(DeclarativeBase):
    pass


class T(Base):
    __tablename__ = "t"
    x: Mapped[int] = mapped_column(primary_key=True)


class Other(DeclarativeBase):
    pass


class T2(Other):
    __tablename__ = "t2"
    x: Mapped[int] = mapped_column(primary_key=True)


def add(session: Session, x: int) -> None:
    session.add(T(x=x))
    session.flush()


def run(executing: Connection | Session, statement: str) -> Any:
    return executing.execute(text(statement))


def insert(connection: Connection, x: int) -> None:
    connection.execute(text("INSERT INTO t VALUES (:x)"), {"x": x})


def fails(work: Callable[[], object]) -> None:
    with pytest.raises((SQLAlchemyError, sqlite3.Error, ZeroDivisionError)):
        work()


def interrupted(connection: Connection, statement: str) -> None:
    """Sends a statement whose function `stop` interrupts it."""
    driver: Any = connection.connection.driver_connection
    driver.create_function("stop", 0, lambda: driver.interrupt() or 1)
    connection.execute(text(statement))


def seen_by(connection: sqlite3.Connection) -> View:
    return [connection.execute(look).fetchall() for look in LOOK]


NAMES: dict[str, Any] = {each.__name__: each for each in (Session, T, Other, add, run, insert, fails, interrupted)}


class Run:
    """A route, line by line, on one database."""

    def __init__(self, recorder: Recorder, connection: SeenConnection, others: Callable[[], View]) -> None:
        self._recorder = recorder
        self._others = others
        self._connection = connection
        self.marks: list[str] = []
        self.views: list[View] = []

    def along(self, route: Route) -> None:
        sqlite3.Connection.execute(self._connection, "PRAGMA foreign_keys=ON")
        engine = create_engine("sqlite://", creator=lambda: self._connection)
        engine.connect().close()  # the dialect asks its questions on the first
        if route.hooked:
            self._connection.isolation_level = None
            event.listen(engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN") and None)
        names = NAMES | {"engine": engine}
        for statement in ast.parse(route.source).body:
            self._statement(statement, names)
        for left in names.values():
            if isinstance(left, Session | Connection):
                left.close()

    def _statement(self, statement: ast.stmt, names: dict[str, Any]) -> None:
        """Runs it, and compares what others see before and after with the marks it left."""
        before = self._others()
        statements = self._recorder.statements
        statements.start(CONSOLE, 100)
        exec(compile(ast.Interactive([statement]), CONSOLE, "single"), names)
        statements.stop()
        marks = [each for each in statements.kept if "mark" in each]
        after = self._others()
        committed = [each for each in marks if each["mark"] == "COMMIT" and not each.get("failed")]
        assert committed or before == after, f"{ast.unparse(statement)} commits, and no mark says so"
        assert all(statement.lineno <= each["line"] <= (statement.end_lineno or 0) for each in marks)
        self.marks += [told(each) for each in marks]
        self.views.append(after)
        self.after_line(names)

    def after_line(self, names: dict[str, Any]) -> None:
        """Does nothing more."""


class Watched(Run):
    """The same, with its tables looked at after each line."""

    def __init__(self, recorder: Recorder, connection: SeenConnection, others: Callable[[], View]) -> None:
        super().__init__(recorder, connection, others)
        self.names: dict[str, Any] = {}
        self.watch = TableWatch()
        self.watch.begin(self.names)
        recorder.transactions.moving = self.watch.moving
        self.known: dict[tuple[str, str], dict[str, Any]] = {}

    def along(self, route: Route) -> None:
        super().along(route)
        self.watch.finish()

    def after_line(self, names: dict[str, Any]) -> None:
        self.names |= names
        looked = self.watch.look() if self.watch.changed() else []
        whole = {(table["engine"], table["name"]): table for table in Databases(self.names).tables()}
        self.known = (self.known or whole) | {(table["engine"], table["name"]): table for table in looked}
        assert {key: table for key, table in self.known.items() if not gone(table)} == whole
        assert [as_others_see(whole.get(("engine", name))) for name in ("t", "child")] == self.views[-1][:2]


def gone(table: dict[str, Any]) -> bool:
    return bool(table["dropped"] and table["others_total"] is None)


def as_others_see(table: dict[str, Any] | None) -> list[tuple[Any, ...]]:
    """The rows that a table as told says others see."""
    rows = [] if table is None else table["rows"]
    return [tuple(row.get("others", row["values"])) for row in rows if row["mark"] != "inserted"]


def told(mark: dict[str, Any]) -> str:
    own = mark["text"] if "(" in mark["text"] else mark["mark"]
    return f"!{own}" if mark.get("failed") else own


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "database"
    with closing(sqlite3.connect(path)) as filling:
        filling.executescript(FILL)
    return path


@pytest.fixture
def second(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file)) as connection:
        yield connection


@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES.keys())
def test_marks_tell_what_a_second_connection_sees(
    recorder: Recorder, file: Path, second: sqlite3.Connection, route: Route
) -> None:
    with closing(SeenConnection(file)) as connection:
        first = Run(recorder, connection, lambda: seen_by(second))
        first.along(route)
    assert " | ".join(first.marks) == route.marks
    with closing(sqlite.GuardedConnection()) as guarded:
        sqlite3.Connection.executescript(guarded, FILL)
        twin = Run(recorder, guarded, lambda: as_committed(guarded))
        twin.along(route)
    assert twin.marks == first.marks
    assert twin.views == first.views


@pytest.mark.parametrize("route", [route for name, route in ROUTES.items() if name != "driver's close"])
def test_tables_tell_what_others_see_after_every_line(recorder: Recorder, route: Route) -> None:
    with closing(sqlite.GuardedConnection()) as guarded:
        sqlite3.Connection.executescript(guarded, FILL)
        Watched(recorder, guarded, lambda: as_committed(guarded)).along(route)


def as_committed(guarded: sqlite.GuardedConnection) -> View:
    try:
        copy = sqlite.committed(guarded)
    except sqlite3.ProgrammingError:  # closed: what was in memory is gone
        with closing(sqlite3.connect(":memory:")) as left:
            left.executescript(FILL)
            return seen_by(left)
    with closing(copy):
        return seen_by(copy)
