"""An exercise and what an answer did, to a verdict. Pure: nothing is run here."""

from webapp.checks import ending
from webapp.checks.each import judged
from webapp.checks.ending import ends
from webapp.checks.evidence import AuthorFaultError, Evidence
from webapp.checks.plan import needs_reference
from webapp.checks.recognise import mistake
from webapp.checks.released import released
from webapp.checks.uncalled import uncalled
from webapp.checks.verdict import Result, Verdict
from webapp.lessons.steps import ExerciseStep

BROKEN = "This exercise cannot be checked: "


def judge(exercise: ExerciseStep, seen: Evidence, reference: Evidence | None = None) -> Verdict:
    """What the answer is worth. `reference` is what the solution did, for exercises that need one (see `plan`).

    The verdict first says how the answer ended, if that is wrong, or that nothing but a savepoint has kept its rows;
    then what each check says, in the author's order.
    """
    unfinished = ending.unfinished(seen.observation)
    if unfinished is not None:
        return Verdict(passed=False, results=[unfinished], mistake=mistake(exercise, seen, reference))
    try:
        sound(exercise, reference)
        results = everything(exercise, seen, reference)
    except AuthorFaultError as fault:
        result = Result(passed=False, looked_at="The exercise", says=f"{BROKEN}{fault}")
        return Verdict(passed=False, results=[result], author_fault=True)
    says = "" if all(result.passed for result in results) else helpful(exercise, seen, reference)
    by_release = released(exercise, seen.observation)
    if by_release is not None:  # no author's sentence is about that
        results = [by_release, *results]
    return Verdict(passed=all(result.passed for result in results), results=results, mistake=says)


def helpful(exercise: ExerciseStep, seen: Evidence, reference: Evidence | None) -> str:
    """What is known to go wrong in a failed answer: a call without its brackets, then the author's own sentence."""
    sentences = (uncalled(seen.observation), mistake(exercise, seen, reference))
    return " ".join(sentence for sentence in sentences if sentence)


def everything(exercise: ExerciseStep, seen: Evidence, reference: Evidence | None) -> list[Result]:
    """The results of all checks, the ending first."""
    raises = [check for check in exercise.checks if ends(check)]
    others = [check for check in exercise.checks if not ends(check)]
    results = [judged(check, seen, reference) for check in raises]
    if not raises and (raised := ending.raised(seen.observation)) is not None:
        results.append(raised)
    return results + [judged(check, seen, reference) for check in others]


def sound(exercise: ExerciseStep, reference: Evidence | None) -> None:
    """Raises AuthorFaultError where the solution, which others are compared with, did not do what it should."""
    if reference is None or not needs_reference(exercise):
        return
    outcome = reference.observation.outcome
    expects_error = any(map(ends, exercise.checks))
    if outcome == "ok" or (outcome == "error" and expects_error):
        return
    error = reference.observation.error
    how = f"in an exception ({ending.told(error)})" if outcome == "error" and error else f"as {outcome}"
    raise AuthorFaultError(f"its own solution ended {how}.")
