"""The sessions a snippet has, as snapshots."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from typing import Any
from weakref import ref

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import InstanceState, Session
from sqlalchemy.orm.session import _sessions  # the one list of all of them

from webapp.inside.recorder.names import Names
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.objects.objects import Objects
from webapp.inside.recorder.objects.session_parts import connection_of, glance, nesting, parts_of, switched_off
from webapp.inside.recorder.values import class_name

MOST_SESSIONS = 20
MOST_OBJECTS = 200
"""Objects of a session that are followed when a snippet begins."""
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
        for session in _newest():
            own = parts_of(session)
            states = [*own["_new"], *own["identity_map"]._dict.values()]
            for state in states[:MOST_OBJECTS]:
                self._objects.touch(state, new=True)
            self._objects.left_out += len(states[MOST_OBJECTS:])

    def number_of(self, state: InstanceState[Any]) -> int | None:
        """The number of the session an object is in; None where it is in none."""
        session = _sessions.get(state.session_id) if state.session_id is not None else None
        return self._numbers.of_session(session) if session is not None else None

    def touch_all(self) -> None:
        """Something may have happened to any of them."""
        self._touched |= self._known

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
            own = parts_of(session)
            if number in self._closed and (own["_transaction"] is not None or own["_new"]):
                self._closed.discard(number)  # it is used again
            seen = (number in self._closed, *glance(own))
            if seen != known.seen:
                known.seen = seen
                self._touched[number] = known

    def is_one_new(self) -> bool:
        """Whether a session was made since the last look."""
        return _newest_number() != self._newest

    def _look_for_new(self) -> None:
        newest = _newest_number()
        if newest != self._newest:
            self._newest = newest
            for session in _newest():
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
        return [each for each in _newest() if self._numbers.of_session(each) not in self._closed]

    def _told(self, known: Known, names: Names) -> dict[str, Any]:
        session = known.ref()
        if session is None:
            return {key: known.last[key] for key in ("type",) if key in known.last} | {
                "number": known.number,
                "closed": True,
            }
        return self.snapshot(session, names)

    def snapshot(self, session: Session, names: Names) -> dict[str, Any]:
        """A session as it is, with the keys of `SessionState`."""
        own, number = parts_of(session), self._numbers.of_session(session)
        now: dict[str, Any] = {"number": number}
        if name := names.of(session):
            now["name"] = name
        if type(session) is not Session:
            now["type"] = class_name(type(session))
        if engine := _engine(own["bind"], names):
            now["engine"] = engine
        self._add_lists(now, own)
        if (transaction := own["_transaction"]) is not None:
            now["in_transaction"] = True
            if count := nesting(transaction):
                now["nesting"] = count
            if connection := connection_of(transaction):
                now["connection"] = connection
        if number in self._closed:
            now["closed"] = True
        return now | switched_off(own)

    def _add_lists(self, now: dict[str, Any], own: dict[str, Any]) -> None:
        """A session's objects: of those that are followed, since it may have a hundred thousand."""
        deleted, modified, key = own["_deleted"], own["identity_map"]._modified, own["hash_key"]
        for state, number in self._objects.states():
            if state.session_id != key:
                continue
            if state.key is None:
                now.setdefault("new", []).append(number)
            elif not state._deleted:
                now.setdefault("identity_map", []).append(number)
                if state in deleted:
                    now.setdefault("deleted", []).append(number)
                elif state in modified:
                    now.setdefault("dirty", []).append(number)


def _engine(bind: Any, names: Names) -> str:
    is_one = issubclass(type(bind), Engine | Connection)  # of any other it might be asked what it is
    return names.of(bind.engine) if is_one else ""


def _newest() -> list[Session]:
    """The sessions that were made last."""
    keys = list(islice(reversed(_sessions.data), MOST_SESSIONS))  # type: ignore[attr-defined]
    return [session for key in reversed(keys) if (session := _sessions.get(key)) is not None]


def _listed(told: dict[str, Any], *lists: str) -> set[int]:
    return {number for each in lists for number in told.get(each, ())}


def _newest_number() -> int | None:
    # SQLAlchemy counts sessions as they are made, and keeps them in that order.
    return next(reversed(_sessions.data), None)  # type: ignore[attr-defined]
