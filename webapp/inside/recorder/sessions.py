"""The sessions a snippet has open, as snapshots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from typing import Any
from weakref import ref

from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstanceState, Session
from sqlalchemy.orm.session import _sessions  # the one list of all of them

from webapp.inside.recorder.names import Names
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.objects import Objects
from webapp.inside.recorder.values import class_name

MOST_SESSIONS = 50
MOST_OBJECTS = 200
LISTS = ("new", "dirty", "deleted", "identity_map")


class Known:
    """A session that is told of: how it was last told, and what a glance at it shows."""

    __slots__ = ("last", "number", "ref", "seen")

    def __init__(self, session: Session, number: int) -> None:
        self.ref = ref(session)
        self.number = number
        self.last: dict[str, Any] | None = None
        self.seen: tuple[object, ...] = ()


class Sessions:
    """Follows every session from when it is made until it is gone."""

    def __init__(self, numbers: Numbers, objects: Objects) -> None:
        self._numbers = numbers
        self._objects = objects
        self._known: dict[int, Known] = {}
        self._touched: dict[int, Known] = {}
        self._closed: set[int] = set()

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
        self._closed &= {self._numbers.of_session(session) for session in _sessions.values()}

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
        for session in list(islice(_sessions.values(), MOST_SESSIONS)):
            number = self._numbers.of_session(session)
            known = self._known.get(number)
            if known is None:
                known = self._known[number] = Known(session, number)
            if number in self._closed and (session._transaction is not None or session._new):
                self._closed.discard(number)  # it is used again
            seen = (number in self._closed, *_glance(session))
            if seen != known.seen:
                known.seen = seen
                self._touched[number] = known
                self._touch_objects(known, session)
        for number, known in list(self._known.items()):
            if known.ref() is None:
                del self._known[number]
                self._touched[number] = known
                self._objects.touch_all(_listed(known.last))

    def _touch_objects(self, known: Known, session: Session) -> None:
        # What a flush sends goes through no event of its own where the object stays what it is.
        self._objects.touch_all(_listed(known.last, LISTS[:3]))
        for state in [*session._new, *session._deleted, *islice(session.identity_map._modified, MOST_OBJECTS)]:
            self._objects.touch(state)

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
            if now is not None and now != known.last:
                known.last = now
                found.append(now)
        return found

    def known(self, names: Names) -> list[dict[str, Any]]:
        """Every session that is open."""
        self.look()
        for known in self._known.values():
            self._touched[known.number] = known
            known.last = None
        return [each for each in self.changed(names) if not each.get("closed")]

    def opened(self) -> list[Session]:
        """Every session that is there and not closed."""
        some = islice(_sessions.values(), MOST_SESSIONS)
        return [each for each in list(some) if self._numbers.of_session(each) not in self._closed]

    def follow_objects(self) -> None:
        """Has every object followed that is in a session."""
        for session in list(islice(_sessions.values(), MOST_SESSIONS)):
            for state in [*session.identity_map.all_states(), *session._new]:
                self._objects.touch(state, new=True)

    def _told(self, known: Known, names: Names) -> dict[str, Any] | None:
        session = known.ref()
        if session is None:
            if known.last is None or known.last.get("closed"):
                return None
            return {"number": known.number, "type": known.last["type"], "closed": True}
        return self.snapshot(session, names)

    def snapshot(self, session: Session, names: Names) -> dict[str, Any]:
        """A session as it is, with the keys of `SessionState`."""
        deleted, number = session._deleted, self._numbers.of_session(session)
        return {
            "number": number,
            "name": names.of(session),
            "type": class_name(type(session)),
            "engine": names.of(_engine(session)),
            "new": self._numbers_of(session._new),
            "dirty": self._numbers_of(each for each in list(session.identity_map._modified) if each not in deleted),
            "deleted": self._numbers_of(deleted),
            "identity_map": self._numbers_of(session.identity_map.all_states()),
            "in_transaction": session._transaction is not None,
            "nesting": _nesting(session),
            "active": session._transaction is None or session._transaction.is_active,
            "closed": number in self._closed,
            "connection": _connection(session),
            "autoflush": bool(session.autoflush),
            "expire_on_commit": bool(session.expire_on_commit),
        }

    def _numbers_of(self, states: Iterable[InstanceState[Any]]) -> list[int]:
        found = (self._objects.number(state) for state in list(states))
        return sorted(each for each in found if each is not None)[:MOST_OBJECTS]


def _listed(told: dict[str, Any] | None, lists: tuple[str, ...] = LISTS) -> list[int]:
    return [number for each in lists for number in (told or {}).get(each, ())]


def _glance(session: Session) -> tuple[object, ...]:
    identity_map, transaction = session.identity_map, session._transaction
    return (
        identity_map._wr,  # another one after expunge_all(), which close() calls
        transaction is not None,
        transaction is None or transaction.is_active,
        _nesting(session),
        _connection(session),
        len(identity_map._dict),
        len(identity_map._modified),
        len(session._new),
        len(session._deleted),
        session.autoflush,
        session.expire_on_commit,
    )


def _nesting(session: Session) -> int:
    count, transaction = 0, session._transaction
    while transaction is not None:
        count += transaction.nested
        transaction = transaction._parent
    return count


def _connection(session: Session) -> int | None:
    """The number of the driver's connection that the session holds; nothing is connected for the question."""
    transaction = session._transaction
    while transaction is not None:
        for found in transaction._connections.values():
            fairy = getattr(found[0], "_dbapi_connection", None)
            number = getattr(getattr(fairy, "dbapi_connection", None), "number", None)
            if isinstance(number, int):
                return number
        transaction = transaction._parent
    return None


def _engine(session: Session) -> object:
    bind = session.bind
    return bind.engine if isinstance(bind, Connection) else bind
