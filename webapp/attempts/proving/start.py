"""Starts that do not run: whose fault it is, and where that stands."""

from __future__ import annotations

import re
from pathlib import Path

from webapp.attempts.proving.told import indented
from webapp.errors import SandboxError, StartError
from webapp.lessons.datasets import imports
from webapp.lessons.predictions import Prediction
from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import ExerciseStep
from webapp.sandbox.interface import Turn

ENDLESS = ("The lesson's start did not end", "The lesson's start ended its process")
"""How the sandboxes' words begin where a start was stopped, so that nobody knows how far it came."""

FRAME = re.compile(r'^  File "(?P<name>\w+)\.py", line (?P<line>[0-9]+)', re.MULTILINE)


def start_problem(lesson: Lesson, index: int, error: StartError) -> Problem:
    """The problem where the author's code failed: in the dataset's own file, the prelude, or the step's setup."""
    if error.part == "setup":
        return lesson.problem(str(error), "steps", index, "setup", line=error.line)
    if error.part not in lesson.modules:
        return lesson.problem(str(error), "prelude", line=error.line if error.part == "prelude" else 0)
    name, line = _origin(lesson, error)
    path = Path(lesson.path).parent / "data" / f"{name}.py"
    trace = str(error).partition("\n")[2]
    say = f"{_last_words(trace)}\nThe dataset does not run:\n{indented(trace)}"
    return Problem(str(path), max(line, 1), 1, say)


def is_endless(error: SandboxError) -> bool:
    """Whether the start was stopped before its end."""
    return str(error).startswith(ENDLESS)


def endless(turn: Turn, lesson: Lesson, index: int, error: SandboxError) -> tuple[Problem, bool]:
    """The problem of a start that was stopped, and whether the whole lesson has it, not only that step's setup."""
    step = lesson.steps[index]
    if isinstance(step, ExerciseStep | Prediction) and step.setup and _runs(turn, lesson):
        return lesson.problem(f"{error} The prelude alone does; it is this `setup`.", "steps", index, "setup"), False
    return lesson.problem(str(error), "prelude"), True


def _runs(turn: Turn, lesson: Lesson) -> bool:
    try:
        turn.run_apart(lesson.start, [""])
    except SandboxError:
        return False
    return True


def _origin(lesson: Lesson, error: StartError) -> tuple[str, int]:
    # A dataset that fails while another imports it fails that one too: the fault is where the imports lead.
    name, line = error.part, error.line
    for frame in FRAME.finditer(str(error)):
        source = lesson.modules.get(name, "").splitlines()[line - 1 : line]
        if frame["name"] != name and frame["name"] in lesson.modules and source and imports(source[0], frame["name"]):
            name, line = frame["name"], int(frame["line"])
        elif frame["name"] == name:
            line = int(frame["line"]) if name != error.part else line
    return name, line


def _last_words(trace: str) -> str:
    """The line of a traceback that names the exception."""
    lines = trace.splitlines()
    last = max((at for at, line in enumerate(lines) if line.startswith("  File ")), default=-1)
    return next((line for line in lines[last + 1 :] if line and not line.startswith(" ")), "It does not run.")
