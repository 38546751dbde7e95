"""The store's engine, on SQLite or PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Pool, PoolProxiedConnection, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from webapp.store.errors import StoreError

BUSY_SECONDS = 30
"""How long a writer waits for the others: in SQLite's queue, or for a row that PostgreSQL has locked."""

CONNECT_SECONDS = 5
"""How long a PostgreSQL that does not answer is waited for; the page says so then, and tries again."""

WRITES = "store_writes"
"""Execution option of an engine whose transactions write. It is `transaction` that reads it."""


def make_engine(url: str, *, foreign_keys: bool = True, poolclass: type[Pool] | None = None) -> Engine:
    """An engine for that URL; nothing is opened yet. `foreign_keys` says whether SQLite holds them.

    Raises StoreError where the URL is none, or names a database or driver that is not to be had. Its message does not
    repeat the URL, which may hold a password.
    """
    try:
        parsed = make_url(url)
        sqlite = parsed.get_backend_name() == "sqlite"
        if not sqlite and parsed.get_backend_name() != "postgresql":
            raise StoreError(f"DATABASE_URL names {parsed.drivername}; the store is kept in SQLite or PostgreSQL.")
        engine = create_engine(
            parsed,
            poolclass=poolclass,
            connect_args={"timeout": BUSY_SECONDS} if sqlite else {"connect_timeout": CONNECT_SECONDS},
            # A server that restarts or drops idle connections must not cost a visitor an answer.
            pool_pre_ping=not sqlite,
        )
    except ImportError as error:
        raise StoreError(f"DATABASE_URL needs the driver {error.name}: pip install 'savepoint[cluster]'.") from error
    except (ArgumentError, ValueError) as error:
        raise StoreError("DATABASE_URL is not a database URL, such as postgresql://user@host/name.") from error
    if sqlite:
        _prepare_sqlite(engine, foreign_keys)
    else:
        _prepare_postgresql(engine)
    return engine


def _prepare_sqlite(engine: Engine, foreign_keys: bool) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        # The driver then begins nothing by itself, so that `_begin` decides how, and DDL is in transactions too.
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous=FULL")
        # What is deleted for a visitor who wants to be forgotten is then overwritten too.
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")

    # No listener to the engine's `begin`: with one, SQLAlchemy asks at each of its steps who else listens, which was a
    # third of the time that keeping a snippet took.
    engine.dialect.do_begin = _begin  # type: ignore[method-assign]


def _begin(dbapi_connection: PoolProxiedConnection) -> None:
    # A deferred transaction that reads and then writes fails at once when another has written between; an immediate one
    # queues first.
    driver: Any = dbapi_connection.driver_connection
    driver.execute("BEGIN IMMEDIATE" if dbapi_connection.info.pop(WRITES, False) else "BEGIN")


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction, which writes where the engine's options say so."""
    with engine.connect() as connection:
        connection.info[WRITES] = engine.get_execution_options().get(WRITES, False)
        with connection.begin():
            yield connection


def _prepare_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        # By a statement: a pooler in between, such as PgBouncer, refuses the same as an option of the connection.
        connection.execute(f"SET lock_timeout = '{round(BUSY_SECONDS * 1000)}ms'")
        connection.commit()
