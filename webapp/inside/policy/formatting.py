"""`str.format`: a template can itself read attributes, so one that nobody has seen is looked at when it is used."""

from __future__ import annotations

from collections import UserString
from types import MethodType
from typing import Any

from webapp.inside.policy.ownership import library_of_function
from webapp.inside.policy.passing_on import behind
from webapp.inside.policy.texts import format_refusal

UNSEEN = "`format` fills in a template that can itself read attributes, so it is called on a text."
INSTEAD = 'Use an f-string, or call it on the text itself: `"{} and {}".format(a, b)`.'


class Template:
    """A text whose `format` is the checked one."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def format(self, /, *args: Any, **keywords: Any) -> str:
        """What `str.format` gives. Raises AttributeError where a field of the template reads what is closed."""
        refusal = format_refusal(self._text)
        if refusal is not None:
            raise AttributeError(str(refusal))
        return str.format(self._text, *args, **keywords)


def format_of(obj: Any, /) -> Any:
    """What `format` is read from instead of `obj`: a template for a text, anything else as it is.

    Raises AttributeError for `str` itself and its like, where the template would come as an argument.
    """
    obj = behind(obj)
    kind = type(obj)
    if issubclass(kind, str) and kind.format is str.format:
        return Template(str.__str__(obj))
    given = obj if issubclass(kind, type) else kind
    if issubclass(given, UserString) or (given is obj and issubclass(given, str)) or not _leads_home(obj, kind):
        raise AttributeError(f"{UNSEEN} {INSTEAD}")
    return obj


def _leads_home(obj: Any, kind: type) -> bool:
    """Whether what `super()` finds is a method of the visitor's own."""
    if not issubclass(kind, super):
        return True
    found = obj.format
    return type(found) is MethodType and library_of_function(found.__func__) is None  # type: ignore[arg-type]
