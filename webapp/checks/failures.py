"""Which checks of an exercise an answer fails, for its author: the verdict's results with the check each is of."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.checks import ending
from webapp.checks.each import judged
from webapp.checks.evidence import AuthorFaultError, Evidence
from webapp.checks.judge import BROKEN, sound
from webapp.checks.released import released
from webapp.lessons.steps import ExerciseStep


@dataclass(frozen=True, slots=True)
class Failure:
    """What fails an answer: the check by its index, None where no check does.

    `author_fault`: the check or the solution it compares with is broken, so it says nothing of the answer.
    """

    check: int | None
    looked_at: str
    says: str
    author_fault: bool = False


def failures(exercise: ExerciseStep, seen: Evidence, reference: Evidence | None) -> list[Failure]:
    """Everything that fails the answer; empty where it passes.

    An answer that was stopped, or that ended in an exception where none is expected, failed by that alone: what the
    checks say after it follows from it.
    """
    stopped = ending.unfinished(seen.observation)
    if stopped is not None:
        return [Failure(None, stopped.looked_at, stopped.says)]
    try:
        sound(exercise, reference)
    except AuthorFaultError as fault:
        return [broken(None, fault)]
    if not any(map(ending.ends, exercise.checks)):
        raised = ending.raised(seen.observation)
        if raised is not None:
            return [Failure(None, raised.looked_at, raised.says)]
    failing = list(failing_checks(exercise, seen, reference))
    by_release = released(exercise, seen.observation)
    return failing if by_release is None else [*failing, Failure(None, by_release.looked_at, by_release.says)]


def failing_checks(exercise: ExerciseStep, seen: Evidence, reference: Evidence | None) -> Iterator[Failure]:
    for index, check in enumerate(exercise.checks):
        try:
            result = judged(check, seen, reference)
        except AuthorFaultError as fault:
            yield broken(index, fault)
            continue
        if not result.passed:
            yield Failure(index, result.looked_at, result.says)


def broken(index: int | None, fault: AuthorFaultError) -> Failure:
    return Failure(index, "The exercise", f"{BROKEN}{fault}", author_fault=True)
