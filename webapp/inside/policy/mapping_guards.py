"""What SQLAlchemy changes or takes from a caller when it maps: classes of one's own, and registries it made itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ClauseElement, util
from sqlalchemy.orm import DeclarativeMeta, Session, collections, dynamic, instrumentation, registry, sessionmaker
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlalchemy.util import LRUCache

from webapp.inside.policy.bases import check_bases
from webapp.inside.policy.class_guards import check_own
from webapp.inside.policy.ownership import LEADING_OUT, library_of


def _of_own_class(real: Callable[..., Any]) -> Callable[..., Any]:
    def checked(class_: type, *args: Any, **keywords: Any) -> Any:
        check_own(class_)
        return real(class_, *args, **keywords)

    return checked


def _collection(real: Callable[..., Any]) -> Callable[..., Any]:
    """SQLAlchemy prepares its own collections too, `OrderingList` for one, when they are first used."""

    def checked(cls: type) -> Any:
        if library_of(cls) in LEADING_OUT and not issubclass(cls, (list, set, dict)):
            check_own(cls)
        return real(cls)

    return checked


def _registry(real: Callable[..., None]) -> Callable[..., None]:
    def checked(self: registry, *, class_registry: Any = None, **keywords: Any) -> None:
        if class_registry is not None:
            raise TypeError("`class_registry` is not open here: a registry keeps its classes itself.")
        real(self, **keywords)

    return checked


def _base(real: Callable[..., Any]) -> Callable[..., Any]:
    def checked(self: registry, mapper: Any = None, cls: Any = object, name: str = "Base", **keywords: Any) -> Any:
        if keywords.get("metaclass", DeclarativeMeta) is not DeclarativeMeta:
            raise TypeError("A metaclass of one's own is not open here.")
        check_bases(cls if isinstance(cls, tuple) else (cls,))
        return real(self, mapper, cls, name, **keywords)

    return checked


def _maker(real: Callable[..., None]) -> Callable[..., None]:
    def checked(self: sessionmaker[Any], bind: Any = None, *, class_: Any = Session, **keywords: Any) -> None:
        check_bases((class_,))
        real(self, bind, class_=class_, **keywords)

    return checked


def _mixed(real: Callable[..., Any]) -> Callable[..., Any]:
    def checked(cls: Any) -> Any:
        check_bases((cls,))
        return real(cls)

    return checked


def _compared(real: Callable[..., None]) -> Callable[..., None]:
    def checked(self: Any, impl_instance: Any) -> None:
        factory = impl_instance.comparator_factory
        if not (isinstance(factory, type) and issubclass(factory, TypeEngine.Comparator)):
            check_bases((factory,))
        real(self, impl_instance)

    return checked


def _copied(real: Callable[..., Any]) -> Callable[..., Any]:
    """A type is made of another's dictionary, by the names of what makes it."""

    def checked(obj: Any, cls: Any, *args: Any, **keywords: Any) -> Any:
        if not issubclass(type(obj), TypeEngine) and library_of(type(obj)) is not None:
            raise TypeError(f"{type(obj).__name__} is no type of columns.")
        return real(obj, cls, *args, **keywords)

    return checked


def _compile(real: Callable[..., Any]) -> Callable[..., Any]:
    def checked(self: ClauseElement, dialect: Any, *, compiled_cache: Any, **keywords: Any) -> Any:
        if compiled_cache is not None and type(compiled_cache) is not LRUCache:
            raise TypeError("`compiled_cache` is not open here: an engine keeps its compiled statements itself.")
        return real(self, dialect, compiled_cache=compiled_cache, **keywords)

    return checked


GUARDS: tuple[tuple[Any, str, Callable[[Any], Any]], ...] = (
    (instrumentation, "register_class", _of_own_class),
    (collections, "_instrument_class", _collection),
    (registry, "__init__", _registry),
    (registry, "generate_base", _base),
    (sessionmaker, "__init__", _maker),
    (util, "constructor_copy", _copied),
    (dynamic, "mixin_user_query", _mixed),
    (TypeDecorator.TDComparatorContainer, "__init__", _compared),
    (ClauseElement, "_compile_w_cache", _compile),
)


def install() -> None:
    """Sets the guards in SQLAlchemy. Doing it again changes nothing."""
    for owner, name, guard in GUARDS:
        real = vars(owner)[name]
        if real.__module__ != __name__:
            setattr(owner, name, guard(real))
