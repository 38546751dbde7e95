"""Pages on errors of transactions."""

from __future__ import annotations

from webapp.explained.reference.about import About

INVALID = "InvalidRequestError"
CLOSED = "ResourceClosedError"

TRANSACTIONS = (
    About(
        "pending-rollback",
        "A session is used after its flush failed",
        "PendingRollbackError",
        "This Session's transaction has been rolled back due to a previous exception during flush. To begin a new "
        "transaction with this Session, first issue Session.rollback().",
        "7s2a",
        "rolling-back#except-pass",
    ),
    About(
        "invalid-transaction",
        "A transaction goes on whose connection was lost",
        "PendingRollbackError",
        "Can't reconnect until invalid transaction is rolled back.  Please rollback() fully before proceeding",
        "8s2b",
        "rolling-back#and-go-on",
    ),
    About(
        "already-begun",
        "A transaction is begun twice",
        INVALID,
        "A transaction is already begun on this Session.",
        "",
        "autobegin#begin-after-a-select",
        {"session_number": "1"},
    ),
    About(
        "closed-inside-block",
        "A `with` block goes on after its transaction is over",
        INVALID,
        "Can't operate on closed transaction inside context manager.  Please complete the context manager before "
        "emitting further commands.",
        "",
        "autobegin#commit-and-go-on",
        {"session_number": "1"},
    ),
    About(
        "transaction-closed",
        "A transaction is ended twice",
        CLOSED,
        "This transaction is closed",
        "",
        "autobegin#commit-as-the-last-act",
    ),
    About(
        "connection-closed",
        "A connection is used after it was closed",
        CLOSED,
        "This Connection is closed",
        "",
        "context-managers#once-more",
    ),
    About(
        "session-closed",
        "A session is used after it was closed for good",
        INVALID,
        "This Session has been permanently closed and is unable to handle any more transaction requests.",
        "",
        "context-managers#once-more",
    ),
    About(
        "no-autobegin",
        "Nobody began the transaction, and the session may not",
        INVALID,
        "Autobegin is disabled on this Session; please call session.begin() to start a new transaction",
        "",
        "autobegin#begin-yourself",
        {"session_number": "1"},
    ),
    About(
        "ending-session",
        "A session is used while its transaction is being ended",
        INVALID,
        "This session is in 'prepared' state; no further SQL can be emitted within this transaction.",
        "",
        "events#flush-or-commit",
    ),
    About(
        "concurrent-use",
        "A session is used while another call of it is at work",
        "IllegalStateChangeError",
        "Method 'close()' can't be called here; method '_connection_for_bind()' is already in progress and this would "
        "cause an unexpected state change to <SessionTransactionState.CLOSED: 5>",
        "isce",
        "scope#one-for-everybody",
    ),
    About(
        "aborted-transaction",
        "PostgreSQL takes no more statements in this transaction",
        "InternalError",
        "(psycopg2.errors.InFailedSqlTransaction) current transaction is aborted, commands ignored until end of "
        "transaction block",
        "2j85",
        "savepoints#import-with-skips",
    ),
    About(
        "deadlock",
        "Two transactions wait for each other",
        "OperationalError",
        "(psycopg2.errors.DeadlockDetected) deadlock detected",
        "e3q8",
        "transactions#both-or-neither",
    ),
)
