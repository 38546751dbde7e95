"""SQL constructs of one's own: SQLAlchemy takes names from their classes, and makes paths and code of these."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy.sql import traversals, visitors

from webapp.inside.policy.builtin_guards import plain
from webapp.inside.policy.special import is_special

Listed = list[tuple[str, Any]]


def _visited(real: Callable[..., None]) -> classmethod[Any, Any, None]:
    """`__visit_name__` ends the name of a compiler's method; with dots in it, it would lead on from there."""

    def checked(cls: type[visitors.Visitable]) -> None:
        name: object = cls.__visit_name__
        if isinstance(name, str) and not plain(name).isidentifier():
            raise TypeError(f"{plain(name)!r:.60} is not a `__visit_name__`: it is a name, without dots.")
        real(cls)

    return classmethod(checked)


def _read(given: Iterable[Any]) -> Listed:
    """`_traverse_internals`, whose names are put into the text of a function. Raises TypeError."""
    listed = [(plain(name), symbol) for name, symbol in given]
    for name, _ in listed:
        if not name.isidentifier() or is_special(name):
            raise TypeError(f"{name!r:.60} is not the name of an attribute.")
    return listed


def _dispatching(real: Callable[..., Any]) -> Callable[..., Any]:
    def checked(self: Any, internal_dispatch: Iterable[Any], *names: Any) -> Any:
        return real(self, _read(internal_dispatch), *names)

    return checked


def _copying(real: Callable[..., Any]) -> classmethod[Any, Any, Any]:
    return classmethod(_dispatching(real))


GUARDS: tuple[tuple[type, str, Callable[[Any], Any]], ...] = (
    (visitors.Visitable, "_generate_compiler_dispatch", _visited),
    (visitors.HasTraversalDispatch, "_generate_dispatcher", _dispatching),
    (traversals.HasShallowCopy, "_generate_shallow_copy", _copying),
    (traversals.HasShallowCopy, "_generate_shallow_to_dict", _copying),
    (traversals.HasShallowCopy, "_generate_shallow_from_dict", _copying),
)


def install() -> None:
    """Sets the guards in SQLAlchemy. Doing it again changes nothing."""
    for owner, name, guard in GUARDS:
        kept = vars(owner)[name]
        real = kept.__func__ if isinstance(kept, classmethod) else kept
        if real.__module__ != __name__:
            setattr(owner, name, guard(real))
