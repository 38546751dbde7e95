"""Problems as notes: each with the lines of its file around it, at the step that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from webapp.lessons.problems import Problem
from webapp.lessons.schema import Lesson

AROUND = 1
"""Lines shown before and after the one of a problem."""
LARGEST = 1024 * 1024
"""Bytes of a file from which lines are shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file; `here` is the one that the note is about."""

    number: int
    text: str
    here: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A problem with the lines around it."""

    problem: Problem
    lines: tuple[Line, ...]


def notes(problems: Sequence[Problem]) -> list[Note]:
    """A note for each problem; without lines where its file cannot be read."""
    texts: dict[str, list[str]] = {}
    for problem in problems:
        if problem.path not in texts:
            texts[problem.path] = _lines_of(Path(problem.path))
    return [Note(problem, _around(texts[problem.path], problem.line)) for problem in problems]


def step_of(lesson: Lesson, problem: Problem) -> int | None:
    """The place of the step that a problem of the lesson's file stands in; None before the first one."""
    begun = [at for at in range(len(lesson.steps)) if lesson.place("steps", at).line <= problem.line]
    return begun[-1] if begun else None


def _lines_of(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST).decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return []


def _around(lines: list[str], number: int) -> tuple[Line, ...]:
    first, last = max(1, number - AROUND), min(len(lines), number + AROUND)
    return tuple(Line(at, lines[at - 1], at == number) for at in range(first, last + 1))
