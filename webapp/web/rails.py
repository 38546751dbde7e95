"""The lines that run down the timeline: each object's states, and each transaction from its beginning to its end."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.explained import changes_nothing
from webapp.observation import Observation, Statement

MOST = 6
"""Rails side by side in one lane: more are no clearer, and what they would show is told in words as well."""


@dataclass(frozen=True, slots=True)
class Rail:
    """One rail within one row. `kind` is an object's state after it, "open" or "nested" for a transaction, empty where
    there is none. `before` is its kind above the row; `happens`: something happened to it in this row."""

    kind: str = ""
    before: str = ""
    happens: bool = False
    ends: str = ""
    """How it ended: "commit" or "rollback"; empty where it goes on, or had nothing to store or to undo."""


def object_rails(seen: Observation) -> list[list[Rail]]:
    """Of each step, a rail for each object that the snippet changes or, where those are many, for those with a name."""
    order = list(dict.fromkeys(each.number for step in seen.steps[1:] for each in step.objects))
    if len(order) > MOST:
        # Rails of some would be taken for those of all; but what has a name in the end is looked for by it.
        order = [number for number, each in seen.objects_at().items() if each.name and number in order][:MOST]
    now = dict.fromkeys(order, "")
    found = []
    for number, step in enumerate(seen.steps):
        before = dict(now)
        changed = {each.number: each.state for each in step.objects}
        now |= {key: "" if state == "gone" else state for key, state in changed.items() if key in now}
        found.append([Rail(now[key], before[key], number > 0 and key in changed) for key in order])
    return found


def transaction_rails(seen: Observation) -> list[list[Rail]]:
    """Of each step, a rail for each connection that has a transaction at some time."""
    depth: dict[int | None, int] = {}
    for session in seen.steps[0].sessions if seen.steps else []:
        if session.in_transaction and session.connection is not None:
            depth[session.connection] = 1 + session.nesting
    marks: dict[int, list[tuple[int, Statement]]] = {}
    for place, statement in enumerate(seen.statements):
        if statement.mark and statement.step is not None:
            marks.setdefault(statement.step, []).append((place, statement))
            depth.setdefault(statement.connection, 0)
    found = []
    for number in range(len(seen.steps)):
        before, ends = dict(depth), dict.fromkeys(depth, "")
        for place, each in marks.get(number, []):
            depth[each.connection] = _depth(depth[each.connection], each)
            if each.mark in ("COMMIT", "ROLLBACK") and not each.failed and not changes_nothing(seen, place):
                ends[each.connection] = each.mark.lower()
        happened = {each.connection for _, each in marks.get(number, [])}
        found.append([Rail(_kind(depth[k]), _kind(before[k]), k in happened, ends[k]) for k in list(depth)[:MOST]])
    return found


def _depth(before: int, mark: Statement) -> int:
    if mark.failed or mark.text == "COMMIT (autocommit)":
        return before  # refused; or of one statement that stood alone
    if mark.mark == "BEGIN":
        return 1
    if mark.mark == "SAVEPOINT":
        return before + 1
    if mark.mark in ("RELEASE", "ROLLBACK TO"):
        return max(1, before - 1)
    return 0


def _kind(depth: int) -> str:
    return ("", "open", "nested")[min(depth, 2)]
