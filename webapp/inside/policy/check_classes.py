"""Functions and classes: their names, bases, keywords and special methods."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from webapp.inside.policy import bases, special
from webapp.inside.policy.attributes import reach_refusal, special_refusal
from webapp.inside.policy.check_names import LITERAL, Found, bound, is_type_of_class
from webapp.inside.policy.refusal import Refusal
from webapp.inside.policy.snippet import Snippet
from webapp.inside.policy.texts import walk_refusal

METACLASSES = frozenset("ABCMeta DeclarativeMeta EnumMeta EnumType".split())
METACLASS = "A metaclass decides what a class is to `isinstance`, to patterns and to SQLAlchemy."
SLOTS = frozenset({"__weakref__", "__dict__"})


def function(snippet: Snippet, node: ast.FunctionDef) -> Iterator[Found]:
    if not special.is_special(node.name):
        yield from bound(node, node.name)
    elif not isinstance(snippet.parent(node), ast.ClassDef):
        yield node, Refusal("class", f"`{node.name}` has a meaning inside a class only.", "Choose another name.")
    elif node.name == "__setattr__" and _is_mutable(snippet, node):
        return  # SQLAlchemy's documented recipe for composites that are changed in place
    elif node.name in LITERAL or (node.name not in special.NAMES_METHODS and node.name not in special.NAMES_DATA):
        refusal = special_refusal(node.name)
        yield node, Refusal("class", refusal.message, refusal.instead)


def _is_mutable(snippet: Snippet, node: ast.FunctionDef) -> bool:
    statement = snippet.parent(node)
    bases = statement.bases if isinstance(statement, ast.ClassDef) else []
    return any((snippet.bindings.name_of(base) or "").startswith("Mutable") for base in bases)


def class_(snippet: Snippet, node: ast.ClassDef) -> Iterator[Found]:
    yield from bound(node, node.name)
    for base in node.bases:
        if isinstance(base, ast.Starred):
            yield base, Refusal("class", "Bases of a class are written out here, one by one.", "Name each base.")
            continue
        name = snippet.bindings.name_of(base)
        if name == "type" and _is_the_librarys(snippet, base):
            yield base, Refusal("class", METACLASS, "Use `__init_subclass__`, or a decorator for classes.")
        elif name in bases.CLOSED.names and _is_the_librarys(snippet, base):
            yield base, bases.CLOSED.refusal("class", name)
        elif is_type_of_class(snippet, base):
            yield base, bases.CLOSED.refusal("class", "type")
    for keyword in node.keywords:
        if keyword.arg is None:
            yield keyword, Refusal("class", "Keywords of a class are written out here.", "Name each keyword.")
        elif keyword.arg == "metaclass" and snippet.bindings.name_of(keyword.value) not in METACLASSES:
            yield keyword, Refusal("class", METACLASS, "Inherit from `DeclarativeBase`, `ABC` or `Enum`.")
    for statement in node.body:
        yield from _literal_names(statement)


def _is_the_librarys(snippet: Snippet, base: ast.expr) -> bool:
    """Whether a base is not a class of the visitor's with the same name: a bank has a `Transaction` too."""
    if not isinstance(base, ast.Name):
        return True
    unbound = base.id == "type" and not snippet.bindings.visible(base)
    return unbound or snippet.bindings.path(base) is not None


def _literal_names(statement: ast.stmt) -> Iterator[Found]:
    """`__match_args__` and `__slots__` are written out: patterns and objects follow them by name."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    found = [each.id for each in targets if isinstance(each, ast.Name) and each.id in LITERAL]
    value = getattr(statement, "value", None)
    if not found or value is None:
        return
    name = "__match_args__" if "__match_args__" in found else found[0]
    items = value.elts if isinstance(value, ast.Tuple | ast.List | ast.Set) else [value]
    for item in items:
        text = item.value if isinstance(item, ast.Constant) else None
        if not isinstance(text, str):
            yield (
                item,
                Refusal("class", f"`{name}` is written out here, as names in quotes.", f'`{name} = ("name",)`'),
            )
        elif name == "__match_args__" or text not in SLOTS:
            refusal = reach_refusal(text) if name == "__match_args__" else walk_refusal(text)
            if refusal is not None:
                yield item, Refusal("class", refusal.message, refusal.instead)
