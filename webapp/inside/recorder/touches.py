"""What SQLAlchemy's events say has been touched: the only objects and sessions worth looking at.

It listens on the classes, because a snippet may rebind any name of its own. Every listener is handed states, not
objects, and gives back the value it was given.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import InstanceState, Mapper, Session
from sqlalchemy.orm.attributes import QueryableAttribute

State = InstanceState[Any]
Touch = Callable[..., None]

COMES_INTO = {
    "transient_to_pending": "pending",
    "pending_to_transient": "transient",
    "persistent_to_transient": "transient",
    "pending_to_persistent": "persistent",
    "detached_to_persistent": "persistent",
    "loaded_as_persistent": "persistent",
    "deleted_to_persistent": "persistent",
    "persistent_to_deleted": "deleted",
    "deleted_to_detached": "detached",
    "persistent_to_detached": "detached",
}
"""Session events, and the state an object is in after each."""


class Touches:
    """Hands on what is touched while `on` is true."""

    def __init__(self, before: Callable[..., None], of_object: Touch, of_session: Callable[[Session], None]) -> None:
        """`before` is called where the visitor's line is about to change something; then one of the others.

        It is told `in_session=True` where a session has begun to change already.
        """
        self.on = False
        self._before = before
        self._object = of_object
        self._session = of_session

    def install(self) -> None:
        """Begins to listen; once in a process's life."""
        for name, state in COMES_INTO.items():
            event.listen(Session, name, self._comes_into(state, new=name == "loaded_as_persistent"), raw=True)
        event.listen(Session, "before_attach", self._attached, raw=True)
        event.listen(Mapper, "init", self._made, raw=True)
        for name in ("expire", "refresh"):
            event.listen(Mapper, name, self._happened, raw=True)
        for name in ("set", "append", "remove", "modified", "append_wo_mutation"):
            event.listen(QueryableAttribute, name, self._changes, raw=True, retval=True, include_key=True)

    def _comes_into(self, entered: str, *, new: bool) -> Callable[[Session, State], None]:
        def listen(session: Session, state: State) -> None:
            if self.on:
                self._object(state, entered, new=new)
                self._session(session)

        return listen

    def _attached(self, session: Session, _state: State) -> None:
        if self.on:
            self._before(in_session=True)
            self._session(session)

    def _made(self, state: State, _args: object, _keywords: object) -> None:
        if self.on:
            self._before()
            self._object(state, "transient", new=True)

    def _happened(self, state: State, *_details: object) -> None:
        if self.on:
            self._object(state)

    def _changes(self, state: State, value: Any = None, *_details: object, **_key: object) -> Any:
        if self.on:
            self._before()
            self._object(state)
        return value
