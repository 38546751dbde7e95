"""The sessions a snippet has, as snapshots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any
from weakref import ref

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import InstanceState, Session
from sqlalchemy.orm.session import _sessions  # the one list of all of them

from webapp.inside.recorder.memory import memory
from webapp.inside.recorder.names import Names
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.objects import Objects
from webapp.inside.recorder.values import class_name

MOST_SESSIONS = 20
MOST_OBJECTS = 200
"""Objects in each of a session's lists."""
SENT = ("new", "dirty", "deleted")
"""What a flush empties."""


class Known:
    """A session that is told of: how it was last told, and what a glance at it showed."""

    __slots__ = ("last", "number", "ref", "seen")

    def __init__(self, session: Session, number: int) -> None:
        self.ref = ref(session)
        self.number = number
        self.last: dict[str, Any] = {}
        self.seen: tuple[object, ...] = ()


class Sessions:
    """Follows every session from when it is made until it is gone."""

    def __init__(self, numbers: Numbers, objects: Objects) -> None:
        self._numbers = numbers
        self._objects = objects
        self._known: dict[int, Known] = {}
        self._touched: dict[int, Known] = {}
        self._closed: set[int] = set()
        self._newest: int | None = None

    def install(self, before_change: Callable[[], None]) -> None:
        """Begins to notice that sessions are closed, of which no event tells; once in a process's life."""
        close = Session._close_impl

        @wraps(close)
        def _close_impl(session: Session, *args: Any, **keywords: Any) -> None:
            before_change()
            close(session, *args, **keywords)
            self._closed.add(self._numbers.of_session(session))

        Session._close_impl = _close_impl  # type: ignore[method-assign, assignment]

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is closed within is forgotten afterwards."""
        kept, self._closed = self._closed, set()
        try:
            yield
        finally:
            self._closed = kept

    def start(self) -> None:
        """A snippet begins: forgets who is gone."""
        self._known = {number: each for number, each in self._known.items() if each.ref() is not None}
        self._touched = {}
        self._newest = None
        self._closed &= {self._numbers.of_session(session) for session in _sessions.values()}
        for session in _all():
            own = memory(session)
            for state in [*own["identity_map"].all_states(), *own["_new"]]:
                self._objects.touch(state, new=True)

    def number_of(self, state: InstanceState[Any]) -> int | None:
        """The number of the session an object is in; None where it is in none."""
        session = _sessions.get(state.session_id) if state.session_id is not None else None
        return self._numbers.of_session(session) if session is not None else None

    def touch(self, session: Session) -> None:
        """Something happened to a session."""
        known = self._known.get(self._numbers.of_session(session))
        if known is not None:
            self._touched[known.number] = known

    def look(self) -> None:
        """Looks for sessions that are new, gone, or not what they were."""
        self._look_for_new()
        for number, known in list(self._known.items()):
            session = known.ref()
            if session is None:
                del self._known[number]
                self._touched[number] = known
                self._objects.touch_numbered(_listed(known.last, *SENT, "identity_map"))
                continue
            own = memory(session)
            if number in self._closed and (own["_transaction"] is not None or own["_new"]):
                self._closed.discard(number)  # it is used again
            seen = (number in self._closed, *_glance(own))
            if seen != known.seen:
                known.seen = seen
                self._touched[number] = known

    def _look_for_new(self) -> None:
        # SQLAlchemy counts sessions as they are made, and keeps them in that order.
        newest = next(reversed(_sessions.data), None)  # type: ignore[attr-defined]
        if newest != self._newest:
            self._newest = newest
            for session in _all():
                number = self._numbers.of_session(session)
                if number not in self._known and len(self._known) < MOST_SESSIONS:
                    self._known[number] = Known(session, number)

    @property
    def moved(self) -> bool:
        """Whether there may be something to tell."""
        return bool(self._touched)

    def changed(self, names: Names) -> list[dict[str, Any]]:
        """Those that differ from how they were last told, each whole, with the keys of `SessionState`."""
        touched, self._touched = self._touched, {}
        found = []
        for known in touched.values():
            now = self._told(known, names)
            # What a flush sends goes through no event of its own where the object stays what it is.
            self._objects.touch_numbered(_listed(known.last, *SENT) - _listed(now, *SENT))
            if now != known.last and not (now.get("closed") and known.last.get("closed")):
                found.append(now)
            known.last = now
        return found

    def known(self, names: Names) -> list[dict[str, Any]]:
        """Every session that is open."""
        self.look()
        for known in self._known.values():
            self._touched[known.number] = known
            known.last = {}
        return [each for each in self.changed(names) if not each.get("closed")]

    def opened(self) -> list[Session]:
        """Every session that is there and not closed."""
        return [each for each in _all() if self._numbers.of_session(each) not in self._closed]

    def _told(self, known: Known, names: Names) -> dict[str, Any]:
        session = known.ref()
        if session is None:
            return {"number": known.number, "type": known.last.get("type", "Session"), "closed": True}
        return self.snapshot(session, names)

    def snapshot(self, session: Session, names: Names) -> dict[str, Any]:
        """A session as it is, with the keys of `SessionState`."""
        own, number = memory(session), self._numbers.of_session(session)
        deleted, transaction = own["_deleted"], own["_transaction"]
        identity_map, bind = own["identity_map"], own["bind"]
        said = {
            "name": names.of(session),
            "type": class_name(type(session)),
            "engine": names.of(bind.engine) if issubclass(type(bind), Engine | Connection) else "",
            "new": self._numbers_of(own["_new"]),
            "dirty": self._numbers_of(each for each in list(identity_map._modified) if each not in deleted),
            "deleted": self._numbers_of(deleted),
            "identity_map": self._numbers_of(identity_map.all_states()),
            "in_transaction": transaction is not None,
            "nesting": _nesting(transaction),
            "closed": number in self._closed,
            "connection": _connection(transaction),
        }
        return {"number": number} | {key: value for key, value in said.items() if value} | _switched_off(own)

    def _numbers_of(self, states: Iterable[InstanceState[Any]]) -> list[int]:
        if not states:
            return []
        found = (self._objects.number(state) for state in list(states))
        return sorted(each for each in found if each is not None)[:MOST_OBJECTS]


def _all() -> list[Session]:
    """The newest sessions."""
    return list(_sessions.values())[-MOST_SESSIONS:]


def _listed(told: dict[str, Any], *lists: str) -> set[int]:
    return {number for each in lists for number in told.get(each, ())}


def _switched_off(own: dict[str, Any]) -> dict[str, bool]:
    """Those of a session's switches that are not as they usually are."""
    found = {key: False for key in ("autoflush", "expire_on_commit") if own[key] is False}
    transaction = own["_transaction"]
    return found if transaction is None or transaction.is_active else found | {"active": False}


def _glance(own: dict[str, Any]) -> tuple[object, ...]:
    identity_map, transaction = own["identity_map"], own["_transaction"]
    return (
        identity_map._wr,  # another one after expunge_all(), which close() calls
        transaction is not None,
        transaction is None or transaction.is_active,
        _nesting(transaction),
        _connection(transaction),
        len(identity_map._dict),
        len(identity_map._modified),
        len(own["_new"]),
        len(own["_deleted"]),
        own["autoflush"] is not False,
        own["expire_on_commit"] is not False,
    )


def _nesting(transaction: Any) -> int:
    count = 0
    while transaction is not None:
        count += transaction.nested
        transaction = transaction._parent
    return count


def _connection(transaction: Any) -> int | None:
    """The number of the driver's connection that a session's transaction holds; nothing is connected for this."""
    while transaction is not None:
        for found in transaction._connections.values():
            fairy = getattr(found[0], "_dbapi_connection", None)
            number = getattr(getattr(fairy, "dbapi_connection", None), "number", None)
            if type(number) is int:
                return number
        transaction = transaction._parent
    return None
