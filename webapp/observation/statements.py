"""The SQL of a run and the marks of its transactions, each with its cause."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from webapp.observation.part import Count, Number, Numbers, Part, Seconds, Short, Spans, Text, empty

Mark = Literal["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "ROLLBACK TO"]

CauseKind = Literal[
    "written",
    "get",
    "flush",
    "autoflush",
    "commit",
    "lazy load",
    "expired",
    "refresh",
    "deferred",
    "eager load",
    "merge",
    "cascade",
    "synchronize",
    "schema",
    "savepoint",
    "close",
    "driver",
]
"""Why a statement was sent, or a transaction marked.

`written`: the visitor called `execute`, `scalars`, `Query.all` and the like, `begin` or `rollback`. `get`: an object
was asked for by its primary key. `flush`, `autoflush`, `commit`: pending work was sent, because it was asked for,
because a query needed it, or because a commit did. `lazy load`, `expired`, `deferred`: an attribute was read, whose
relationship was not loaded, whose value had expired, or whose column was deferred. `refresh`, `merge`: by these
methods. `eager load`: a loader option of a query sent a statement of its own. `cascade`: what a delete reaches was
loaded. `synchronize`: by the `synchronize_session` of a bulk UPDATE or DELETE. `schema`: `create_all`, `drop_all`,
reflection. `savepoint`: by `begin_nested`. `close`: a session or connection with open work was closed, or a `with`
block left. `driver`: outside SQLAlchemy, by the driver's own methods.
"""


class Cause(Part):
    """Why a statement was sent.

    `by` is what the visitor called, such as "Session.execute"; at the end of a block its "Session.__exit__" or the
    like; where rows were asked for one by one "Result.__iter__"; empty where an attribute was read. `type` and
    `attribute` name the class and attribute that were loaded, `object` the object they were loaded for; of an
    autoflush, what was about to be loaded. `strategy` is the eager loader's ("selectin", "subquery", "immediate").
    `objects` are those whose changes a flush sends, at most 20.
    """

    kind: CauseKind
    by: Short = ""
    type: Short = ""
    attribute: Short = ""
    object: Number | None = None
    strategy: Short = ""
    objects: Numbers = empty()


class Statement(Part):
    """One SQL statement, or one mark of the transaction (then `mark` says which).

    `parameters` is their repr, bounded; `many` is the number of parameter sets of an executemany, else 0; `rows` is the
    driver's row count, None where it has none; `seconds` is wall time in the driver; `line` is the snippet's line.
    `step` is the place (from 0) of the step it belongs to. `session` and `connection` are who sent it; `nesting` is the
    number of savepoints open when it was sent. `failed`: the database refused it.
    """

    text: Text
    mark: Mark | None = None
    parameters: Text = ""
    many: Count = 0
    rows: int | None = None
    seconds: Seconds = 0.0
    line: Number | None = None
    spans: Spans = empty()
    cause: Cause | None = None
    step: Count | None = None
    session: Number | None = None
    connection: Number | None = None
    nesting: Count = 0
    failed: bool = False


Statements = Annotated[list[Statement], Field(max_length=10_000)]
