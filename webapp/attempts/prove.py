"""Proves lessons: every example, solution, other right answer and mistake is run in a real sandbox."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.attempts.grading import Grader
from webapp.checks.verdict import Verdict
from webapp.errors import SandboxError, StartError
from webapp.lessons.problems import Problem
from webapp.lessons.schema import ExampleStep, ExerciseStep, Lesson
from webapp.observation import Observation
from webapp.sandbox.interface import Sandboxes, Turn


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing to prove of a lesson: an example by its number, or an exercise by its id, with its step's index."""

    lesson: Lesson
    index: int
    step: ExampleStep | ExerciseStep

    def __str__(self) -> str:
        name = f"example {self.step.number}" if isinstance(self.step, ExampleStep) else f"exercise {self.step.id}"
        return f"{self.lesson.id}: {name}"


def proofs(lesson: Lesson) -> Iterator[Proof]:
    """Everything to prove of a lesson, in its order."""
    for index, step in enumerate(lesson.steps):
        if isinstance(step, ExampleStep | ExerciseStep):
            yield Proof(lesson, index, step)


class Prover:
    """Runs proofs. Any number of threads may use one."""

    def __init__(self, sandboxes: Sandboxes) -> None:
        self._sandboxes = sandboxes

    def prove(self, proof: Proof) -> list[Problem]:
        """What fails, each with its place in the lesson's file; empty where all is as the lesson says."""
        try:
            with self._sandboxes.turn(f"proof of {proof}", proof.lesson.id) as turn:
                if isinstance(proof.step, ExampleStep):
                    return list(self._example(turn, proof, proof.step))
                return list(self._exercise(turn, proof, proof.step))
        except StartError as error:
            path = ("steps", proof.index, "setup") if error.part == "setup" else ("prelude",)
            return [
                proof.lesson.problem(str(error), *path, line=error.line if error.part in ("prelude", "setup") else 0)
            ]
        except SandboxError as error:
            return [proof.lesson.problem(f"This cannot be run: {error}", "steps", proof.index)]

    def _example(self, turn: Turn, proof: Proof, example: ExampleStep) -> Iterator[Problem]:
        lesson = proof.lesson
        chain = [*lesson.examples_before(example.number), example]
        seen = turn.run_apart(lesson.start, [each.code for each in chain])[-1]
        line = _line(seen)
        if seen.outcome not in ("ok", "error"):
            yield lesson.problem(
                f"This example was {seen.outcome}: {_why(seen)}", "steps", proof.index, "example", line=line
            )
        elif example.raises and seen.outcome == "ok":
            yield lesson.problem("This example is meant to raise, and does not.", "steps", proof.index, "raises")
        elif seen.outcome == "error" and not example.raises:
            say = f"This example ends in an exception; write `raises: true` where that is meant.\n{seen.output}"
            yield lesson.problem(say, "steps", proof.index, "example", line=line)
        if seen.outcome in ("ok", "error") and not shows(example.shows, seen.output):
            say = f"This example shows\n{_indented(seen.output)}\nwhere the lesson has\n{_indented(example.shows)}"
            yield lesson.problem(say, "steps", proof.index, "shows")

    def _exercise(self, turn: Turn, proof: Proof, exercise: ExerciseStep) -> Iterator[Problem]:
        lesson, grader = proof.lesson, Grader()
        for path, source in _right_answers(exercise):
            seen, verdict = grader.try_out(turn, lesson, exercise, source)
            if not verdict.passed:
                say = f"This answer must pass, and does not: {_said(verdict)}"
                yield lesson.problem(say, "steps", proof.index, *path, line=_line(seen))
        _, verdict = grader.try_out(turn, lesson, exercise, exercise.starter)
        if verdict.passed:
            say = (
                "The starter passes as it is."
                if exercise.starter
                else "An empty answer passes; is there a check missing?"
            )
            yield lesson.problem(say, "steps", proof.index, "starter")
        for number, mistake in enumerate(exercise.mistakes):
            seen, verdict = grader.try_out(turn, lesson, exercise, mistake.answer)
            path = ("steps", proof.index, "mistakes", number)
            if verdict.passed:
                yield lesson.problem("This mistake passes; no check looks at what is wrong in it.", *path, "answer")
            elif verdict.mistake != mistake.says:
                got = f"gets another's: “{verdict.mistake}”" if verdict.mistake else "gets none"
                say = (
                    f"This mistake must get its own sentence, and {got}. Its `when` does not hold for: {_said(verdict)}"
                )
                yield lesson.problem(say, *path, "when", line=_line(seen) if verdict.author_fault else 0)


def shows(wanted: str, got: str) -> bool:
    """Whether output is as a lesson shows it: `...` stands for anything, blanks at the ends of lines do not count."""
    return doctest.OutputChecker().check_output(_trimmed(wanted), _trimmed(got), doctest.ELLIPSIS)


def _trimmed(text: str) -> str:
    lines = [line.rstrip() for line in text.rstrip().splitlines()]
    return "".join(f"{line}\n" for line in lines)


def _right_answers(exercise: ExerciseStep) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("solution",), exercise.solution
    for number, source in enumerate(exercise.also_right):
        yield ("also_right", number), source


def _line(seen: Observation) -> int:
    if seen.violations:
        return seen.violations[0].line
    return (seen.error.line or 0) if seen.error else 0


def _why(seen: Observation) -> str:
    return "; ".join(str(violation) for violation in seen.violations) or seen.note


def _said(verdict: Verdict) -> str:
    return " ".join(result.says for result in verdict.results if not result.passed)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines()) or "    (nothing)"
