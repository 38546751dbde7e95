"""The mapped attributes of one object, as its memory has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any
from weakref import ref

from sqlalchemy.orm import ColumnProperty, InstanceState, Mapper, RelationshipProperty
from sqlalchemy.orm.base import LoaderCallableStatus

from webapp.inside.recorder.memory import state_of
from webapp.inside.recorder.values import told

MOST_ATTRIBUTES = 40
MOST_REFERRED = 200
"""Objects of one collection."""
_MISSING = object()


class _Plan:
    """The attributes of a mapped class, and which of them are relationships."""

    __slots__ = ("attributes", "count", "ref")

    def __init__(self, mapper: Mapper[Any]) -> None:
        # `mapper.attrs` would configure mappers, which raises where a class is not finished yet.
        properties = mapper._props
        found = [
            (key, isinstance(each, RelationshipProperty))
            for key, each in properties.items()
            if isinstance(each, ColumnProperty | RelationshipProperty)
        ]
        found.sort(key=lambda each: each[1])  # columns first: SQLAlchemy has them behind the relationships
        self.attributes = found[:MOST_ATTRIBUTES]
        self.count = len(properties)
        self.ref = ref(mapper)  # a class is the visitor's to forget


class Attributes:
    """Tells attributes as plain data with the keys of `webapp.observation.Attribute`."""

    def __init__(self, number: Callable[[InstanceState[Any]], int | None]) -> None:
        """`number` gives the number of an object, None of one that is not followed."""
        self._number = number
        self._plans: dict[int, _Plan] = {}

    def of(self, state: InstanceState[Any], values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Those of an object whose dictionary is `values`; none where its class is mapped no more."""
        mapper: Mapper[Any] | None = vars(state.manager).get("mapper")
        if mapper is None or "_props" not in vars(mapper):
            return []
        return [self._attribute(state, values, *each) for each in self._plan(mapper)]

    def _plan(self, mapper: Mapper[Any]) -> list[tuple[str, bool]]:
        known = self._plans.get(id(mapper))
        if known is None or known.ref() is not mapper or known.count != len(mapper._props):
            known = self._plans[id(mapper)] = _Plan(mapper)
        return known.attributes

    def _attribute(
        self, state: InstanceState[Any], values: Mapping[str, Any], key: str, related: bool
    ) -> dict[str, Any]:
        now = values.get(key, _MISSING)
        if now is _MISSING:
            return {"name": key, "state": "expired" if key in state.expired_attributes else "unloaded"}
        old = state.committed_state.get(key, _MISSING)
        if related:
            return self._relationship(key, now, old if state.key is not None else _MISSING)
        made = {"name": key, "state": "loaded", "value": told(now)}
        if old is not _MISSING and state.key is not None:
            was = "" if type(old) is LoaderCallableStatus else told(old)
            if was != made["value"] or type(old) is not type(now):
                made |= {"state": "modified"} | ({"old": was} if was else {})
        return made

    def _relationship(self, key: str, now: object, old: object) -> dict[str, Any]:
        made: dict[str, Any] = {"name": key, "state": "loaded"}
        refers = self._numbers(now)
        if refers:
            made["refers"] = refers
        elif now is None:
            made["value"] = "None"
        if old is not _MISSING:
            was = self._numbers(old)
            if was != refers or type(old) is LoaderCallableStatus:
                made |= {"state": "modified"} | ({"old_refers": was} if was else {})
        return made

    def _numbers(self, value: object) -> list[int]:
        states = [state for each in islice(_held(value), MOST_REFERRED) if (state := state_of(each)) is not None]
        return [number for state in states if (number := self._number(state)) is not None]


def _held(value: Any) -> Iterator[Any]:
    """What an attribute holds; a collection class of the visitor's own is not asked, but read."""
    kind = type(value)
    if issubclass(kind, list):
        return list.__iter__(value)
    if issubclass(kind, set):
        return set.__iter__(value)
    if issubclass(kind, dict):
        return iter(dict.values(value))
    return iter((value,))
