"""Errors of transactions: one too many, one that failed, one that is over."""

from __future__ import annotations

from webapp.explained.errors.case import Case
from webapp.explained.errors.flush import reason
from webapp.explained.errors.known import Known, Sentences

PAGE = "orm/session_transaction.html"
CONNECTIONS = "core/connections.html"
INVALID = "InvalidRequestError"
CLOSED = "ResourceClosedError"


def _first_failure(case: Case) -> int | None:
    return case.failed_statement(first=True)


def _last_begin(case: Case) -> int | None:
    return case.last_mark("BEGIN")


def _last_end(case: Case) -> int | None:
    return case.last_mark("COMMIT", "ROLLBACK")


def _pending_rollback(case: Case) -> Sentences:
    line = case.error.facts.get("first_line", "")
    where = f"in line {line}" if line.isascii() and line.isdigit() and len(line) < 7 else case.earlier
    return Sentences(
        f"{case.line} uses {case.session}, whose flush failed {where}{reason(case)}, and since then it waits for a "
        "rollback",
        f"Call {case.call('rollback')} first; what was pending is gone then, and has to be added again",
    )


def _lost_connection(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} uses {case.session}, whose connection was lost in the middle of a transaction",
        f"Call {case.call('rollback')} first; a new transaction begins with a new connection",
    )


def _begun(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} begins a transaction, but {case.owner} is in one already: it began by itself with the first "
        f"use{case.in_line_of(_last_begin(case))}",
        f"Leave `begin()` out, or end the open transaction first with {case.call('commit')} or {case.call('rollback')}",
    )


def _closed_block(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} uses {case.owner} inside a `with` block whose transaction is over already: it was ended"
        f"{case.in_line_of(_last_end(case)) or ' within the block'}",
        "Let the block commit by itself when it is left, and go on after it",
    )


def _transaction_closed(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} ends a transaction of {case.session} that was committed, rolled back or closed before"
        f"{case.in_line_of(_last_end(case))}",
        "A transaction ends once: begin another, or let the session begin one by itself with its next use",
    )


def _session_closed(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} uses {case.session} after it was closed, and it was made with `close_resets_only=False`, so "
        "that closing is for good",
        "Make another `Session(engine)`, or leave `close_resets_only` out",
    )


def _connection_closed(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} uses {case.fact('connection') or 'a connection'} after it was closed or its `with` block left",
        "Do it before, or get another one with `engine.connect()`",
    )


def _no_autobegin(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} needs a transaction, and {case.session} was made with `autobegin=False`, so it begins none "
        "by itself",
        f"Call {case.call('begin')} before, or leave `autobegin` out",
    )


def _in_between(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} uses {case.session} while its transaction is just being ended, as in an event listener",
        "Wait until the commit or rollback is done, or use another session there",
    )


def _concurrent(case: Case) -> Sentences:
    return Sentences(
        f"{case.line} calls {case.session} while another call of it is still at work, as in an event listener, another "
        "thread or another task of asyncio",
        "Wait until the first call is done, and give each thread and each task a session of its own",
    )


TRANSACTIONS = (
    Known(
        "pending-rollback",
        "PendingRollbackError",
        _pending_rollback,
        "faq/sessions.html",
        "due to a previous exception during flush",
        statement=_first_failure,
        step=lambda case: _step_of(case, _first_failure(case)),
    ),
    Known("invalid-transaction", "PendingRollbackError", _lost_connection, CONNECTIONS),
    Known("already-begun", INVALID, _begun, PAGE, "transaction is already begun", statement=_last_begin),
    Known(
        "already-begun",
        INVALID,
        _begun,
        CONNECTIONS,
        "already initialized a SQLAlchemy Transaction",
        statement=_last_begin,
    ),
    Known(
        "closed-inside-block",
        INVALID,
        _closed_block,
        PAGE,
        "closed transaction inside context manager",
        statement=_last_end,
    ),
    Known("transaction-closed", CLOSED, _transaction_closed, PAGE, "This transaction is closed", statement=_last_end),
    Known("connection-closed", CLOSED, _connection_closed, CONNECTIONS, "This Connection is closed"),
    Known("session-closed", INVALID, _session_closed, "orm/session_basics.html", "permanently closed"),
    Known("no-autobegin", INVALID, _no_autobegin, PAGE, "Autobegin is disabled"),
    Known("ending-session", INVALID, _in_between, PAGE, "This session is in '[a-z_]+' state"),
    Known("concurrent-use", "IllegalStateChangeError", _concurrent, PAGE),
)


def _step_of(case: Case, statement: int | None) -> int | None:
    return case.seen.statements[statement].step if statement is not None else None
