"""Runs snippets in this process with the recorder listening, and says in a line what it found of each statement."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import create_engine, event, orm
from sqlalchemy.pool import StaticPool

from tests.inside.recorder.statements import crew
from webapp.inside.driver import passing
from webapp.inside.driver.sqlite import GuardedConnection
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.statements.statements import Statements
from webapp.inside.recorder.statements.transactions import Transactions

CONSOLE = "<console 2>"
MAPPED = {name: value for name, value in vars(crew).items() if isinstance(value, type) and issubclass(value, crew.Base)}
_TABLE = re.compile(r"SELECT (\w+)\.|(?:FROM|INTO|UPDATE|TABLE)\W+(\w+)", re.IGNORECASE)


CREW = "crew = session.get(Crew, 1)"


def case(name: str, snippet: str, *causes: str, before: str = "") -> Any:
    """A parameter of a test: what runs before, the snippet, and what is told of each of its statements."""
    return pytest.param(before, snippet, list(causes), id=name)


class Recorded:
    """A visitor's names, with `engine` and `session`, and what was recorded of the snippet that ran last."""

    def __init__(self, statements: Statements, numbers: Numbers, connection: type[GuardedConnection]) -> None:
        self.statements, self.numbers = statements, numbers
        self.names: dict[str, Any] = {**vars(sqlalchemy), **vars(orm), **MAPPED, "event": event}
        engine = create_engine("sqlite://", creator=lambda: _opened(connection), poolclass=StaticPool)
        self.names |= {"engine": engine, "session": orm.Session(engine)}

    def run(self, snippet: str, before: str = "") -> list[dict[str, Any]]:
        """Runs `before` as an earlier snippet, then the snippet, and gives what was kept of that."""
        exec(compile(before, "<console 1>", "exec"), self.names)
        self.statements.start(CONSOLE, 1_000)
        try:
            exec(compile(snippet, CONSOLE, "exec"), self.names)
        finally:
            self.statements.stop()
        return self.statements.kept

    def told(self) -> list[str]:
        """Each statement that is no mark as "VERB table: kind strategy Class.attribute of object by method (sent)"."""
        return [f"{_short(each['text'])}: {self.cause(each)}" for each in self.statements.kept if "mark" not in each]

    def marks(self) -> list[str]:
        """Each mark as "MARK: cause"."""
        return [f"{each['mark']}: {self.cause(each)}" for each in self.statements.kept if "mark" in each]

    def cause(self, statement: dict[str, Any]) -> str:
        """The cause in a line; objects by the visitor's names for them."""
        cause = statement.get("cause")
        if cause is None:
            return "nothing"
        of = ".".join(cause[key] for key in ("type", "attribute") if key in cause)
        words = [cause["kind"], cause.get("strategy", ""), of]
        words.append(f"of {self._name(cause['object'])}" if "object" in cause else "")
        words.append(f"by {cause['by']}" if "by" in cause else "")
        words.append(f"({', '.join(sorted(map(self._name, cause['objects'])))})" if "objects" in cause else "")
        return " ".join(filter(None, words))

    def _name(self, number: int) -> str:
        named = {
            name: sqlalchemy.inspect(value) for name, value in self.names.items() if type(value) in MAPPED.values()
        }
        return next((name for name, state in named.items() if self.numbers.of_object(state) == number), "one")


@contextmanager
def listening(numbers: Numbers) -> Iterator[tuple[Statements, Transactions]]:
    """These listen for as long as the block lasts: what they listen on is the whole process's."""
    statements = Statements(numbers)
    transactions = Transactions(statements)
    listened: list[tuple[Any, ...]] = []
    listen = event.listen
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(event, "listen", lambda *to: (listened.append(to), listen(*to)))
        statements.install()
        transactions.install()
    try:
        yield statements, transactions
    finally:
        passing.watch(passing.Nobody())
        for to in listened:
            event.remove(*to)


@contextmanager
def recording(connection: type[GuardedConnection] = GuardedConnection) -> Iterator[Recorded]:
    """A visitor's names and a database of theirs, recorded."""
    _image()  # before anything listens
    numbers = Numbers()
    with listening(numbers) as (statements, _):
        recorded = Recorded(statements, numbers, connection)
        try:
            yield recorded
        finally:
            recorded.names["session"].close()
            recorded.names["engine"].dispose()


@cache
def _image() -> bytes:
    connection = sqlite3.connect(":memory:")
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    crew.filled(engine)
    filled = connection.serialize()
    engine.dispose()
    return filled


def _opened(made: type[GuardedConnection]) -> GuardedConnection:
    connection = made(":memory:")
    sqlite3.Connection.set_authorizer(connection, None)  # it lets no database be put in
    sqlite3.Connection.deserialize(connection, _image())
    return connection


def _short(text: str) -> str:
    found = _TABLE.search(text)
    return f"{text.split()[0].upper()} {found[1] or found[2]}" if found else text
