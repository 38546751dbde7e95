"""What a run is asked to look at, and what it saw there."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from webapp.observation.part import Cell, Part, Short, Text, empty
from webapp.observation.tables import MOST_COLUMNS
from webapp.observation.timeline import ObjectState, SessionState

MOST_PARTS = 50_000
"""Scalars, lists and objects of JSON in one value: the sandbox tells 5,000 values, of four parts at most."""
DEEPEST = 60


def _bounded(value: Any) -> Any:
    waiting = [(value, 0)]
    count = 0
    while waiting:
        each, depth = waiting.pop()
        count += 1
        if count > MOST_PARTS or depth > DEEPEST:
            raise ValueError("a value larger than any sandbox tells")
        inner = each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        waiting.extend((part, depth + 1) for part in inner)
    return value


Plain = Annotated[Any, AfterValidator(_bounded)]


class Rows(Part):
    """The answer of a query probe."""

    columns: Annotated[list[Short], Field(max_length=MOST_COLUMNS)] = empty()
    rows: Annotated[list[list[Cell]], Field(max_length=1_000)] = empty()


class Probe(Part):
    """What a run is asked to look at when the snippet has ended. Never what is expected there.

    `rows`: `of` is a SELECT, answered from the committed rows of the visitor's engine, or with `open` as its own
    connection sees them. `state`, `session`: `of` is the visitor's name for an object or a Session (empty: the only
    one). `value`: `of` is an expression in the visitor's names, evaluated after the statements in `before`; only for
    throwaway sandboxes.
    """

    kind: Literal["rows", "state", "session", "value"]
    of: Text
    before: Text = ""
    open: bool = False
    engine: Short = ""
    """Name of the visitor's engine; empty means the only one, or the one that has the table."""


class Probed(Part):
    """What a probe saw; `error` is a sentence where it could not look.

    `value` is plain data: JSON scalars as they are; else {"type": name, "items": [...]} for sequences and sets,
    {"type": name, "pairs": [[key, value], ...]} for mappings, {"type": name, "text": repr} for all others.
    """

    rows: Rows | None = None
    object: ObjectState | None = None
    session: SessionState | None = None
    value: Plain = None
    text: Text = ""
    error: Text = ""
