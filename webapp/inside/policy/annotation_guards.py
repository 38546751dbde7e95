"""Annotations are evaluated among the names of whoever wrote them: never among a library's."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

from webapp.inside.policy.ownership import LIBRARIES


def check_names(names: Mapping[str, Any] | None) -> None:
    """Raises TypeError for the names of a library's module, which `namedtuple(module=...)` could ask for."""
    named = (names or {}).get("__name__")
    if isinstance(named, str) and named.partition(".")[0] in LIBRARIES:
        raise TypeError(f"An annotation is not evaluated among the names of {named:.60}.")


def _hints(real: Callable[..., Any]) -> Callable[..., Any]:
    """`functools.singledispatch` asks by this; it would go on to whatever `wraps` says is behind a function."""

    def get_type_hints(obj: Any, globalns: Any = None, *args: Any, **keywords: Any) -> Any:
        if globalns is None and type(obj) is FunctionType:
            globalns = obj.__globals__
        return real(obj, globalns, *args, **keywords)

    return get_type_hints


def install() -> None:
    """Sets the guard in `typing`. Doing it again changes nothing."""
    if typing.get_type_hints.__module__ != __name__:
        vars(typing)["get_type_hints"] = _hints(typing.get_type_hints)
