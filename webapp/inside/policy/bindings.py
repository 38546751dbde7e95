"""What the names of a snippet are bound to, as far as its text tells."""

from __future__ import annotations

import ast
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

    def add(self, name: str, binding: Binding) -> None:
        self._all.setdefault(name, []).append(binding)

    def of(self, name: str) -> list[Binding]:
        return self._all.get(name, [])

    def visible(self, node: ast.Name) -> list[Binding]:
        """The bindings of a name in the scopes it is looked up in."""
        found = self.of(node.id)
        scopes = list(self._scopes(node)) if found else []
        return [each for each in found if any(each.scope is scope for scope in scopes)]

    def only(self, name: str) -> Binding | None:
        """The binding, where there is exactly one."""
        found = self.of(name)
        return found[0] if len(found) == 1 else None

    def meant(self, node: ast.Name) -> Binding | None:
        """The binding that a name most likely stands for where it is read: the last one above, in the nearest scope."""
        found = self.of(node.id)
        if not found:
            return None
        in_order = True  # until a function is left: nobody knows when its body runs
        for scope in self._scopes(node):
            own = [each for each in found if each.scope is scope]
            above = [each for each in own if (each.line, each.column) <= (node.lineno, node.col_offset)]
            if own:
                return max(above or own, key=lambda each: (each.line, each.column)) if in_order else own[-1]
            in_order = in_order and isinstance(scope, ast.ClassDef)
        return None

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
            return self._text(value, depth - 1, certain) if value is not None else None
        return None

    def value(self, node: ast.Name, *, certain: bool = False) -> ast.AST | None:
        """The expression that is assigned to a name, where one is."""
        found = self.only(node.id) if certain else self.meant(node)
        return found.node if found is not None and found.kind == "value" else None


def binding_of_import(node: ast.Import) -> Iterator[tuple[str, str]]:
    """The names an `import` statement binds, each with the path of the module it stands for."""
    for alias in node.names:
        top = alias.name.partition(".")[0]
        yield (alias.asname, alias.name) if alias.asname else (top, top)


def binding_of_member(node: ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """The names a `from` import binds, each with the path of what it stands for."""
    for alias in node.names:
        yield alias.asname or alias.name, f"{node.module}.{alias.name}"
