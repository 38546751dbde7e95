"""What a call takes, and the first lines of what its documentation says, read without calling anything."""

from __future__ import annotations

import inspect
import re
import sys
from dataclasses import dataclass, replace
from types import (
    BuiltinFunctionType,
    ClassMethodDescriptorType,
    CodeType,
    FunctionType,
    MethodDescriptorType,
    ModuleType,
    WrapperDescriptorType,
)
from typing import Any

from webapp.inside.completion import mapped
from webapp.inside.completion.known import ABSENT, Known
from webapp.inside.completion.originals import original
from webapp.inside.completion.reading import is_class, is_librarys, is_one_of, own_names, plain, raw
from webapp.inside.recorder.values import class_name, told

MOST_PARAMETERS = 60
LONGEST_PARAMETER, LONGEST_DEFAULT = 80, 20
DOC_LINES, DOC_CHARACTERS = 3, 300
_OF_C = (BuiltinFunctionType, MethodDescriptorType, ClassMethodDescriptorType, WrapperDescriptorType)
UNNAMED = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
STARS: dict[object, str] = {
    inspect.Parameter.VAR_POSITIONAL: "*",
    inspect.Parameter.VAR_KEYWORD: "**",
    inspect.Parameter.KEYWORD_ONLY: "keyword",
}
_ROLE = re.compile(r":[\w:.+-]+:`~?\.?(?:[^`<]*<)?([^`>]*)>?`|``([^`]*)``|`([^`]*)`")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter as it is shown. `name` is how it is given by keyword, empty where it is not."""

    text: str
    name: str = ""
    starred: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Parameters, and the beginning of the documentation, empty where there is none."""

    parameters: tuple[Parameter, ...]
    doc: str = ""

    def active(self, position: int, keyword: str) -> int | None:
        """The place of the parameter that an argument is for; None where nobody can tell."""
        if keyword:
            by_name = [place for place, each in enumerate(self.parameters) if each.name == keyword]
            doubly = [place for place, each in enumerate(self.parameters) if each.starred == "**"]
            return next(iter(by_name + doubly), None)
        for place, each in enumerate(self.parameters):
            if each.text == "*":
                return None
            if each.starred == "*" or (not each.starred and place == position):
                return place
        return None


def signature_of(called: Known) -> Signature | None:
    """The signature of what is called; None where it tells none."""
    if called.is_class:
        return _of_class(called.value)
    if type(called.value) is FunctionType:
        found = _of_function(original(called.value), bound=called.bound is not None)
        entity = called.bound.of if called.bound is not None else None
        if found is not None and entity is not None and _is_filter_by(called.value):
            return replace(found, parameters=_given(entity.cls))
        return found
    if called.value is not ABSENT and is_one_of(type(called.value), _OF_C):
        return _of_c(called.value, bound=called.bound is not None)
    stored = raw(called.cls, "__call__")
    if stored is not None and type(stored[1]) is FunctionType and called.written is None:
        return _of_function(original(stored[1]), bound=True)
    return None


def _is_filter_by(function: FunctionType) -> bool:
    return is_librarys(function) and function.__name__ == "filter_by"


def _of_function(function: Any, *, bound: bool) -> Signature | None:
    if type(function) is not FunctionType:
        return _of_class(function) if type(function) is type else None
    parameters = _parameters(function)
    return Signature(tuple(parameters[1:] if bound else parameters), shortened(function.__doc__))


def _parameters(function: FunctionType) -> list[Parameter]:
    code: CodeType = function.__code__
    names = list(code.co_varnames)
    positional, keyword_only = code.co_argcount, code.co_kwonlyargcount
    defaults = function.__defaults__ if type(function.__defaults__) is tuple else ()
    without = positional - len(defaults)
    by_keyword = plain(function.__kwdefaults__) if type(function.__kwdefaults__) is dict else {}
    notes: dict[str, Any] = {}
    if sys.version_info < (3, 14) or is_librarys(function):
        notes = plain(function.__annotations__) if type(function.__annotations__) is dict else {}
    found: list[Parameter] = []
    for place, name in enumerate(names[:positional]):
        named = "" if place < code.co_posonlyargcount else name
        default = (defaults[place - without],) if place >= without else ()
        found.append(Parameter(_text(name, notes.get(name), default), named))
        if place + 1 == code.co_posonlyargcount and place + 1 < positional:
            found.append(Parameter("/", starred="/"))
    after = positional + keyword_only
    if code.co_flags & inspect.CO_VARARGS:
        found.append(Parameter(f"*{names[after]}", starred="*"))
        after += 1
    elif keyword_only:
        found.append(Parameter("*", starred="only"))
    for name in names[positional : positional + keyword_only]:
        default = (by_keyword[name],) if name in by_keyword else ()
        found.append(Parameter(_text(name, notes.get(name), default), name, "keyword"))
    if code.co_flags & inspect.CO_VARKEYWORDS:
        found.append(Parameter(f"**{names[after]}", starred="**"))
    return _without_private(found)[:MOST_PARAMETERS]


