"""Mapped attributes, as the mapper keeps them; it is neither configured nor asked."""

from __future__ import annotations

import datetime
import decimal
import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import types
from sqlalchemy.orm import ColumnProperty, InstrumentedAttribute, Mapper, QueryableAttribute, RelationshipProperty

from webapp.inside.completion.annotations import meaning
from webapp.inside.completion.known import Known
from webapp.inside.completion.reading import (
    all_names,
    ancestors,
    is_class,
    is_kind,
    library_of,
    memory,
    own_names,
    plain,
    raw,
)

PYTHON: tuple[tuple[type, type], ...] = (
    (types.Boolean, bool),
    (types.Integer, int),
    (types.Float, float),
    (types.Numeric, decimal.Decimal),
    (types.DateTime, datetime.datetime),
    (types.Date, datetime.date),
    (types.Time, datetime.time),
    (types.LargeBinary, bytes),
    (types.Uuid, uuid.UUID),
    (types.JSON, dict),
    (types.String, str),
)
"""What a column of a type gives. The first that fits counts."""

_SLOTS: dict[str, Any] = {name: vars(QueryableAttribute)[name] for name in ("key", "parent")}


def attributes_of(cls: type) -> Iterator[str]:
    """The names of a class's mapped attributes."""
    return (name for name, _, value in all_names(cls) if type(value) is InstrumentedAttribute)


def property_of(attribute: Any) -> Any:
    """The mapper's property behind a mapped attribute; None where it is of a kind that is not SQLAlchemy's own."""
    mapper, key = _slot(attribute, "parent"), _slot(attribute, "key")
    if type(mapper) is not Mapper:
        return None
    kept = memory(mapper).get("_props")
    if type(key) is not str or type(kept) is not dict:
        return None
    for name, found in kept.items():
        if type(name) is str and name == key and library_of(type(found)) == "sqlalchemy":
            return found
    return None


def _slot(attribute: Any, name: str) -> Any:
    """What a mapped attribute keeps; None where it is gone. Reading it as usual would then ask the comparator."""
    try:
        return _SLOTS[name].__get__(attribute)
    except AttributeError:
        return None


def type_of_column(found: Any) -> type | None:
    """The class of the type of a column property's first column."""
    columns = memory(found).get("columns") if is_kind(type(found), ColumnProperty) else None
    return type(memory(columns[0]).get("type")) if type(columns) is list and columns else None


def value_of(cls: type, attribute: Any, names: dict[str, Any]) -> Known | None:
    """What reading a mapped attribute of an object would give, where it is not loaded."""
    found = property_of(attribute)
    if found is not None and is_kind(type(found), RelationshipProperty):
        return _related(cls, attribute, found, names)
    column = type_of_column(found) if found is not None else None
    if column is None:
        return None
    return next((Known(python) for kind, python in PYTHON if is_kind(column, kind)), None)


def target_of(found: Any, names: dict[str, Any]) -> type | None:
    """The class that a relationship leads to, as far as it is told."""
    kept = memory(found)
    entity = kept.get("entity")
    if type(entity) is Mapper:
        cls = memory(entity).get("class_")
        return cls if is_class(cls) else None
    argument = kept.get("argument")
    if is_class(argument):
        return argument
    named = names.get(argument) if type(argument) is str else None
    return named if is_class(named) else None


def _related(cls: type, attribute: Any, found: Any, names: dict[str, Any]) -> Known | None:
    target = target_of(found, names)
    if target is not None:
        one = Known(target)
        return one if memory(found).get("uselist") is False else Known(list, of=one)
    key = _slot(attribute, "key")
    for each in ancestors(cls):
        notes = own_names(each).get("__annotations__")
        kept = plain(notes) if type(notes) is dict else {}
        if type(key) is str and key in kept:
            return meaning(kept[key], names, None, None)
    return None


def is_mapped(cls: type) -> bool:
    """Whether a class has a mapper."""
    found = raw(cls, "__mapper__")
    return found is not None and type(found[1]) is Mapper
