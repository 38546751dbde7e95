"""What one walk over the running frames has found so far, and how each of SQLAlchemy's functions adds to it.

The walk goes from the statement outwards, so it meets the nearest reason first. Further out there is a better one, or
none: a lazy load sends its SELECT by `Session.execute`, which the visitor did not write.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FrameType
from typing import Any

from sqlalchemy.orm import InstanceState, Mapper

from webapp.inside.recorder.values import LONGEST_NAME, class_name

REPLACES: dict[str, frozenset[str]] = {
    "written": frozenset({""}),
    **dict.fromkeys(
        ("get", "refresh", "expired", "deferred", "lazy load", "flush", "close", "synchronize"),
        frozenset({"", "written"}),
    ),
    "schema": frozenset({"", "written", "close"}),
    "eager load": frozenset({"", "written", "lazy load"}),
    **dict.fromkeys(("merge", "cascade"), frozenset({"", "written", "get", "lazy load", "expired", "deferred"})),
    **dict.fromkeys(("autoflush", "commit"), frozenset({"flush"})),
    "savepoint": frozenset({"", "written", "flush"}),
}
"""Which kinds found nearer to the statement each kind takes the place of. "" is none yet."""

Reader = Callable[["Walk", FrameType], None]
"""Adds what the locals of a function's frame tell. On 3.11 and 3.12 reading them makes a dict, so it is done seldom."""


class Walk:
    """The kind of a cause, and what it is about."""

    __slots__ = ("attribute", "by", "kind", "passing", "session", "state", "strategy", "type", "work")

    def __init__(self) -> None:
        self.kind = ""
        self.by = ""
        self.type = ""
        self.attribute = ""
        self.strategy = ""
        self.state: InstanceState[Any] | None = None
        self.session: Any = None
        self.work: Any = None
        """The UOWTransaction of a flush."""
        self.passing = False
        """Whether the visitor's next frame is a listener that sends on a statement which is not its own."""

    def becomes(self, kind: str) -> None:
        """Takes a kind, unless a nearer one is to stay."""
        if self.kind in REPLACES[kind]:
            if self.kind == "expired":
                self.attribute = ""  # the one that was looked at says nothing about a merge or a delete
            self.kind = kind

    def about(self, state: InstanceState[Any], attribute: str = "") -> None:
        """Takes the object that is loaded, unless something nearer is."""
        if self.state is None and self.kind != "eager load":
            self.state = state
            self.type = class_name(state.class_)
            self.attribute = self.attribute or _plain(attribute)


def _plain(name: object) -> str:
    # A subclass of str, as reflected names are of, is not asked for a part of itself.
    return str.__str__(name)[:LONGEST_NAME] if isinstance(name, str) else ""


def own_session(walk: Walk, frame: FrameType) -> None:
    """Of a Session's own methods."""
    if walk.session is None:
        walk.session = frame.f_locals["self"]


def session_of_self(walk: Walk, frame: FrameType) -> None:
    """Of a SessionTransaction's methods."""
    if walk.session is None:
        walk.session = frame.f_locals["self"].session


def named_by_class(walk: Walk, frame: FrameType) -> None:
    """Of methods that several kinds of transaction share."""
    walk.by = f"{class_name(type(frame.f_locals['self']))}.{frame.f_code.co_name}"


def flushing(walk: Walk, frame: FrameType) -> None:
    """Of Session._flush."""
    own_session(walk, frame)
    if walk.kind == "flush" and walk.work is None:
        walk.work = frame.f_locals.get("flush_context")


def lazy_loading(walk: Walk, frame: FrameType) -> None:
    """Of the loader of a relationship that is read. It may have needed the primary key, and found that expired."""
    found = frame.f_locals
    walk.about(found["state"], found["self"].key)
    if walk.kind == "expired" and walk.state is found["state"]:
        walk.attribute = _plain(found["self"].key)


def expiring(walk: Walk, frame: FrameType) -> None:
    """Of what loads the attributes of an object that have expired."""
    walk.about(frame.f_locals["self"])


def undeferring(walk: Walk, frame: FrameType) -> None:
    """Of the loader of a deferred column."""
    found = frame.f_locals
    walk.about(found["state"], found["self"].key)


def reading(walk: Walk, frame: FrameType) -> None:
    """Of what asks for the value of one attribute; it tells which one had expired."""
    if walk.kind == "expired" and not walk.attribute and walk.state is not None:
        found = frame.f_locals
        if found["state"] is walk.state:
            walk.attribute = _plain(found["key"])
            if _left_out(walk.state, walk.attribute):
                walk.kind = "deferred"


def getting(walk: Walk, frame: FrameType) -> None:
    """Of Session.get and its kin."""
    if not walk.type:
        walk.type = class_name(frame.f_locals["mapper"].class_)


def refreshing(walk: Walk, frame: FrameType) -> None:
    """Of Session.refresh."""
    own_session(walk, frame)
    if walk.kind == "refresh":
        walk.about(frame.f_locals["state"])


def merging(walk: Walk, frame: FrameType) -> None:
    """Of Session._merge."""
    if walk.kind == "merge":
        walk.about(frame.f_locals["state"])


def cascading(walk: Walk, frame: FrameType) -> None:
    """Of what goes along relationships, for a delete or for another reason."""
    if frame.f_locals["type_"] == "delete":
        walk.becomes("cascade")


def eager(strategy: str) -> Reader:
    """Of the loader of one strategy, whose `self` knows class and attribute."""

    def read(walk: Walk, frame: FrameType) -> None:
        if walk.kind == "eager load" and not walk.strategy:
            loader = frame.f_locals["self"]
            walk.strategy, walk.state = strategy, None
            walk.type, walk.attribute = class_name(loader.parent.class_), _plain(loader.key)

    return read


def subquery(walk: Walk, frame: FrameType) -> None:
    """Of what runs the second query of `subqueryload`: the query's path ends with the relationship."""
    if walk.kind == "eager load" and not walk.strategy:
        walk.strategy = "subquery"
        loaded = frame.f_locals["self"].subq._compile_options._current_path.path[-1]
        walk.type, walk.attribute = class_name(loaded.parent.class_), _plain(loaded.key)


def subclass(walk: Walk, frame: FrameType) -> None:
    """Of what loads the columns of a subclass, by `selectin_polymorphic`."""
    if walk.kind == "eager load" and not walk.strategy:
        walk.strategy, walk.type = "selectin", class_name(frame.f_locals["mapper"].class_)


def passing_on(walk: Walk, frame: FrameType) -> None:  # noqa: ARG001 - as all readers
    """Of the method by which a `do_orm_execute` listener sends the statement it was told of."""
    walk.passing = True


def executing(walk: Walk, frame: FrameType) -> None:
    """Of what called that listener, and of every other statement of a Session."""
    own_session(walk, frame)
    walk.passing = False


def _left_out(state: InstanceState[Any], key: str) -> bool:
    """Whether a column has not expired but was never loaded: one of a subclass, where the query was for the base."""
    mapper: Mapper[Any] = state.mapper
    base, props = mapper.base_mapper, mapper._props
    if state.expired or mapper is base or key in base._props:
        return False
    table = props[key].columns[0].table
    beside = [
        prop.key
        for prop in mapper.column_attrs
        if prop.key not in base._props and all(getattr(column, "table", None) is table for column in prop.columns)
    ]
    return not any(name in state.dict for name in beside)
