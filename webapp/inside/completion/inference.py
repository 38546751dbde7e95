"""What an expression would give, as far as its parts tell without running it."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from contextlib import suppress
from types import FunctionType
from typing import Any

from sqlalchemy import Row

from webapp.inside.completion.known import ABSENT, Known, known
from webapp.inside.completion.reading import is_kind, is_one_of, memory, plain
from webapp.inside.completion.values import Values
from webapp.inside.completion.written import Binding
from webapp.inside.policy.facade import FACADES, Facade

MOST_STEPS = 400
"""Parts of expressions that are followed for one answer."""


class Inference(Values):
    """The visitor's names, and what the text before the cursor binds above them."""

    def __init__(self, names: dict[str, Any], builtins: dict[str, Any], bindings: Sequence[Binding] = ()) -> None:
        super().__init__(names)
        self.builtins, self.bindings = builtins, bindings
        self._steps = MOST_STEPS

    def expression(self, text: str) -> Known | None:
        """What an expression gives that stands at the cursor. None where nobody can tell."""
        try:
            tree = ast.parse(f"({text}\n)", mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        with suppress(RecursionError):
            return self.of(tree, len(self.bindings))
        return None

    def of(self, node: ast.AST | None, above: int) -> Known | None:
        """What a node gives where the first `above` bindings hold."""
        self._steps -= 1
        if node is None or self._steps < 0:
            return None
        read = getattr(self, f"_{type(node).__name__.lower()}", None)
        found: Known | None = read(node, above) if read is not None else None
        return found

    def name(self, name: str, above: int | None = None) -> Known | None:
        """What a name stands for."""
        above = len(self.bindings) if above is None else above
        for place in range(above - 1, -1, -1):
            if self.bindings[place].name == name:
                return self._binding(self.bindings[place], place)
        for names in (self.names, self.builtins):
            if name in names:
                return known(names[name])
        return None

    def _binding(self, binding: Binding, place: int) -> Known | None:
        if binding.how == "module":
            return self._module(binding.path)
        if binding.how == "member":
            module, _, member = binding.path.rpartition(".")
            found = self._module(module)
            return (self.attribute(found, member) if found else None) or self._module(binding.path)
        if isinstance(binding.node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            return Known(type if isinstance(binding.node, ast.ClassDef) else FunctionType, written=binding.node)
        found = self.of(binding.node, place)
        if found is None or binding.how == "value":
            return found
        if binding.how == "element":
            return self.element(found)
        if binding.how == "entered":
            return self.entered(found)
        return found.instance()  # annotated, or raised

    def _module(self, path: str) -> Known | None:
        importer = self.builtins.get("__import__")
        found = memory(importer).get("_facades") if importer is not None else None
        facades: dict[str, Facade] = plain(found) if type(found) is dict else FACADES
        return known(facades[path]) if path in facades else None

    # Expressions, by the names of their nodes.

    def _name(self, node: ast.Name, above: int) -> Known | None:
        return self.name(node.id, above)

    def _attribute(self, node: ast.Attribute, above: int) -> Known | None:
        base = self.of(node.value, above)
        return self.attribute(base, node.attr) if base is not None else None

    def _constant(self, node: ast.Constant, _above: int) -> Known | None:
        return known(node.value) if node.value is not None else None

    def _joinedstr(self, _node: ast.JoinedStr, _above: int) -> Known | None:
        return Known(str)

    def _list(self, node: ast.List | ast.Tuple | ast.Set, above: int) -> Known | None:
        of = self.of(node.elts[0], above) if node.elts else None
        return Known({ast.List: list, ast.Tuple: tuple, ast.Set: set}[type(node)], of=of)

    _tuple = _set = _list

    def _dict(self, node: ast.Dict, above: int) -> Known | None:
        return Known(dict, of=self.of(node.values[0], above) if node.values else None)

    def _listcomp(self, node: ast.ListComp, above: int) -> Known | None:
        only = node.generators[0]
        same = isinstance(node.elt, ast.Name) and isinstance(only.target, ast.Name) and node.elt.id == only.target.id
        found = self.of(only.iter, above) if same else None
        return Known(list, of=self.element(found) if found is not None else None)

    def _ifexp(self, node: ast.IfExp, above: int) -> Known | None:
        return self.of(node.body, above) or self.of(node.orelse, above)

    def _boolop(self, node: ast.BoolOp, above: int) -> Known | None:
        return self.of(node.values[-1], above)

    def _binop(self, node: ast.BinOp, above: int) -> Known | None:
        left = self.of(node.left, above)
        return Known(left.cls) if left is not None and is_one_of(left.cls, (str, int, float, list)) else None

    def _namedexpr(self, node: ast.NamedExpr, above: int) -> Known | None:
        return self.of(node.value, above)

    def _subscript(self, node: ast.Subscript, above: int) -> Known | None:
        base = self.of(node.value, above)
        if base is None:
            return None
        if isinstance(node.slice, ast.Slice):
            return base if is_kind(base.cls, list) or is_kind(base.cls, tuple) else None
        key = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if type(base.value) is dict and type(key) in (str, int):
            for each, value in base.value.items():
                if type(each) is type(key) and each == key:
                    return known(value)
        if type(key) is int and is_kind(base.cls, list) and base.value is not ABSENT:
            return known(list.__getitem__(base.value, key)) if -1 <= key < list.__len__(base.value) > 0 else None
        if is_kind(base.cls, Row):
            return base.of
        return self.element(base) if base.cls is not str else Known(str)

    def _call(self, node: ast.Call, above: int) -> Known | None:
        called = self.of(node.func, above)
        if called is None:
            return None
        first = self.of(node.args[0], above) if node.args and not isinstance(node.args[0], ast.Starred) else None
        return self.call(called, first)

    def call(self, called: Known, first: Known | None) -> Known | None:
        """What calling it gives, `first` being the first argument; also of what is only written above."""
        return self._written(called) if called.written is not None else super().call(called, first)

    def _written(self, called: Known) -> Known | None:
        if isinstance(called.written, ast.ClassDef):
            return Known(object, written=called.written)
        notes = called.written.returns if called.written is not None else None
        found = self.of(notes, len(self.bindings)) if notes is not None else None
        return found.instance() if found is not None else None
