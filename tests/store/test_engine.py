from pathlib import Path

import pytest

from tests.store.conftest import sqlite_url
from webapp.store import Store, StoreError
from webapp.store.engine import make_engine


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
