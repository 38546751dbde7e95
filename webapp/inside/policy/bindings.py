"""What the names of a snippet are bound to, as far as its text tells."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from webapp.inside.policy.catalogue import MODULES

Kind = Literal["module", "member", "value", "class", "def", "parameter", "other"]


@dataclass(frozen=True, slots=True)
class Binding:
    """One place where a name is bound.

    `target` is the dotted path of an import; `node` the value or statement; `scope` the function, class or module.
    """

    kind: Kind
    line: int
    column: int
    target: str = ""
    node: ast.AST | None = None
    scope: ast.AST | None = None


class Bindings:
    """The names bound anywhere in a snippet; `known` are names made by earlier snippets.

    `scopes` gives the scopes that a node's names are looked up in, from the inside out.
    """

    def __init__(self, known: frozenset[str], scopes: Callable[[ast.AST], Iterator[ast.AST]]) -> None:
        self.known = known
        self._scopes = scopes
        self._all: dict[str, list[Binding]] = {}
        self._in_scope: dict[tuple[str, ast.AST | None], list[Binding]] = {}
        self._sorted: dict[tuple[str, ast.AST | None], list[Binding]] = {}
        self._texts: dict[tuple[ast.AST, bool], str | None] = {}

    def add(self, name: str, binding: Binding) -> None:
        self._all.setdefault(name, []).append(binding)
        self._in_scope.setdefault((name, binding.scope), []).append(binding)

    def of(self, name: str) -> list[Binding]:
        return self._all.get(name, [])

    def visible(self, node: ast.Name) -> list[Binding]:
        """The bindings of a name in the scopes it is looked up in."""
        if node.id not in self._all:
            return []
        return [each for scope in self._scopes(node) for each in self._in_scope.get((node.id, scope), ())]

    def only(self, name: str) -> Binding | None:
        """The binding, where there is exactly one."""
        found = self.of(name)
        return found[0] if len(found) == 1 else None

    def meant(self, node: ast.Name) -> Binding | None:
        """The binding that a name most likely stands for where it is read: the last one above, in the nearest scope."""
        if node.id not in self._all:
            return None
        in_order = True  # until a function is left: nobody knows when its body runs
        for scope in self._scopes(node):
            own = self._in_scope.get((node.id, scope))
            if own:
                return self._last_above(node, scope) if in_order else own[-1]
            in_order = in_order and isinstance(scope, ast.ClassDef)
        return None

    def _last_above(self, node: ast.Name, scope: ast.AST) -> Binding:
        """The last binding in a scope above a place; where there is none, the last of all."""
        key = node.id, scope
        if key not in self._sorted:
            self._sorted[key] = sorted(self._in_scope[key], key=_place)
        own = self._sorted[key]
        return own[bisect_right(own, (node.lineno, node.col_offset), key=_place) - 1]

    def path(self, node: ast.AST, depth: int = 8) -> str | None:
        """The dotted path of what an expression names, such as "sqlalchemy.orm.relationship"; None if unknown."""
        if isinstance(node, ast.Name):
            return self._path_of_name(node, depth)
        if isinstance(node, ast.Attribute):
            base = self.path(node.value, depth)
            return f"{base}.{node.attr}" if base in MODULES else None
        return None

    def _path_of_name(self, node: ast.Name, depth: int) -> str | None:
        found = self.meant(node)
        if found is None:
            return None
        if found.kind in ("module", "member"):
            return found.target
        if depth and found.kind == "value" and found.node is not None and found.node is not node:
            return self.path(found.node, depth - 1)
        return None

    def name_of(self, node: ast.AST) -> str | None:
        """What a callee is called where it comes from: `ce` is `create_engine` after `import create_engine as ce`.

        Names bound in no visible place keep their own; names bound to something else give None.
        """
        if isinstance(node, ast.Attribute):
            return node.attr
        if not isinstance(node, ast.Name):
            return None
        if not self.visible(node):
            return node.id
        path = self.path(node)
        return path.rpartition(".")[2] if path else None

    def text(self, node: ast.AST, *, certain: bool = False) -> str | None:
        """The text an expression is, as far as one can read: a literal, literals added up, or a name bound to these.

        `certain`: only where the name is bound once.
        """
        return self._text(node, 8, certain)

    def _text(self, node: ast.AST, depth: int, certain: bool) -> str | None:
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if depth and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = (self._text(side, depth - 1, certain) for side in (node.left, node.right))
            return left + right if left is not None and right is not None else None
        if depth and isinstance(node, ast.Name):
            value = self.value(node, certain=certain)
            if value is None:
                return None
            if (value, certain) not in self._texts:  # names made of names twice each would double the work each time
                self._texts[value, certain] = None
                self._texts[value, certain] = self._text(value, depth - 1, certain)
            return self._texts[value, certain]
        return None

    def value(self, node: ast.Name, *, certain: bool = False) -> ast.AST | None:
        """The expression that is assigned to a name, where one is."""
        found = self.only(node.id) if certain else self.meant(node)
        return found.node if found is not None and found.kind == "value" else None


def _place(binding: Binding) -> tuple[int, int]:
    return binding.line, binding.column


def binding_of_import(node: ast.Import) -> Iterator[tuple[str, str]]:
    """The names an `import` statement binds, each with the path of the module it stands for."""
    for alias in node.names:
        top = alias.name.partition(".")[0]
        yield (alias.asname, alias.name) if alias.asname else (top, top)


def binding_of_member(node: ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """The names a `from` import binds, each with the path of what it stands for."""
    for alias in node.names:
        yield alias.asname or alias.name, f"{node.module}.{alias.name}"
