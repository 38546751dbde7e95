"""Functions of libraries that a snippet gets in a checked form, because a text or a keyword decides what they reach."""

from __future__ import annotations

import functools
import operator
from abc import ABCMeta
from collections.abc import Callable
from enum import EnumMeta
from typing import Any

import sqlalchemy
from sqlalchemy import URL, event, exc, orm
from sqlalchemy.ext import associationproxy, orderinglist
from sqlalchemy.orm import DeclarativeMeta, collections
from sqlalchemy.pool import AssertionPool, NullPool, QueuePool, SingletonThreadPool, StaticPool

from webapp.inside.policy import engines
from webapp.inside.policy.builtin_guards import plain, stand_in
from webapp.inside.policy.events import event_refusal
from webapp.inside.policy.refusal import Refusal
from webapp.inside.policy.texts import walk_refusal

Callee = Callable[..., Any]
POOLS = frozenset({AssertionPool, NullPool, QueuePool, SingletonThreadPool, StaticPool})


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


def walks(real: Callee, *places: int | str) -> Callee:
    """A function that follows the texts at these positions and keywords from attribute to attribute."""

    def checked(place: int | str, value: object) -> object:
        if not isinstance(value, str) or place not in places:
            return value
        text = plain(value)
        refuse(walk_refusal(text))
        return text

    @like(real)
    def wrapper(*args: Any, **keywords: Any) -> Any:
        plain_args = [checked(position, value) for position, value in enumerate(args)]
        return real(*plain_args, **{name: checked(name, value) for name, value in keywords.items()})

    return wrapper


@like(sqlalchemy.create_engine)
def create_engine(url: str | URL, **keywords: Any) -> sqlalchemy.Engine:
    if type(url) is URL:
        refuse(engines.parts_refusal(url.drivername, {**url._asdict(), "drivername": None}))
    else:
        url = plain(url)
        refuse(engines.url_refusal(url))
    for name in keywords:
        refuse(engines.keyword_refusal(name))
    given = keywords.get("connect_args")
    if given is not None:
        keywords["connect_args"] = given = dict(given)
        for name in given:
            refuse(engines.connect_argument_refusal(name))
    pool = keywords.get("poolclass")
    if pool is not None and pool not in POOLS:
        refuse(engines.pool_refusal(str(getattr(pool, "__name__", pool))))
    options = keywords.get("execution_options") or {}
    for name in engines.EXECUTION_OPTIONS_REFUSED.intersection(options):
        raise exc.ArgumentError(f"The execution option `{name}` is not open here.")
    return sqlalchemy.create_engine(url, **keywords)


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
    """Without `assigned` and `updated`, which read and write whatever attributes they name."""

    def decorate(wrapper: Callee) -> Callee:
        return functools.update_wrapper(wrapper, wrapped)

    return decorate


_PAIRS: list[tuple[Any, Any]] = [
    (sqlalchemy.create_engine, create_engine),
    (event.listen, listens(event.listen)),
    (event.listens_for, listens(event.listens_for)),
    (event.remove, listens(event.remove)),
    (event.contains, listens(event.contains)),
    (functools.wraps, wraps),
    (operator.attrgetter, walks(operator.attrgetter, *range(100))),
    (operator.methodcaller, walks(operator.methodcaller, 0)),
    (associationproxy.association_proxy, walks(associationproxy.association_proxy, 0, 1, "target_collection", "attr")),
    (collections.attribute_keyed_dict, walks(collections.attribute_keyed_dict, 0, "attr_name")),
    (orm.synonym, walks(orm.synonym, 0, "name", "map_column")),
    (orm.composite, walks(orm.composite, *range(100))),
    (orderinglist.ordering_list, walks(orderinglist.ordering_list, 0, "attr")),
    (ABCMeta, stand_in(ABCMeta)),
    (EnumMeta, stand_in(EnumMeta)),
    (DeclarativeMeta, stand_in(DeclarativeMeta)),
]
_REPLACED = {id(real): (real, wrapper) for real, wrapper in _PAIRS}


def replaced(value: object) -> object:
    """What a facade hands out for a library's object: a checked form where there is one, else the object itself."""
    return _REPLACED.get(id(value), (value, value))[1]
