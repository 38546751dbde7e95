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
steps:
  - predict: where
    setup: x = 1
    code: |
      x += 1
      print(x)
    options:
      - {says: "1", because: It was added to.}
      - {says: Two, because: Indeed., right: true, when: {output: {is: "2"}}}
      - {says: Nothing, because: It is printed., when: {output: {is: ""}}}
  - predict-output: what
    code: |
      print(1)
      1 / 0
    options:
      - {shows: "1", because: It fails after that.}
      - shows: |
          1
          ZeroDivisionError
        because: Both.
  - predict-sql: order
    code: |
      with Session(engine) as session:
          session.execute(text("SELECT 1"))
          session.commit()
    statements: [BEGIN, SELECT 1, COMMIT]
    distractors: [ROLLBACK]
    mistakes:
      - {order: [SELECT 1, BEGIN], says: It begins by itself.}
"""


def found(sandboxes: Launched, old: str, new: str) -> list[str]:
    assert TEXT.count(old) == 1
    return proven(sandboxes, lesson_of(TEXT.replace(old, new)))


def test_right_predictions_have_no_problem(sandboxes: Launched) -> None:
    assert proven(sandboxes, lesson_of(TEXT)) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param(
            'is: "2"',
            'is: "3"',
            "15:9: This is the right option, and the code does not show it:\n    output: this `when` expects '3'",
            id="right option is not true",
        ),
        pytest.param(
            '{says: "1", because: It',
            '{says: "2", because: It',
            "14:9: This option is true as well: the code does what it says.",
            id="wrong option is true",
        ),
        pytest.param(
            "shows: |\n          1\n",
            "shows: |\n          2\n",
            "22:7: No option is what the code prints:\n    1\n    ZeroDivisionError",
            id="no output is right",
        ),
        pytest.param(
            "[BEGIN, SELECT 1, COMMIT]",
            "[BEGIN, SELECT 1]",
            "32:17: The code sends\n    BEGIN\n    SELECT 1\n    COMMIT",
            id="statements",
        ),
        pytest.param(
            'session.execute(text("SELECT 1"))\n          session.commit()',
            'session.begin_nested()\n          session.execute(text("SELECT 1"))\n          session.commit()',
            "33:17: The code sends\n    BEGIN\n    SAVEPOINT\n    SELECT 1\n    RELEASE\n    COMMIT (by RELEASE)",
            id="a commit that nobody wrote",
        ),
        pytest.param(
            "[ROLLBACK]", "[COMMIT]", "33:19: The code sends this, so it distracts nobody.", id="distractor is sent"
        ),
        pytest.param(
            "[SELECT 1, BEGIN]",
            "[SELECT 1, COMMIT]",
            "35:9: These follow one another in the right order too, so it is no mistake.",
            id="mistake is right",
        ),
        pytest.param("x += 1", "x += open", "11:1: This code was refused: ", id="refused"),
    ],
)
def test_prediction_that_is_not_so_is_told_at_its_place(old: str, new: str, problem: str, sandboxes: Launched) -> None:
    (said,) = found(sandboxes, old, new)
    assert said.startswith(problem)


ARRANGE = """\
title: T
summary: S
steps:
  - arrange: loop
    ask: Count to three.
    solution: |
      for x in range(3):
          y = x
      print(y)
    distractors: [y = 7]
    checks:
      - output: {is: "2"}
  - repair: broken
    ask: Mend it.
    broken: |
      print("3)
    solution: |
      print("3")
    checks:
      - output: {is: "3"}
"""


def test_right_arrangement_and_repair_have_no_problem(sandboxes: Launched) -> None:
    lesson = lesson_of(ARRANGE)
    assert proven(sandboxes, lesson) == []
    assert sorted(lesson.steps[0].lines) == ["for x in range(3):", "print(y)", "y = 7", "y = x"]


def test_snippet_that_is_not_broken_is_told(sandboxes: Launched) -> None:
    assert proven(sandboxes, lesson_of(ARRANGE.replace('print("3)', "print(3)"))) == [
        "15:13: This passes as it is, so there is nothing to mend."
    ]


def test_lines_that_pass_as_first_shown_are_told(sandboxes: Launched) -> None:
    text = ARRANGE.replace('- output: {is: "2"}', "- uses: range")
    text = text.replace("for x in range(3):\n          y = x\n      print(y)", "a = range(1)\n      b = 2")
    assert proven(sandboxes, lesson_of(text.replace("y = 7", "c = 1"))) == [
        "6:15: The lines pass in the order in which they are first shown."
    ]
