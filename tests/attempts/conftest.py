from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.attempts import Attempts
from webapp.lessons.catalogue import Catalogue
from webapp.sandbox.launch import Launched
from webapp.store.store import Store

LESSON = """\
title: Counting
summary: A lesson for tests.
prelude: |
  from sqlalchemy import create_engine, text
  from sqlalchemy.orm import Session
  engine = create_engine("sqlite:///:memory:")
  with engine.begin() as connection:
      connection.execute(text("CREATE TABLE t (x INTEGER)"))
steps:
  - text: Prose.
  - example: |
      a = 1
      a
    shows: |
      1
  - example: |
      a + 1
    shows: |
      2
    continues: true
  - exercise: keep-one
    ask: Keep a row.
    setup: |
      row = {"x": 1}
    starter: |
      with Session(engine) as session:
          ...
    checks:
      - rows: {of: "SELECT x FROM t"}
      - sql: {COMMIT: 1}
    solution: |
      with Session(engine) as session:
          session.execute(text("INSERT INTO t VALUES (:x)"), row)
          session.commit()
    mistakes:
      - answer: |
          with Session(engine) as session:
              session.execute(text("INSERT INTO t VALUES (:x)"), row)
        says: Nobody committed.
        when: {sql: {COMMIT: 0}}
  - exercise: a-value
    ask: Make y two.
    checks:
      - value: {of: y}
    solution: y = 2
  - predict: how-many
    code: |
      with Session(engine) as session:
          done = session.execute(text("INSERT INTO t VALUES (1)"))
      with Session(engine) as session:
          print(session.scalar(text("SELECT count(*) FROM t")))
    options:
      - {says: "1", because: It was never committed.}
      - {says: "0", right: true, because: Closing rolled it back.}
"""


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    folder = tmp_path / "lessons"
    folder.mkdir()
    (folder / "counting.yaml").write_text(LESSON)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    store.upgrade()
    yield store
    store.close()


@pytest.fixture
def attempts(store: Store, sandboxes: Launched, lessons: Path) -> Attempts:
    catalogue = Catalogue.load(lessons)
    assert catalogue.problems == ()
    return Attempts(store, sandboxes.sandboxes, lambda: catalogue, longest_snippet=16 * 1024)


@pytest.fixture
def visitor(store: Store) -> str:
    return store.add_visitor()
