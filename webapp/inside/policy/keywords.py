"""The keyword arguments of a call as far as its text tells, also those that are unpacked from a dictionary."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

from webapp.inside.policy.snippet import Snippet

Entry = tuple[ast.AST, str | None, ast.expr]
"""Where a keyword stands, its name (None where it is put together there), and its value."""


def keywords_of(snippet: Snippet, call: ast.Call) -> Iterator[Entry]:
    for keyword in call.keywords:
        if keyword.arg is not None:
            yield keyword, keyword.arg, keyword.value
        else:
            yield from entries(snippet, keyword.value, keyword)


def entries(snippet: Snippet, node: ast.AST, place: ast.AST) -> Iterator[Entry]:
    """What a dictionary holds: one written out, one given a name before, or one that `dict` or `|` makes of others.

    The entries of a dictionary that has a name are placed at `place`.
    """
    yield from _entries(snippet, node, place, set())


def _entries(snippet: Snippet, node: ast.AST, place: ast.AST, seen: set[ast.AST]) -> Iterator[Entry]:
    if isinstance(node, ast.Name):
        value = snippet.bindings.value(node)
        if value is not None and value not in seen:
            seen.add(value)
            yield from ((place, name, entry) for _, name, entry in _entries(snippet, value, place, seen))
        return
    for key, value in _pairs(node):
        text = snippet.bindings.text(key)
        if isinstance(key, ast.BinOp | ast.JoinedStr):
            yield key, None, value
        elif text is not None:
            yield key, text, value
    for keyword in node.keywords if _is_dict(node) else ():
        if keyword.arg is not None:
            yield keyword, keyword.arg, keyword.value
    for part in _parts(node):
        yield from _entries(snippet, part, place, seen)


def _is_dict(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict"


def _pairs(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Keys and values that stand in an expression itself."""
    if isinstance(node, ast.Dict):
        yield from ((key, value) for key, value in zip(node.keys, node.values, strict=True) if key is not None)
    elif isinstance(node, ast.DictComp):
        yield node.key, node.value
    elif isinstance(node, ast.List | ast.Tuple):  # of pairs, for `dict`
        for pair in node.elts:
            if isinstance(pair, ast.Tuple | ast.List) and len(pair.elts) == 2:
                yield pair.elts[0], pair.elts[1]


def _parts(node: ast.AST) -> Iterator[ast.expr]:
    """Other dictionaries that an expression takes entries from."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        yield from (node.left, node.right)
    elif isinstance(node, ast.Dict):
        yield from (value for key, value in zip(node.keys, node.values, strict=True) if key is None)
    elif _is_dict(node):
        yield from node.args
        yield from (keyword.value for keyword in node.keywords if keyword.arg is None)
