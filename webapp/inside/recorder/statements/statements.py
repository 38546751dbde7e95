"""Every SQL statement and transaction mark, in order, with the snippet's line it came from and its cause."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from time import perf_counter  # a snippet may put another function into the module
from types import FrameType
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from webapp.inside.driver.sqlite import GuardedConnection
from webapp.inside.driver.words import words_of
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.statements.causes import Causes
from webapp.inside.recorder.statements.parameters import told_parameters
from webapp.inside.recorder.users import driver_of
from webapp.inside.spans import SQL, spans

LONGEST_SQL = 20_000
MOST_CHARACTERS = 250_000
"""Characters kept of one snippet, of SQL, parameters and what causes name: the observation has to fit into a frame."""
DIGITS = 4
"""Of a number that names an object, with its comma."""
LONGEST_COLOURED = 2_000
LONGEST_NOTED = 100
"""Characters of a statement that a listener wrote, where there is no room for it."""


class Statements:
    """Records what every engine of this process does between start() and stop().

    It listens on the class Engine, because a snippet may rebind any name of its own. Marks of transactions come by
    mark(), from `recorder.transactions`.
    """

    def __init__(self, numbers: Numbers) -> None:
        """`numbers` name the sessions and objects that causes are about."""
        self._causes = Causes(numbers)
        self.numbers = numbers
        self._console = ""
        self._cap = 0
        self._room = 0
        self.recording = False
        self.heard: Callable[[int | None], int | None] = lambda _line: None
        """Called with the snippet's line for each statement and mark that is kept; gives the place of its step."""
        self.kept: list[dict[str, Any]] = []
        self.left_out = 0
        self._running: dict[str, Any] | None = None
        # By the context, since a function that a statement calls may send statements of its own; beside it, since a
        # snippet's own listener is handed the context too.
        self._sent: weakref.WeakKeyDictionary[Any, tuple[dict[str, Any], float]] = weakref.WeakKeyDictionary()
        self.sender: Callable[[Any], dict[str, Any]] = lambda _connection: {}
        """Gives of SQLAlchemy's Connection what is known of a statement's `session`, `connection` and `nesting`."""

    def install(self) -> None:
        """Begins to listen; once in a process's life."""
        event.listen(Engine, "before_cursor_execute", self._before)
        event.listen(Engine, "after_cursor_execute", self._after)
        event.listen(Engine, "engine_connect", _remember_pool)

    def start(self, console: str, cap: int) -> None:
        """Forgets what was kept and records at most `cap` statements of the snippet whose file name is `console`."""
        self._console, self._cap = console, cap
        self.kept, self.left_out = [], 0
        self._room = MOST_CHARACTERS
        self._running = None
        self.recording = True

    def stop(self) -> None:
        """Stops recording."""
        self.recording = False

    def mark(self, mark: str, text: str, connection: object, *, ahead: bool = False) -> dict[str, Any] | None:
        """Keeps a mark of a transaction of the driver's `connection`, `ahead` of the statement that runs.

        To be called while what it tells of is running: the cause is looked for from the caller outwards. Gives what was
        kept, to be added to; None where nothing was.
        """
        kept: dict[str, Any] = {"text": text[:LONGEST_SQL], "mark": mark}
        running = self._running
        if not self._has_room(kept):
            return None
        with suppress(RecursionError):  # as in _before
            self._keep(kept, sys._getframe(1), connection, driver=True)
        if not self.kept or self.kept[-1] is not kept:
            return None
        if ahead and running is not None and len(self.kept) > 1 and self.kept[-2] is running:
            self.kept[-2:] = [kept, running]
        return kept

    def _has_room(self, statement: dict[str, Any]) -> bool:
        if not self.recording:
            return False
        self._room -= len(statement["text"]) + len(statement.get("parameters", ""))
        if len(self.kept) >= self._cap or self._room < 0:
            self.left_out += 1
            return False
        return True

    def _keep(self, statement: dict[str, Any], frame: FrameType, connection: object, *, driver: bool = False) -> None:
        found = self._causes.find(frame, self._console, driver=driver)
        if found.cause is not None:
            self._room -= sum(len(found.cause.get(key, "")) for key in ("type", "attribute"))
            self._room -= DIGITS * len(found.cause.get("objects", ()))
        number = connection.number if isinstance(connection, GuardedConnection) else None
        told = {"line": found.line, "cause": found.cause, "session": found.session, "connection": number}
        told["step"] = self.heard(found.line)
        statement |= {key: value for key, value in told.items() if value is not None}
        self.kept.append(statement)

    def _before(self, conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        self._running = None
        if not self.recording:
            return
        if words_of(statement).mark is not None:  # it is told as a mark, once it has happened
            self._sent[context] = {}, perf_counter()
            return
        kept: dict[str, Any] = {"text": str.__str__(statement)[:LONGEST_SQL]}
        # SQLAlchemy also says so of one INSERT of many rows; a list of sets is what the driver's executemany takes.
        if executemany and isinstance(parameters, list):
            kept["many"] = len(parameters)
        with suppress(RecursionError):  # without the recorder there would have been room for the statement
            self._begin(kept, conn, cursor, parameters, sys._getframe(1))
        if self._running is kept:
            self._sent[context] = kept, perf_counter()

    def _begin(self, kept: dict[str, Any], conn: Any, cursor: Any, parameters: Any, frame: FrameType) -> None:
        if parameters:
            kept["parameters"] = told_parameters(parameters)
        if not self._has_room(kept):
            return
        kept["failed"] = True  # until it has come back
        self._keep(kept, frame, getattr(cursor, "connection", None))
        self._running = kept
        kept |= self.sender(conn)
        if len(kept["text"]) <= LONGEST_COLOURED:
            kept["spans"] = spans(kept["text"], SQL)

    def _after(self, conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        ended = perf_counter()
        self._running = None
        kept, started = self._sent.pop(context, (None, 0.0))
        if kept == {} and self.recording and words_of(statement).mark is None:  # a listener wrote another
            kept = {"text": str.__str__(statement)[:LONGEST_SQL]}
            with suppress(RecursionError):
                self._begin(kept, conn, cursor, parameters, sys._getframe(1))
            self._running = None
        if kept and kept.pop("failed", False):
            self._rewritten(kept, statement, parameters)
            kept["seconds"] = ended - started
            # A statement that returns rows has counted none of them before they are fetched.
            if cursor.description is None and cursor.rowcount >= 0:
                kept["rows"] = cursor.rowcount

    def _rewritten(self, kept: dict[str, Any], statement: str, parameters: Any) -> None:
        """Keeps what was sent, where a listener of the snippet's put it in place of what `_before` was told."""
        text = str.__str__(statement)[:LONGEST_SQL]
        if text == kept["text"]:
            return
        if words_of(text).mark is not None:  # it is told as a mark
            self.kept[:] = [each for each in self.kept if each is not kept]
        self._room -= len(text)
        for key in ("spans", "parameters", "many"):
            kept.pop(key, None)
        kept["text"] = text if self._room >= 0 else f"{text[:LONGEST_NOTED]}..."
        if parameters and self._room >= 0:
            kept["parameters"] = told_parameters(parameters)
            self._room -= len(kept["parameters"])


def _remember_pool(conn: Any) -> None:
    driver_connection = driver_of(conn)
    if isinstance(driver_connection, GuardedConnection):
        driver_connection.pool = weakref.ref(conn.engine.pool)
