"""What the console shows of a run: output, refusals, the exception."""

from __future__ import annotations

from typing import Literal

from webapp.observation.part import Part, Short, Spans, Text


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
