"""What is known of an expression without running it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from webapp.inside.completion.reading import is_class, is_kind
from webapp.inside.policy.facade import FACADES


class _Absent:
    """Stands where there is a type, and no object of it."""


ABSENT: Final = _Absent()


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A value's type; the value itself where there is one; what comes out of it where it holds or finds others.

    `of`: of a `Select`, a result or a list, one of its entities. `bound`: of a method, the object it is one of.
    `written`: a class or function of the text that has not run yet.
    """

    cls: type
    value: Any = ABSENT
    of: Known | None = None
    bound: Known | None = None
    written: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef | None = None

    @property
    def is_class(self) -> bool:
        """Whether it is a class itself."""
        return self.value is not ABSENT and is_class(self.value)

    def instance(self) -> Known | None:
        """One of this class, where it is a class."""
        if self.is_class:
            return Known(self.value)
        return Known(object, written=self.written) if isinstance(self.written, ast.ClassDef) else None


def known(value: Any, of: Known | None = None) -> Known:
    """What is known of an object that is at hand."""
    return Known(type(value), value, of)


@cache
def library_class(name: str) -> type | None:
    """A class that some open module hands out under that name."""
    for path in sorted(FACADES, key=lambda each: (not each.startswith("sqlalchemy"), len(each))):
        found = vars(FACADES[path]).get(name)
        if found is not None and is_class(found) and is_kind(found, object):
            return found  # type: ignore[no-any-return]
    return None
