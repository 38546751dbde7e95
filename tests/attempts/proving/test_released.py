"""Rows that only the RELEASE of a savepoint has committed, by a real run."""

import pytest

from tests.attempts.proving.lesson import lesson_of, proven
from webapp.sandbox.launch import Launched

TEXT = """\
title: T
summary: S
prelude: |
  from sqlalchemy import create_engine, text
  from sqlalchemy.orm import Session

  engine = create_engine("sqlite:///:memory:")
  with engine.begin() as connection:
      connection.execute(text("CREATE TABLE moons (name TEXT)"))
  insert = text("INSERT INTO moons VALUES ('Io')")
steps:
  - exercise: keep-io
    ask: Keep Io.
    checks:
      - rows: {of: "SELECT name FROM moons", are: [[Io]]}
    solution: |
      with Session(engine) as session, session.begin():
          session.execute(insert)
    also_right:
      - |
        with Session(engine) as session, session.begin_nested():
            session.execute(insert)
"""
COMMITTED = """\
        session = Session(engine)
        mark = session.begin_nested()
        session.execute(insert)
        session.commit()
"""


def test_answer_that_only_a_release_has_committed_does_not_pass(sandboxes: Launched) -> None:
    (problem,) = proven(sandboxes, lesson_of(TEXT))
    assert problem.startswith(
        "20:9: This answer must pass, and does not:\n    Only the RELEASE of a savepoint has kept"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(TEXT[TEXT.index("        with") :], COMMITTED, id="a savepoint and then a commit"),
        pytest.param(
            "    solution: |", '      - sql: {SAVEPOINT: "<= 1"}\n    solution: |', id="savepoints are the subject"
        ),
    ],
)
def test_answer_passes(sandboxes: Launched, old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert proven(sandboxes, lesson_of(TEXT.replace(old, new))) == []
