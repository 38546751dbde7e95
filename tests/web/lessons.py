"""A course of two small lessons, written as an author would."""

from pathlib import Path

from webapp.lessons.catalogue import Catalogue

FIRST = """\
title: Keep & lose
summary: What `commit` keeps.
section: "8.16.4"
prelude: |
  from sqlalchemy import create_engine, text
  engine = create_engine("sqlite:///:memory:")
steps:
  - text: |
      Prose with *emphasis*.
  - example: |
      print("hello")
    shows: |
      hello
  - exercise: keep-one
    ask: |
      Create a table `t` and commit **one** row, 1.
    starter: |
      with engine.connect() as connection:
          ...
    checks:
      - rows: {of: "SELECT a FROM t", are: [[1]]}
    solution: |
      with engine.begin() as connection:
          connection.execute(text("CREATE TABLE t (a INTEGER)"))
          connection.execute(text("INSERT INTO t VALUES (1)"))
    mistakes:
      - answer: |
          with engine.begin() as connection:
              connection.execute(text("CREATE TABLE t (a INTEGER)"))
        says: The table is there, and nothing is in it.
        when: {sql: {INSERT: 0}}
    hints:
      - First things first.
      - Then the rest.
  - exercise: say-it
    ask: Print `it`.
    checks:
      - output: {contains: it}
    solution: print("it")
"""

SECOND = """\
title: After that
summary: The second one.
after: [keep]
steps:
  - text: Nothing to do here.
"""


def write_course(folder: Path, **more: str) -> Catalogue:
    """The two lessons, `keep` and `then`, and those in `more` by name, read from the folder they are written to."""
    for name, text in {"keep": FIRST, "then": SECOND, **more}.items():
        (folder / f"{name}.yaml").write_text(text)
    return Catalogue.load(folder)
