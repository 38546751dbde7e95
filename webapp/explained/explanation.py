"""An exception explained."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an exception means, and where to look.

    `says` are two sentences, names and values in backticks. `line` is the snippet's line that raised. `step` and
    `statement` are the places in the observation where it began: where the object was detached, where the flush
    failed first; None where nothing recorded tells. `link` is a page of SQLAlchemy's,
    `page` the id of the error's own, in `webapp.explained.reference`.
    """

    says: tuple[str, str]
    line: int | None
    step: int | None
    statement: int | None
    link: str
    link_text: str
    page: str
