"""A copy of a SQLite store, taken while it is written to."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import make_url

from webapp.store.errors import StoreError


def back_up(url: str, to: Path) -> None:
    """Writes what the store at that URL holds at this moment to a new file, whole and ready to be served.

    Raises StoreError where the store is no SQLite file, or there is something at `to`, or it cannot be written; then
    there is nothing at `to` that was not there before.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise StoreError("This copies a SQLite file. PostgreSQL has pg_dump, which the guide for operators shows.")
    if not Path(parsed.database).exists():
        raise StoreError(f"There is no store at {parsed.database} yet.")
    try:
        to.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise StoreError(f"There is something at {to} already; a copy overwrites nothing.") from error
    except OSError as error:
        raise StoreError(f"{to} cannot be written: {error.strerror}.") from error
    try:
        with closing(sqlite3.connect(parsed.database)) as source, closing(sqlite3.connect(to)) as copy:
            # All pages in one step: a copy in several would begin anew whenever somebody wrote meanwhile.
            source.backup(copy)
    except sqlite3.Error as error:
        with suppress(OSError):
            to.unlink()
        raise StoreError(f"The copy could not be made: {error}.") from error
