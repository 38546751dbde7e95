"""Changes programs and splices them into one another, by their trees."""

from __future__ import annotations

import ast
import copy
import random
from collections.abc import Callable

from tests.inside.policy.fuzz.grammar import Writer
from tests.inside.policy.fuzz.words import Words

PARTS = (ast.Starred, ast.Slice, ast.FormattedValue)
"""Expressions that stand within certain others only."""
LARGEST = 400
"""Nodes of a program; larger ones are not let to grow."""


class Mutator:
    """Makes new programs of old ones."""

    def __init__(self, chance: random.Random, words: Words) -> None:
        self._chance = chance
        self._words = words
        self._writer = Writer(chance, words)
        self._changes: list[Callable[[ast.Module, ast.Module], None]] = [
            self._splice_expression,
            self._splice_expression,
            self._splice_statements,
            self._splice_statements,
            self._rename,
            self._other_attribute,
            self._other_attribute,
            self._launder,
            self._launder,
            self._build_text,
            self._unpack,
            self._wrap,
        ]

    def mutated(self, source: ast.Module, other: ast.Module) -> str:
        """A program of two; empty where the result cannot be written."""
        tree = copy.deepcopy(source)
        for _ in range(self._chance.choice([1, 1, 2, 3])):
            if sum(1 for _ in ast.walk(tree)) < LARGEST:
                self._chance.choice(self._changes)(tree, other)
        try:
            return ast.unparse(ast.fix_missing_locations(tree))
        except (RecursionError, ValueError):
            return ""

    def joined(self, first: ast.Module, second: ast.Module) -> list[str]:
        """Two snippets in one namespace."""
        return [ast.unparse(first), ast.unparse(second)]

    def _pick(self, among: list[ast.expr]) -> ast.expr | None:
        return self._chance.choice(among) if among else None

    def _splice_expression(self, tree: ast.Module, other: ast.Module) -> None:
        new = self._pick(values(other)) if self._chance.random() < 0.7 else self._written()
        old = self._pick(values(tree))
        if new is not None and old is not None:
            replace(tree, old, copy.deepcopy(new))

    def _written(self) -> ast.expr:
        for _ in range(4):
            try:
                return ast.parse(self._writer.expression(2), mode="eval").body
            except SyntaxError:
                continue
        return ast.Name("d", ast.Load())

    def _splice_statements(self, tree: ast.Module, other: ast.Module) -> None:
        if not other.body:
            return
        begin = self._chance.randrange(len(other.body))
        taken = copy.deepcopy(other.body[begin : begin + self._chance.randint(1, 4)])
        block = self._chance.choice(_blocks(tree))
        place = self._chance.randint(0, len(block))
        block[place:place] = taken

    def _rename(self, tree: ast.Module, other: ast.Module) -> None:
        names = sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)})
        if not names:
            return
        old, new = self._chance.choice(names), self._chance.choice([*names, *self._words.own_names])
        everywhere = self._chance.random() < 0.5
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id == old and (everywhere or self._chance.random() < 0.4):
                node.id = new

    def _other_attribute(self, tree: ast.Module, other: ast.Module) -> None:
        found = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
        if found:
            self._chance.choice(found).attr = self._writer.attribute_name()

    def _launder(self, tree: ast.Module, other: ast.Module) -> None:
        old = self._pick(values(tree))
        if old is None:
            return
        form = self._chance.choice(
            "[X][0];(lambda: X)();same(X);(kept := X);(X if d else None);next(iter([X]));copy.copy(X);"
            "X.__call__;attempt(X);(lambda x=X: x)();{**X};[*X];getattr(X, 'name');next(y for y in [X])".split(";")
        )
        replace(tree, old, _filled(form, old))

    def _build_text(self, tree: ast.Module, other: ast.Module) -> None:
        found = [
            node
            for node in values(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 80
        ]
        old = self._pick(found)
        if not isinstance(old, ast.Constant) or not isinstance(old.value, str):
            return
        cut = self._chance.randint(0, len(old.value))
        one, two = repr(old.value[:cut]), repr(old.value[cut:])
        form = self._chance.choice(
            [f"''.join([{one}, {two}])", f"{one} + {two}", f"same({one} + {two})", f"[{one} + {two}][0]"]
        )
        replace(tree, old, ast.parse(form, mode="eval").body)

    def _unpack(self, tree: ast.Module, other: ast.Module) -> None:
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        if not calls:
            return
        call = self._chance.choice(calls)
        if self._chance.random() < 0.6:
            call.args = [ast.Starred(ast.List(call.args, ast.Load()), ast.Load())]
        elif call.keywords and call.keywords[0].arg:
            pair = ast.Tuple([ast.Constant(call.keywords[0].arg), call.keywords[0].value], ast.Load())
            pairs = ast.Call(ast.Name("dict", ast.Load()), [ast.List([pair], ast.Load())], [])
            call.keywords[0] = ast.keyword(None, pairs)

    def _wrap(self, tree: ast.Module, other: ast.Module) -> None:
        block = self._chance.choice(_blocks(tree))
        if not block:
            return
        begin = self._chance.randrange(len(block))
        inner = block[begin : begin + self._chance.randint(1, 3)]
        form = self._chance.choice(
            [
                "def wrapped(self=own, *a, **k):\n pass\nkept = wrapped()",
                "class Wrapped:\n pass",
                "class Wrapped(Base):\n __abstract__ = True\n pass",
                "for each in [1]:\n pass",
                "with Suite() as kept:\n pass",
                "try:\n pass\nexcept Exception as error: kept = error",
                "if d:\n pass",
                "match own:\n case Own():\n  pass",
                "@event.listens_for(session, 'before_flush')\ndef wrapped(*a):\n pass\nsession.flush()",
            ]
        )
        made = ast.parse(form)
        for holder in _blocks(made):
            if holder and isinstance(holder[-1], ast.Pass):
                holder[-1:] = inner
        block[begin : begin + len(inner)] = made.body


def values(tree: ast.AST) -> list[ast.expr]:
    """The expressions that are read."""
    found: list[ast.expr] = []
    for above in ast.walk(tree):
        if isinstance(above, ast.JoinedStr | ast.MatchValue | ast.MatchClass | ast.MatchMapping):
            continue
        for below in ast.iter_child_nodes(above):
            read = isinstance(getattr(below, "ctx", ast.Load()), ast.Load)
            if isinstance(below, ast.expr) and read and not isinstance(below, PARTS):
                found.append(below)
    return found


def _blocks(tree: ast.AST) -> list[list[ast.stmt]]:
    return [
        block
        for node in ast.walk(tree)
        for block in (getattr(node, "body", None), getattr(node, "orelse", None))
        if isinstance(block, list) and (block or isinstance(node, ast.Module))
    ]


def replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for above in ast.walk(tree):
        if above is new:
            continue
        for field, value in ast.iter_fields(above):
            if value is old:
                setattr(above, field, new)
                return
            if isinstance(value, list):
                for position, each in enumerate(value):
                    if each is old:
                        value[position] = new
                        return


def _filled(form: str, inner: ast.expr) -> ast.expr:
    made = ast.parse(form, mode="eval")
    kept = copy.deepcopy(inner)
    for node in list(ast.walk(made)):
        if isinstance(node, ast.Name) and node.id == "X":
            replace(made, node, kept)
    return made.body
