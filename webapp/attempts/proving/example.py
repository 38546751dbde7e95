"""Proves examples: what the console shows is what the lesson shows."""

from __future__ import annotations

import ast
import doctest
import re
import warnings
from collections.abc import Iterator, Sequence

from webapp.attempts.proving.told import indented, line_of, trimmed, why
from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import ExampleStep
from webapp.observation import Observation
from webapp.sandbox.interface import Turn

NO_NAME = re.compile(r"name '(\w+)' is not defined")


def example_problems(turn: Turn, lesson: Lesson, index: int, example: ExampleStep) -> Iterator[Problem]:
    """What is not as the example, which is the lesson's step `index`, says: at most one problem."""
    chain = [*lesson.examples_before(example.number), example]
    *before, seen = turn.run_apart(lesson.start, [each.code for each in chain])
    for earlier, its in zip(chain, before, strict=False):
        if _ended_wrong(earlier, its):
            say = f"not run: it continues the example in line {_line_of(lesson, earlier)}, which failed."
            yield lesson.problem(say, "steps", index, "example")
            return
    if seen.outcome not in ("ok", "error"):
        say = f"This example was {seen.outcome}: {why(seen)}"
        yield lesson.problem(say, "steps", index, "example", line=line_of(seen))
    elif example.raises and seen.outcome == "ok":
        yield lesson.problem("This example is meant to raise, and does not.", "steps", index, "raises")
    elif seen.outcome == "error" and not example.raises:
        hint = _made_earlier(lesson, example, seen) or "Write `raises: true` where that is meant."
        say = f"This example ends in an exception. {hint}\n{indented(seen.output)}"
        yield lesson.problem(say, "steps", index, "example", line=line_of(seen))
    elif not shows(example.shows, seen.output):
        say = f"This example shows\n{indented(seen.output)}\nwhere the lesson has\n{indented(example.shows)}"
        yield lesson.problem(say, "steps", index, "shows")


def shows(wanted: str, got: str) -> bool:
    """Whether output is as a lesson shows it: `...` stands for anything, blanks at the ends of lines do not count."""
    return doctest.OutputChecker().check_output(trimmed(wanted), trimmed(got), doctest.ELLIPSIS)


def _ended_wrong(example: ExampleStep, seen: Observation) -> bool:
    return seen.outcome != ("error" if example.raises else "ok")


def _line_of(lesson: Lesson, example: ExampleStep) -> int:
    index = next(
        at for at, each in enumerate(lesson.steps) if isinstance(each, ExampleStep) and each.number == example.number
    )
    return lesson.place("steps", index, "example").line


def _made_earlier(lesson: Lesson, example: ExampleStep, seen: Observation) -> str:
    """The hint for a fresh start that lacks a name of an earlier example; empty where that is not it."""
    found = NO_NAME.search(seen.error.message) if seen.error and seen.error.type == "NameError" else None
    if found is None or example.continues:
        return ""
    earlier = lesson.examples[: example.number - 1]
    maker = next((each for each in reversed(earlier) if found[1] in names_made(each.code)), None)
    if maker is None:
        return ""
    reached = earlier[-1:] and maker in [*lesson.examples_before(earlier[-1].number), earlier[-1]]
    where = "here" if reached else "here and in the examples between"
    line = _line_of(lesson, maker)
    return f"The example in line {line} makes `{found[1]}`: write `continues: true` {where} to go on from it."


def names_made(code: str) -> set[str]:
    """The names that code makes, at any depth; none where it is not Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of an escape such as `"\d"` Python would tell whoever proves the lesson
            nodes: Sequence[ast.AST] = list(ast.walk(ast.parse(code)))
    except (SyntaxError, ValueError, RecursionError):
        return set()
    made = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    made |= {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    aliases = [alias for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names]
    return made | {(alias.asname or alias.name).partition(".")[0] for alias in aliases}
