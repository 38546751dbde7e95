"""The marks of transactions in words, and which of them made objects expire."""

from __future__ import annotations

from webapp.explained.ended import Ended, ended
from webapp.explained.names import Names
from webapp.observation import Observation, Statement

FAILED = ("flush", "autoflush", "commit")
UNSENT = {
    "BEGIN (by the driver)": "the driver began a transaction for the statement that follows",
    "BEGIN (by SAVEPOINT)": "no BEGIN had been sent, so the savepoint began a transaction",
    "COMMIT (autocommit)": "the driver had begun no transaction, so the statement was committed at once",
    "COMMIT (by RELEASE)": "no BEGIN had been sent, so releasing the outermost savepoint committed everything",
    "ROLLBACK (by SQLite)": "SQLite itself rolled the whole transaction back",
}
"""Marks that nobody sent as words of their own, by their texts."""


def mark_sentence(seen: Observation, names: Names, place: int, by: str, what_for: str) -> str:
    """What a mark did and who asked for it. `by` is the visitor's method, `what_for` what else needed it."""
    statement, who = seen.statements[place], by or what_for
    if statement.failed:
        return _by(f"the database refused the {statement.mark}, so the transaction is as it was", who)
    if statement.text in UNSENT:
        return UNSENT[statement.text]
    if statement.mark in ("COMMIT", "ROLLBACK"):
        return _ended_sentence(ended(seen, place), names, by, who)
    return _sent_sentence(statement, by, who)


def _sent_sentence(statement: Statement, by: str, who: str) -> str:
    kind, _, method = _asked(statement)
    if statement.mark == "BEGIN":
        if method == "begin" and kind == "written":
            return f"{who} began a transaction"
        return f"a transaction began, because {who} needed one" if who else "a transaction began"
    if statement.mark == "SAVEPOINT":
        if by and kind == "savepoint" and method != "begin_nested":
            return f"the savepoint was set only now: {by} sent the first statement in it"
        return _by("a savepoint was set", who)
    if statement.mark == "RELEASE":
        return _by("the savepoint was released: its changes belong to the transaction around it", who)
    if kind in FAILED:
        return "the flush failed, so SQLAlchemy undid what came after the savepoint"
    if _left_by_exception(statement):
        return "an exception left the `with` block, so what came after the savepoint was undone"
    return _by("what came after the savepoint was undone", who)


def _ended_sentence(ending: Ended, names: Names, by: str, who: str) -> str:
    taken = ending.nothing_left()
    if taken is not None:
        line = f" of line {taken.line}" if taken.line else ""
        theirs = names.session(taken.session, ending.mark.step)
        undo = "commit" if ending.mark.mark == "COMMIT" else "roll back"
        return (
            f"nothing was left to {undo}: the {taken.mark}{line}, by {theirs}, had ended it already, "
            "because the sessions share one connection"
        )
    said = _commit_sentence(ending, by, who) if ending.mark.mark == "COMMIT" else _rollback_sentence(ending, who)
    shared = ending.shared(names)
    return f"{said}; {shared}" if shared else said


def _commit_sentence(ending: Ended, by: str, who: str) -> str:
    if ending.mark.cause and ending.mark.cause.kind == "close" and not by:
        return "the `with` block was left without an exception, so the transaction was committed"
    if ending.only_read and ending.sent:
        return _by("the transaction, which had only read, was committed", who) + ": there was nothing to store"
    return _by("the transaction was committed", who)


def _rollback_sentence(ending: Ended, who: str) -> str:
    kind, _, _ = _asked(ending.mark)
    if kind in FAILED:
        return "the flush failed, so SQLAlchemy rolled the transaction back"
    if _left_by_exception(ending.mark):
        return "an exception left the `with` block, so the transaction was rolled back"
    if kind != "close":
        return _by("the transaction was rolled back", who)
    if ending.only_read:
        return _by("the transaction, which had only read, was rolled back", who) + ": nothing is lost"
    written = f": {ending.written}" if ending.written else ""
    return _by("what nobody had committed was rolled back", who) + written


def _left_by_exception(statement: Statement) -> bool:
    """Whether this is the end of a block of `begin()` or its like, which commits unless an exception leaves it."""
    kind, owner, method = _asked(statement)
    return kind == "close" and (method == "begin" or (method == "__exit__" and owner not in ("Session", "Connection")))


def _asked(statement: Statement) -> tuple[str, str, str]:
    """The kind of its cause, and class and method of what the visitor called."""
    if statement.cause is None:
        return "", "", ""
    owner, _, method = statement.cause.by.rpartition(".")
    return statement.cause.kind, owner, method


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
