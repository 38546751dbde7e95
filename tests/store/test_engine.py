from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from tests.store.conftest import sqlite_url
from webapp.store import Store, StoreError
from webapp.store.engine import WRITES, make_engine, transaction


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("savepoint.sqlite3", "not a database URL"),
        ("postgresql://me:secret@host:port/name", "not a database URL"),
        ("mysql://me:secret@host/name", "names mysql"),
        ("postgresql+nodriver://me:secret@host/name", "not a database URL"),
        ("postgresql+pg8000://me:secret@host/name", "driver pg8000"),
    ],
    ids=["no url", "no port", "other database", "unknown driver", "missing driver"],
)
def test_store_of_an_unusable_url_says_why_without_the_password(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says) as raised:
        Store(url)
    assert "secret" not in str(raised.value)


def test_connections_to_sqlite_write_ahead_sync_fully_and_hold_foreign_keys(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    Store(url).upgrade()
    engine = make_engine(url)
    with engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}


def begun(connection: Connection) -> tuple[list[str], bool]:
    """What begins a transaction from now on, and whether one is open: the driver's connection is used again."""
    driver: Any = connection.connection.driver_connection
    sent: list[str] = []
    driver.set_trace_callback(lambda statement: sent.append(statement) if statement.startswith("BEGIN") else None)
    return sent, driver.in_transaction


def test_transactions_of_sqlite_queue_first_where_they_write_and_only_there(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    Store(url).upgrade()
    reader = make_engine(url)
    writer = reader.execution_options(**{WRITES: True})
    with transaction(reader) as connection:
        sent, was_open = begun(connection)
    for engine in (writer, reader, writer):
        with transaction(engine) as connection:
            connection.exec_driver_sql("SELECT 1")
    with Session(reader) as session, session.begin():
        session.connection()
    reader.dispose()
    assert was_open
    assert sent == ["BEGIN IMMEDIATE", "BEGIN", "BEGIN IMMEDIATE", "BEGIN"]
