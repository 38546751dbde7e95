"""A database that does not answer: an error for whoever asked, and for the operator the reason, with what to do."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from webapp.store.errors import StoreError

log = logging.getLogger(__name__)

SAID_EVERY = 10.0
"""Seconds until a process says the same reason again: while a disk is full, every request finds it so."""
OUTDATED = "The tables are not of this version: run 'savepoint db upgrade'."
REMEDIES = (
    ("disk is full", "Make room where the database lies; it then goes on by itself."),
    ("readonly database", "Let the server's user write the file, and its folder, where it keeps two more beside it."),
    ("unable to open database file", "The file or its folder is gone, or closed to the server's user."),
    ("database is locked", "Another program holds the file, an editor of databases say: end it."),
    ("not a database", "Something else has written over the file: put a backup back."),
    ("malformed", "The file is damaged: put a backup back."),
    ("no such table", OUTDATED),
    ("no such column", OUTDATED),
    ("no column named", OUTDATED),
    ("does not exist", OUTDATED),
)
"""By what a driver says. Whatever is not here speaks for itself, such as a refused connection or a wrong password."""


@contextmanager
def told() -> Iterator[None]:
    """What a driver raises in the block becomes StoreError."""
    try:
        yield
    except (DBAPIError, PoolTimeoutError) as error:
        _reason.say(reason(error))
        raise StoreError("The database does not answer, so nothing was kept. Try again in a moment.") from error


def reason(error: DBAPIError | PoolTimeoutError) -> str:
    """Why, and what to do where that is known. Of an error whose message may quote what was typed, only its kind."""
    if isinstance(error, PoolTimeoutError):
        return "all connections are in use."
    kind = type(error.orig).__name__
    # A file that is none is a plain DatabaseError; those below it are told apart, and some quote values.
    if type(error) not in (OperationalError, ProgrammingError, DatabaseError):
        return f"{kind}."
    first = str(error.orig).partition("\n")[0].rstrip(".")
    remedy = next((does for says, does in REMEDIES if says in first), "")
    return f"{first}. {remedy}".rstrip()


class _Reason:
    """Says a reason to the log, and then for a while not again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: tuple[str, float] | None = None

    def say(self, why: str) -> None:
        now = time.monotonic()
        with self._lock:
            if self._last and self._last[0] == why and now - self._last[1] < SAID_EVERY:
                return
            self._last = why, now
        log.warning("the database does not answer: %s", why)


_reason = _Reason()
