"""Known wrong answers: whether the conditions of a mistake hold."""

from webapp.checks.each import judged
from webapp.checks.ending import ends
from webapp.checks.evidence import AuthorFaultError, Evidence
from webapp.checks.plan import compares_with_solution
from webapp.checks.raises import is_a
from webapp.lessons.expectations import WhenCheck
from webapp.lessons.steps import ExerciseStep, Mistake


def mistake(exercise: ExerciseStep, seen: Evidence, reference: Evidence | None) -> str:
    """What the first mistake says whose conditions all hold; empty for none. For answers that failed."""
    for known in exercise.mistakes:
        if may_apply(exercise, known, seen) and all(holds(condition, seen, reference) for condition in known.when):
            return known.says
    return ""


def may_apply(exercise: ExerciseStep, known: Mistake, seen: Evidence) -> bool:
    """Whether an answer got as far as the mistake.

    One that was stopped, or ended in an exception where none is expected, may have been about to do the right thing:
    for it only mistakes count that name the ending, by `error`, `outcome` or `raises`.
    """
    if any(condition.names_ending for condition in known.when):
        return True
    outcome = seen.observation.outcome
    return outcome == "ok" or (outcome == "error" and any(map(ends, exercise.checks)))


def holds(condition: WhenCheck, seen: Evidence, reference: Evidence | None) -> bool:
    """Whether one condition holds. One that cannot be looked at does not."""
    observation = seen.observation
    if condition.outcome is not None:
        return observation.outcome == condition.outcome
    if condition.error is not None:
        return observation.error is not None and is_a(observation.error, condition.error)
    # A name that only the wrong answer leaves is no fault of the author's, so the solution is asked only where needed.
    needed = any(map(compares_with_solution, condition.expectations()))
    try:
        return judged(condition, seen, reference if needed else None).passed
    except AuthorFaultError:
        return False
