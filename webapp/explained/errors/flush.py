"""Errors that a flush meets: a constraint, a row that is not there, an order that does not exist."""

from __future__ import annotations

import re

from webapp.explained.errors.case import Case
from webapp.explained.errors.known import Known, Sentences
from webapp.explained.text import code, listed

INTEGRITY = "IntegrityError"
EXC = "orm/exceptions.html#sqlalchemy.orm.exc."
MANY_TO_MANY = re.compile(r"_(?:ManyToOne|OneToMany|ManyToMany)DP\(([\w.]{1,200})\)")


def _columns(case: Case) -> str:
    names = [code(part.strip("`").rpartition(".")[2]) for part in case.many("columns")]
    return listed(names, most=5)


def _table(case: Case) -> str:
    columns = case.many("columns")
    return code(columns[0].strip("`").rpartition(".")[0]) if columns else ""


def _values(case: Case) -> str:
    values = case.error.facts.get("values", "")
    return f" {code(values)}" if values and "?" not in values.split(", ") else ""


def reason(case: Case) -> str:
    """Why the database refused a row, to go on a sentence with: " because ...", or nothing."""
    kind = case.error.facts.get("constraint", "")
    where = f" of {_table(case)}" if _table(case) else ""
    if kind == "unique":
        return f" because two rows{where} may not have the same {_columns(case) or 'value'}{_values(case)}"
    if kind == "not null":
        return f" because {_columns(case) or 'a column'}{where} may not be empty"
    if kind == "foreign key":
        return " because a foreign key would point to a row that is not there"
    if kind == "check":
        return f" because its row breaks the rule {case.fact('rule')}"
    return ""


def _sender(case: Case) -> str:
    """Who sent the row that was refused: the object, else the line alone."""
    autoflush = "an autoflush in " if "autoflush" in case.message[:200] else ""
    whose = f" of {case.it}" if case.error.object or case.fact("name") else ""
    verb = case.error.facts.get("verb", "")
    row = {"INSERT": "insert the row", "UPDATE": "change the row", "DELETE": "delete the row"}.get(verb, "write a row")
    row = row if whose else row.replace("the row", "a row")
    return f"{autoflush}{case.line} was to {row}{whose}"


def _after_rollback(case: Case) -> str:
    """A session whose flush failed takes nothing before a rollback; a connection does."""
    return f"; {case.call('rollback')} comes first" if case.session_number or case.fact("session") else ""


def _unique(case: Case) -> Sentences:
    if not case.error.object and case.error.facts.get("objects", "1") != "1":
        first = f"{case.line} was to write several rows, but two of {_table(case) or 'the table'} may not have the same"
        first += f" {_columns(case) or 'value'}{_values(case)}"
    else:
        first = f"{_sender(case)}, but {_table(case) or 'the table'} already has a row with "
        first += f"{_columns(case) or 'these values'}{_values(case)}, and no two may have the same"
    return Sentences(
        first,
        f"Give it another value, or load the row that is there and change it{_after_rollback(case)}",
    )


def _not_null(case: Case) -> Sentences:
    column = listed(case.many("columns"), most=5) or "a column"
    return Sentences(
        f"{_sender(case)} with nothing in {column}, which may not be empty",
        f"Set it before the flush, or allow none with `Mapped[... | None]`{_after_rollback(case)}",
    )


def _foreign_key(case: Case) -> Sentences:
    after = _after_rollback(case)
    if case.error.facts.get("verb") == "DELETE":
        return Sentences(
            f"{_sender(case)}, but rows of another table still point to it",
            f"Delete or re-point those rows first, or let a `cascade` on the relationship do it{after}",
        )
    keys = case.many_listed("keys")
    return Sentences(
        f"{_sender(case)}, but {f'with {keys} it points' if keys else 'it points'} to a row that does not exist",
        f"Add that row first, or set the relationship to an object instead of the number{after}",
    )


def _check(case: Case) -> Sentences:
    return Sentences(
        f"{_sender(case)}, but that breaks the table's rule {case.fact('rule') or 'for it'}",
        f"Change the value so that it keeps the rule{_after_rollback(case)}",
    )


def _other_integrity(case: Case) -> Sentences:
    return Sentences(
        f"{_sender(case)}, and the database refused it: {case.quoted(0)}",
        f"Change what the row holds so that the table allows it{_after_rollback(case)}",
    )


def _stale(case: Case) -> Sentences:
    verb = {"UPDATE": "change", "DELETE": "delete"}.get(case.found[0], "write")
    return Sentences(
        f"the flush of {case.line} was to {verb} the row of {case.it} in {case.group(1)}, but found "
        f"{case.group(3)} where it expected {case.group(2)}: since it was loaded, it was deleted or changed to another "
        "version",
        f"Roll back, load it again with {case.call('get')}, and make the change on what is there now",
    )


