"""Errors of what was handed to a session: no mapped object, no mapped class."""

from __future__ import annotations

from webapp.explained.errors.case import Case
from webapp.explained.errors.known import Known, Sentences
from webapp.explained.text import code, plain, with_article

MAPPED = "orm/mapping_styles.html"
PLAIN = ("str", "int", "float", "bool", "bytes", "datetime", "date", "Decimal", "function")
API = "orm/session_api.html#sqlalchemy.orm.Session."
EXC = "orm/exceptions.html#sqlalchemy.orm.exc."


def _unmapped_instance(case: Case) -> Sentences:
    given, type_name = case.error.facts.get("given", ""), case.error.facts.get("type", "")
    session = case.session
    if given == "class":
        return Sentences(
            f"{case.line} gives {session} the class {case.type} where it wants an object of it",
            f"Make an object first: {code(f'{plain(type_name)}(...)')}",
        )
    if given == "None":
        return Sentences(
            f"{case.line} gives {session} `None` where it wants an object: perhaps a query or `get` found nothing",
            "Look for `None` before you hand it on",
        )
    if type_name in ("list", "tuple", "set", "dict", "generator"):
        return Sentences(
            f"{case.line} gives {session} a {code(type_name)}, and it wants one object of a mapped class",
            f"Use {case.call('add_all')} for several objects at once",
        )
    if type_name == "Row":
        return Sentences(
            f"{case.line} gives {session} a `Row` of a result, which only holds the object",
            "Take the object out of it, or ask with `session.scalars`, which gives the objects themselves",
        )
    if type_name in PLAIN:
        return Sentences(
            f"{case.line} gives {session} {with_article(type_name)} where it wants an object of a mapped class",
            "Make or load an object that holds it, and hand that over",
        )
    what = f"{case.fact('name')}, " if case.fact("name") else ""
    return Sentences(
        f"{case.line} gives {session} {what}{with_article(type_name)}, and that class is not mapped to a table",
        "Let the class inherit from your declarative base, with a `__tablename__` and a primary key",
    )


def _unmapped_class(case: Case) -> Sentences:
    named = case.type if case.fact("type") else case.group(0) or "the class"
    if named.strip("`") in PLAIN:
        return Sentences(
            f"{case.line} gives {with_article(named.strip('`'))} where a mapped class is wanted",
            "Give the class; where a key is wanted too, as in `session.get`, the class comes first",
        )
    return Sentences(
        f"{case.line} uses {named} like a mapped class, but it is mapped to no table",
        "Let it inherit from your declarative base, with a `__tablename__` and a primary key",
    )


def _no_object_in_relationship(case: Case) -> Sentences:
    given = case.group(0)
    return Sentences(
        f"{case.line} puts {_an(given)} into the relationship {case.class_attribute}, which takes objects "
        "of a mapped class",
        "Load or make the object and put that in; the number or name alone belongs into a column",
    )


def _an(given: str) -> str:
    return with_article(given.strip("`"))


def _no_list(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} gives the collection {case.class_attribute} one {case.group(0)} where it wants a list of them",
        "Put it in brackets, or call `append` on the collection",
    )


def _no_such_attribute(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} gives {case.group(1)} a value for {case.group(0)}, and the class maps no attribute of that name",
        "Look for a slip in the name, or map it in the class",
    )


OBJECTS = (
    Known("unmapped-instance", "UnmappedInstanceError", _unmapped_instance, f"{API}add"),
    Known("unmapped-class", "UnmappedClassError", _unmapped_class, MAPPED),
    Known("no-inspection", "NoInspectionAvailable", _unmapped_class, MAPPED),
    Known(
        "no-object-in-relationship",
        "AttributeError",
        _no_object_in_relationship,
        "orm/basic_relationships.html",
        r"^'{text}' object has no attribute '_sa_instance_state'",
    ),
    Known(
        "not-a-list",
        "TypeError",
        _no_list,
        "orm/collection_api.html",
        r"Incompatible collection type: {name} is not list-like",
    ),
    Known(
        "unknown-keyword",
        "TypeError",
        _no_such_attribute,
        "orm/declarative_mapping.html",
        r"^'{text}' is an invalid keyword argument for {name}$",
    ),
)
