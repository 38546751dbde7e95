"""Lessons proven in tests."""

from collections.abc import Iterable
from pathlib import Path

from webapp.attempts.proving.prover import Prover, proofs
from webapp.lessons.problems import Problem
from webapp.lessons.reader import from_text
from webapp.lessons.schema import Lesson
from webapp.sandbox.launch import Launched


def lesson_of(text: str, path: Path = Path("lesson.yaml"), **modules: str) -> Lesson:
    lesson, problems = from_text(text, path, modules)
    assert problems == []
    assert lesson is not None
    return lesson


def proven(sandboxes: Launched, lesson: Lesson) -> list[str]:
    """The problems of all proofs of a lesson, in their order, each as line:column: message; no warnings."""
    return told(problem for problem in found(sandboxes, lesson) if not problem.warning)


def warned(sandboxes: Launched, lesson: Lesson) -> list[str]:
    """The warnings, in the same way."""
    return told(problem for problem in found(sandboxes, lesson) if problem.warning)


def found(sandboxes: Launched, lesson: Lesson) -> list[Problem]:
    prover = Prover(sandboxes.sandboxes)
    return [problem for proof in proofs(lesson) for problem in prover.prove(proof)]


def told(problems: Iterable[Problem]) -> list[str]:
    return [f"{problem.line}:{problem.column}: {problem.message}" for problem in problems]
