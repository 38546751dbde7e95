"""Text that is more than text: format strings, paths of attributes, and what SQLAlchemy evaluates."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from string import Formatter
from typing import Literal

from webapp.inside.policy import attributes, names, nodes, special
from webapp.inside.policy.refusal import Refusal

Kind = Literal["annotation", "relationship"]
LONGEST = 4000
MODULES_OF_SQLALCHEMY = frozenset(
    "_util util sql engine event exc orm pool schema types log future inspection dialects ext testing "
    "connectors".split()
)
"""SQLAlchemy evaluates `relationship` texts among these too."""
OWN_MODULE = "__main__."
"""How a `relationship` may begin the name of a class of the visitor's own."""
UNSEEN = "is evaluated by SQLAlchemy, so it must be readable here as it stands."


def parsed(text: str) -> ast.Expression | None:
    """The text as an expression; None if it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def sink_refusal(name: str) -> Refusal | None:
    """Why a library may not read or write one attribute by its name, whatever the object; None if it may.

    Mapped attributes may be called `connection` or `context`; special names and the way to frames are never data.
    """
    if special.is_special(name):
        return attributes.special_refusal(name)
    if name.startswith("_"):
        return attributes.private_refusal(name)
    found = attributes.NAMES_REFUSED.get(name)
    return found.refusal("attribute", name) if found else None


def walk_refusal(path: str) -> Refusal | None:
    """Why a path such as "user.name", which a library follows attribute by attribute, is refused; None if it is not."""
    steps = path.split(".")
    for name in steps:
        refusal = sink_refusal(name)
        if refusal is None and (len(steps) > 1 or name == "format"):
            refusal = attributes.reach_refusal(name)
        if refusal is not None:
            return Refusal("string", f"In the text {path!r:.80}: {refusal.message}", "Name a mapped attribute.")
    return None


def reach_path_refusal(path: str) -> Refusal | None:
    """The same for what follows a path on any object, whoever's it is: each step is as if it were written out."""
    for name in path.split("."):
        refusal = attributes.reach_refusal(name)
        if refusal is not None:
            return Refusal("string", f"In the text {path!r:.80}: {refusal.message}", refusal.instead)
    return None


def target_refusal(path: str) -> Refusal | None:
    """The same for what a `relationship` points to."""
    path = path.removeprefix(OWN_MODULE)
    if "." in path and path.partition(".")[0] in MODULES_OF_SQLALCHEMY:
        return Refusal("string", f"{path!r:.80} leads into SQLAlchemy's own modules.", "Write the class's name.")
    return walk_refusal(path)


def format_refusal(template: str, depth: int = 3) -> Refusal | None:
    """Why a template of `str.format` is refused: its fields can read attributes. None if it is not."""
    try:
        fields = list(Formatter().parse(template))
        for _, field, spec, _ in fields:
            for attribute in _attributes_of(field or ""):
                refusal = walk_refusal(attribute)
                if refusal is not None:
                    return Refusal("format", refusal.message, "Read the attribute first, or use an f-string.")
            found = format_refusal(spec, depth - 1) if spec and depth else None
            if found is not None:
                return found
    except ValueError:
        return None  # `format` raises the same error, with its own words
    return None


def _attributes_of(field: str) -> Iterator[str]:
    # "name", "0", then any of ".attribute" and "[index]".
    yield from re.findall(r"\.([^.\[]*)", re.sub(r"\[[^\]]*\]?", "[]", field))


def evaluated_refusal(text: str, kind: Kind) -> Refusal | None:
    """Why a text that SQLAlchemy evaluates is refused; None if it is harmless, or no expression at all."""
    if len(text) > LONGEST:
        return Refusal(
            "string", f"A text of {len(text)} characters is too long to be evaluated.", "Use the names themselves."
        )
    tree = parsed(text)
    if tree is None:
        return None
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if kind == "annotation" and isinstance(node, ast.Subscript):
            skipped.update(id(each) for each in plain_texts(node))
        refusal = _node_refusal(node, kind)
        if refusal is not None:
            return Refusal(
                "string", f"In the text {text!r:.80}, which SQLAlchemy evaluates: {refusal.message}", refusal.instead
            )
    return None


def plain_texts(node: ast.Subscript) -> Iterator[ast.AST]:
    """The parts of `Literal[...]` and `Annotated[...]` that are values, not types."""
    name = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    if name == "Literal":
        yield from ast.walk(node.slice)
    elif name == "Annotated" and isinstance(node.slice, ast.Tuple):
        for part in node.slice.elts[1:]:
            if isinstance(part, ast.Constant):
                yield part


def _node_refusal(node: ast.AST, kind: Kind) -> Refusal | None:
    name = type(node).__name__
    if name not in nodes.IN_TEXT:
        return Refusal(
            "string", f"`{name}` is not a form such a text may have.", "Use names, attributes and comparisons."
        )
    if isinstance(node, ast.Name):
        return _name_refusal(node.id, kind)
    if isinstance(node, ast.Attribute):
        return walk_refusal(node.attr)
    if isinstance(node, ast.Call):
        return _call_refusal(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and kind == "annotation":
        return evaluated_refusal(node.value, kind)
    return None


def _name_refusal(name: str, kind: Kind) -> Refusal | None:
    if special.is_special(name) and f"{name}." != OWN_MODULE:
        return attributes.special_refusal(name)
    refused = names.BUILTINS_REFUSED.get(name)
    if refused is not None:
        return refused.refusal("string", name)
    if kind == "relationship" and name in MODULES_OF_SQLALCHEMY:
        return Refusal("string", f"`{name}` is a module of SQLAlchemy's.", "Use mapped classes, tables and functions.")
    if kind == "relationship" and name in names.BUILTINS and name[0].islower():
        return Refusal("string", f"`{name}` is Python's, and the text is about mapped classes.", "Use mapped classes.")
    return None


def _call_refusal(node: ast.Call) -> Refusal | None:
    called = node.func
    if not isinstance(called, ast.Name | ast.Attribute):
        return Refusal("string", "Only names are called in such a text.", "Use `and_(...)`, `desc(...)` and the like.")
    if isinstance(called, ast.Name) and called.id in names.BUILTINS:
        return Refusal("string", f"`{called.id}` is called.", "Use `and_(...)`, `desc(...)` and the like.")
    for keyword in node.keywords:
        if keyword.arg is None or special.is_special(keyword.arg):
            return Refusal("string", "Such a text passes plain keyword arguments only.")
    return None
