"""The names of a value that may be read, each with what it is."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

from sqlalchemy import ColumnCollection
from sqlalchemy.orm import InstrumentedAttribute, RelationshipProperty
from sqlalchemy.sql.functions import _FunctionGenerator

from webapp.inside.completion import mapped, open_names
from webapp.inside.completion.known import ABSENT, Known
from webapp.inside.completion.originals import original
from webapp.inside.completion.reading import all_names, is_class, is_kind, is_one_of, library_of, memory, own_names
from webapp.inside.policy.facade import Facade
from webapp.inside.recorder.values import class_name

LONGEST_DETAIL = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may stand here. `kind` is one of those the page has a mark for, `detail` a few words."""

    label: str
    kind: str
    detail: str = ""
    rank: int = 0


def members(base: Known, names: dict[str, Any]) -> Iterator[Candidate]:
    """What may be written after the dot."""
    seen: set[str] = set()
    for found in _all(base, names):
        if found.label not in seen and open_names.may_read(base, found.label):
            seen.add(found.label)
            yield found


def _all(base: Known, names: dict[str, Any]) -> Iterator[Candidate]:
    value = base.value
    if isinstance(base.written, ast.ClassDef):
        yield from _written(base.written)
    if type(value) is Facade or type(value) is ModuleType:
        for name, each in memory(value).items():
            if not name.startswith("_"):
                yield candidate(name, each)
        return
    if base.cls is _FunctionGenerator:
        yield from (Candidate(name, "function") for name in open_names.sql_functions())
        return
    cls = value if base.is_class else base.cls
    for name, owner, stored in all_names(cls):
        yield _member(name, owner, stored, names, of_class=base.is_class, own=library_of(owner) is None)
    yield from _announced(cls)
    if value is not ABSENT and not base.is_class:
        yield from _columns(value)
        for name, each in memory(value).items():
            if not name.startswith("_sa_"):
                yield candidate(name, each, of_instance=True)


def _announced(cls: type) -> Iterator[Candidate]:
    """What a library's class only names in its annotations, such as `Session.identity_map`."""
    for _, owner, stored in ((name, owner, stored) for name, owner, stored in all_names(cls) if name == "__module__"):
        notes = own_names(owner).get("__annotations__") if library_of(owner) is not None and stored else None
        if type(notes) is dict:
            yield from (Candidate(name, "property") for name in notes if type(name) is str and name[:1] != "_")


def _written(node: ast.ClassDef) -> Iterator[Candidate]:
    for each in node.body:
        if isinstance(each, ast.FunctionDef):
            yield Candidate(each.name, "method", rank=1)
        elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            yield Candidate(each.target.id, "property", rank=1)
        elif isinstance(each, ast.Assign):
            yield from (Candidate(name.id, "property", rank=1) for name in each.targets if isinstance(name, ast.Name))


def _member(name: str, owner: type, stored: Any, names: dict[str, Any], *, of_class: bool, own: bool) -> Candidate:
    rank = 1 if own else 0
    if type(stored) is InstrumentedAttribute:
        return Candidate(name, "property", _of_mapped(stored, names), 2)
    if is_one_of(type(stored), (classmethod, staticmethod)):
        return Candidate(name, "method", _parameters(stored.__func__, bound=type(stored) is classmethod), rank)
    if type(stored) is FunctionType:
        return Candidate(name, "method", _parameters(stored, bound=not of_class), rank)
    if type(stored) is property or type(stored) is functools.cached_property:
        return Candidate(name, "property", "", rank)
    if library_of(type(stored)) == "builtins" and is_kind(owner, object) and _is_method(stored):
        return Candidate(name, "method", "", rank)
    found = candidate(name, stored)
    return Candidate(name, "property" if found.kind == "variable" else found.kind, found.detail, rank)


def _is_method(stored: Any) -> bool:
    return class_name(type(stored)) in ("method_descriptor", "classmethod_descriptor", "builtin_function_or_method")


def _of_mapped(attribute: Any, names: dict[str, Any]) -> str:
    found = mapped.property_of(attribute)
    if found is None:
        return ""
    if is_kind(type(found), RelationshipProperty):
        target = mapped.target_of(found, names)
        return f"→ {class_name(target)}" if target is not None else "relationship"
    column = mapped.type_of_column(found)
    return class_name(column) if column is not None else ""


def candidate(name: str, value: Any, *, rank: int = 0, of_instance: bool = False) -> Candidate:
    """A name with what is at hand under it."""
    if is_one_of(type(value), (Facade, ModuleType)):
        return Candidate(name, "namespace", "module", rank)
    if is_class(value):
        return Candidate(name, "class", "", rank)
    if type(value) is FunctionType:
        return Candidate(name, "function", _parameters(value, bound=False), rank)
    if class_name(type(value)) == "builtin_function_or_method":
        return Candidate(name, "function", "", rank)
    kind = "property" if of_instance else "variable"
    return Candidate(name, kind, "" if value is None else class_name(type(value))[:LONGEST_DETAIL], rank)


def _parameters(function: Any, *, bound: bool) -> str:
    real = original(function)
    if type(real) is not FunctionType:
        return ""
    code = real.__code__
    shown = list(code.co_varnames[: code.co_argcount])[1 if bound else 0 :]
    if code.co_flags & 4:
        shown.append("*" + code.co_varnames[code.co_argcount + code.co_kwonlyargcount])
    text = f"({', '.join(shown)})"
    return text if len(text) <= LONGEST_DETAIL else f"{text[: LONGEST_DETAIL - 2]}…)"


def _columns(value: Any) -> Iterator[Candidate]:
    """The columns of `table.c`, by their keys."""
    if is_kind(type(value), ColumnCollection) and library_of(type(value)) == "sqlalchemy":
        yield from (Candidate(key, "property", rank=1) for key, *_ in value._collection if type(key) is str)
