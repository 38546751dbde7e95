"""A database that does not answer: what the operator reads of it."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from webapp.store import migrate, silence
from webapp.store.errors import OutdatedError, StoreError
from webapp.store.store import Store


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    monkeypatch.setattr(silence, "_reason", silence._Reason())
    caplog.set_level(logging.WARNING)
    return caplog


def lose_a_table(store: Store, _file: Path) -> None:
    with store._writer.begin() as connection:
        connection.execute(text("PRAGMA foreign_keys=OFF"))
        connection.execute(text("DROP TABLE visitors"))


def fill_the_disk(store: Store, _file: Path) -> None:
    with store._reader.connect() as connection:  # the one that the pool keeps; SQLite says the same of a full disk
        connection.execute(text("PRAGMA max_page_count=1"))


def write_over(store: Store, file: Path) -> None:
    store.close()
    file.write_text("something else altogether " * 1000)


def take_the_folder_away(store: Store, file: Path) -> None:
    store.close()
    shutil.rmtree(file.parent)


REASONS = {
    "no table": (
        lose_a_table,
        "no such table: visitors. The tables are not of this version: run 'savepoint db upgrade'.",
    ),
    "full disk": (fill_the_disk, "database or disk is full. Make room where the database lies"),
    "not a database": (write_over, "file is not a database. Something else has written over the file"),
    "no folder": (take_the_folder_away, "unable to open database file. The file or its folder is gone"),
}


@pytest.mark.parametrize(("happens", "reason"), REASONS.values(), ids=REASONS.keys())
def test_reason_and_what_to_do_are_logged_once(
    tmp_path: Path, said: pytest.LogCaptureFixture, happens: Callable[[Store, Path], None], reason: str
) -> None:
    file = tmp_path / "folder" / "kept"
    store = Store(f"sqlite:///{file}")
    store.upgrade()
    happens(store, file)
    failed = 0
    for _ in range(2000):  # what is left in the last page is used up first
        try:
            store.add_visitor()
        except StoreError:
            failed += 1
            if failed == 3:
                break
    assert failed == 3
    (line,) = said.messages
    assert line.startswith(f"the database does not answer: {reason}")
    store.close()


def test_message_that_may_quote_what_was_typed_is_not_logged(store: Store, said: pytest.LogCaptureFixture) -> None:
    visitor = store.add_visitor()
    with pytest.raises(StoreError), store._connection(store._writer) as connection:
        connection.execute(text("INSERT INTO visitors (id, created) VALUES (:id, '2026-01-01')"), {"id": visitor})
    (line,) = said.messages
    assert visitor not in line
    assert line in (
        "the database does not answer: IntegrityError.",
        "the database does not answer: UniqueViolation.",
    )


@pytest.mark.parametrize("revision", ["base", "-1"], ids=["no tables", "the version before"])
def test_tables_of_before_are_told(store: Store, url: str, revision: str) -> None:
    store.check()
    migrate.downgrade(url, revision)
    with pytest.raises(OutdatedError, match="savepoint db upgrade"):
        store.check()
    store.upgrade()
    store.check()


def test_newer_tables_are_served(store: Store) -> None:
    with store._writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'r9999'"))
    store.check()


def test_database_that_does_not_answer_is_not_outdated() -> None:
    store = Store("postgresql+psycopg://nobody@127.0.0.1:1/none")
    with pytest.raises(StoreError, match="Connection refused") as refused:
        store.check()
    assert not isinstance(refused.value, OutdatedError)
