"""`raises`: the exception that ends the answer."""

import re

from webapp.checks.ending import LOOKED_AT, told
from webapp.checks.evidence import Evidence
from webapp.checks.text import quoted
from webapp.checks.verdict import Result, Shown
from webapp.lessons.expectations import RaisesCheck
from webapp.observation import Error

LONGEST_SEARCHED = 20_000


def judge_raises(check: RaisesCheck, seen: Evidence) -> Result:
    """Whether the answer ends in the expected exception."""
    if check.handled:
        return judge_handled(check, seen)
    error = seen.observation.error if seen.observation.outcome == "error" else None
    expected = Shown(text=described(check))
    if error is None:
        says = (
            f"Expected the answer to end in {described(check)}, but it ran to its end. "
            "If it catches the exception, let it through."
        )
        return Result(passed=False, looked_at=LOOKED_AT, says=says, expected=expected, came=Shown(text="no exception"))
    misses = differences(check, error)
    if not misses:
        return Result(passed=True, looked_at=LOOKED_AT, says=f"It ended in {error.type}, as expected.")
    says = f"Your answer ended in another exception than expected. {told(error)}. {' '.join(misses)}"
    return Result(passed=False, looked_at=LOOKED_AT, says=says, expected=expected, came=Shown(text=told(error)))


def judge_handled(check: RaisesCheck, seen: Evidence) -> Result:
    """Whether the expected exception is raised, and the answer handles it and runs to its end."""
    observation = seen.observation
    if any(not differences(check, error) for error in observation.handled) and observation.outcome == "ok":
        return Result(passed=True, looked_at=LOOKED_AT, says=f"It handles {described(check)}, as expected.")
    says = f"Expected the answer to handle {described(check)} and to run to its end"
    if observation.error is not None:
        says += f", and it ended in an exception. {told(observation.error)}."
    elif observation.handled:
        says += f". It handled {', '.join(dict.fromkeys(error.type for error in observation.handled))}."
    else:
        says += ", and no `except` of yours took any exception."
    return Result(passed=False, looked_at=LOOKED_AT, says=says, expected=Shown(text=described(check)))


def described(check: RaisesCheck) -> str:
    parts = [check.type or "an exception"]
    parts += [f"with SQLAlchemy's code {check.code}"] if check.code else []
    parts += [f"with a message that matches {check.matches}"] if check.matches else []
    return " ".join(parts)


def is_a(error: Error, name: str) -> bool:
    """Whether the exception is of that type or derives from it. Names count by their last part."""
    return name.rpartition(".")[2] in [each.rpartition(".")[2] for each in (error.type, *error.bases)]


def differences(check: RaisesCheck, error: Error) -> list[str]:
    """A sentence for everything about the exception that is not as expected."""
    misses = []
    if check.type is not None and not is_a(error, check.type):
        misses.append(f"Expected {check.type}, got {error.type}.")
    if check.code is not None and check.code != error.code:
        misses.append(f"Expected the code {check.code}, got {error.code or 'none'}.")
    message = error.message[:LONGEST_SEARCHED]
    if check.matches is not None and not re.search(check.matches, message):
        near = " It would match in other upper and lower case." if re.search(check.matches, message, re.I) else ""
        misses.append(f"Expected a message that matches {quoted(check.matches)}, got {quoted(message)}.{near}")
    if misses and check.type is not None and is_a(error, check.type):
        misses.insert(0, "The type is right.")
    return misses
