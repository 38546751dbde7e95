"""What a lesson would say if it said what its code does: outputs of examples, rows that solutions leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from webapp.attempts.grading import Grader
from webapp.attempts.proving.example import shows
from webapp.attempts.proving.told import trimmed
from webapp.checks.evidence import AuthorFaultError
from webapp.checks.rows import judge_rows, looked
from webapp.lessons.expectations import Check, RowsCheck
from webapp.lessons.problems import Path
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import ExampleStep, ExerciseStep
from webapp.sandbox.interface import Sandboxes, Turn

ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")
TRACEBACK = re.compile(r"^(Traceback \(most recent call last\):\n)(?:[ \t].*\n)+", re.MULTILINE)


def computed(sandboxes: Sandboxes, lesson: Lesson) -> dict[Path, Any]:
    """New values by their paths in the file, of those that are not true: `shows` and `are`.

    Examples and solutions that do not run as they should are left for the author. Raises SandboxError.
    """
    found: dict[Path, Any] = {}
    with sandboxes.turn(f"values of {lesson.id}", lesson.id) as turn:
        for index, step in enumerate(lesson.steps):
            if isinstance(step, ExampleStep):
                found |= _output(turn, lesson, index, step)
            elif isinstance(step, ExerciseStep):
                found |= _rows(turn, lesson, index, step)
    return found


def _output(turn: Turn, lesson: Lesson, index: int, example: ExampleStep) -> dict[Path, Any]:
    chain = [*lesson.examples_before(example.number), example]
    seen = turn.run_apart(lesson.start, [each.code for each in chain])[-1]
    if seen.outcome != ("error" if example.raises else "ok") or shows(example.shows, seen.output):
        return {}
    return {("steps", index, "shows"): lasting(seen.output)}


def _rows(turn: Turn, lesson: Lesson, index: int, exercise: ExerciseStep) -> dict[Path, Any]:
    return dict(_differing(turn, lesson, index, exercise))


def _differing(turn: Turn, lesson: Lesson, index: int, exercise: ExerciseStep) -> Iterator[tuple[Path, Any]]:
    checks = enumerate(exercise.checks)
    stated = [found for at, check in checks for found in _stated(check, ("steps", index, "checks", at))]
    if not stated:
        return
    try:
        seen, reference = Grader().evidence(turn, lesson, exercise, exercise.solution)
        for path, check in stated:
            probed = looked(check, seen)
            if probed is None or probed.rows is None or judge_rows(check, seen, reference).passed:
                continue
            yield (*path, "rows", "are"), probed.rows.rows
    except AuthorFaultError:
        return


def _stated(check: Check, path: Path) -> Iterator[tuple[Path, RowsCheck]]:
    """The checks with rows that the solution must leave, below one at that path."""
    if check.rows is not None and check.rows.are is not None:
        yield path, check.rows
    for at, each in enumerate(check.every or ()):
        yield from _stated(each, (*path, "all", at))


def lasting(output: str) -> str:
    """Output as a lesson shows it: what differs from run to run, and from Python to Python, left to `...`."""
    return trimmed(TRACEBACK.sub(r"\1...\n", ADDRESS.sub("0x...", output)))
