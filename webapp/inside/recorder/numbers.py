"""Numbers that name objects and sessions as long as they live, without keeping them alive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary, ref

from sqlalchemy.orm import InstanceState, Session


class Numbers:
    """Counts objects of mapped classes and sessions, each from 1, in the order in which they were first seen."""

    def __init__(self) -> None:
        self._objects: WeakKeyDictionary[InstanceState[Any], int] = WeakKeyDictionary()
        self._sessions: dict[int, tuple[ref[Session], int]] = {}
        self._next_object = count(1)
        self._next_session = count(1)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is numbered within is forgotten afterwards, and its numbers are free again."""
        kept = vars(self).copy()
        vars(self).update(vars(Numbers()))
        try:
            yield
        finally:
            vars(self).update(kept)

    def of_object(self, state: InstanceState[Any]) -> int:
        """The number of the object that `state` belongs to."""
        number = self._objects.get(state)
        if number is None:
            number = self._objects[state] = next(self._next_object)
        return number

    def of_session(self, session: Session) -> int:
        """The number of a session."""
        # By its address, not as a key: a visitor's own class may say what equals what.
        found = self._sessions.get(id(session))
        if found is None or found[0]() is not session:
            found = self._sessions[id(session)] = ref(session), next(self._next_session)
        return found[1]
