"""Known wrong answers: whether the conditions of a mistake hold."""

from webapp.checks.each import judged
from webapp.checks.evidence import AuthorFaultError, Evidence
from webapp.checks.plan import compares_with_solution
from webapp.checks.raises import is_a
from webapp.lessons.expectations import WhenCheck
from webapp.lessons.steps import ExerciseStep, Mistake

SLIPS = ("NameError", "ImportError")
"""A mistyped name ends an answer before it could make the mistake: then only mistakes that name the ending count."""


def mistake(exercise: ExerciseStep, seen: Evidence, reference: Evidence | None) -> str:
    """What the first mistake says whose conditions all hold; empty for none. For answers that failed.

    Of an answer that was not run to its end nothing else is known, so for it too only mistakes that name the ending
    (`error`, `outcome` or `raises`) count.
    """
    for known in exercise.mistakes:
        if may_apply(known, seen) and all(holds(condition, seen, reference) for condition in known.when):
            return known.says
    return ""


def may_apply(known: Mistake, seen: Evidence) -> bool:
    if any(condition.names_ending for condition in known.when):
        return True
    error = seen.observation.error
    slipped = error is not None and any(is_a(error, name) for name in SLIPS)
    return seen.observation.outcome in ("ok", "error") and not slipped


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
