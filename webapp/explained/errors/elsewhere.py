"""Errors that people paste, which the lessons' snippets seldom meet: asyncio, dataclasses, expressions, warnings."""

from __future__ import annotations

from webapp.explained.errors.general import said
from webapp.explained.errors.known import Known

ASYNCIO = "orm/extensions/asyncio.html"
INVALID = "InvalidRequestError"
WARNING = "SAWarning"
DATACLASSES = "orm/dataclasses.html"

ELSEWHERE = (
    Known(
        "identity-map-gone",
        INVALID,
        said(
            "{line} goes on with objects of a session that was closed meanwhile, such as rows of a result read later",
            "Read the result to its end while the session is open, and close it afterwards",
        ),
        "orm/session_basics.html",
        "this identity map is no longer valid",
    ),
    Known(
        "single-parent",
        INVALID,
        said(
            "{line} gives an object a second parent, over a relationship that allows only one",
            "Take it away from its first parent before, or leave `delete-orphan` and `single_parent` out",
        ),
        "orm/cascades.html#delete-orphan",
        "is only allowed a single parent",
    ),
    Known(
        "bulk-update-without-key",
        INVALID,
        said(
            "{line} updates rows by their primary keys, and one of the dictionaries has no key",
            "Put the primary key into each dictionary, or say which rows are meant by `where`",
        ),
        "orm/queryguide/dml.html#orm-bulk-update-by-primary-key",
        "No primary key value supplied for column",
    ),
    Known(
        "await-required",
        "AwaitRequired",
        said(
            "{line} calls something of asyncio that was to be awaited, where nothing awaits it",
            "Use `await`, or the asyncio engine and session all the way",
        ),
        ASYNCIO,
    ),
    Known(
        "inspect-asyncio",
        "NoInspectionAvailable",
        said(
            "{line} inspects an asyncio engine or connection, which cannot be inspected directly",
            "Run it on the connection: `await connection.run_sync(lambda sync: inspect(sync))`",
        ),
        f"{ASYNCIO}#using-the-inspector-to-inspect-schema-objects",
        "Inspection on an Async",
    ),
    Known(
        "greenlet-missing",
        "ValueError",
        said(
            "{line} uses SQLAlchemy's asyncio, which needs the library greenlet, and that is not installed here",
            'Install it with SQLAlchemy: `pip install "sqlalchemy[asyncio]"`',
        ),
        ASYNCIO,
        "greenlet library is required",
    ),
    Known(
        "dataclass-superclass",
        INVALID,
        said(
            "{line} maps a dataclass that inherits attributes from a class which is no dataclass",
            "Let that mixin or base be a dataclass too, with `MappedAsDataclass`, or mark it `@unmapped_dataclass`",
        ),
        DATACLASSES,
        "When transforming {line} to a dataclass",
    ),
    Known(
        "dataclass-refused",
        INVALID,
        said(
            "{line} maps a class as a dataclass, and Python's dataclasses refuse its fields",
            "Read the reason at the end of the message; often a field without a default comes after one that has one",
        ),
        DATACLASSES,
        "Python dataclasses error encountered",
    ),
    Known(
        "cannot-render",
        "UnsupportedCompilationError",
        said(
            "{line} turns a statement into text for a database that does not have a part of it",
            "Print it with the dialect it is for, as in `statement.compile(engine)`, and run it on that database",
        ),
        "faq/sqlexpressions.html",
    ),
    Known(
        "no-truth-value",
        "TypeError",
        said(
            "{line} asks whether a condition is true in Python, by `and`, `or`, `not`, `in` or `if`, before it is sent",
            "Join conditions with `&`, `|`, `~`, or with `and_` and `or_`, and use `column.in_(...)`",
        ),
        "core/operators.html",
        "Boolean value of this clause is not defined",
    ),
    Known(
        "no-attribute-of-column",
        "AttributeError",
        said(
            "{line} goes on with a dot from a mapped attribute of a class, which leads nowhere in a query",
            "Join along the relationship and use the other class's attribute in `where`",
        ),
        "orm/queryguide/select.html#joins",
        r"Neither {line} object nor {line} has an attribute",
    ),
    Known(
        "no-column-in-row",
        "NoSuchColumnError",
        said(
            "{line} asks a row for a column that its query did not select",
            "Select it, give it a name with `label`, or look at `result.keys()` for what is there",
        ),
        "core/connections.html#sqlalchemy.engine.Row",
    ),
    Known(
        "subquery-needed",
        "ArgumentError",
        said(
            "{line} uses a whole SELECT where a table is wanted, and does not say that it is to be a subquery",
            "Call `subquery()` on it, or `cte()`, and use the columns in its `c`",
        ),
        "tutorial/data_select.html#subqueries-and-ctes",
        r"use the \.subquery\(\) method",
    ),
    Known(
        "parameters-as-list",
        "ArgumentError",
        said(
            "{line} gives a statement its parameters in a shape that is not understood",
            "Give a dictionary for one row, or a list of dictionaries for several",
        ),
        "core/connections.html",
        "List argument must consist only of",
    ),
    Known(
        "overlapping-relationships",
        WARNING,
        said(
            "{line} maps two relationships that write the same foreign key without knowing of each other",
            "Link them with `back_populates`, let one be `viewonly=True`, or name it in `overlaps`",
        ),
        "orm/backref.html",
        "will copy column",
    ),
    Known(
        "autoflush-of-pending",
        WARNING,
        said(
            "{line} reaches an object from one in the session without it being in the session, so it is not saved",
            "Add it with `session.add`, or give the relationship the `save-update` cascade, which is the default",
        ),
        "orm/cascades.html#save-update",
        "Object of type {text} not in session",
    ),
    Known(
        "cartesian-product",
        WARNING,
        said(
            "{line} selects from two tables that nothing links, so each row comes with each row of the other",
            "Join them, or say in `where` how they belong together",
        ),
        "orm/queryguide/select.html#joins",
        "cartesian product",
    ),
    Known(
        "alias-made",
        "Warning",
        said(
            "{line} joins a mapped class in a way for which SQLAlchemy has to make up an alias",
            "Make it yourself with `aliased(...)`, and use it in the rest of the query",
        ),
        "orm/queryguide/api.html#sqlalchemy.orm.aliased",
        "An alias is being generated automatically",
    ),
    Known(
        "no-caching",
        WARNING,
        said(
            "{line} uses a dialect, type or construct of its own that does not say whether it may be cached",
            "Set `supports_statement_cache`, `cache_ok` or `inherit_cache` on it once you have checked that they may",
        ),
        "core/connections.html#sql-caching",
        "will not (?:make use of|produce a cache key)",
    ),
)
