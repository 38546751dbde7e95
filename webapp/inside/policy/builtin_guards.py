"""Built-in functions that take a name or make a class, as a snippet has them."""

from __future__ import annotations

import builtins
from abc import ABCMeta
from collections.abc import Callable
from enum import EnumMeta
from typing import Any

from sqlalchemy.orm import DeclarativeMeta

from webapp.inside.policy import objects, patterns, shared
from webapp.inside.policy.attributes import reach_refusal, special_refusal
from webapp.inside.policy.bases import check_bases
from webapp.inside.policy.metaclasses import real, shown, stand_in
from webapp.inside.policy.passing_on import behind
from webapp.inside.policy.refusal import Refusal
from webapp.inside.policy.special import is_special


def plain(name: object) -> str:
    """An attribute's name as a true `str`: a subclass could say one thing when checked and another when used."""
    if not isinstance(name, str):
        raise TypeError(f"attribute name must be string, not {type(name).__name__!r}")
    return str.__str__(name)


def _raise(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise AttributeError(str(refusal))


def _check_write(obj: object, name: str) -> None:
    _raise(special_refusal(name) if is_special(name) else reach_refusal(name))
    _raise(objects.write_refusal(obj, name))


def guarded_getattr(obj: object, name: str, /, *default: object) -> object:
    name = plain(name)
    _raise(reach_refusal(name) or objects.read_refusal(obj, name))
    if isinstance(behind(obj), type) and name == "__init__":
        return objects.init_of(obj).shown
    return shared.view(obj, name, shown(getattr(obj, name, *default)))


def guarded_setattr(obj: object, name: str, value: object, /) -> None:
    name = plain(name)
    _check_write(obj, name)
    if not name.isidentifier():  # dataclasses put names into the text of functions
        raise AttributeError(f"{name!r:.60} is not a name.")
    setattr(obj, name, value)


def guarded_delattr(obj: object, name: str, /) -> None:
    name = plain(name)
    _check_write(obj, name)
    delattr(obj, name)


METACLASSES = frozenset({ABCMeta, EnumMeta, DeclarativeMeta})


def build_class(body: Callable[..., Any], name: str, /, *bases: Any, metaclass: Any = None, **keywords: Any) -> Any:
    """The class statement. Raises TypeError for bases and metaclasses that are not open."""
    check_bases(bases)
    if metaclass is not None:
        keywords["metaclass"] = meant = real(metaclass)
        if not any(meant is each for each in METACLASSES):
            raise TypeError("A metaclass of one's own is not open here.")
    made = builtins.__build_class__(body, name, *bases, **keywords)
    close_positions(made)
    return made


def close_positions(made: object) -> None:
    """Leaves a class without positions for patterns where one of them is a closed attribute, or not yet certain."""
    if not isinstance(made, type):
        return
    structural = vars(made).get("_is_protocol", False)  # it matches whatever has its attributes
    for cls in made.__mro__:
        given = vars(cls).get("__match_args__")
        if given is not None:
            names = given if type(given) is tuple and not structural else (None,)
            if any(type(each) is not str or reach_refusal(each) is not None for each in names):
                type.__setattr__(made, "__match_args__", ())
            return


GUARDED: dict[str, Any] = {
    "getattr": guarded_getattr,
    "setattr": guarded_setattr,
    "delattr": guarded_delattr,
    "type": stand_in(type),
    "__build_class__": build_class,
    "__pattern__": patterns.pattern,
    **objects.GUARDED,
}
for _name in ("getattr", "setattr", "delattr"):
    GUARDED[_name].__name__ = GUARDED[_name].__qualname__ = _name