def _other_stale(case: Case) -> Sentences:
    return Sentences(
        f"the flush of {case.line} found a row that is no longer as {case.session} had loaded it",
        "Roll back, load the objects again, and make the change on what is there now",
    )


def _circular(case: Case) -> Sentences:
    links = [code(link) for link in sorted(set(MANY_TO_MANY.findall(case.message)))]
    over = f", over {listed(links)}" if links else ""
    return Sentences(
        f"the flush of {case.line} finds no order for the rows: each needs the other's key first{over}",
        "Give one of the relationships `post_update=True`, so that its foreign key is set by an UPDATE afterwards",
    )


def _null_key(case: Case) -> Sentences:
    return Sentences(
        f"the flush of {case.line} got no primary key for {case.it}, so it cannot tell its row from others",
        "Set the key yourself, or use an integer primary key, which the database fills",
    )


def _endless(case: Case) -> Sentences:
    return Sentences(
        f"each flush of the commit in {case.line} made new work for the next, over a hundred times: a listener "
        "for `after_flush` keeps adding objects",
        "Change objects in `before_flush` instead, or only where there is something to change",
    )


def _wrong_member(case: Case) -> Sentences:
    return Sentences(
        f"the flush of {case.line} found something in the collection {case.group(1)} that does not belong there",
        "Put objects of the class that the relationship names into it, and no `None`",
    )


def _other_flush(case: Case) -> Sentences:
    return Sentences(
        f"the flush of {case.line} cannot tell which row of {case.it} to write",
        "Look at its primary key: it has to be set, and to stay as it was loaded",
    )


def _already_flushing(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} flushes {case.session} while it is flushing already, as in an event listener",
        "Leave the inner `flush` or query out: what the listener changes in `before_flush` is sent by the flush itself",
    )


def _blanked_key(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} takes {case.it} away from its parent, so the flush would empty its foreign key "
        f"{case.group(0)}, which is its primary key too",
        'Delete the object as well, or give the relationship `cascade="all, delete-orphan"`',
    )


FLUSH = (
    Known(
        "unique-constraint",
        INTEGRITY,
        _unique,
        "",
        r"UNIQUE constraint failed|violates unique constraint|Duplicate entry",
        statement=Case.failed_statement,
    ),
    Known(
        "not-null-constraint",
        INTEGRITY,
        _not_null,
        "",
        r"NOT NULL constraint failed|violates not-null constraint|cannot be null",
        statement=Case.failed_statement,
    ),
    Known(
        "foreign-key-constraint",
        INTEGRITY,
        _foreign_key,
        "",
        r"FOREIGN KEY constraint failed|violates foreign key constraint|a foreign key constraint fails",
        statement=Case.failed_statement,
    ),
    Known(
        "check-constraint",
        INTEGRITY,
        _check,
        "",
        r"CHECK constraint failed|violates check constraint",
        statement=Case.failed_statement,
    ),
    Known(
        "integrity-error", INTEGRITY, _other_integrity, "", r"\([\w.]{1,200}\) {line}", statement=Case.failed_statement
    ),
    Known(
        "stale-data",
        "StaleDataError",
        _stale,
        f"{EXC}StaleDataError",
        r"(\w+) statement on table '{text}' expected to \w+ (\d+) row\(s\); (\d+) were matched",
        statement=Case.last_write,
    ),
    Known("stale-data", "StaleDataError", _other_stale, f"{EXC}StaleDataError"),
    Known(
        "circular-dependency",
        "CircularDependencyError",
        _circular,
        "orm/relationship_persistence.html#rows-that-point-to-themselves-mutually-dependent-rows",
    ),
    Known("null-identity", "FlushError", _null_key, f"{EXC}FlushError", "NULL identity key"),
    Known("endless-flush", "FlushError", _endless, f"{EXC}FlushError", "subsequent flushes"),
    Known(
        "wrong-collection-member",
        "FlushError",
        _wrong_member,
        f"{EXC}FlushError",
        r"(None value found in|member of) collection \"?{name}",
    ),
    Known("flush-error", "FlushError", _other_flush, f"{EXC}FlushError"),
    Known(
        "already-flushing",
        "InvalidRequestError",
        _already_flushing,
        "orm/session_events.html",
        "Session is already flushing",
    ),
    Known(
        "blanked-primary-key",
        "AssertionError",
        _blanked_key,
        "orm/cascades.html",
        "tried to blank-out primary key column '{text}'",
    ),
)
