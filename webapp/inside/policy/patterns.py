"""Class patterns at run time: they read attributes of whatever matches, so each is asked for on the object it is of."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from webapp.inside.policy import shared
from webapp.inside.policy.attributes import private_refusal, reach_refusal
from webapp.inside.policy.objects import is_asked, read_refusal

MATCHES_ITSELF = 1 << 22
"""CPython's flag on classes such as `int`, whose one position is the object itself; heirs have it too."""


class Asking(type):
    """Classes that stand for another in a pattern. Raises AttributeError for an object whose attribute is closed."""

    def __instancecheck__(cls, instance: object) -> bool:
        meant, names = vars(cls)["__meant__"]
        if not isinstance(instance, meant):
            return False
        for name in names:
            refusal = read_refusal(instance, name) or shared.refusal(instance, name)
            if refusal is not None:
                raise AttributeError(str(refusal))
        return True


def reads_what_is_asked(name: str) -> bool:
    """Whether a pattern may not read an attribute of this name of every object."""
    return is_asked(name) or name in shared.NAMES


def pattern(cls: Any, positions: int, names: tuple[str, ...], /) -> Any:
    """The class of a pattern, asking for what the pattern reads; the class itself where nothing has to be asked.

    Raises AttributeError where a position stands for an attribute that is closed on every object.
    """
    if not isinstance(cls, type):
        return cls
    listed = getattr(cls, "__match_args__", ())
    by_position = [name for name in listed[:positions] if type(name) is str] if type(listed) is tuple else []
    for name in by_position:
        refusal = reach_refusal(name)
        if refusal is not None and private_refusal(name) is None:
            raise AttributeError(str(refusal))
    asked = tuple(name for name in (*by_position, *names) if reads_what_is_asked(name))
    return _asking(cls, asked, listed) if asked else cls


@lru_cache(maxsize=64)
def _asking(cls: type, names: tuple[str, ...], listed: Any) -> type:
    itself = (int,) if cls.__flags__ & MATCHES_ITSELF else ()
    positions = {"__match_args__": listed} if listed or not itself else {}
    return Asking(cls.__name__, itself, {"__meant__": (cls, names)} | positions)
