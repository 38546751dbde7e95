"""How often something happens."""

import re
from collections.abc import Callable
from operator import eq, ge, gt, le, lt, ne
from typing import Annotated, Any, Self

from pydantic import AfterValidator

from webapp.lessons.part import Part

COMPARISONS: dict[str, tuple[Callable[[int, int], bool], str]] = {
    "": (eq, ""),
    "==": (eq, ""),
    "!=": (ne, "any number but "),
    ">=": (ge, "at least "),
    "<=": (le, "at most "),
    ">": (gt, "more than "),
    "<": (lt, "fewer than "),
}
COUNT = re.compile(r"\s*(==|!=|>=|<=|>|<|)\s*([0-9]{1,6})\s*")


class Count(Part):
    """How often something happens: `1`, `">= 1"`, `"< 3"`."""

    sign: str
    number: int

    @classmethod
    def read(cls, value: Any) -> Self:
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return cls(sign="", number=value)
        found = COUNT.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise ValueError('A count is a number such as 1, or text such as ">= 1".')
        return cls(sign=found[1], number=int(found[2]))

    def holds(self, came: int) -> bool:
        return COMPARISONS[self.sign][0](came, self.number)

    def __str__(self) -> str:
        return f"{COMPARISONS[self.sign][1]}{self.number}"


def counts(value: int | str) -> int | str:
    Count.read(value)
    return value


HowOften = Annotated[int | str, AfterValidator(counts)]
"""As an author writes a count: `1`, `">= 1"`."""
