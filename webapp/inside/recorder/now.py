"""What a check asks of one object or session when the snippet has ended: as it is, without loading anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session, scoped_session

from webapp.inside.recorder.memory import state_of
from webapp.inside.recorder.names import Names
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.objects.objects import Objects
from webapp.inside.recorder.objects.sessions import Sessions
from webapp.inside.recorder.values import class_name


class Now:
    """Looks at what the visitor's names stand for."""

    def __init__(self, numbers: Numbers, objects: Objects, sessions: Sessions) -> None:
        self._numbers = numbers
        self._objects = objects
        self._sessions = sessions

    def mapped(self, name: str, names: Mapping[str, object]) -> dict[str, Any]:
        """The object of that name, with the keys of `ObjectState`. Raises LookupError, with a sentence."""
        value = _named(name, names)
        state = state_of(value)
        if state is None:
            raise LookupError(f"it is of type {class_name(type(value))}, which is not mapped")
        number, session = self._numbers.of_object(state), self._sessions.number_of(state)
        return self._objects.snapshot(state, value, number, Names(names), session)

    def session(self, name: str, names: Mapping[str, object]) -> dict[str, Any]:
        """The session of that name, with the keys of `SessionState`; without a name, the only one that is open.

        Raises LookupError, with a sentence.
        """
        if not name:
            opened = self._sessions.opened()
            if len(opened) != 1:
                raise LookupError(f"there are {len(opened)} open sessions" if opened else "there is no open session")
            return self._sessions.snapshot(opened[0], Names(names))
        value = _named(name, names)
        if isinstance(value, scoped_session) and value.registry.has():
            value = value()
        if not isinstance(value, Session):
            raise LookupError(f"it is of type {class_name(type(value))}, which is no Session")
        return self._sessions.snapshot(value, Names(names))


def _named(name: str, names: Mapping[str, object]) -> object:
    if name not in names:
        raise LookupError(f"NameError: name '{name}' is not defined")
    return names[name]
