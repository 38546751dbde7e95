"""Errors of statements before they are sent: plain strings, what is no statement, joins that nobody knows."""

from __future__ import annotations

from webapp.explained.errors.case import Case
from webapp.explained.errors.known import Known, Sentences
from webapp.explained.text import code, plain

ARGUMENT = "ArgumentError"
SELECT = "orm/queryguide/select.html"
TEXT = "core/sqlelement.html#sqlalchemy.sql.expression.text"


def _text(case: Case) -> Sentences:
    sql = plain(case.found[0])
    # SQLAlchemy's message cuts long SQL short, and what is cut is nothing to copy.
    quoted = '`text("...")`' if sql.endswith(("...", "…")) else code(f"text({sql!r})")
    return Sentences(
        f"{case.line} hands over the plain string {code(sql)} as SQL, and SQLAlchemy takes none unasked",
        f"Say that it is SQL, with {quoted}, or build it with `select(...)`",
    )


def _string_executed(case: Case) -> Sentences:
    return _text(case) if case.found[0] else _no_statement(case)


def _no_statement(case: Case) -> Sentences:
    what = _said(case.found[1] if len(case.found) > 1 else "")
    return Sentences(
        f"{case.line} executes {what or 'something'}, which is no statement",
        f"Execute a statement, such as {_select_of(what)}",
    )


def _select_of(what: str) -> str:
    return code(f"select({what[1:-1]})") if what and " " not in what else "`select(...)`"


def _wrong_element(case: Case) -> Sentences:
    got = _said(case.found[1])
    if got.startswith("`["):
        return Sentences(
            f"{case.line} hands over a list where the statement wants classes, tables or columns, one after the other",
            "Leave the brackets out: `select(A, B)`",
        )
    return Sentences(
        f"{case.line} hands over {got or 'something'} where the statement wants a column, a table or a mapped class",
        "Use a mapped class or its attributes; a plain Python class or value is neither",
    )


def _said(got: str) -> str:
    """A class as its name, anything else as its repr: "<class '__main__.Plain'>" is `Plain`."""
    name = got.strip()
    if name.startswith("<class '") and name.endswith("'>"):
        name = name[8:-2].rpartition(".")[2]
    return code(name)


def _no_bind(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} needs a database, and {case.session} was made without an engine",
        "Make it with one: `Session(engine)`",
    )


def _no_join(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} joins {case.group(0) or 'a table'} without saying how, and no foreign key says it either",
        "Join along a relationship, as in `join(A.b)`, or give the condition: `join(B, A.id == B.a_id)`",
    )


def _wrong_key(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} asks for an object by a key of another shape than its own, {case.group(0)}",
        "Give one value for each of these columns, several as a tuple in that order",
    )


def _unknown_column(case: Case) -> Sentences:
    return Sentences(
        f"the statement of {case.line} sets {case.group(0)}, which is no column of its table",
        "Look for a slip in the name, or map the column in the class",
    )


def _greenlet(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} needed the database in a place where an asyncio session cannot wait for it, such as the "
        f"reading of {case.attribute if case.fact('attribute') else 'an attribute that was not loaded'}",
        "Load it before, with `selectinload` or `await session.refresh(...)`, or use a plain `Session`",
    )


QUERIES = (
    Known(
        "plain-sql",
        ARGUMENT,
        _text,
        TEXT,
        r"Textual SQL expression (?:'|\"){text}(?:'|\") should be explicitly declared",
    ),
    Known(
        "plain-sql",
        "CompileError",
        _text,
        TEXT,
        r"Textual SQL expression (?:'|\"){text}(?:'|\") should be explicitly declared",
    ),
    Known(
        "not-executable",
        "ObjectNotExecutableError",
        _string_executed,
        TEXT,
        r"Not an executable object: (?:['\"]{text}['\"]$|{line})",
    ),
    Known(
        "not-executable",
        ARGUMENT,
        _no_statement,
        SELECT,
        r"(Executable SQL) or text\(\) construct expected, got {text}\.?$",
    ),
    Known(
        "wrong-element",
        ARGUMENT,
        _wrong_element,
        SELECT,
        r"(expression|element|clause|attribute) expected, got {text}\.(?: |$)",
    ),
    Known("no-bind", "UnboundExecutionError", _no_bind, "orm/session_basics.html"),
    Known(
        "no-join",
        "InvalidRequestError",
        _no_join,
        SELECT,
        r"Don't know how to join to (?:<Mapper at 0x[0-9a-f]+; {name}>)?",
    ),
    Known(
        "no-join",
        "NoForeignKeysError",
        _no_join,
        SELECT,
        r"Can't find any foreign key relationships between '[^']{1,200}' and '{text}'",
    ),
    Known(
        "wrong-key-shape",
        "InvalidRequestError",
        _wrong_key,
        "orm/session_api.html#sqlalchemy.orm.Session.get",
        r"Incorrect number of values in identifier{some}columns are '{line}'",
    ),
    Known(
        "unknown-column-name",
        "CompileError",
        _unknown_column,
        "orm/queryguide/dml.html",
        r"Unconsumed column names: {line}",
    ),
    Known("missing-greenlet", "MissingGreenlet", _greenlet, "orm/extensions/asyncio.html"),
)
