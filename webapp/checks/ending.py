"""How an answer ended, and what to say when it did not come to its end."""

from webapp.checks.verdict import Result
from webapp.lessons.expectations import Check, RaisesCheck
from webapp.observation import Error, Observation

LOOKED_AT = "How your answer ended"

CODE_PAGES = "https://sqlalche.me/e/21/"
"""Where SQLAlchemy explains its error codes; `21` is version 2.1."""


def told(error: Error) -> str:
    """An exception in words: type, first line of its message, and where."""
    message = error.message.strip().split("\n")[0].rstrip(".")
    where = f" in line {error.line}" if error.line is not None else ""
    return f"{error.type}{where}: {message}" if message else f"{error.type}{where}"


def unfinished(observation: Observation) -> Result | None:
    """The result of an answer that was not run to its end, so that nothing else can be said; None if it was."""
    outcome = observation.outcome
    if outcome in ("ok", "error"):
        return None
    if outcome == "refused":
        return Result(passed=False, looked_at=LOOKED_AT, says=refused(observation))
    sentence = {
        "interrupted": "Your answer was interrupted before its end.",
        "killed": "Your answer was stopped before its end.",
        "crashed": "The sandbox broke down while it ran your answer.",
    }[outcome]
    note = observation.note or "Nothing can be said about what it would have done."
    return Result(passed=False, looked_at=LOOKED_AT, says=f"{sentence} {note}")


def refused(observation: Observation) -> str:
    if not observation.violations:
        return f"Your answer was refused, so nothing of it ran. {observation.note}".rstrip()
    first, *others = observation.violations
    more = f" (And {len(others)} more.)" if others else ""
    return f"Your answer was refused, so nothing of it ran. Line {first.line}, column {first.column}: {first}{more}"


def raised(observation: Observation) -> Result | None:
    """The result of an answer that ended in an exception where none is expected; None if it did not."""
    if observation.outcome != "error":
        return None
    error = observation.error
    if error is None:
        return Result(passed=False, looked_at=LOOKED_AT, says="Your answer ended in an exception.")
    page = f" SQLAlchemy explains it at {CODE_PAGES}{error.code}" if error.code else ""
    return Result(passed=False, looked_at=LOOKED_AT, says=f"Your answer ended in an exception. {told(error)}.{page}")


def ends(check: Check) -> bool:
    """Whether a check expects the answer to end in an exception."""
    return any(isinstance(each, RaisesCheck) and not each.handled for each in check.expectations())
