"""Names that the text before the cursor binds, from a tree that is repaired until it can be parsed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from webapp.inside.policy.bindings import binding_of_import, binding_of_member

HERE = "_here_"
"""Stands for what is being typed."""
MOST_REPAIRS = 8
MOST_BINDINGS = 2_000
MOST_CHARACTERS = 64 * 1024

How = Literal["value", "element", "entered", "module", "member", "class", "function", "annotated", "raised", "unknown"]


@dataclass(frozen=True, slots=True)
class Binding:
    """A name, and what it stands for: the expression, or the definition, and how it is got from there."""

    name: str
    how: How
    node: ast.AST | None = None
    path: str = ""


def bindings_of(head: str, closing: str) -> list[Binding]:
    """The bindings above the cursor that are in sight there, in order. `closing` are the brackets that are open."""
    tree = _parsed(head[-MOST_CHARACTERS:] + HERE + closing)
    if tree is None:
        return []
    around: set[int] = set()
    _find(tree, around)
    found: list[Binding] = []
    for binding in _body(tree.body, around):
        found.append(binding)
        if len(found) >= MOST_BINDINGS:
            break
    return found


def _parsed(text: str) -> ast.Module | None:
    lines = text.split("\n")
    for _ in range(MOST_REPAIRS):
        try:
            return ast.parse("\n".join(lines))
        except SyntaxError as error:
            broken = min(max((error.lineno or len(lines)) - 1, 0), len(lines) - 1)
            line = lines[broken]
            indented = line[: len(line) - len(line.lstrip())]
            if line.strip() in ("pass", HERE):  # its indentation is what is wrong, or the line above it
                broken = max(broken - 1, 0)
                indented = indented if lines[broken].strip() != "pass" else ""
            lines[broken] = f"{indented}{HERE if broken == len(lines) - 1 else 'pass'}"
        except (ValueError, RecursionError, MemoryError):
            return None
    return None


def _find(node: ast.AST, around: set[int], depth: int = 0) -> bool:
    """Notes the nodes around the cursor; whether it is in this one."""
    if isinstance(node, ast.Name) and node.id == HERE:
        return True
    if depth > 200:
        return False
    for child in reversed(list(ast.iter_child_nodes(node))):
        if _find(child, around, depth + 1):
            around.add(id(node))
            return True
    return False


def _body(statements: list[ast.stmt], around: set[int]) -> Iterator[Binding]:
    for each in statements:
        yield from _statement(each, around)


def _statement(node: ast.stmt, around: set[int]) -> Iterator[Binding]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield from _definition(node, around)
        return
    if isinstance(node, ast.Import):
        yield from (Binding(name, "module", path=path) for name, path in binding_of_import(node))
    elif isinstance(node, ast.ImportFrom):
        yield from (Binding(name, "member", path=path) for name, path in binding_of_member(node))
    yield from _bound(node)
    for part in ("body", "handlers", "orelse", "finalbody", "cases"):
        for child in getattr(node, part, ()):
            if isinstance(child, ast.ExceptHandler) and child.name:
                yield Binding(child.name, "raised", child.type)
            yield from _statement(child, around) if isinstance(child, ast.stmt) else _body(child.body, around)
    yield from _within(node, around)


def _definition(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, around: set[int]) -> Iterator[Binding]:
    yield Binding(node.name, "class" if isinstance(node, ast.ClassDef) else "function", node)
    if id(node) in around:
        if not isinstance(node, ast.ClassDef):
            yield from _parameters(node.args)
        yield from _body(node.body, around)


def _bound(node: ast.stmt) -> Iterator[Binding]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _target(target, "value", node.value)
    elif isinstance(node, ast.AnnAssign):
        yield from _target(node.target, "annotated" if node.value is None else "value", node.value or node.annotation)
    elif isinstance(node, ast.For | ast.AsyncFor):
        yield from _target(node.target, "element", node.iter)
    elif isinstance(node, ast.With | ast.AsyncWith):
        for item in node.items:
            if item.optional_vars is not None:
                yield from _target(item.optional_vars, "entered", item.context_expr)


def _target(target: ast.expr, how: How, node: ast.AST | None) -> Iterator[Binding]:
    if isinstance(target, ast.Name):
        yield Binding(target.id, how, node)
    elif isinstance(target, ast.Tuple | ast.List):
        parts = node.elts if how == "value" and isinstance(node, ast.Tuple | ast.List) else None
        for place, each in enumerate(target.elts):
            if parts is not None and len(parts) == len(target.elts):
                yield from _target(each, "value", parts[place])
            else:
                yield from _target(each, "unknown", None)
    elif isinstance(target, ast.Starred):
        yield from _target(target.value, "unknown", None)


def _parameters(arguments: ast.arguments) -> Iterator[Binding]:
    for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        yield Binding(each.arg, "annotated", each.annotation) if each.annotation else Binding(each.arg, "unknown")
    for starred in (arguments.vararg, arguments.kwarg):
        if starred is not None:
            yield Binding(starred.arg, "unknown")


def _within(node: ast.stmt, around: set[int]) -> Iterator[Binding]:
    """What expressions bind: `:=` anywhere in the statement, and the names of what the cursor stands in."""
    for each in ast.walk(node):
        if isinstance(each, ast.NamedExpr):
            yield from _target(each.target, "value", each.value)
        elif isinstance(each, ast.Lambda) and id(each) in around:
            yield from _parameters(each.args)
        elif isinstance(each, ast.comprehension) and id(each) in around:
            yield from _target(each.target, "element", each.iter)
