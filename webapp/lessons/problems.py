"""What is wrong in a lesson's file, and where."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing an author has to mend, or with `warning` should look at.

    Lines and columns count from 1; `str()` is `path:line:column: message`.
    """

    path: str
    line: int
    column: int
    message: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {'warning: ' if self.warning else ''}{self.message}"


class Place(NamedTuple):
    """Where a value stands in its file, from 1. `block`: it is a literal block, so its text begins on the next line."""

    line: int
    column: int
    block: bool = False

    def of_line(self, number: int) -> "Place":
        """Where the value's own line `number` (from 1) stands; the value's beginning where that cannot be told."""
        return Place(self.line + number, 1) if self.block and number > 0 else self


Path = tuple[str | int, ...]
"""The way to a value in a document: `("steps", 2, "checks", 0)`."""

Places = dict[Path, Place]


def nearest(places: Places, path: Path) -> Place:
    """The place of the value at `path`, or of the nearest one around it."""
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return places[path[:length]]
    return places.get((), Place(1, 1))
