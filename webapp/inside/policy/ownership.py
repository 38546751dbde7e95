"""Whose a class or function is: the visitor's or the lesson's, or one of Python's and the libraries'."""

from __future__ import annotations

import sys
from types import FunctionType, ModuleType

LIBRARIES = sys.stdlib_module_names | {"sqlalchemy", "webapp", "pygments", "greenlet", "typing_extensions"}
LEADING_OUT = frozenset({"sqlalchemy", "sqlite3", "webapp", "logging"})
"""Libraries whose objects hold what a snippet must not reach; the others' hold plain values."""

_module_of = type.__dict__["__module__"].__get__
_name_of = type.__dict__["__qualname__"].__get__


def library_of(cls: type) -> str | None:
    """The top package a class comes from, where that is a library's; None for one's own."""
    named = _module_of(cls)
    if named == "__main__":
        return None
    root = named.partition(".")[0] if isinstance(named, str) else "builtins"
    if root not in LIBRARIES or (root == "sqlalchemy" and not _stands_in(sys.modules.get(named), cls)):
        return None  # `declarative_base()` makes a class for the visitor, in SQLAlchemy's name
    return str(root)


def _stands_in(module: ModuleType | None, cls: type) -> bool:
    found: object = module
    for name in _name_of(cls).split("."):
        found = vars(found).get(name) if isinstance(found, ModuleType | type) else None
    return found is cls


def library_of_function(function: FunctionType) -> str | None:
    """The same for a function, by the module whose globals it has."""
    root = str(function.__globals__.get("__name__")).partition(".")[0]
    return root if root in LIBRARIES else None
