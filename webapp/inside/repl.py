"""Compiles and runs a snippet statement by statement, echoing values as the Python prompt does."""

from __future__ import annotations
import __future__

import ast
import builtins
import linecache
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import or_
from types import CodeType, ModuleType
from typing import Any, NamedTuple

from webapp.inside.lines import lines_of
from webapp.inside.output import SCREEN, Nowhere, Output
from webapp.inside.policy.facade import visitor_builtins
from webapp.inside.policy.names import BUILTINS
from webapp.inside.policy.review import review
from webapp.inside.recorder import marks
from webapp.inside.render import clipped_repr

MODULE = "__main__"
"""The visitor's names live in a module of that name, as at the prompt: annotations are evaluated in it."""

FEATURES = reduce(or_, (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names))


class Compiled(NamedTuple):
    """One statement of a snippet, ready to run. `first` is its first line, which a decorator may have before `line`.

    One that begins where another has not ended its line, after `;`, has the first line of that other.
    """

    line: int
    code: CodeType
    first: int


class Repl:
    """One visitor's names, and the running of code among them."""

    def __init__(self, datasets: Mapping[str, ModuleType], *, policy: bool) -> None:
        """`datasets` may be imported by name. Without `policy` nothing is reviewed, and builtins are real."""
        self.policy = policy
        self.datasets = frozenset(datasets)
        self._features = 0
        module = ModuleType(MODULE)
        module.__dict__.pop("__loader__", None)
        module.__dict__.pop("__spec__", None)
        self.names = module.__dict__
        if policy:
            public = {name: _public(dataset) for name, dataset in datasets.items()}
            self.names["__builtins__"] = visitor_builtins(public)
        sys.modules[MODULE] = module

    def review(
        self, source: str, file: str, mark: marks.Mark | None = None
    ) -> tuple[list[Compiled], list[dict[str, Any]]]:
        """The snippet compiled, statement by statement; or the violations, all at once. `mark` is told of its lines."""
        remember(file, source)
        tree, violations = self._parse(source)
        if tree is None or violations:
            return [], violations
        if mark is not None:
            mark.first_lines = marks.first_lines(tree)
        try:
            firsts = _first_lines(tree.body, lines_of(source))
            return [self._ready(each, file, mark, first) for each, first in zip(tree.body, firsts, strict=True)], []
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            # Some errors are found by the compiler only: `return` outside a function, say.
            return [], [_not_python(error)]

    def _ready(self, statement: ast.stmt, file: str, mark: marks.Mark | None, first: int) -> Compiled:
        return Compiled(statement.lineno, self._compiled(statement, file, mark), first)

    def _compiled(self, statement: ast.stmt, file: str, mark: marks.Mark | None) -> CodeType:
        if mark is not None:
            marks.put_into(statement)
        code: CodeType = compile(ast.Interactive([statement]), file, "single", self._features, dont_inherit=True)
        self._features |= code.co_flags & FEATURES  # as at the prompt, a __future__ import holds from here on
        return code if mark is None else marks.joined(code, mark)

    def _parse(self, source: str) -> tuple[ast.Module | None, list[dict[str, Any]]]:
        if self.policy:
            reviewed = review(source, modules=self.datasets, names=self.names.keys())
            return reviewed.tree, reviewed.violations
        try:
            return ast.parse(source), []
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            return None, [_not_python(error)]

    def run(
        self, code: Sequence[Compiled], output: Output | None, before: Callable[[int], None] = lambda _line: None
    ) -> None:
        """Runs compiled statements; values are echoed to `output`, where there is one. Raises what they raise.

        `before` is told each one's line.
        """

        def echo(value: object) -> None:
            if value is not None and output is not None:
                if self.policy:
                    self.names["__builtins__"]["_"] = value
                output.show("value", clipped_repr(value) + "\n")

        shown = sys.displayhook, sys.stdout, sys.stderr
        sys.displayhook = echo
        sys.stdout = sys.stderr = SCREEN
        SCREEN.shows = output or Nowhere()
        try:
            for line, statement, first in code:
                if output is not None:
                    output.begins(first)
                before(line)
                exec(statement, self.names)  # noqa: S102 - what this process exists for
        finally:
            sys.settrace(None)  # one left behind would run in our own code, and in the next snippet
            sys.setprofile(None)
            sys.displayhook, sys.stdout, sys.stderr = shown
            SCREEN.shows = Nowhere()

    def value(self, expression: str) -> object:
        """The value of a check's expression in the visitor's names. Raises what it raises.

        What the expression calls by a name of Python's own is Python's: a visitor's `list = []` does not break a
        check's `list(...)`, and a `len` of theirs does not answer for it.
        """
        tree = ast.parse(expression.strip(), "<check>", "eval")
        code = compile(tree, "<check>", "eval", dont_inherit=True)
        return eval(code, self.names | self._called_of_pythons(tree))  # noqa: S307

    def _called_of_pythons(self, tree: ast.AST) -> dict[str, Any]:
        found = self.names.get("__builtins__", builtins)
        own = found if isinstance(found, dict) else vars(found)
        calls = (each.func for each in ast.walk(tree) if isinstance(each, ast.Call))
        names = {each.id for each in calls if isinstance(each, ast.Name)}
        return {name: own[name] for name in names & BUILTINS if name in own}

    def do(self, statements: str) -> None:
        """Runs what a check wants done before it looks. Raises what that raises."""
        exec(compile(statements, "<check>", "exec", dont_inherit=True), self.names)  # noqa: S102


def remember(file: str, source: str) -> None:
    """Lets tracebacks show a file's lines; there is no such file, so they are kept in memory."""
    lines = [f"{line}\n" for line in lines_of(source)]
    linecache.cache[file] = (len(source), None, lines, file)


def _first_lines(statements: Sequence[ast.stmt], lines: Sequence[str]) -> list[int]:
    firsts: list[int] = []
    end = 0
    for each in statements:
        first = _first_line(each)
        # Apart, what ends a string of several lines would be read as code. After a backslash the line goes on, too.
        joins = first <= end or (firsts and lines[first - 2].endswith("\\"))
        firsts.append(firsts[-1] if joins else first)
        end = each.end_lineno or each.lineno
    return firsts


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(each.lineno for each in decorators)])


def _not_python(error: BaseException) -> dict[str, Any]:
    line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
    said = getattr(error, "msg", None) or str(error) or "this is nested too deeply"
    return {"line": line, "column": column, "rule": "syntax", "message": f"This is not Python: {said}."}


def _public(module: ModuleType) -> dict[str, object]:
    names = getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
    return {name: getattr(module, name) for name in names if not isinstance(getattr(module, name), ModuleType)}
