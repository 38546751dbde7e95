"""The store's tables brought to this version, or back, by Alembic run from code.

A change of the tables is a change of `tables.py` and a new file in `migrations/versions`, numbered after the last, with
`upgrade` and `downgrade`. All migrations run in one transaction, on SQLite too: either the database is at this version
or it is as it was.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from webapp.store.engine import BUSY_SECONDS, WRITES, make_engine, transaction
from webapp.store.errors import OutdatedError, StoreError
from webapp.store.silence import reason

SCRIPTS = Path(__file__).with_name("migrations")
LOCK = 0x5A7E9017
"""Any number, the same in every process: PostgreSQL's advisory lock on migrating."""


def upgrade(url: str, scripts: Path = SCRIPTS, revision: str = "head") -> None:
    """The tables as this version needs them, made where there are none. Raises StoreError; then nothing has changed."""
    _migrate(url, lambda config: command.upgrade(config, revision), scripts)


def downgrade(url: str, revision: str = "base", scripts: Path = SCRIPTS) -> None:
    """The tables as they were at that revision, with `base` none. Raises StoreError; then nothing has changed."""
    _migrate(url, lambda config: command.downgrade(config, revision), scripts)


def check(url: str, scripts: Path = SCRIPTS) -> None:
    """Raises OutdatedError where the tables are older than this version, and StoreError where nobody can tell."""
    engine = make_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            there = set(MigrationContext.configure(connection).get_current_heads())
    except DBAPIError as error:
        raise StoreError(f"The database does not answer: {reason(error)}") from error
    script = ScriptDirectory(str(scripts))
    known = {each.revision for each in script.walk_revisions()}
    if there <= known and there != set(script.get_heads()):
        raise OutdatedError(
            "The database's tables are missing, or older than this version. Bring them up to date first: "
            "savepoint db upgrade"
        )


def _migrate(url: str, run: Callable[[Config], None], scripts: Path) -> None:
    # Without a pool nothing stays open that a forked worker would inherit. Without foreign keys SQLite lets a migration
    # replace a table that others refer to.
    engine = make_engine(url, foreign_keys=False, poolclass=NullPool).execution_options(**{WRITES: True})
    config = Config()
    # `%` begins an interpolation in Alembic's configuration.
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    try:
        _prepare_file(engine)
        with transaction(engine) as connection:
            _wait_for_others(connection)
            config.attributes["connection"] = connection
            run(config)
    except CommandError as error:
        raise StoreError(f"The database was made by another version of Savepoint: {error}") from error
    except Exception as error:  # A migration may run any code, and fail in any way.
        reason = getattr(error, "orig", None) or error
        raise StoreError(f"The database could not be migrated, and is as it was: {reason}") from error


def _prepare_file(engine: Engine) -> None:
    """On SQLite, the folder and the journal; the file remembers that it has a write-ahead log."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return
    Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    with closing(engine.raw_connection()) as connection:
        until = monotonic() + BUSY_SECONDS
        while not _writes_ahead(connection.cursor()) and monotonic() < until:
            sleep(0.05)


def _writes_ahead(cursor: DBAPICursor) -> bool:
    """False where another process is at the file: SQLite's own waiting does not cover a change of the journal."""
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        # The low byte is the error, the rest its variety.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _wait_for_others(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
