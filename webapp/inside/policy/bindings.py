"""What the names of a snippet are bound to, as far as its text tells."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from webapp.inside.policy.catalogue import MODULES

Kind = Literal["module", "member", "value", "class", "def", "parameter", "other"]


@dataclass(frozen=True, slots=True)
class Binding:
    """One place where a name is bound. `target` is the dotted path of an import; `node` the value or statement."""

    kind: Kind
    line: int
    column: int
    target: str = ""
    node: ast.AST | None = None


class Bindings:
    """The names bound anywhere in a snippet; `known` are names made by earlier snippets."""

    def __init__(self, known: frozenset[str] = frozenset()) -> None:
        self.known = known
        self._all: dict[str, list[Binding]] = {}

    def add(self, name: str, binding: Binding) -> None:
        self._all.setdefault(name, []).append(binding)

    def of(self, name: str) -> list[Binding]:
        return self._all.get(name, [])

    def bound_before(self, name: str, line: int, column: int) -> bool:
        """Whether a name of the visitor's own is meant: bound above, or by an earlier snippet."""
        return name in self.known or any((each.line, each.column) < (line, column) for each in self.of(name))

    def only(self, name: str) -> Binding | None:
        """The binding, where there is exactly one."""
        found = self.of(name)
        return found[0] if len(found) == 1 else None

    def path(self, node: ast.AST, depth: int = 8) -> str | None:
        """The dotted path of what an expression names, such as "sqlalchemy.orm.relationship"; None if unknown."""
        if isinstance(node, ast.Name):
            return self._path_of_name(node.id, depth)
        if isinstance(node, ast.Attribute):
            base = self.path(node.value, depth)
            return f"{base}.{node.attr}" if base in MODULES else None
        return None

    def _path_of_name(self, name: str, depth: int) -> str | None:
        found = self.of(name)
        targets = {each.target for each in found if each.kind in ("module", "member")}
        if len(targets) == 1 and all(each.kind in ("module", "member") for each in found):
            return targets.pop()
        if depth and len(found) == 1 and found[0].kind == "value" and found[0].node is not None:
            return self.path(found[0].node, depth - 1)
        return None

    def name_of(self, node: ast.AST) -> str | None:
        """What a callee is called where it comes from: `ce` is `create_engine` after `import create_engine as ce`.

        Names bound in no visible place keep their own; names bound to something else give None.
        """
        if isinstance(node, ast.Attribute):
            return node.attr
        if not isinstance(node, ast.Name):
            return None
        if not self.of(node.id):
            return node.id
        path = self.path(node)
        return path.rpartition(".")[2] if path else None

    def text(self, node: ast.AST) -> str | None:
        """The text an expression certainly is: a literal, literals added up, or a name bound once to one of these."""
        return self._text(node, 8)

    def _text(self, node: ast.AST, depth: int) -> str | None:
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if depth and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self._text(node.left, depth - 1), self._text(node.right, depth - 1)
            return left + right if left is not None and right is not None else None
        if depth and isinstance(node, ast.Name):
            found = self.only(node.id)
            if found is not None and found.kind == "value" and found.node is not None:
                return self._text(found.node, depth - 1)
        return None


def binding_of_import(node: ast.Import) -> Iterator[tuple[str, str]]:
    """The names an `import` statement binds, each with the path of the module it stands for."""
    for alias in node.names:
        top = alias.name.partition(".")[0]
        yield (alias.asname, alias.name) if alias.asname else (top, top)


def binding_of_member(node: ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """The names a `from` import binds, each with the path of what it stands for."""
    for alias in node.names:
        yield alias.asname or alias.name, f"{node.module}.{alias.name}"
