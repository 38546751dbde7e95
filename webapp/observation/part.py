"""What every part of an observation is made of: checked, bounded, never changed."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(max_length=200_000)]
Short = Annotated[str, Field(max_length=2_000)]
Cell = None | bool | int | Annotated[float, Field(allow_inf_nan=False)] | Text | dict[str, str]
"""One value of a row. A BLOB is `{"blob": "<hex>"}`, what JSON has no number for (infinity, NaN) its repr; everything
else is itself."""

Spans = Annotated[list[tuple[Annotated[str, Field(max_length=8)], int]], Field(max_length=20_000)]
"""Highlighting: (Pygments' short token class such as "k" or "s2", number of characters), end to end over a text."""

Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0)]
Reading = Annotated[int, Field(ge=0, lt=2**63)]
Number = Annotated[int, Field(ge=1)]
"""Counts from 1: a line; or names an object, a session or a connection of one sandbox, for as long as that lives."""
MOST_NUMBERS = 1_000
Numbers = Annotated[list[Number], Field(max_length=MOST_NUMBERS)]


def empty(kind: type[list[Any]] | type[dict[str, Any]] = list) -> Any:
    """An empty list, or dictionary, where none is given. Written as a plain default, it would be deep-copied for each
    part made without it, which takes longer than all checking."""
    return Field(default_factory=kind, json_schema_extra={"default": kind()})


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
