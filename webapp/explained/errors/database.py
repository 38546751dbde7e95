"""What the database says of a statement: no such table, no such column, SQL that it cannot read."""

from __future__ import annotations

from webapp.explained.errors.case import Case
from webapp.explained.errors.known import Known, Sentences
from webapp.explained.text import code, plain

OPERATIONAL = "OperationalError"
PROGRAMMING = "ProgrammingError"


def _no_table(case: Case) -> Sentences:
    wanted = case.found[0].rpartition(".")[2]
    engine = case.fact("engine")
    having = next((table.engine for table in case.seen.tables if table.name == wanted), "")
    elsewhere = f"; {code(having)} has one" if having and code(having) != engine else ""
    base = plain(case.error.facts.get("base", "")) or "Base"
    make = f"{base}.metadata.create_all({plain(case.error.facts.get('engine', '')) or 'engine'})"
    first = f"{case.line} asks for the table {code(wanted)}, but the database{_of(engine)} has none of that name"
    if elsewhere:
        second = f"Use that engine, or make the tables here too, with {code(make)}"
    else:
        second = f"Mapping a class makes no table: call {code(make)} after the class and before the first query"
    return Sentences(first + elsewhere, second)


def _of(engine: str) -> str:
    return f" of {engine}" if engine else ""


def _no_column(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} asks for the column {case.group(0)}, which the table in the database does not have",
        "Look for a slip in the name; `create_all` adds no column to a table that is there already",
    )


def _table_exists(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} makes the table {case.group(0)}, which the database{_of(case.fact('engine'))} has already",
        "Use `create_all`, which leaves out what is there, or drop it first",
    )


def _syntax(case: Case) -> Sentences:
    return Sentences(
        f"the SQL that {case.line} sends cannot be read by the database: it stumbles at {case.group(0)}",
        "Look at the words before that place for a slip, a missing comma or bracket",
    )


def _locked(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} wants to change what is still in use: a result that is not read to its end, or a transaction of "
        "another connection",
        "Read the result to its end with `all()` or close it, and end the other transaction",
    )


def _binding(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} sends a value of the type {case.group(0)}, which the database cannot keep in a column",
        "Give the attribute a plain value that fits the column: a number, text, bytes or `None`",
    )


def _value(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} sends a value that does not fit its column: {case.quoted(0)}",
        "Give the attribute a value of the type that it is mapped with",
    )


def _missing_parameter(case: Case) -> Sentences:
    return Sentences(
        f"the statement of {case.line} has a parameter {code(':' + case.found[0])}, and nothing was given for it",
        f"Pass it beside the statement, as in `execute(statement, {{{plain(case.found[0])!r}: ...}})`",
    )


DATABASE = (
    Known("no-such-table", OPERATIONAL, _no_table, "", r"no such table: {line}", statement=Case.failed_statement),
    Known("no-such-column", OPERATIONAL, _no_column, "", r"no such column: {line}", statement=Case.failed_statement),
    Known(
        "no-such-column", OPERATIONAL, _no_column, "", r"has no column named {line}", statement=Case.failed_statement
    ),
    Known(
        "no-such-table",
        PROGRAMMING,
        _no_table,
        "",
        r'relation "{text}" does not exist',
        statement=Case.failed_statement,
    ),
    Known(
        "no-such-table", PROGRAMMING, _no_table, "", r"Table '{text}' doesn't exist", statement=Case.failed_statement
    ),
    Known(
        "no-such-column", PROGRAMMING, _no_column, "", r"column {text} does not exist", statement=Case.failed_statement
    ),
    Known("no-such-column", OPERATIONAL, _no_column, "", r"Unknown column '{text}'", statement=Case.failed_statement),
    Known(
        "table-exists", OPERATIONAL, _table_exists, "", r"table {text} already exists", statement=Case.failed_statement
    ),
    Known("sql-syntax", OPERATIONAL, _syntax, "", r'near "{text}": syntax error', statement=Case.failed_statement),
    Known(
        "database-locked", OPERATIONAL, _locked, "", r"database (?:table )?is locked", statement=Case.failed_statement
    ),
    Known(
        "unsupported-type", "DBAPIError", _binding, "", r"rror binding parameter {some}type '{text}' is not supported"
    ),
    Known(
        "missing-parameter",
        "StatementError",
        _missing_parameter,
        "",
        r"A value is required for bind parameter '{text}'",
    ),
    Known("wrong-value", "StatementError", _value, "core/type_basics.html", r"\(builtins\.\w+\) {line}"),
)
