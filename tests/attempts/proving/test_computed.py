import pytest

from tests.attempts.proving.lesson import lesson_of
from webapp.attempts.proving.computed import computed, lasting
from webapp.errors import SandboxError
from webapp.sandbox.launch import Launched

TEXT = """\
title: T
summary: S
prelude: |
  from sqlalchemy import create_engine, text
  engine = create_engine("sqlite://")
  with engine.begin() as connection:
      connection.execute(text("CREATE TABLE t (x)"))
steps:
  - example: x = object(); x
    shows: nothing
  - example: x is None
    continues: true
  - example: |
      1 +
    shows: "?"
  - example: 1 / 0
    raises: true
  - example: 1 + 1
    shows: "2"
  - exercise: two
    ask: Keep rows.
    checks:
      - rows: {of: "SELECT x FROM t", are: []}
      - rows: {of: "SELECT count(*) FROM t", are: [[2]]}
      - rows: {of: "SELECT max(x) FROM t"}
      - all:
          - rows: {of: "SELECT count(x) FROM t", are: [[7]]}
      - any:
          - rows: {of: "SELECT 1", are: [[2]]}
          - sql: {INSERT: 1}
    solution: |
      with engine.begin() as connection:
          connection.execute(text("INSERT INTO t VALUES ('a'), (NULL)"))
"""


def test_values_that_are_not_true_are_computed(sandboxes: Launched) -> None:
    assert computed(sandboxes.sandboxes, lesson_of(TEXT)) == {
        ("steps", 0, "shows"): "<object object at 0x...>\n",
        ("steps", 1, "shows"): "False\n",
        ("steps", 3, "shows"): "Traceback (most recent call last):\n...\nZeroDivisionError: division by zero\n",
        ("steps", 5, "checks", 0, "rows", "are"): [["a"], [None]],
        ("steps", 5, "checks", 3, "all", 0, "rows", "are"): [[1]],
    }


def test_solution_that_fails_gives_no_rows(sandboxes: Launched) -> None:
    text = TEXT.replace("('a'), (NULL)", "('a'").replace("SELECT max(x) FROM t", "SELECT FROM")
    assert ("steps", 5, "checks", 0, "rows", "are") not in computed(sandboxes.sandboxes, lesson_of(text))


def test_start_that_does_not_run_raises(sandboxes: Launched) -> None:
    with pytest.raises(SandboxError):
        computed(sandboxes.sandboxes, lesson_of(TEXT.replace("prelude: |\n", "prelude: |\n  1 / 0\n")))


def test_what_differs_from_run_to_run_is_left_out() -> None:
    trace = 'Traceback (most recent call last):\n  File "x", line 1\n    a\n    ^\nKeyError: 1\n'
    assert lasting(f"a  \n<x at 0x7f1234567890>\n{trace}\n\n") == (
        "a\n<x at 0x...>\nTraceback (most recent call last):\n...\nKeyError: 1\n"
    )
