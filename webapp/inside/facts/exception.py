"""What only this process knows of an exception: which object, session, constraint and tables it is about.

Read from the exception and from the local variables of SQLAlchemy's own functions that raised it. Nothing of the
visitor's is called: no `__repr__`, no property, no comparison. What cannot be read is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import CodeType
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.engine import Connection
from sqlalchemy.exc import PendingRollbackError
from sqlalchemy.orm import InstanceState, Session, SessionTransaction
from sqlalchemy.orm.attributes import _AttributeImpl
from sqlalchemy.orm.interfaces import LoaderStrategy

from webapp.inside.facts.constraints import WRAPPERS, broken_constraint, words_of_driver
from webapp.inside.facts.named import Named
from webapp.inside.facts.raised import frames_of
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.values import class_name, told

STATES = ("transient", "pending", "persistent", "deleted", "detached")
MOST_FACTS = 20
LONGEST = 100
MOST_KEYS = 10


def facts_of(error: BaseException, file: str, names: Mapping[str, object], numbers: Numbers) -> dict[str, Any]:
    """The keys `facts` and `object` of `webapp.observation.Error`; empty where nothing is known.

    `file` is the file name of the snippet that runs, `names` the visitor's namespace.
    """
    try:
        found = _Told(error, file, names, numbers)
        found.look()
        facts = {key: value[:LONGEST] for key, value in found.facts.items() if value and key != "line"}
        return {"facts": dict(islice(facts.items(), MOST_FACTS)), "object": found.about}
    except Exception:  # an exception of the visitor's own, or a version of SQLAlchemy that keeps things elsewhere
        return {}


@dataclass(slots=True)
class _Told:
    """Collects the facts of one exception, from the innermost of SQLAlchemy's frames outwards."""

    error: BaseException
    file: str
    names: Mapping[str, object]
    numbers: Numbers
    facts: dict[str, str] = field(default_factory=dict)
    about: int | None = None
    state: InstanceState[Any] | None = None
    one_of_many: bool = False
    named: Named = field(init=False)

    def look(self) -> None:
        library, visitors, line = frames_of(self.error, self.file)
        self.named = Named(self.names, visitors)
        if line is not None:
            self._say("line", str(line))
        for frame in reversed(library):
            self._read(frame.f_code, frame.f_locals)
        if type(self.error) in WRAPPERS:
            self.facts |= broken_constraint(self.error, [frame.f_locals for frame in library], self.state)

    def _say(self, key: str, value: str) -> None:
        self.facts.setdefault(key, value)

    def _read(self, code: CodeType, found: Mapping[str, Any]) -> None:
        self._read_state(code, found)
        owner: Any = found.get("self")
        if _is(owner, _AttributeImpl) or _is(owner, LoaderStrategy):
            self._say("attribute", str(owner.key))
        if _is(owner, SessionTransaction):
            self._read_transaction(owner)
        targets: list[Any] = [owner, found.get("target")]
        for session in targets:
            if _is(session, Session):
                self._session(session)
        if _is(owner, Connection):
            self._say("engine", self.named.of(owner.engine))
            self._say("connection", self.named.of(owner))
        read = READERS.get(code.co_name)
        if read is not None:
            read(self, found)

    def _session(self, session: Session, prefix: str = "") -> None:
        if f"{prefix}session_number" not in self.facts:
            self._say(f"{prefix}session", self.named.of(session))
            self._say(f"{prefix}session_number", str(self.numbers.of_session(session)))

    def _read_state(self, code: CodeType, found: Mapping[str, Any]) -> None:
        if self.state is not None or self.one_of_many:
            return
        sent = _records(found) if code.co_name in SENDING else []
        if sent:
            self._say("objects", str(len(sent)))
            state = sent[0][0] if len(sent) == 1 else _sent_by(sent, self.error)
            # Of several that were sent at once nobody knows which one it was: frames further out say the last.
            self.one_of_many = state is None
        else:
            state = None if code.co_name in ROUNDS else found.get("state", found.get("dest"))
        if type(state) is InstanceState:
            self._tell_state(state)

    def _tell_state(self, state: InstanceState[Any]) -> None:
        self.state = state
        self.about = self.numbers.of_object(state)
        self._say("type", class_name(state.class_))
        self._say("state", next((each for each in STATES if getattr(state, each)), ""))
        instance = state.obj()
        if instance is not None:
            self._say("name", self.named.of(instance))

    def _read_transaction(self, transaction: SessionTransaction) -> None:
        self._session(transaction.session)
        first = transaction._rollback_exception
        if first is None or type(self.error) is not PendingRollbackError:
            return
        self._say("first_type", class_name(type(first)))
        before = _Told(first, self.file, self.names, self.numbers)
        before.look()
        self._say("first_line", before.facts.pop("line", ""))
        self.about = self.about or before.about
        for key, value in before.facts.items():
            self._say(key, value)

    def _given(self, found: Mapping[str, Any]) -> None:
        """What was handed to a method that wants an object or a class."""
        key = next((key for key in ("instance", "entity", "subject", "class_") if key in found), None)
        if key is None or self.state is not None:
            return
        thing = found[key]
        if issubclass(type(thing), type):
            self._say("given", "class")
            self._say("type", class_name(thing))
        else:
            self._say("given", "None" if thing is None else "object")
            self._say("type", class_name(type(thing)))
        self._say("name", self.named.of(thing) if thing is not None else "")

    def _asked_for(self, found: Mapping[str, Any]) -> None:
        """The class and key that `get_one` was asked for."""
        self._given({"entity": found.get("entity")})
        self._say("key", told(found.get("ident")))

    def _attached_elsewhere(self, found: Mapping[str, Any]) -> None:
        state = found.get("state")
        if type(state) is InstanceState and state.session is not None:
            self._session(state.session, "other_")

    def _join(self, found: Mapping[str, Any]) -> None:
        """The tables of a relationship, and the foreign keys that lead from one to the other."""
        join = found["self"]
        parent, child = join.parent_persist_selectable, join.child_persist_selectable
        self._say("parent", str(parent.description))
        self._say("child", str(child.description))
        keys = _keys(child, parent) + _keys(parent, child)
        self._say("keys", ", ".join(keys[:MOST_KEYS]))

    def _missing_table(self, _found: Mapping[str, Any]) -> None:
        """The declarative base that maps the table which the database misses."""
        missing = words_of_driver(self.error).partition("no such table: ")[2]
        if missing:
            self._say("base", _base_with(missing, self.names))


