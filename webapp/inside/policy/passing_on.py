"""Objects that pass on what is read of them, or set, to another: a rule about that one holds for them as well."""

from __future__ import annotations

import sys
import typing
from types import GenericAlias
from typing import Any

from sqlalchemy import ClauseElement
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import MapperProperty
from sqlalchemy.sql.operators import Operators
from sqlalchemy.types import TypeEngine

from webapp.inside.policy import attributes, special
from webapp.inside.policy.ownership import LEADING_OUT, library_of

ALIASES: tuple[type, ...] = (GenericAlias, vars(typing)["_BaseGenericAlias"])
"""`Annotated[x, 1]` and the like. Whatever `x` is, its attributes are theirs."""
MEANT = (ClauseElement, Operators, TypeEngine, MapperProperty, hybrid_property, hybrid_method)
"""What SQLAlchemy's types, columns and attributes pass on to: each other."""
ERRORS = (AttributeError, ImportError)
CLOSED = frozenset(attributes.NAMES_REFUSED) | frozenset(special.NAMES_REFUSED) | {"dispatch", "logger"}
"""Names that SQLAlchemy reads of no object by a name that comes from elsewhere."""


def behind(obj: Any) -> Any:
    """What an alias stands for, through as many as there are; any other object is itself."""
    while issubclass(type(obj), ALIASES):
        obj = obj.__origin__
    return obj


def read_by_name(obj: Any, name: str, *default: Any) -> Any:
    """`getattr` for SQLAlchemy's functions that read what they are told to, of whatever a snippet puts before them.

    Raises AttributeError for what is closed on every object.
    """
    if type(name) is not str:  # a subclass could answer anything
        name = str.__str__(name)
    if name in CLOSED:
        raise AttributeError(f"{name!r:.60} is not read by its name.")
    return getattr(obj, name, *default)


def handed_on(obj: Any, name: str, *default: Any) -> Any:
    """The same for its classes that pass on what they have not: from what a snippet may have put there, an engine for
    one, they get nothing. Raises AttributeError."""
    if sys._getframe(1).f_code.co_name == "__getattr__" and _leads_out(obj):
        raise AttributeError(f"{name!r:.60} is not passed on from `{type(obj).__name__}`.")
    return read_by_name(obj, name, *default)


def _leads_out(obj: Any) -> bool:
    kind = type(obj)
    if issubclass(kind, (*ALIASES, *ERRORS)):
        return True
    return library_of(kind) in LEADING_OUT and not issubclass(kind, MEANT)
