"""A copy of the store, and a store made of a copy, on each kind of database as the guide for operators says."""

import os
import subprocess
import threading
from pathlib import Path

import pytest

from tests.postgres import Postgres, binary
from tests.store.conftest import sqlite_url
from tests.store.making import LESSON, answer, record, record_many, snippet
from webapp.store import Store, StoreError
from webapp.store.backup import back_up


def filled(url: str) -> tuple[Store, str]:
    store = Store(url)
    store.upgrade()
    visitor = store.add_visitor()
    record(store, visitor, snippet("s1"), attempt=answer(passed=True))
    return store, visitor


def test_copy_of_a_sqlite_store_that_is_written_to_is_whole(tmp_path: Path) -> None:
    url, copy = sqlite_url(tmp_path), tmp_path / "copy.sqlite3"
    store, visitor = filled(url)
    other = store.add_visitor()
    writing = threading.Thread(target=record_many, args=(url, other, "meanwhile", 30))
    writing.start()
    back_up(url, copy)
    writing.join()
    restored = Store(f"sqlite:///{copy}")
    restored.upgrade()
    assert restored.transcript(visitor, LESSON) == store.transcript(visitor, LESSON)
    assert restored.progress(visitor) == store.progress(visitor)
    record(restored, visitor, snippet("s2"))
    assert copy.stat().st_mode & 0o077 == 0
    restored.close()
    store.close()


def test_copy_overwrites_nothing(tmp_path: Path) -> None:
    store, _ = filled(sqlite_url(tmp_path))
    store.close()
    there = tmp_path / "letter"
    there.write_text("Dear all")
    with pytest.raises(StoreError, match="overwrites nothing"):
        back_up(sqlite_url(tmp_path), there)
    assert there.read_text() == "Dear all"


def test_copy_of_what_is_no_sqlite_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="pg_dump"):
        back_up("postgresql://somebody@nowhere/nothing", tmp_path / "copy")
    with pytest.raises(StoreError, match="no store"):
        back_up(sqlite_url(tmp_path), tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_dump_of_a_postgresql_store_is_restored_into_another_database(
    postgres_server: Postgres, tmp_path: Path
) -> None:
    url, another = postgres_server.database(), postgres_server.database()
    store, visitor = filled(url)
    dump = tmp_path / "store.dump"
    run("pg_dump", "--format=custom", f"--file={dump}", f"--dbname={url}")
    run("pg_restore", "--no-owner", f"--dbname={another}", str(dump))
    restored = Store(another)
    restored.upgrade()
    assert restored.transcript(visitor, LESSON) == store.transcript(visitor, LESSON)
    assert restored.progress(visitor) == store.progress(visitor)
    record(restored, visitor, snippet("s2"))
    restored.close()
    store.close()


def run(program: str, *arguments: str) -> None:
    done = subprocess.run([binary(program), *arguments], capture_output=True, text=True, env=os.environ, check=False)
    assert done.returncode == 0, done.stderr
