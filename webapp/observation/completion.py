"""What may stand at the cursor, as a sandbox tells it: checked on the host like everything from inside."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Short = Annotated[str, StringConstraints(max_length=200)]
Kind = Literal["class", "function", "keyword", "method", "namespace", "parameter", "property", "variable"]


class _FromInside(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class Candidate(_FromInside):
    """A name that may stand there. Of two, the one with the higher `rank` is nearer to what the visitor means."""

    label: Annotated[str, StringConstraints(min_length=1, max_length=110)]
    kind: Kind
    detail: Short = ""
    rank: Annotated[int, Field(ge=-5, le=5)] = 0


class Signature(_FromInside):
    """The call the cursor stands in: what it takes, which parameter is being given, the first lines on it."""

    name: Short
    parameters: Annotated[list[Short], Field(max_length=100)] = []
    active: Annotated[int, Field(ge=0, lt=100)] | None = None
    doc: Annotated[str, StringConstraints(max_length=500)] = ""


class Completion(_FromInside):
    """`prefix` is what stands before the cursor and would be replaced; `cut`: there are more candidates than told."""

    prefix: Annotated[str, StringConstraints(max_length=20_000)] = ""
    candidates: Annotated[list[Candidate], Field(max_length=100)] = []
    cut: bool = False
    signature: Signature | None = None
