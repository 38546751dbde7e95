"""Copies: `copy` hands an object's whole state to methods a class may define, so what is copied is looked at.

Open are objects of one's own, Python's values, and what mapped objects consist of.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Mapping
from types import CodeType, FrameType, ModuleType, TracebackType
from typing import Any

from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.orm import InstanceState, instrumentation

from webapp.inside.policy.ownership import LEADING_OUT, library_of
from webapp.inside.policy.special import is_special

OPEN_MODULES = frozenset(
    "sqlalchemy.orm.decl_api sqlalchemy.orm.collections sqlalchemy.orm.mapped_collection sqlalchemy.ext.mutable "
    "sqlalchemy.ext.orderinglist sqlalchemy.ext.automap sqlalchemy.ext.declarative.extensions sqlalchemy.inspection "
    "sqlalchemy.engine.row sqlalchemy.engine._row_cy sqlalchemy.engine.url sqlalchemy.util._immutabledict_cy "
    "sqlalchemy.util.langhelpers sqlalchemy.exc sqlalchemy.orm.exc".split()
)
EXPRESSIONS = ("sqlalchemy.sql.", "sqlalchemy.orm.")
"""Statements and the like may be copied as they are; not deeply, and not where a subclass would get their state."""

NEVER = (ModuleType, FrameType, TracebackType, CodeType)


TAKEN_ALONG = (InstanceState, vars(instrumentation)["_SerializeManager"], SimpleResultMetaData)
"""What copies of mapped objects and of rows consist of."""


def is_closed(cls: type) -> bool:
    """Whether a class is a library's, and keeps in its objects what leads out."""
    return library_of(cls) in LEADING_OUT and cls.__module__ not in OPEN_MODULES


def _is_open(cls: type, *, deep: bool) -> bool:
    if any(cls is each for each in TAKEN_ALONG):
        return True
    closed = {each.__module__ for each in cls.__mro__ if is_closed(each)}
    if not closed:
        return True
    inherited = any(library_of(each) is None for each in cls.__mro__)
    return not deep and not inherited and all(module.startswith(EXPRESSIONS) for module in closed)


def _check_name(name: str, value: object) -> None:
    text = str.__str__(name)
    if text.startswith("_sa_") and not (text == "_sa_instance_state" and type(value) is InstanceState):
        raise TypeError(f"{name!r:.60} is not an attribute that can be copied.")


def _check_state(obj: object, made: Any) -> Any:
    """What `__reduce_ex__` gave; raises TypeError where its state names or holds what no object here may have."""
    if not isinstance(made, tuple) or len(made) < 3:
        return made
    make, args, state, *others = made
    parts = state if isinstance(state, tuple) and len(state) == 2 else (state,)
    for part in parts:
        for name, value in part.items() if isinstance(part, Mapping) else ():
            if isinstance(name, str):
                _check_name(name, value)
            if isinstance(value, NEVER):
                raise TypeError(f"{type(value).__name__} objects cannot be copied.")

    def checked(*args: Any) -> Any:
        copied = make(*args)
        if type(copied) is not type(obj):
            raise TypeError(f"A copy of `{type(obj).__name__}` is no `{type(copied).__name__}`.")
        return copied

    return (checked, args, state, *others)


def _getattr(obj: Any, name: str, *default: Any) -> Any:
    if name == "__replace__" and isinstance(obj, type) and issubclass(obj, NEVER):
        raise TypeError(f"{obj.__name__} objects cannot be copied.")
    if name not in ("__reduce_ex__", "__reduce__"):
        return getattr(obj, name, *default)
    deep = sys._getframe(1).f_code.co_name == "deepcopy"
    if not _is_open(type(obj), deep=deep):
        raise TypeError(f"`{type(obj).__name__}` is made by SQLAlchemy for itself, and is not copied here.")
    reduce = getattr(type(obj), name)  # of the class: a name in the object's own dictionary is no method
    return lambda *args: _check_state(obj, reduce(obj, *args))


def _setattr(obj: object, name: str, value: object) -> None:
    """For attributes in `__slots__`, and whatever a `__getstate__` gives as such."""
    name = str.__str__(name)
    _check_name(name, value)
    if is_special(name):
        raise TypeError(f"{name!r:.60} is not an attribute that can be copied.")
    setattr(obj, name, value)


def install() -> None:
    """Sets the guard in `copy`, for `copy.copy` and `copy.deepcopy` at every depth."""
    vars(copy).update(getattr=_getattr, setattr=_setattr)
