"""A snippet's tree, once gone through: nodes in order, parents, names bound, depth."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from webapp.inside.policy.bindings import Binding, Bindings, Kind, binding_of_import, binding_of_member
from webapp.inside.policy.catalogue import MODULES

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
DEEPEST = 400
"""Levels of nesting. Python's compiler gives up a little beyond a thousand; people do not come near."""

LEAVES = (ast.expr_context, ast.operator, ast.unaryop, ast.cmpop, ast.boolop)


class Snippet:
    """`nodes` is every node, parents first. `too_deep` is the first node beyond the deepest level, if any."""

    def __init__(self, tree: ast.Module, known: frozenset[str] = frozenset()) -> None:
        self.tree = tree
        self.nodes: list[ast.AST] = []
        self.too_deep: ast.AST | None = None
        self.bindings = Bindings(known, self.scopes)
        self.methods: set[str] = set()
        """Names of functions defined in the snippet."""
        self.hidden: dict[bool, bool] = {}
        """What `has_hidden_name` has answered."""
        self._parents: dict[ast.AST, ast.AST] = {}
        self._go_through()

    def parent(self, node: ast.AST) -> ast.AST | None:
        return self._parents.get(node)

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """From the parent outwards."""
        above = self._parents.get(node)
        while above is not None:
            yield above
            above = self._parents.get(above)

    def scope(self, node: ast.AST) -> ast.AST:
        """The function, class or module whose body a node stands in; a parameter stands in its function."""
        return next(self._around(node))

    def scopes(self, node: ast.AST) -> Iterator[ast.AST]:
        """The scopes a name is looked up in, from the inside out; a class body is not seen from its methods."""
        for depth, above in enumerate(self._around(node)):
            if depth == 0 or not isinstance(above, ast.ClassDef):
                yield above

    def _around(self, node: ast.AST) -> Iterator[ast.AST]:
        """Functions and classes around a node, but not those whose header it is in.

        Decorators, bases, defaults and annotations are computed outside.
        """
        below, parameter = node, isinstance(node, ast.arg)
        for above in self.ancestors(node):
            if isinstance(above, ast.Lambda):
                within = below is above.body
            else:
                within = isinstance(above, ast.ClassDef | Function) and isinstance(below, ast.stmt)
            if within or (parameter and isinstance(above, Function)):
                parameter = False
                yield above
            below = above
        yield self.tree

    def class_of_self(self, node: ast.AST) -> ast.ClassDef | None:
        """The class, if a node is the first parameter of a method around it: `self` in `self.name`."""
        if not isinstance(node, ast.Name):
            return None
        for above in self.ancestors(node):
            if isinstance(above, ast.FunctionDef):
                outer = self.parent(above)
                first = (above.args.posonlyargs + above.args.args)[:1]
                if isinstance(outer, ast.ClassDef) and first and first[0].arg == node.id:
                    return outer
        return None

    @cached_property
    def given(self) -> frozenset[str]:
        """Names of attributes that the snippet's classes give: what their bodies bind, and what their methods set."""
        classes = (node for node in self.nodes if isinstance(node, ast.ClassDef))
        outermost = (
            each for each in classes if not any(isinstance(above, ast.ClassDef) for above in self.ancestors(each))
        )
        return frozenset(name for statement in outermost for name in _defined(statement))

    def is_called(self, node: ast.AST) -> bool:
        above = self.parent(node)
        return isinstance(above, ast.Call) and above.func is node

    def _go_through(self) -> None:
        waiting: list[tuple[ast.AST, int]] = [(self.tree, 0)]
        parents, nodes = self._parents, self.nodes
        while waiting:
            node, depth = waiting.pop()
            nodes.append(node)
            bind = BINDERS.get(type(node))
            if bind is not None:
                bind(self, node)
            if depth >= DEEPEST:
                self.too_deep = self.too_deep or node
                continue
            for field in node._fields:
                value = getattr(node, field, None)
                if isinstance(value, list):
                    for child in reversed(value):
                        if isinstance(child, ast.AST):
                            parents[child] = node
                            waiting.append((child, depth + 1))
                elif isinstance(value, ast.AST) and not isinstance(value, LEAVES):
                    parents[value] = node
                    waiting.append((value, depth + 1))

    def bind(self, name: str | None, kind: Kind, node: ast.AST, target: str = "", value: ast.AST | None = None) -> None:
        """Notes that `node` binds a name; a `value` is bound once it is computed, so from its end on."""
        if name is not None:
            line, column = getattr(node, "lineno", 0), getattr(node, "col_offset", 0)
            if value is not None:
                line, column = getattr(value, "end_lineno", line), getattr(value, "end_col_offset", column)
            self.bindings.add(name, Binding(kind, line, column, target, value or node, self.scope(node)))


def _defined(statement: ast.ClassDef) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def _import(snippet: Snippet, node: ast.Import) -> None:
    for name, path in binding_of_import(node):
        snippet.bind(name, "module" if path in MODULES else "other", node, path)


def _member(snippet: Snippet, node: ast.ImportFrom) -> None:
    for name, path in binding_of_member(node):
        if path in MODULES:
            snippet.bind(name, "module", node, path)
        else:
            snippet.bind(name, "member" if node.module in MODULES else "other", node, path)


def _assign(snippet: Snippet, node: ast.Assign) -> None:
    for target in node.targets:
        if isinstance(target, ast.Name):
            snippet.bind(target.id, "value", node, value=node.value)


def _assign_one(snippet: Snippet, node: ast.AnnAssign | ast.NamedExpr) -> None:
    if isinstance(node.target, ast.Name):
        if node.value is None:
            snippet.bind(node.target.id, "other", node)
        else:
            snippet.bind(node.target.id, "value", node, value=node.value)


def _name(snippet: Snippet, node: ast.Name) -> None:
    if isinstance(node.ctx, ast.Load):
        return
    above = snippet.parent(node)
    bound = isinstance(above, ast.Assign | ast.AnnAssign | ast.NamedExpr)
    if not bound and isinstance(node.ctx, ast.Store):
        snippet.bind(node.id, "other", node)


def _define(snippet: Snippet, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    snippet.methods.add(node.name)
    snippet.bind(node.name, "def", node)


def _global(snippet: Snippet, node: ast.Global | ast.Nonlocal) -> None:
    for name in node.names:
        snippet.bind(name, "other", node)


BINDERS: dict[type, Callable[[Snippet, Any], None]] = {
    ast.Import: _import,
    ast.ImportFrom: _member,
    ast.Assign: _assign,
    ast.AnnAssign: _assign_one,
    ast.NamedExpr: _assign_one,
    ast.Name: _name,
    ast.FunctionDef: _define,
    ast.AsyncFunctionDef: _define,
    ast.ClassDef: lambda snippet, node: snippet.bind(node.name, "class", node),
    ast.arg: lambda snippet, node: snippet.bind(node.arg, "parameter", node),
    ast.ExceptHandler: lambda snippet, node: snippet.bind(node.name, "other", node),
    ast.MatchAs: lambda snippet, node: snippet.bind(node.name, "other", node),
    ast.MatchStar: lambda snippet, node: snippet.bind(node.name, "other", node),
    ast.MatchMapping: lambda snippet, node: snippet.bind(node.rest, "other", node),
    ast.Global: _global,
    ast.Nonlocal: _global,
}
