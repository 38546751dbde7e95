"""Which steps are the end of a `with` block: Python runs it on the block's first line once more."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.observation import Observation, Step

WITH = ("with ", "with(", "async with ")


def ends_of_blocks(seen: Observation) -> set[int]:
    """The places of those steps. A block is left in silence where nothing came of it, so only what changed counts."""
    return set(_ends(seen))


def _ends(seen: Observation) -> Iterator[int]:
    lines = seen.source.split("\n")
    speaking = {each.step for each in seen.statements}
    entered: set[tuple[int, str]] = set()
    for number, step in enumerate(seen.steps):
        if step.line is None or step.line > len(lines) or not lines[step.line - 1].lstrip().startswith(WITH):
            continue
        place = step.line, step.function
        if place not in entered:
            entered.add(place)
        elif number in speaking or _changes(step):
            entered.discard(place)
            yield number


def _changes(step: Step) -> bool:
    return bool(step.objects or step.sessions or step.tables)
