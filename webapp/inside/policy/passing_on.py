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

from webapp.inside.policy.ownership import LEADING_OUT, library_of

ALIASES: tuple[type, ...] = (GenericAlias, vars(typing)["_BaseGenericAlias"])
"""`Annotated[x, 1]` and the like. Whatever `x` is, its attributes are theirs."""
MEANT = (ClauseElement, Operators, TypeEngine, MapperProperty, hybrid_property, hybrid_method)
"""What SQLAlchemy's types, columns and attributes pass on to: each other."""
ERRORS = (AttributeError, ImportError)


def behind(obj: Any) -> Any:
    """What an alias stands for, through as many as there are; any other object is itself."""
    while issubclass(type(obj), ALIASES):
        obj = obj.__origin__
    return obj


def handed_on(obj: Any, name: str, *default: Any) -> Any:
    """`getattr` for SQLAlchemy's classes that pass on what they have not: from what a snippet may have put there, an
    engine for one, they get nothing. Raises AttributeError."""
    if sys._getframe(1).f_code.co_name == "__getattr__" and _leads_out(obj):
        raise AttributeError(f"{name!r:.60} is not passed on from `{type(obj).__name__}`.")
    return getattr(obj, name, *default)


def _leads_out(obj: Any) -> bool:
    kind = type(obj)
    if issubclass(kind, (*ALIASES, *ERRORS)):
        return True
    return library_of(kind) in LEADING_OUT and not issubclass(kind, MEANT)
