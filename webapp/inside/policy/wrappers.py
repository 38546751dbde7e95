"""Functions of libraries that a snippet gets in a checked form, because a text or a keyword decides what they reach."""

from __future__ import annotations

import abc
import functools
import operator
import typing
from collections.abc import Callable
from enum import EnumMeta
from types import FunctionType
from typing import Any

import sqlalchemy
from sqlalchemy import URL, event, exc, orm, pool
from sqlalchemy.ext import associationproxy, orderinglist
from sqlalchemy.orm import DeclarativeMeta, collections

from webapp.inside.policy import engines
from webapp.inside.policy.builtin_guards import guarded_getattr, plain
from webapp.inside.policy.class_guards import check_own
from webapp.inside.policy.events import event_refusal
from webapp.inside.policy.metaclasses import shown, stand_in
from webapp.inside.policy.objects import read_refusal, write_refusal
from webapp.inside.policy.ownership import LEADING_OUT, library_of
from webapp.inside.policy.refusal import Refusal
from webapp.inside.policy.texts import reach_path_refusal, walk_refusal
from webapp.inside.policy.time_functions import READING

Callee = Callable[..., Any]
POOLS = tuple(getattr(pool, name) for name in sorted(engines.POOLS))


def refuse(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise exc.ArgumentError(str(refusal))


def like(real: Callee) -> Callable[[Callee], Callee]:
    """Names a wrapper as the real function; not `functools.wraps`, which would leave that one within reach."""

    def named(wrapper: Callee) -> Callee:
        for name in ("__name__", "__qualname__", "__doc__", "__module__"):
            setattr(wrapper, name, getattr(real, name, None))
        return wrapper

    return named


def walks(real: Callee, *places: int | str, start: int | None = None) -> Callee:
    """A function that follows the texts at these positions and keywords from attribute to attribute.

    With `start`, at all positions from there on.
    """

    def checked(place: int | str, value: object) -> object:
        from_start = start is not None and isinstance(place, int) and place >= start
        if not isinstance(value, str) or not (from_start or place in places):
            return value
        text = plain(value)
        refuse(walk_refusal(text))
        return text

    @like(real)
    def wrapper(*args: Any, **keywords: Any) -> Any:
        plain_args = [checked(position, value) for position, value in enumerate(args)]
        return real(*plain_args, **{name: checked(name, value) for name, value in keywords.items()})

    return wrapper


# These two are functions: `type(...)` of the real ones would make others, unchecked.
@like(operator.attrgetter)
def attrgetter(attribute: str, /, *others: str) -> Callee:
    paths = [plain(path) for path in (attribute, *others)]
    for path in paths:
        refuse(reach_path_refusal(path))

    def get(obj: object, /) -> Any:
        found = [functools.reduce(guarded_getattr, path.split("."), obj) for path in paths]
        return tuple(found) if others else found[0]

    return get


@like(operator.methodcaller)
def methodcaller(name: str, /, *args: Any, **keywords: Any) -> Callee:
    name = plain(name)
    refuse(walk_refusal(name))

    def call(obj: object, /) -> Any:
        refuse(read_refusal(obj, name, called=True))
        return operator.methodcaller(name, *args, **keywords)(obj)

    return call


def _plain_keys(given: Any) -> dict[str, Any]:
    return {plain(name): value for name, value in dict(given).items()}


def _check_url(url: URL | str) -> URL | str:
    if type(url) is not URL:
        url = plain(url)
        refuse(engines.url_refusal(url))
        return url
    parts: dict[str, Any] = {
        name: plain(part) if isinstance(part, str) else part for name, part in url._asdict().items()
    }
    refuse(engines.parts_refusal(parts["drivername"], {**parts, "drivername": None}))
    return URL.create(parts["drivername"], database=parts["database"])


@like(sqlalchemy.create_engine)
def create_engine(url: str | URL, **keywords: Any) -> sqlalchemy.Engine:
    keywords = _plain_keys(keywords)
    for name in keywords:
        refuse(engines.keyword_refusal(name))
    if keywords.get("connect_args") is not None:
        keywords["connect_args"] = _plain_keys(keywords["connect_args"])
        for name in keywords["connect_args"]:
            refuse(engines.connect_argument_refusal(name))
    chosen = keywords.get("poolclass")
    if chosen is not None and not any(chosen is each for each in POOLS):
        refuse(engines.foreign_pool(f"{getattr(chosen, '__name__', chosen)!s:.60}"))
    if keywords.get("execution_options") is not None:
        keywords["execution_options"] = _plain_keys(keywords["execution_options"])
        for name in engines.EXECUTION_OPTIONS_REFUSED.intersection(keywords["execution_options"]):
            raise exc.ArgumentError(f"The execution option `{name}` is not open here.")
    return sqlalchemy.create_engine(_check_url(url), **keywords)


def listens(real: Callee) -> Callee:
    """A function of `sqlalchemy.event`: target, event's name, and the rest."""

    @like(real)
    def wrapper(target: Any, identifier: str, *args: Any, **keywords: Any) -> Any:
        identifier = plain(identifier)
        refuse(event_refusal(identifier))
        return real(target, identifier, *args, **keywords)

    return wrapper


@like(functools.wraps)
def wraps(wrapped: Callee) -> Callee:
    """Without `assigned` and `updated`: only what names a function is taken over, no object's attributes."""
    if not isinstance(wrapped, FunctionType | type) and library_of(type(wrapped)) in LEADING_OUT:
        raise TypeError("`wraps` takes a function or a class here.")

    def decorate(wrapper: Callee) -> Callee:
        refusal = write_refusal(wrapper, "__wrapped__")
        if refusal is not None:
            raise TypeError(str(refusal))
        names = ("__name__", "__qualname__", "__doc__")
        assigned = names if isinstance(wrapper, type) else functools.WRAPPER_ASSIGNMENTS
        return functools.update_wrapper(wrapper, wrapped, assigned=assigned, updated=())

    return decorate


def changes(real: Callee) -> Callee:
    """A decorator that writes something on the function or class it is given."""

    @like(real)
    def wrapper(target: Any, /) -> Any:
        check_own(target)
        return real(target)

    return wrapper


@like(orm.validates)
def validates(*names: str, **keywords: Any) -> Callee:
    return changes(orm.validates(*names, **keywords))


@like(typing.get_origin)
def get_origin(annotation: Any) -> Any:
    return shown(typing.get_origin(annotation))


_PAIRS: list[tuple[Any, Any]] = [
    (sqlalchemy.create_engine, create_engine),
    (event.listen, listens(event.listen)),
    (event.listens_for, listens(event.listens_for)),
    (event.remove, listens(event.remove)),
    (event.contains, listens(event.contains)),
    (functools.wraps, wraps),
    (operator.attrgetter, attrgetter),
    (operator.methodcaller, methodcaller),
    (associationproxy.association_proxy, walks(associationproxy.association_proxy, 0, 1, "target_collection", "attr")),
    (collections.attribute_keyed_dict, walks(collections.attribute_keyed_dict, 0, "attr_name")),
    (orm.synonym, walks(orm.synonym, 0, "name", "map_column")),
    (orm.composite, walks(orm.composite, start=0)),
    (orderinglist.ordering_list, walks(orderinglist.ordering_list, 0, "attr")),
    (typing.get_origin, get_origin),
    *((real, like(real)(reading)) for real, reading in READING),
    *((real, changes(real)) for real in (functools.total_ordering, abc.abstractmethod, orm.reconstructor)),
    *((real, changes(real)) for real in (typing.final, typing.no_type_check, typing.runtime_checkable)),
    (orm.validates, validates),
    (abc.ABCMeta, stand_in(abc.ABCMeta)),
    (EnumMeta, stand_in(EnumMeta)),
    (DeclarativeMeta, stand_in(DeclarativeMeta)),
]
_REPLACED = {id(real): (real, wrapper) for real, wrapper in _PAIRS}


def replaced(value: object) -> object:
    """What a facade hands out for a library's object: a checked form where there is one, else the object itself."""
    return _REPLACED.get(id(value), (value, value))[1]