def _without_private(parameters: list[Parameter]) -> list[Parameter]:
    """What a library keeps for itself is not for those who call."""
    kept = [each for each in parameters if each.starred != "keyword" or not each.name.startswith("_")]
    return [each for each in kept if each.starred != "only" or any(one.starred == "keyword" for one in kept)]


def _text(name: str, note: Any, default: tuple[Any, ...]) -> str:
    """A parameter without what would make the line long: of a class its name, of a default only a short one."""
    typed = f": {class_name(note)}" if note is not None and is_class(note) else ""
    if not default:
        return (name + typed)[:LONGEST_PARAMETER]
    shown = told(default[0])
    shown = shown if len(shown) <= LONGEST_DEFAULT and "<" not in shown else "…"
    return f"{name}{typed}{' = ' if typed else '='}{shown}"[:LONGEST_PARAMETER]


def _of_class(cls: type) -> Signature | None:
    doc = own_names(cls).get("__doc__")
    made = raw(cls, "__init__")
    if made is None or type(made[1]) is not FunctionType:
        new = raw(cls, "__new__")
        function = new[1].__func__ if new is not None and type(new[1]) is staticmethod else None
        if type(function) is FunctionType:
            return _of_function(function, bound=True)
        text = own_names(cls).get("__doc__")
        return Signature((), shortened(text)) if type(text) is str else None
    found = _of_function(original(made[1]), bound=True)
    if found is None:
        return None
    if found.parameters and found.parameters[-1].starred == "**" and mapped.is_mapped(cls):
        found = replace(found, parameters=(*found.parameters[:-1], *_given(cls)))
        return replace(found, doc=shortened(doc))
    return replace(found, doc=shortened(doc) or found.doc)


def _given(cls: type) -> tuple[Parameter, ...]:
    """Keyword arguments that name mapped attributes."""
    found = tuple(Parameter(f"{name}=…", name, "keyword") for name in mapped.attributes_of(cls))
    return found[:MOST_PARAMETERS]


def _of_c(function: Any, *, bound: bool) -> Signature | None:
    doc = shortened(function.__doc__)
    asked = _without_owner(function)
    try:
        parameters = list(inspect.signature(asked).parameters.values())
    except (ValueError, TypeError):
        return Signature((), doc) if doc else None
    found = [
        Parameter(str(each), "" if each.kind in UNNAMED else each.name, STARS.get(each.kind, "")) for each in parameters
    ]
    return Signature(tuple(found[1:] if bound or asked is not function else found), doc)


def _without_owner(function: Any) -> Any:
    """What can be asked for its signature without the object it is bound to, whose class would be asked what it is."""
    if type(function) is not BuiltinFunctionType:
        return function
    owner = function.__self__
    if owner is None or type(owner) is ModuleType:
        return function if type(function.__module__) is str else None
    cls: Any = owner if is_class(owner) else type(owner)
    found = raw(cls, function.__name__)
    return found[1] if found is not None and is_one_of(type(found[1]), _OF_C[1:]) else None


def shortened(doc: Any) -> str:
    """The first lines of a docstring, without its markup; empty where it is no true string."""
    if type(doc) is not str:
        return ""
    lines: list[str] = []
    for line in doc[:4_000].strip().split("\n"):
        if (not line.strip() and lines) or line.lstrip().startswith((".. ", ":param")) or len(lines) == DOC_LINES:
            break
        lines.append(line.strip())
    text = _ROLE.sub(lambda match: _last(match), " ".join(lines)).replace("::", ":")
    return text if len(text) <= DOC_CHARACTERS else f"{text[: DOC_CHARACTERS - 1]}…"


def _last(match: re.Match[str]) -> str:
    role, literal, plain = match.groups()
    if role is None:
        return str(literal if literal is not None else plain)
    return re.sub(r"^_\w+\.", "", role)
