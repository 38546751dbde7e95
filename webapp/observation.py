"""What was seen while a snippet ran, as checked data.

Frames from inside the wall are untrusted. `Observation.model_validate` is where they become something the host may
read: unknown keys, wrong types and oversized parts are refused, and nothing here is ever evaluated or parsed again.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Outcome = Literal["ok", "error", "refused", "interrupted", "killed", "crashed"]
"""How a run ended. `killed`: a limit or the supervisor ended the process. `crashed`: the process ended by itself."""

Text = Annotated[str, Field(max_length=200_000)]
Short = Annotated[str, Field(max_length=2_000)]
Cell = None | bool | int | Annotated[float, Field(allow_inf_nan=False)] | Text | dict[str, str]
"""One value of a row. A BLOB is `{"blob": "<hex>"}`, what JSON has no number for (infinity, NaN) its repr; everything
else is itself."""

Spans = Annotated[list[tuple[Annotated[str, Field(max_length=8)], int]], Field(max_length=20_000)]
"""Highlighting: (Pygments' short token class such as "k" or "s2", number of characters), end to end over a text."""


MOST_COLUMNS = 2_000
"""SQLite's own limit."""
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0)]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Event(Part):
    """One piece of what the console shows, in order: printed text, an echoed value, or a traceback."""

    kind: Literal["output", "value", "error"]
    text: Text
    spans: Spans = []


class Violation(Part):
    """One place where a snippet does not satisfy the policy, or where it is not Python. `column` counts from 1."""

    line: int
    column: int
    end_column: int | None = None
    rule: Short
    message: Text
    instead: Text = ""

    def __str__(self) -> str:
        return f"{self.message} {self.instead}".rstrip()


class Error(Part):
    """The exception that ended the snippet. `code` is SQLAlchemy's, as in sqlalche.me/e/21/<code>."""

    type: Short
    bases: list[Short] = []
    message: Text
    line: int | None = None
    code: Short | None = None


Mark = Literal["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "ROLLBACK TO"]


class Statement(Part):
    """One SQL statement, or one mark of the transaction (then `mark` says which).

    `parameters` is their repr, bounded; `many` is the number of parameter sets of an executemany, else 0; `rows` is the
    driver's row count, None where it has none; `seconds` is wall time in the driver; `line` is the snippet's line.
    """

    text: Text
    mark: Mark | None = None
    parameters: Text = ""
    many: Count = 0
    rows: int | None = None
    seconds: Seconds = 0.0
    line: int | None = None
    spans: Spans = []


class Row(Part):
    """A table's row as the visitor's connection sees it, told against what is committed.

    `committed`: the same in both. `inserted`, `changed`: only in the open transaction. `gone`: deleted there, still
    committed; its values are the committed ones.
    """

    values: Annotated[list[Cell], Field(max_length=MOST_COLUMNS)]
    mark: Literal["committed", "inserted", "changed", "gone"] = "committed"


class Table(Part):
    """A table of one of the visitor's engines. `total` counts all rows; `rows` keeps at most 500."""

    engine: Short
    name: Short
    columns: Annotated[list[Short], Field(max_length=MOST_COLUMNS)]
    rows: Annotated[list[Row], Field(max_length=500)]
    total: Count


class Rows(Part):
    """The answer of a query probe."""

    columns: Annotated[list[Short], Field(max_length=MOST_COLUMNS)] = []
    rows: Annotated[list[list[Cell]], Field(max_length=1_000)] = []


class Probe(Part):
    """What a run is asked to look at when the snippet has ended. Never what is expected there.

    `rows`: `of` is a SELECT, answered from the committed rows of the visitor's engine. `value`: `of` is an expression
    in the visitor's names, evaluated; only for throwaway sandboxes.
    """

    kind: Literal["rows", "value"]
    of: Text
    engine: Short = ""
    """Name of the visitor's engine; empty means the only one, or the one that has the table."""


class Probed(Part):
    """What a probe saw; `error` is a sentence where it could not look.

    `value` is plain data: JSON scalars as they are; else {"type": name, "items": [...]} for sequences and sets,
    {"type": name, "pairs": [[key, value], ...]} for mappings, {"type": name, "text": repr} for all others.
    """

    rows: Rows | None = None
    value: Any = None
    text: Text = ""
    error: Text = ""


class Observation(Part):
    """Everything seen while a snippet ran."""

    outcome: Outcome
    source: Text = ""
    """The snippet as run: prompts of a pasted transcript stripped."""
    source_spans: Spans = []
    events: Annotated[list[Event], Field(max_length=5_000)] = []
    left_out: Count = 0
    """Characters of output beyond the cap."""
    violations: Annotated[list[Violation], Field(max_length=1_000)] = []
    error: Error | None = None
    statements: Annotated[list[Statement], Field(max_length=10_000)] = []
    statements_left_out: Count = 0
    tables: Annotated[list[Table], Field(max_length=100)] = []
    probes: Annotated[list[Probed], Field(max_length=200)] = []
    seconds: Seconds = 0.0
    note: Text = ""
    """A sentence of the host's for the visitor: which limit ended the run, what was rebuilt."""
    digest: Short = ""
    """Of output and committed tables, to tell whether a replay came out the same."""

    @property
    def output(self) -> str:
        """The plain text the console shows: stdout, echoed values and traceback, in order."""
        return "".join(event.text for event in self.events)
