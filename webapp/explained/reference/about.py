"""What a page on an error has beside the two sentences."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class About:
    """A page on an error, for everything in `KNOWN` that goes by its `id`.

    `sample` is the message as SQLAlchemy writes it, of a user and their addresses; the two sentences speak of it, and
    `facts` are what an observation would have added. `type` is the class that is usually raised, `code` SQLAlchemy's
    code where it has one, `teaches` the lesson and the step of the course that shows it, as "lesson#step".
    """

    id: str
    title: str
    type: str
    sample: str
    code: str = ""
    teaches: str = ""
    facts: dict[str, str] = field(default_factory=dict)
