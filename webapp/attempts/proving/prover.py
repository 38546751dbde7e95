"""Proves lessons: every example, solution, other right answer and mistake is run in a real sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.attempts.proving.example import example_problems
from webapp.attempts.proving.exercise import exercise_problems
from webapp.attempts.proving.prediction import prediction_problems
from webapp.attempts.proving.start import endless, is_endless, start_problem
from webapp.errors import SandboxError, StartError
from webapp.lessons.predictions import Prediction
from webapp.lessons.problems import Problem
from webapp.lessons.schema import Graded, Lesson, key_of
from webapp.lessons.steps import ExampleStep, ExerciseStep
from webapp.sandbox.interface import Sandboxes, Turn


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing to prove of a lesson: an example by its number, or a graded step by its id, with its step's index."""

    lesson: Lesson
    index: int
    step: ExampleStep | Graded

    def __str__(self) -> str:
        name = self.step.number if isinstance(self.step, ExampleStep) else self.step.id
        return f"{self.lesson.id}: {key_of(self.step)} {name}"


def proofs(lesson: Lesson) -> Iterator[Proof]:
    """Everything to prove of a lesson, in its order."""
    for index, step in enumerate(lesson.steps):
        if isinstance(step, ExampleStep | ExerciseStep | Prediction):
            yield Proof(lesson, index, step)


class Prover:
    """Runs proofs. Any number of threads may use one.

    Where a lesson's datasets or prelude do not run, nothing of it does: that is found out once, and is the answer to
    every further proof of that lesson.
    """

    def __init__(self, sandboxes: Sandboxes) -> None:
        self._sandboxes = sandboxes
        self._broken: dict[tuple[str, str], Problem] = {}

    def prove(self, proof: Proof) -> list[Problem]:
        """What fails, each with its place in the lesson's file; empty where all is as the lesson says."""
        lesson = proof.lesson
        key = (lesson.path, lesson.start.digest)
        if key in self._broken:
            return [self._broken[key]]
        try:
            with self._sandboxes.turn(f"proof of {proof}", lesson.id) as turn:
                try:
                    return list(_problems(turn, proof))
                except SandboxError as error:
                    problem, whole = _start_fault(turn, proof, error)
                if whole:
                    self._broken[key] = problem
                return [problem]
        except SandboxError as error:
            return [lesson.problem(f"This cannot be run: {error}", "steps", proof.index)]


def _start_fault(turn: Turn, proof: Proof, error: SandboxError) -> tuple[Problem, bool]:
    """What keeps the proof's start from running, and whether it keeps the whole lesson from it.

    Raises the error where it speaks of something else.
    """
    if isinstance(error, StartError):
        return start_problem(proof.lesson, proof.index, error), error.part != "setup"
    if not is_endless(error):
        raise error
    return endless(turn, proof.lesson, proof.index, error)


def _problems(turn: Turn, proof: Proof) -> Iterator[Problem]:
    if isinstance(proof.step, ExampleStep):
        return example_problems(turn, proof.lesson, proof.index, proof.step)
    if isinstance(proof.step, Prediction):
        return prediction_problems(turn, proof.lesson, proof.index, proof.step)
    return exercise_problems(turn, proof.lesson, proof.index, proof.step)
