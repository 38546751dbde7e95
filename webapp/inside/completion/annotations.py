"""What an annotation says of a value: read as a tree, never evaluated."""

from __future__ import annotations

import ast
import sys
import typing
from functools import lru_cache
from types import FunctionType, GenericAlias, UnionType
from typing import Any

from webapp.inside.completion.known import Known, library_class
from webapp.inside.completion.reading import is_class, is_librarys, is_one_of, memory, plain
from webapp.inside.recorder.values import class_name

DEEPEST = 8
MOST_PARTS = 200
"""Parts of one annotation that are read."""
LONGEST = 500
HOLDING = frozenset(
    "List list Sequence Iterable Iterator Collection Set set FrozenSet frozenset Tuple tuple Generator MutableSequence "
    "Deque deque".split()
)
"""Annotations of what is gone through; the class does not matter as much as what comes out."""
INNER = frozenset("Mapped DynamicMapped WriteOnlyMapped Optional Final ClassVar Annotated Required NotRequired".split())
CONTEXTS = frozenset("AbstractContextManager ContextManager".split())
_ALIASES: tuple[type, ...] = (GenericAlias, UnionType, type(typing.List[int]), type(typing.Optional[int]))  # noqa: UP006, UP045


class Context:
    """What a `with` statement enters; `of` says what it gives."""


def returned(function: FunctionType) -> Any:
    """The annotation of what a function returns; None where there is none, or where reading it would run code."""
    if sys.version_info >= (3, 14) and not is_librarys(function):
        return None
    found = function.__annotations__
    return plain(found).get("return") if type(found) is dict else None


def meaning(annotation: Any, names: dict[str, Any], receiver: Known | None, of: Known | None) -> Known | None:
    """A value of that annotation. `receiver` is what `Self` means, `of` what a type variable most likely means."""
    return _Reader(names, receiver, of).read(annotation, DEEPEST)


def _origin_and_arguments(alias: Any) -> tuple[Any, tuple[Any, ...]]:
    """As `typing` tells them, but without asking the arguments what they are."""
    if type(alias) is UnionType:
        return UnionType, alias.__args__
    if type(alias) is GenericAlias:
        return alias.__origin__, alias.__args__
    kept = memory(alias)
    arguments = kept.get("__args__")
    return kept.get("__origin__"), arguments if type(arguments) is tuple else ()


@lru_cache(maxsize=512)
def _tree(text: str) -> ast.expr | None:
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


class _Reader:
    def __init__(self, names: dict[str, Any], receiver: Known | None, of: Known | None) -> None:
        self._names, self._receiver, self._of = names, receiver, of
        self._left = MOST_PARTS

    def read(self, annotation: Any, depth: int) -> Known | None:
        self._left -= 1
        if depth == 0 or self._left < 0:
            return None
        if type(annotation) is str:
            tree = _tree(annotation) if len(annotation) <= LONGEST else None
            return self.node(tree, depth - 1) if tree is not None else None
        if type(annotation) is typing.TypeVar:
            return self._of
        if is_one_of(type(annotation), _ALIASES):
            return self._alias(annotation, depth)
        if is_class(annotation) and annotation is not type(None):
            return Known(annotation)
        if type(annotation) is typing.ForwardRef:
            return self.read(annotation.__forward_arg__, depth - 1)
        return None

    def _alias(self, alias: Any, depth: int) -> Known | None:
        origin, arguments = _origin_and_arguments(alias)
        name = class_name(origin) if is_class(origin) else ""
        if origin is typing.Union or origin is UnionType:
            return next((found for each in arguments if (found := self.read(each, depth - 1)) is not None), None)
        inner = self.read(arguments[0], depth - 1) if arguments else None
        if name in HOLDING:
            return Known(origin, of=inner)
        if name in INNER or name == "Mapped":
            return inner
        return Known(origin, of=inner or self._of) if is_class(origin) else None

    def node(self, node: ast.expr, depth: int) -> Known | None:
        if depth == 0:
            return None
        if isinstance(node, ast.Constant):
            return self.read(node.value, depth) if type(node.value) is str else None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self.node(node.left, depth - 1) or self.node(node.right, depth - 1)
        if isinstance(node, ast.Subscript):
            return self._subscript(node, depth)
        if isinstance(node, ast.Attribute):
            return self._named(node.attr)
        return self._named(node.id) if isinstance(node, ast.Name) else None

    def _subscript(self, node: ast.Subscript, depth: int) -> Known | None:
        head = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if head == "Union":
            return next((found for each in parts if (found := self.node(each, depth - 1)) is not None), None)
        if head == "Literal" or not parts:
            return None
        if head in INNER:
            return self.node(parts[0], depth - 1)
        if head in HOLDING:
            return Known(list, of=self.node(parts[0], depth - 1))
        if head in CONTEXTS:
            return Known(Context, of=self.node(parts[0], depth - 1))
        found = self._named(head)
        return Known(found.cls, of=self._of) if found is not None else None

    def _named(self, name: str) -> Known | None:
        if name == "Self" or (name == "_S" and self._receiver is not None):
            return self._receiver
        if name in ("Any", "None", "NoReturn", "object"):
            return None
        found = self._names.get(name)
        if found is not None and is_class(found):
            return Known(found, of=self._of)
        if name.startswith("_") and (found is None or type(found) is typing.TypeVar):
            return self._of  # a type variable, which may be imported for type checkers only
        fallback = library_class(name) if found is None else None
        return Known(fallback, of=self._of) if fallback is not None else None
