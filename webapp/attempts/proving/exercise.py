"""Proves exercises: right answers pass, and each mistake fails with its own sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from webapp.attempts.grading import Grader
from webapp.attempts.proving.needed import unproven
from webapp.attempts.proving.told import indented, line_of
from webapp.checks.evidence import Evidence
from webapp.checks.failures import Failure, failures
from webapp.checks.unmet import speaker, unmet
from webapp.lessons.problems import Path, Problem
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import ArrangeStep, ExerciseStep, RepairStep
from webapp.sandbox.interface import Turn


@dataclass(frozen=True, slots=True)
class Tried:
    """An answer that was run: where it stands below its exercise, what it did, and what fails it."""

    path: Path
    seen: Evidence
    reference: Evidence | None
    failing: Sequence[Failure]


def exercise_problems(turn: Turn, lesson: Lesson, index: int, exercise: ExerciseStep) -> Iterator[Problem]:
    """What is not as the exercise, which is the lesson's step `index`, says."""
    grader = Grader()

    def tried(path: Path, source: str) -> Tried:
        seen, reference = grader.evidence(turn, lesson, exercise, source)
        return Tried(path, seen, reference, failures(exercise, seen, reference))

    right = [tried(("solution",), exercise.solution)]
    right += [tried(("also_right", number), source) for number, source in enumerate(exercise.also_right)]
    yield from _checks_that_always_fail(lesson, index, right)
    yield from _wrongly_failed(lesson, index, right)
    for key, source, says in _given(exercise):
        if not tried((key,), source).failing:
            yield lesson.problem(says, "steps", index, key)
    if any(each.author_fault for answer in right for each in answer.failing):
        return  # nothing can be judged, and that is told
    wrong = [tried(("mistakes", at), mistake.answer) for at, mistake in enumerate(exercise.mistakes)]
    problems = [each for at, one in enumerate(wrong) for each in _mistake(lesson, index, exercise, at, one)]
    yield from problems
    if problems or any(each.failing for each in right):
        return  # what the checks are there for can be told once they do their work
    yield from unproven(lesson, index, exercise, [[failure.check for failure in each.failing] for each in wrong])


def _given(exercise: ExerciseStep) -> Iterator[tuple[str, str, str]]:
    """What stands there before anything is answered, which must not pass: its key, the code, and what to say."""
    if isinstance(exercise, ArrangeStep):
        yield "solution", "\n".join(exercise.lines), "The lines pass in the order in which they are first shown."
    if isinstance(exercise, RepairStep):
        yield "broken", exercise.starter, "This passes as it is, so there is nothing to mend."
    elif exercise.starter:
        yield "starter", exercise.starter, "The starter passes as it is."
    else:
        yield "starter", "", "An empty answer passes; is there a check missing?"


def _hopeless(right: Sequence[Tried]) -> set[int]:
    """The checks that are to blame themselves: broken ones, and those that no right answer of several passes."""
    failing = [{each.check for each in tried.failing if each.check is not None} for tried in right]
    broken = {each.check for tried in right for each in tried.failing if each.author_fault and each.check is not None}
    return broken | (set.intersection(*failing) if len(right) > 1 else set())


def _checks_that_always_fail(lesson: Lesson, index: int, right: Sequence[Tried]) -> Iterator[Problem]:
    for check in sorted(_hopeless(right)):
        told = [each for tried in right for each in tried.failing if each.check == check]
        if broken := [each.says for each in told if each.author_fault]:
            say = broken[0]
        else:
            lines = dict.fromkeys(f"{each.looked_at}: {each.says}" for each in told)
            say = f"This check fails for every right answer:\n{_lines(lines)}"
        yield lesson.problem(say, "steps", index, "checks", check)


def _wrongly_failed(lesson: Lesson, index: int, right: Sequence[Tried]) -> Iterator[Problem]:
    hopeless = _hopeless(right)
    unsound = any(each.author_fault and each.check is None for each in right[0].failing)
    for tried in right:
        left = [each for each in tried.failing if each.check is None or each.check not in hopeless]
        if not left or (unsound and tried is not right[0]):
            continue  # where the solution itself does not run, nothing that is compared with it can be judged
        say = f"This answer must pass, and does not:\n{_lines(_named(lesson, index, each) for each in left)}"
        yield lesson.problem(say, "steps", index, *tried.path, line=line_of(tried.seen.observation))


def _mistake(lesson: Lesson, index: int, exercise: ExerciseStep, number: int, tried: Tried) -> Iterator[Problem]:
    path: Path = ("steps", index, *tried.path)
    known = exercise.mistakes[number]
    if not tried.failing:
        yield lesson.problem("This mistake passes; no check looks at what is wrong in it.", *path, "answer")
        return
    faults = [each.says for each in tried.failing if each.author_fault]
    if faults:
        yield lesson.problem(faults[0], *path, "answer")
        return
    speaks = speaker(exercise, tried.seen, tried.reference)
    if speaks is not None and exercise.mistakes[speaks].says == known.says:
        return
    reasons = unmet(exercise, known, tried.seen, tried.reference)
    if not reasons and speaks is not None:
        say = (
            f"This mistake must get its own sentence. {_speaks(lesson, index, speaks)} too, and it speaks first. "
            f"Make that `when` narrower, or put this mistake before it. It says:\n"
        )
        yield lesson.problem(f"{say}{indented(exercise.mistakes[speaks].says)}", *path, "when")
        return
    lines = [reason.says for reason in reasons]
    lines += [f"{_speaks(lesson, index, speaks)}, and it speaks."] if speaks is not None else []
    where = [reason.index for reason in reasons if reason.index is not None][:1]
    say = f"This mistake must get its own sentence, and its `when` does not hold:\n{_lines(lines)}"
    yield lesson.problem(say, *path, "when", *where)


def _speaks(lesson: Lesson, index: int, number: int) -> str:
    line = lesson.place("steps", index, "mistakes", number).line
    return f"The `when` of the mistake in line {line} holds"


def _named(lesson: Lesson, index: int, failure: Failure) -> str:
    if failure.check is None:
        return failure.says
    line = lesson.place("steps", index, "checks", failure.check).line
    return f"check in line {line}, {failure.looked_at}: {failure.says}"


def _lines(sentences: Iterable[str]) -> str:
    return indented("\n".join(sentences))
