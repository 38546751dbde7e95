"""`value`: what an expression gives in the names the answer leaves."""

from typing import Any

from webapp.checks.evidence import AuthorFaultError, Evidence
from webapp.checks.meaning import Meaning, from_literal, meant, probed, unordered, without_addresses
from webapp.checks.plan import probe
from webapp.checks.text import near_text, shortened
from webapp.checks.uncalled import method
from webapp.checks.verdict import Result, Shown
from webapp.lessons.expectations import ValueCheck
from webapp.observation import Probed

LONGEST = 200


def judge_value(check: ValueCheck, seen: Evidence, reference: Evidence | None) -> Result:
    """Whether the value is as expected. Raises AuthorFaultError where it cannot be looked at, whatever the answer."""
    looked_at = f"The value of `{check.of.strip()}`"
    solution = looked(check, reference) if reference is not None else None
    if solution is not None and solution.error:
        raise AuthorFaultError(f"not even after its solution can {check.of.strip()} be evaluated: {solution.error}.")
    expected, text = wanted(check, solution)
    came = looked(check, seen)
    if came is None and seen.observation.outcome == "error":
        says = "It could not be looked at: the exception came first."
        return Result(passed=False, looked_at=looked_at, says=says, expected=Shown(text=text))
    if came is None:
        raise AuthorFaultError(f"nobody looked at the value of {check.of.strip()}.")
    if came.error:
        return Result(passed=False, looked_at=looked_at, says=unanswered(check, came.error), expected=Shown(text=text))
    meaning = probed(came.value)
    if expected.equals(meaning) or same_repr(check, came):
        return Result(passed=True, looked_at=looked_at, says=f"It is {clipped(came.text or text)}, as expected.")
    near = nearest(expected, meaning, came)
    says = f"Expected {clipped(text)}, came {clipped(came.text)}. {near}".rstrip()
    return Result(
        passed=False,
        looked_at=looked_at,
        says=says,
        expected=Shown(text=shortened(text)),
        came=Shown(text=shortened(came.text)),
    )


def looked(check: ValueCheck, evidence: Evidence | None) -> Probed | None:
    key = probe(check)
    return evidence.probed.get(key) if evidence is not None and key is not None else None


def wanted(check: ValueCheck, solution: Probed | None) -> tuple[Meaning, str]:
    """The expected value, and how to show it."""
    if check.expects == "yaml":
        return meant(check.equals), python(check.equals)
    if check.is_repr is not None:
        return from_literal(check.is_repr) or Meaning(
            "other", without_addresses(check.is_repr.strip())
        ), check.is_repr.strip()
    if solution is None:
        raise AuthorFaultError(f"{check.of.strip()} is to be what the solution gives, and the solution was not run.")
    return probed(solution.value), solution.text


def same_repr(check: ValueCheck, came: Probed) -> bool:
    return check.is_repr is not None and without_addresses(came.text) == without_addresses(check.is_repr.strip())


def python(value: Any) -> str:
    """A YAML value as a student knows it."""
    return repr(value)


def unanswered(check: ValueCheck, error: str) -> str:
    of = check.of.strip()
    if error.startswith("NameError") and of.isidentifier():
        return f"Your answer leaves nothing named {of}. Give your result that name."
    return f"{of} cannot be evaluated after your answer: {error}."


def clipped(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def nearest(expected: Meaning, came: Meaning, shown: Probed) -> str:
    """A sentence on how nearly right the value is; empty where nothing is near."""
    if came.kind == "null":
        return "None is what a call gives that returns nothing, and what a query gives that finds nothing."
    if name := method(shown.text):
        return f"That is the method itself, which was not called: write {name}()."
    kind = shown.value.get("type", "") if isinstance(shown.value, dict) else ""
    if came.kind == "other" and str(kind).endswith("Result"):
        return f"A {kind} is not rows yet: take them out of it, with all(), one() or scalar()."
    if expected.kind == "text" and came.kind == "text":
        return near_text(str(expected.value), str(came.value))
    if {expected.kind, came.kind} == {"text", "number"} and str(expected.value) == str(came.value):
        return "A number and its text are two things: one of them has quotes."
    return near_items(expected, came)


def near_items(expected: Meaning, came: Meaning) -> str:
    collected, collection = came.kind in ("items", "set"), expected.kind in ("items", "set")
    if collected and len(came.parts) == 1:
        (only,) = came.parts
        if only.equals(expected):
            return "The value is right, but stands alone in a collection: take it out."
        if only.kind == "items" and len(only.parts) == 1 and only.parts[0].equals(expected):
            return "The value is right, but stands alone in a row, and the row alone in a list: take it out of both."
    if collection and len(expected.parts) == 1 and expected.parts[0].equals(came):
        return "The value is right, but a collection with it as its only item was expected."
    if collected and not came.parts:
        return "It is empty."
    return counted(expected, came) if collected and collection else ""


def counted(expected: Meaning, came: Meaning) -> str:
    """A sentence on two collections that differ."""
    mine, its = unordered(expected.parts), unordered(came.parts)
    if mine == its:
        return "The items are right, in another order."
    if its and all(len(part.parts) == 1 for part in its) and unordered(part.parts[0] for part in its) == mine:
        return "The values are right, but each stands in a row of its own: scalars() takes them out."
    if len(mine) == len(its):
        return f"The number of items is right: {len(mine)}."
    return f"Expected {len(mine)} items, came {len(its)}."
