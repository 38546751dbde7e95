"""Why a mistake is not recognised in an answer: the conditions of its `when` that do not hold, for its author."""

from dataclasses import dataclass

from webapp.checks import ending, output, raises, rows, value
from webapp.checks.each import judged
from webapp.checks.evidence import AuthorFaultError, Evidence
from webapp.checks.recognise import holds, may_apply
from webapp.checks.text import normal, quoted
from webapp.lessons.expectations import Check, OutputCheck, RaisesCheck, RowsCheck, ValueCheck, WhenCheck
from webapp.lessons.steps import ExerciseStep, Mistake
from webapp.observation import Observation

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Unmet:
    """A condition that does not hold, by its index in `when` (None: no single one), and a sentence on it."""

    index: int | None
    says: str


def speaker(exercise: ExerciseStep, seen: Evidence, reference: Evidence | None) -> int | None:
    """The index of the mistake that speaks, which is the first whose conditions all hold; None for none."""
    indices = (at for at, known in enumerate(exercise.mistakes) if not unmet(exercise, known, seen, reference))
    return next(indices, None)


def unmet(exercise: ExerciseStep, known: Mistake, seen: Evidence, reference: Evidence | None) -> list[Unmet]:
    """What keeps the mistake from being recognised in a failed answer; empty where it is."""
    failing = [
        Unmet(index, told(condition, seen, reference))
        for index, condition in enumerate(known.when)
        if not holds(condition, seen, reference)
    ]
    if not failing and not may_apply(exercise, known, seen):
        say = f"The answer {ended(seen.observation)}, and of such only a `when` counts that names the ending, "
        return [Unmet(None, f"{say}by `error`, `outcome` or `raises`.")]
    return failing


def told(condition: WhenCheck, seen: Evidence, reference: Evidence | None) -> str:
    observation = seen.observation
    if condition.outcome is not None:
        return f"outcome: this `when` expects {condition.outcome}, got {observation.outcome}."
    if condition.error is not None:
        return f"error: this `when` expects {condition.error}, and the answer {ended(observation)}."
    try:
        return compared(condition, seen, reference)
    except AuthorFaultError as fault:
        return f"This `when` cannot be looked at: {fault}"


def compared(condition: Check, seen: Evidence, reference: Evidence | None) -> str:
    check = condition.expectation
    if isinstance(check, RaisesCheck):
        return f"raises: this `when` expects {raises.described(check)}, and the answer {ended(seen.observation)}."
    if isinstance(check, OutputCheck):
        return f"output: this `when` expects {printed(check, reference)}, got {clipped(shown(seen.observation))}."
    if isinstance(check, ValueCheck):
        return f"value of `{check.of.strip()}`: this `when` expects {valued(check, seen, reference)}."
    if isinstance(check, RowsCheck):
        return f"rows of `{rows.flat(check.of)}`: this `when` expects {answered(check, seen, reference)}."
    key = next(info.alias or name for name, info in type(condition).model_fields.items() if getattr(condition, name))
    return f"{key}: this `when` does not hold. {clipped(judged(condition, seen, reference).says)}"


def ended(observation: Observation) -> str:
    """How the answer ended, as the rest of a sentence that begins with "the answer"."""
    if observation.outcome == "ok":
        return "ran to its end"
    if observation.outcome == "error":
        return f"ended in {ending.told(observation.error)}" if observation.error else "ended in an exception"
    if observation.violations:
        first = observation.violations[0]
        return f"was refused in line {first.line} ({first.message.rstrip('.')})"
    note = f" ({observation.note.rstrip('.')})" if observation.note else ""
    return f"{'' if observation.outcome == 'crashed' else 'was '}{observation.outcome}{note}"


def shown(observation: Observation) -> str:
    return repr(normal(output.console(observation)))


def printed(check: OutputCheck, reference: Evidence | None) -> str:
    if check.contains is not None:
        return f"{quoted(check.contains)} somewhere"
    if check.matches is not None:
        return f"a match of {quoted(check.matches)}"
    if check.same:
        return f"the solution's {clipped(shown(reference.observation))}" if reference else "the solution's"
    return clipped(repr(normal(check.exactly or "")))


def valued(check: ValueCheck, seen: Evidence, reference: Evidence | None) -> str:
    _, expected = value.wanted(check, check.of.strip(), value.looked(check, reference))
    found = value.looked(check, seen)
    if found is None:
        return f"{clipped(expected)}, and it could not be looked at: the answer {ended(seen.observation)}"
    return f"{clipped(expected)}, got {clipped(found.error or found.text)}"


def answered(check: RowsCheck, seen: Evidence, reference: Evidence | None) -> str:
    expected = rows.wanted(check, rows.looked(check, reference) if reference is not None else None).rows
    found = rows.looked(check, seen)
    if found is None:
        return f"{clipped(str(expected))}, and they could not be looked at: the answer {ended(seen.observation)}"
    return f"{clipped(str(expected))}, got {clipped(str(found.rows.rows) if found.rows is not None else found.error)}"


def clipped(text: str) -> str:
    text = text.strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
