"""All modules a snippet may import, and what to say about the others."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.inside.policy.closed import CLOSED_NAMES
from webapp.inside.policy.modules import STANDARD, Module, unknown_import
from webapp.inside.policy.modules_core import CORE
from webapp.inside.policy.modules_orm import DIALECTS, ORM
from webapp.inside.policy.refusal import Refusal, nearest

MODULES: dict[str, Module] = STANDARD | CORE | ORM | DIALECTS
NOWHERE = "The documentation lists the names that are open."
SPECIAL = frozenset({"__version__"})
"""The one special name that a module hands out."""


def import_refusal(name: str, members: Sequence[str] = ()) -> Refusal:
    """Why a module that is not on the list may not be imported. `members` are the names wanted of it."""
    known = unknown_import(name)
    if known is not None:
        return known
    message = f"There is no module `{name}` in the sandbox: only listed modules can be imported."
    found = [elsewhere(name, member) for member in members]
    if found and all(each != NOWHERE for each in found):
        return Refusal("import", message, " ".join(dict.fromkeys(found)))
    return Refusal("import", message, nearest(name, MODULES) or "The documentation lists the modules that are open.")


def member_refusal(module: str, name: str) -> Refusal | None:
    """Why `name` may not be taken from a module on the list, or None where it may."""
    found = MODULES[module]
    if found.has(name) or (name in SPECIAL and module == "sqlalchemy"):
        return None
    if name in CLOSED_NAMES and module.startswith("sqlalchemy"):
        return CLOSED_NAMES[name].refusal("import", name)
    closed = unknown_import(f"{module}.{name}")
    if closed is not None and closed.message.startswith(f"`{module}.{name}`"):
        return closed
    message = f"`{module}` hands out no `{name}` here: only its listed public names are open to a snippet."
    return Refusal("import", message, nearest(name, found.names | found.parts) or elsewhere(module, name))


def elsewhere(module: str, name: str) -> str:
    """Where else a name is open: `sqlalchemy.Session` is in `sqlalchemy.orm`."""
    package = module.split(".")[0]
    if package != "sqlalchemy" or name.startswith("_"):
        return NOWHERE
    for other in ("sqlalchemy", "sqlalchemy.orm", "sqlalchemy.exc", "sqlalchemy.types", *sorted(MODULES)):
        if other.startswith(package) and name in MODULES[other].names:
            return f"It is in another module: `from {other} import {name}`."
    return NOWHERE
