"""Lesson files for tests."""

from pathlib import Path

from webapp.lessons.problems import Problem
from webapp.lessons.reader import read
from webapp.lessons.schema import Lesson

SMALLEST = """\
title: A lesson
summary: What it is about.
steps:
  - text: Prose.
"""

EXERCISE = """\
title: A lesson
summary: What it is about.
steps:
  - exercise: keep-annie
    ask: Keep her.
    checks:
      - sql: {COMMIT: 1}
    solution: |
      session.commit()
"""


def exercise_with(checks: str, more: str = "") -> str:
    """An exercise whose checks begin in line 7, column 7, and whose further keys begin in the line after them."""
    return (
        "title: A lesson\nsummary: What it is about.\nsteps:\n  - exercise: keep-annie\n    ask: Keep her.\n"
        f"    checks:\n      - {checks}\n{more}    solution: pass\n"
    )


def written(folder: Path, text: str | bytes, name: str = "lesson.yaml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def lesson_of(folder: Path, text: str, **modules: str) -> Lesson:
    lesson, problems = read(written(folder, text), modules)
    assert not problems
    assert lesson is not None
    return lesson


def problems_of(folder: Path, text: str | bytes) -> list[str]:
    """The problems of a file with that text, each as line:column: message; the lesson must not have been read."""
    path = written(folder, text)
    lesson, problems = read(path)
    assert lesson is None
    assert all(str(problem).startswith(f"{path}:{problem.line}:{problem.column}: ") for problem in problems)
    return [told(problem) for problem in problems]


def told(problem: Problem) -> str:
    return f"{problem.line}:{problem.column}: {problem.message}"
