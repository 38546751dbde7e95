"""Which names the policy leaves open on a value: a name that would be refused is not offered, nor followed."""

from __future__ import annotations

import keyword
from functools import cache
from types import FunctionType
from typing import Any

from sqlalchemy.sql import functions

from webapp.inside.completion.known import Known
from webapp.inside.completion.reading import ancestors, is_kind, is_told, library_of, raw
from webapp.inside.policy import attributes, privacy, special
from webapp.inside.policy.objects import OF
from webapp.inside.policy.ownership import LEADING_OUT

SPECIAL = frozenset({"__table__", "__mapper__", "__tablename__"})
"""Of the special names that are open, those that people write and that say something."""
LONGEST = 100
"""Characters of a name that is offered."""


def is_name(name: str) -> bool:
    """Whether it can be written as a name."""
    return len(name) <= LONGEST and name.isidentifier() and not keyword.iskeyword(name)


def may_read(base: Known, name: str) -> bool:
    """Whether a snippet may read that attribute of it."""
    if special.is_special(name):
        return name in SPECIAL
    if not is_name(name):
        return False
    cls = base.value if base.is_class else base.cls
    if name.startswith("_"):
        return _private_is_own(cls, name)
    if name in attributes.NAMES_REFUSED:
        return False
    if any(name in group.names and any(is_kind(cls, kind) for kind in classes) for group, classes in OF):
        return False
    if name == "dispatch" or (name in attributes.NAMES_ON_SELF and library_of(cls) is not None):
        return False
    if name in attributes.NAMES_CALL_ONLY and library_of(cls) in LEADING_OUT:
        found = raw(cls, name)
        return found is not None and type(found[1]) is FunctionType
    return True


def _private_is_own(cls: type, name: str) -> bool:
    if name.startswith("__") or attributes.is_never_own(name):
        return False
    if name in attributes.DOCUMENTED_PRIVATE:
        return True
    if library_of(cls) is not None or not all(is_told(each) for each in (*ancestors(cls), *ancestors(type(cls)))):
        return False
    return attributes.private_refusal(name) is None or privacy.own_refusal(cls, name) is None


@cache
def sql_functions() -> dict[str, Any]:
    """The functions of SQL that SQLAlchemy knows more of than their names."""
    known = functions._registry["_default"]
    return {name: found for name, found in known.items() if type(name) is str and is_name(name)}
