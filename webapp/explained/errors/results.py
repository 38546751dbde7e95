"""Errors of results: too many rows, none, none to be had, rows that belong together."""

from __future__ import annotations

from webapp.explained.errors.case import Case
from webapp.explained.errors.known import Known, Sentences

RESULTS_PAGE = "core/connections.html#sqlalchemy.engine.Result"
CLOSED = "ResourceClosedError"


def _multiple(case: Case) -> Sentences:
    wanted = "one row or none" if "one or none" in case.message else "exactly one row"
    return Sentences(
        f"{case.line} wants {wanted}, and the query found more",
        "Narrow the query with `where`, or take `first()` of them or `all()`",
    )


def _none(case: Case) -> Sentences:
    key = case.error.facts.get("key", "")
    if key:
        first = (
            f"{case.line} wants the {case.type} with the primary key {case.fact('key')}, and the table has no such row"
        )
        second = f"Look at the key, or use {case.call('get')}, which gives `None` where there is no row"
    else:
        first = f"{case.line} wants exactly one row, and the query found none"
        second = "Look at its conditions, or use `one_or_none()` or `first()`, which give `None` where there is no row"
    return Sentences(first, second)


def _no_rows(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} asks for rows of a statement that gives none, such as an INSERT, UPDATE or DELETE",
        "Ask with a SELECT, or let the statement give its rows with `returning(...)`",
    )


def _result_closed(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} reads a result that is closed: it was read to its end, or its session or connection is closed",
        "Keep the rows in a list with `all()` while it is open, and go through that list",
    )


def _unique(case: Case) -> Sentences:
    return Sentences(
        f"the query of {case.line} loads a collection with `joinedload`, so each object comes in several rows",
        "Call `unique()` on the result before reading it, or load the collection with `selectinload`",
    )


RESULTS = (
    Known(
        "multiple-results",
        "MultipleResultsFound",
        _multiple,
        "core/exceptions.html#sqlalchemy.exc.MultipleResultsFound",
        statement=Case.last_query,
    ),
    Known(
        "no-result",
        "NoResultFound",
        _none,
        "core/exceptions.html#sqlalchemy.exc.NoResultFound",
        statement=Case.last_query,
    ),
    Known("no-rows", CLOSED, _no_rows, RESULTS_PAGE, "does not return rows"),
    Known("result-closed", CLOSED, _result_closed, RESULTS_PAGE, "result object is closed"),
    Known(
        "unique-needed",
        "InvalidRequestError",
        _unique,
        "orm/queryguide/relationships.html",
        r"unique\(\) method must be invoked",
    ),
)