SENDING = ("_emit_insert_statements", "_emit_update_statements", "_delete_obj")
ROUNDS = (
    "_flush",
    "_save_obj",
    "_initialize_instance",
    "_event_on_init",
    "process_saves",
    "process_deletes",
    "execute",
)
"""Functions whose `state` is one that they came by, and not what the error is about."""

READERS: dict[str, Callable[[_Told, Mapping[str, Any]], None]] = {
    "add": _Told._given,
    "delete": _Told._given,
    "merge": _Told._given,
    "refresh": _Told._given,
    "expunge": _Told._given,
    "expire": _Told._given,
    "class_mapper": _Told._given,
    "inspect": _Told._given,
    "get_one": _Told._asked_for,
    "_before_attach": _Told._attached_elsewhere,
    "_determine_joins": _Told._join,
    "_check_foreign_cols": _Told._join,
    "_handle_dbapi_exception": _Told._missing_table,
}
"""SQLAlchemy's functions whose local variables tell more, by their names."""


def _records(found: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """What a flush was about to send: the state of each object, and its parameters."""
    records = found.get("records")
    if type(records) is not list:
        records = [(state, None, {}) for state in found.get("states") or ()]
    return [each for each in records if type(each) is tuple and len(each) > 2 and type(each[0]) is InstanceState]


def _sent_by(records: list[tuple[Any, ...]], error: BaseException) -> InstanceState[Any] | None:
    """The object whose parameters the database refused; None where more than one, or none, has them."""
    refused = vars(error).get("params") if type(error) in WRAPPERS else None
    if type(refused) is not tuple or any(type(value) in (tuple, dict) for value in refused):
        return None
    same = [each[0] for each in records if all(any(v is r for r in refused) for v in each[2].values())]
    return same[0] if len(same) == 1 else None


def _is(thing: object, kind: type) -> bool:
    # Not isinstance(): where the type says no, that asks the object's own __class__.
    return issubclass(type(thing), kind)


def _keys(table: Any, other: Any) -> list[str]:
    """The columns of `table` with a foreign key to `other`."""
    if not hasattr(table, "columns"):
        return []
    columns = islice(table.columns, 1_000)
    return [
        f"{table.description}.{column.name}"
        for column in columns
        if any(key.target_fullname.rpartition(".")[0] == other.description for key in column.foreign_keys)
    ]


def _base_with(table: str, names: Mapping[str, object]) -> str:
    for name, value in list(names.items()):
        if issubclass(type(value), type):
            metadata = type.__dict__["__dict__"].__get__(value).get("metadata")
            if type(metadata) is MetaData and table in metadata.tables:
                return name
    return ""
