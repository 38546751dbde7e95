"""`output`: what the answer prints and echoes. The traceback does not count: `raises` looks at exceptions."""

import re

from webapp.checks.evidence import AuthorFaultError, Evidence
from webapp.checks.text import (
    LONGEST_QUOTED,
    first_difference,
    near_text,
    normal,
    quoted,
    same_text,
    shortened,
    squeezed,
)
from webapp.checks.verdict import Result, Shown
from webapp.lessons.expectations import OutputCheck
from webapp.observation import Observation

LOOKED_AT = "What your answer prints"

LONGEST_SEARCHED = 20_000
"""Characters that a regular expression is tried on: a bad pattern on a long text could take very long."""


def judge_output(check: OutputCheck, seen: Evidence, reference: Evidence | None) -> Result:
    """Whether the output is as expected. Raises AuthorFaultError where there is no solution to compare with."""
    came = console(seen.observation)
    if check.contains is not None:
        return contained(check.contains, came, seen.observation)
    if check.matches is not None:
        return matched(check.matches, check.shows, came, seen.observation)
    expected, ellipsis = check.exactly or "", True
    if check.same:
        if reference is None:
            raise AuthorFaultError("its output is to be the solution's, and the solution was not run.")
        expected, ellipsis = console(reference.observation), False
    return exactly(expected, came, seen.observation, ellipsis)


def console(observation: Observation, echoes: bool = True) -> str:
    """What was printed, and echoed unless told otherwise, without a traceback."""
    return "".join(
        event.text for event in observation.events if event.kind == "output" or (echoes and event.kind == "value")
    )


def exactly(expected: str, came: str, observation: Observation, ellipsis: bool) -> Result:
    printed = console(observation, echoes=False)
    # An expression's echo beside the right output, such as that of `session.begin()`, is no fault.
    passed = same_text(expected, came, ellipsis) or (bool(normal(printed)) and same_text(expected, printed, ellipsis))
    if passed:
        return Result(passed=True, looked_at=LOOKED_AT, says="The output is as expected.")
    return failed(mismatch(expected, came, observation), expected, came, observation)


def mismatch(expected: str, came: str, observation: Observation) -> str:
    want, got = normal(expected), normal(came)
    if not want:
        return f"Expected no output at all, got {quoted(got)}."
    if not got:
        return f"Expected output, but nothing was printed. {unprinted(observation)}"
    short = "\n" not in want + got and len(want + got) < LONGEST_QUOTED
    parts = [f"Expected {quoted(want)}, got {quoted(got)}." if short else "The output differs from what was expected."]
    parts += [near_text(want, got), first_difference(want, got)]
    return " ".join(part for part in parts if part)


def contained(wanted: str, came: str, observation: Observation) -> Result:
    if normal(wanted) in normal(came):
        return Result(passed=True, looked_at=LOOKED_AT, says=f"The output contains {quoted(normal(wanted))}.")
    says = f"Expected {quoted(normal(wanted))} somewhere in the output, but it is not there."
    if not normal(came):
        says = f"Expected {quoted(normal(wanted))} in the output, but nothing was printed. {unprinted(observation)}"
    elif normal(wanted).casefold() in came.casefold():
        says += " It is there in other upper and lower case."
    elif squeezed(wanted) in squeezed(came):
        says += " It is there with other blanks or line breaks."
    return failed(says, wanted, came, observation)


def matched(pattern: str, shows: str | None, came: str, observation: Observation) -> Result:
    text = normal(came)[:LONGEST_SEARCHED]
    if re.search(pattern, text, re.MULTILINE):
        return Result(passed=True, looked_at=LOOKED_AT, says="The output matches what was expected.")
    says = "The output does not have the form that was expected."
    if not text:
        says = f"Expected output, but nothing was printed. {unprinted(observation)}"
    elif re.search(pattern, text, re.MULTILINE | re.IGNORECASE):
        says += " It would match in other upper and lower case."
    return failed(says, shows, came, observation)


def unprinted(observation: Observation) -> str:
    if observation.outcome == "error":
        return "The exception came first."
    return "An assignment shows nothing: print the value, or put its name on a line of its own."


def failed(says: str, expected: str | None, came: str, observation: Observation) -> Result:
    if observation.left_out:
        says += f" Your output was cut: {observation.left_out:,} characters were left out."
    return Result(
        passed=False,
        looked_at=LOOKED_AT,
        says=says,
        expected=Shown(text=shortened(normal(expected))) if expected is not None else None,
        came=Shown(text=shortened(normal(came))),
    )
