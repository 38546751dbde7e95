"""`cached_property` reads and writes in an object's dictionary by a name that can be set: that one is looked at."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from webapp.inside.policy.attributes import special_refusal
from webapp.inside.policy.builtin_guards import plain
from webapp.inside.policy.objects import write_refusal
from webapp.inside.policy.ownership import library_of
from webapp.inside.policy.special import is_special


def _cached(real: Callable[..., Any]) -> Callable[..., Any]:
    def __get__(self: functools.cached_property[Any], instance: object, owner: Any = None) -> Any:  # noqa: N807
        # Libraries, and what stands here, have some of their own.
        if instance is not None and self.attrname is not None and library_of(type(instance)) is None:
            name = self.attrname = plain(self.attrname)
            refusal = special_refusal(name) if is_special(name) else write_refusal(instance, name)
            if refusal is not None:
                raise AttributeError(str(refusal))
        return real(self, instance, owner)

    return __get__


def install() -> None:
    """Sets the guard in `functools`. Doing it again changes nothing."""
    kept: Any = functools.cached_property
    if kept.__get__.__module__ != __name__:
        kept.__get__ = _cached(kept.__get__)
