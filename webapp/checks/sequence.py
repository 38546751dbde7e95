"""The order of statements, and of other things that follow one another."""

from collections import Counter
from collections.abc import Sequence

from webapp.checks.keywords import is_key
from webapp.observation import Statement


def in_order(wanted: Sequence[str], statements: Sequence[Statement]) -> str:
    """A sentence where the statements do not have these kinds in this order; others may stand between them."""
    at = 0
    for place, key in enumerate(wanted):
        found = next((later for later in range(at, len(statements)) if is_key(statements[later], key)), None)
        if found is None:
            return _missing(wanted, place, statements)
        at = found + 1
    return ""


def _missing(wanted: Sequence[str], place: int, statements: Sequence[Statement]) -> str:
    key = wanted[place]
    before = f" after {wanted[place - 1]}" if place else ""
    earlier = [each for each in statements if is_key(each, key)]
    if not earlier:
        return f"Expected {', '.join(wanted)} in this order, but there was no {key}."
    line = f", in line {earlier[-1].line}" if earlier[-1].line is not None else ""
    return f"Expected {', '.join(wanted)} in this order: there was no {key}{before}; the last one was earlier{line}."


def follow(some: Sequence[str], everything: Sequence[str]) -> bool:
    """Whether these stand somewhere in all of them, one right after another."""
    length = len(some)
    return any(everything[at : at + length] == some for at in range(len(everything) - length + 1))


def exact(wanted: Sequence[str], came: Sequence[str]) -> str:
    """A sentence where the kinds are not exactly these, in this order."""
    if list(wanted) == list(came):
        return ""
    if Counter(wanted) == Counter(came):
        first = next(at for at, (mine, its) in enumerate(zip(wanted, came, strict=True)) if mine != its)
        return f"The statements are right, in another order: number {first + 1} is {came[first]}, not {wanted[first]}."
    missing, extra = Counter(wanted) - Counter(came), Counter(came) - Counter(wanted)
    parts = [f"missing: {_listed(missing)}"] if missing else []
    parts += [f"not expected: {_listed(extra)}"] if extra else []
    return f"Expected {len(wanted)} statements and marks, got {len(came)}; {'; '.join(parts)}."


def _listed(counted: Counter[str]) -> str:
    return ", ".join(key if number == 1 else f"{number} times {key}" for key, number in counted.items())
