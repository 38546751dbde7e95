"""`value`: what an expression gives in the names the answer leaves."""

import json
from typing import Any

from webapp.checks.evidence import AuthorFaultError, Evidence
from webapp.checks.meaning import Meaning, from_literal, meant, probed, unordered, without_addresses
from webapp.checks.plan import value_probe
from webapp.checks.text import near_text, shortened
from webapp.checks.uncalled import method
from webapp.checks.verdict import Result, Shown
from webapp.lessons.expectations import Call, ValueCheck
from webapp.observation import Probed

LONGEST = 200


def judge_value(check: ValueCheck, seen: Evidence, reference: Evidence | None) -> Result:
    """Whether the value is as expected. Raises AuthorFaultError where it cannot be looked at, whatever the answer."""
    of = check.of.strip()
    looked_at = f"The value of `{of}`"
    solution = looked(check, reference)
    came = looked(check, seen)
    if came is None and seen.observation.outcome == "error":
        _, text = wanted(check, of, solution)
        says = "It could not be looked at: the exception came first."
        return Result(passed=False, looked_at=looked_at, says=says, expected=Shown(text=text))
    if came is None:
        raise AuthorFaultError(f"nobody looked at the value of {of}.")
    return compared(check, of, came, solution).model_copy(update={"looked_at": looked_at})


def compared(check: ValueCheck | Call, of: str, came: Probed, solution: Probed | None) -> Result:
    """What is to be said of a value that came of the expression `of`; `solution` is what came of it there."""
    expected, text = wanted(check, of, solution)
    if came.error:
        return Result(passed=False, looked_at="", says=unanswered(of, came.error), expected=Shown(text=text))
    meaning = probed(came.value)
    alike = expected.equals(meaning) or same_repr(check, came)
    if alike and (not check.form or same_form(check, came, solution)):
        return Result(passed=True, looked_at="", says=f"It is {clipped(came.text or text)}, as expected.")
    near = "The value is right, in another form." if alike else nearest(expected, meaning, came)
    if not near and came.text == text and isinstance(came.value, dict):
        near = f"It only looks so: it is of type {came.value.get('type', 'object')}."
    return Result(
        passed=False,
        looked_at="",
        says=f"Expected {clipped(text)}, got {clipped(came.text)}. {near}".rstrip(),
        expected=Shown(text=shortened(text)),
        came=Shown(text=shortened(came.text)),
    )


def looked(check: ValueCheck, evidence: Evidence | None) -> Probed | None:
    return evidence.probed.get(value_probe(check)) if evidence is not None else None


def wanted(check: ValueCheck | Call, of: str, solution: Probed | None) -> tuple[Meaning, str]:
    """The expected value, and how to show it. Raises AuthorFaultError where the solution does not give it either."""
    if solution is not None and solution.error:
        raise AuthorFaultError(f"not even after its solution can {of} be evaluated: {solution.error}.")
    if check.expects == "yaml":
        return meant(check.equals), python(check.equals)
    if check.is_repr is not None:
        return from_literal(check.is_repr) or Meaning(
            "other", without_addresses(check.is_repr.strip())
        ), check.is_repr.strip()
    if solution is None:
        raise AuthorFaultError(f"{of} is to be what the solution gives, and the solution was not run.")
    return probed(solution.value), solution.text


def same_repr(check: ValueCheck | Call, came: Probed) -> bool:
    return check.is_repr is not None and without_addresses(came.text) == without_addresses(check.is_repr.strip())


def same_form(check: ValueCheck | Call, came: Probed, solution: Probed | None) -> bool:
    """Whether a value that means the right thing also has the right types: a tuple is no list, 1 is not 1.0."""
    if check.is_repr is not None:
        return same_repr(check, came)
    form = formed(check.equals) if check.expects == "yaml" or solution is None else solution.value
    return json.dumps(form, sort_keys=True) == json.dumps(came.value, sort_keys=True)


def formed(value: Any) -> Any:
    """A YAML value as the plain data that comes from inside."""
    if isinstance(value, list):
        return {"type": "list", "items": [formed(item) for item in value]}
    if isinstance(value, dict):
        return {"type": "dict", "pairs": [[formed(key), formed(item)] for key, item in value.items()]}
    return value


def python(value: Any) -> str:
    """A YAML value as a student knows it."""
    return repr(value)


def unanswered(of: str, error: str) -> str:
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
    return f"Expected {len(mine)} items, got {len(its)}."
