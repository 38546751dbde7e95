"""What the console shows of a run: output, refusals, the exception."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from webapp.observation.part import Number, Part, Short, Spans, Text, empty

MOST_FACTS = 20


class Event(Part):
    """One piece of what the console shows, in order: printed text, an echoed value, or a traceback."""

    kind: Literal["output", "value", "error"]
    text: Text
    spans: Spans = empty()


RULES = frozenset(
    "attribute call class engine event format import keyword name node pattern size string syntax".split()
)
"""What `Violation.rule` can be; a sandbox that was taken over may say anything."""


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
    """The exception that ended the snippet. `code` is SQLAlchemy's, as in sqlalche.me/e/21/<code>.

    `object` is the object it is about. `facts` are what the sandbox alone could see, each left out where it does not
    apply: `type`, `attribute`, `state`, `name` (the visitor's) and `given` of what it is about; `session`,
    `session_number`, `other_session`, `other_session_number`, `connection`, `engine`; `constraint`, `columns`,
    `values`, `keys`, `rule`, `verb`, `objects` of what the database refused; `first_type`, `first_line` of the failure
    before; `parent`, `child` and `keys` of a relationship; `base` that has a missing table; `key` asked for.
    """

    type: Short
    bases: list[Short] = empty()
    message: Text
    line: Number | None = None
    code: Short | None = None
    object: Number | None = None
    facts: Annotated[dict[Short, Short], Field(max_length=MOST_FACTS)] = empty(dict)
