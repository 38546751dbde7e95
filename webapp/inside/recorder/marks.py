"""Marks: what is put into a snippet's own code so that it tells each line before it runs.

A mark is the statement `if mark.on and mark.step(line): pass` before another. What is written here as `mark` is no name
but a constant of the compiled code, put there after compiling: no namespace shows it, none can hide it, and nothing is
looked up in a class body. Once `on` is false a mark costs the look at it and nothing else; sys.settrace would cost a
call for every line.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

PLACE: Any = (frozenset[int](),)
"""Stands for the mark until the code is compiled. No snippet's code has this constant: Python folds a set into one only
where it stands alone, behind `in`."""

_BODIES = ("body", "orelse", "finalbody")


class Mark:
    """What the marks of one snippet look at. Code that outlives its snippet keeps it, switched off."""

    __slots__ = ("caught", "first_lines", "on", "step")

    def __init__(self, step: Callable[[int], None], caught: Callable[[int], None]) -> None:
        """`step` takes the line that is about to run; `caught` the same, where an exception has been caught."""
        self.on = True
        self.step = step
        self.caught = caught
        self.first_lines: dict[int, int] = {}


def put_into(statement: ast.stmt) -> None:
    """Puts a mark before each statement of its bodies, at that statement's place.

    The body of a class has none of its own: its lines are part of the class statement. So has a statement on the line
    of what it belongs to, unless that is a function, which runs later.
    """
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        for body in _bodies(node):
            waiting.extend(body)
            if not isinstance(node, ast.ClassDef):
                body[:] = _with_marks(node, body)
        waiting.extend(getattr(node, "handlers", ()))
        waiting.extend(getattr(node, "cases", ()))


def _bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for name in _BODIES:
        body = getattr(node, name, None)
        if isinstance(body, list):
            yield body


def _with_marks(parent: ast.AST, body: list[ast.stmt]) -> list[ast.stmt]:
    is_function = isinstance(parent, ast.FunctionDef | ast.AsyncFunctionDef)
    line = None if is_function else getattr(parent, "lineno", None)
    name = "caught" if isinstance(parent, ast.ExceptHandler) else "step"
    made: list[ast.stmt] = []
    for number, statement in enumerate(body):
        silent = isinstance(statement, ast.Global | ast.Nonlocal) or (
            is_function and number == 0 and _is_text(statement)
        )
        if not silent and (statement.lineno != line or name == "caught"):
            made.append(_mark(name, statement))
            line, name = statement.lineno, "step"
        made.append(statement)
    return made


def _is_text(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _mark(name: str, before: ast.stmt) -> ast.stmt:
    place: Any = {
        "lineno": before.lineno,
        "col_offset": before.col_offset,
        "end_lineno": before.lineno,
        "end_col_offset": before.col_offset,
    }

    def part(attribute: str) -> ast.expr:
        return ast.Attribute(ast.Constant(PLACE, **place), attribute, ast.Load(), **place)

    call = ast.Call(part(name), [ast.Constant(before.lineno, **place)], [], **place)
    return ast.If(ast.BoolOp(ast.And(), [part("on"), call], **place), [ast.Pass(**place)], [], **place)


def joined(code: CodeType, mark: Mark) -> CodeType:
    """Compiled code whose marks, and those of the functions in it, look at `mark`."""
    constants = tuple(
        mark if each == PLACE and type(each) is tuple else joined(each, mark) if type(each) is CodeType else each
        for each in code.co_consts
    )
    return code.replace(co_consts=constants)


def first_lines(tree: ast.Module) -> dict[int, int]:
    """For each line that is not a statement's first, the first line of the statement it belongs to.

    What Python says of a call in a statement of several lines is the line of the call.
    """
    found: dict[int, int] = {}
    waiting: list[tuple[ast.AST, bool]] = [(statement, True) for statement in reversed(tree.body)]
    while waiting:
        node, told = waiting.pop()
        if told and isinstance(node, ast.stmt):
            first, last = _lines(node)
            if first != last or first in found:
                found |= dict.fromkeys(range(first, last + 1), node.lineno)
        parts = [each for body in _bodies(node) for each in body]
        parts += [*getattr(node, "handlers", ()), *getattr(node, "cases", ())]
        waiting.extend((each, not isinstance(node, ast.ClassDef)) for each in reversed(parts))
    return {line: first for line, first in found.items() if line != first}


def _lines(statement: ast.stmt) -> tuple[int, int]:
    first = min([statement.lineno, *(each.lineno for each in getattr(statement, "decorator_list", ()))])
    last = statement.end_lineno or statement.lineno
    if not isinstance(statement, ast.ClassDef):
        body = next(iter(_bodies(statement)), None) or getattr(statement, "cases", None)
        if body:
            inner = body[0].pattern if isinstance(body[0], ast.match_case) else body[0]
            last = max(statement.lineno, min(last, inner.lineno - 1))
    return first, last
