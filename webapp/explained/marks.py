"""The marks of transactions in words, and which of them made objects expire."""

from __future__ import annotations

from webapp.explained.names import SPECIAL, Names
from webapp.observation import Observation, Statement

FAILED = ("flush", "autoflush", "commit")
UNSENT = {
    "BEGIN (by the driver)": "the driver began a transaction for the statement that follows",
    "BEGIN (by SAVEPOINT)": "no BEGIN had been sent, so the savepoint began a transaction",
    "COMMIT (autocommit)": "no transaction was open, so the statement was committed at once",
    "COMMIT (by RELEASE)": "no BEGIN had been sent, so releasing the outermost savepoint committed everything",
    "ROLLBACK (by SQLite)": "SQLite itself rolled the whole transaction back",
}
"""Marks that nobody sent as words of their own, by their texts."""


def mark_sentence(statement: Statement, by: str, what_for: str) -> str:
    """What a mark did and who asked for it. `by` is the visitor's method, `what_for` what else needed it."""
    who = by or what_for
    if statement.failed:
        return _by(f"the database refused the {statement.mark}, so the transaction is as it was", who)
    return UNSENT.get(statement.text) or _sent_sentence(statement, by, who)


def _sent_sentence(statement: Statement, by: str, who: str) -> str:
    kind = statement.cause.kind if statement.cause else ""
    method = statement.cause.by.rpartition(".")[2] if statement.cause else ""
    if statement.mark == "BEGIN":
        if method == "begin":
            return f"{who} began a transaction"
        return f"a transaction began, because {who} needed one" if who else "a transaction began"
    if kind == "close" and method == "begin":
        who = SPECIAL["__exit__"]
    if statement.mark == "COMMIT":
        left = "the `with` block was left without an exception, so the transaction was committed"
        return left if kind == "close" and not by else _by("the transaction was committed", who)
    if statement.mark == "ROLLBACK":
        if kind in FAILED:
            return "the flush failed, so SQLAlchemy rolled the transaction back"
        if kind == "close":
            return _by("work that nobody had committed was rolled back", who)
        return _by("the transaction was rolled back", who)
    if statement.mark == "SAVEPOINT":
        return _by("a savepoint was set", who)
    if statement.mark == "RELEASE":
        return _by("the savepoint was released: its changes belong to the transaction around it", who)
    return _by("what came after the savepoint was undone", who)


def _by(what: str, who: str) -> str:
    return f"{what}, by {who}" if who else what


def when_expired(seen: Observation, names: Names, place: int) -> str:
    """ " at the COMMIT of line 7": what made the statement's object expire; empty where nobody saw it."""
    statement = seen.statements[place]
    number = statement.cause.object if statement.cause else None
    step = _step_of_expiry(names, number, statement.step)
    if step is None or step >= len(seen.steps):
        return ""
    line = seen.steps[step].line
    if line is None:
        return " before this snippet"
    for each in reversed(seen.statements[:place]):
        if each.step == step and each.mark in ("COMMIT", "ROLLBACK", "ROLLBACK TO"):
            return f" at the {each.mark} of line {line}"
    return f" in line {line}"


def _step_of_expiry(names: Names, number: int | None, before: int | None) -> int | None:
    """The step that made it expire: the first of those in a row, up to the statement's, that left it expired."""
    found = None
    for step, told in names.objects.of.get(number or 0, []):
        if before is not None and step >= before:
            break
        found = (step if found is None else found) if told.expired else None
    return found
