"""Lessons proven in tests."""

from pathlib import Path

from webapp.attempts.proving.prover import Prover, proofs
from webapp.lessons.reader import from_text
from webapp.lessons.schema import Lesson
from webapp.sandbox.launch import Launched


def lesson_of(text: str, path: Path = Path("lesson.yaml"), **modules: str) -> Lesson:
    lesson, problems = from_text(text, path, modules)
    assert problems == []
    assert lesson is not None
    return lesson


def proven(sandboxes: Launched, lesson: Lesson) -> list[str]:
    """The problems of all proofs of a lesson, in their order, each as line:column: message."""
    prover = Prover(sandboxes.sandboxes)
    found = [problem for proof in proofs(lesson) for problem in prover.prove(proof)]
    return [f"{problem.line}:{problem.column}: {problem.message}" for problem in found]
