"""Makes a program smaller as long as it still does what it was found for."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

from tests.inside.policy.fuzz.mutation import replace, values

StillFails = Callable[[list[str]], bool]
MOST_TRIES = 400


def shrunk(program: list[str], fails: StillFails) -> list[str]:
    """A program of fewer snippets, statements and expressions; itself where nothing could go."""
    left = [MOST_TRIES]

    def still(candidate: list[str]) -> bool:
        left[0] -= 1
        return left[0] >= 0 and fails(candidate)

    for position in range(len(program) - 1, -1, -1):
        fewer = program[:position] + program[position + 1 :]
        if fewer and still(fewer):
            program = fewer
    smaller = True
    while smaller and left[0] > 0:
        smaller = False
        for position, source in enumerate(program):
            for candidate in _smaller(source):
                attempt = [*program[:position], candidate, *program[position + 1 :]]
                if len(candidate) < len(source) and still(attempt):
                    program, smaller = attempt, True
                    break
    return program


def _smaller(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    for change in (_fewer_statements, _simpler_expressions, _fewer_parts):
        for made in change(tree):
            yield from _written(made)


def _fewer_statements(tree: ast.Module) -> Iterator[ast.Module]:
    for number, field, block in _lists(tree, ("body", "orelse", "finalbody")):
        for position in range(len(block) - 1, -1, -1):
            made = copy.deepcopy(tree)
            same = _list(made, number, field)
            removed = same.pop(position)
            if not same and field == "body" and number:
                same.append(ast.Pass())
            yield made
            if hasattr(removed, "body") and isinstance(removed.body, list):
                flat = copy.deepcopy(tree)
                _list(flat, number, field)[position : position + 1] = removed.body
                yield flat


def _simpler_expressions(tree: ast.Module) -> Iterator[ast.Module]:
    for number, old in enumerate(values(tree)):
        for new in [*values(old), ast.Constant(None)]:
            made = copy.deepcopy(tree)
            replace(made, values(made)[number], copy.deepcopy(new))
            yield made


def _fewer_parts(tree: ast.Module) -> Iterator[ast.Module]:
    fields = ("decorator_list", "keywords", "args", "bases", "targets", "names", "elts", "handlers")
    for number, field, parts in _lists(tree, fields):
        for position in range(len(parts)):
            made = copy.deepcopy(tree)
            _list(made, number, field).pop(position)
            yield made


def _lists(tree: ast.Module, fields: tuple[str, ...]) -> Iterator[tuple[int, str, list[ast.AST]]]:
    """Lists in a tree, each with where it is in a copy: the number of its node, and the field."""
    for number, node in enumerate(ast.walk(tree)):
        for field in fields:
            found = getattr(node, field, None)
            if isinstance(found, list) and found:
                yield number, field, found


def _list(tree: ast.Module, number: int, field: str) -> list[ast.AST]:
    found: list[ast.AST] = getattr(list(ast.walk(tree))[number], field)
    return found


def _written(tree: ast.Module) -> Iterator[str]:
    try:
        source = ast.unparse(ast.fix_missing_locations(tree))
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, IndexError, AttributeError):
        return
    yield source
