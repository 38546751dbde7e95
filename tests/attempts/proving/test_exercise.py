from tests.attempts.proving.lesson import lesson_of, proven
from webapp.sandbox.launch import Launched

TEXT = """\
title: T
summary: S
prelude: x = 1
steps:
  - exercise: two
    ask: Make y two.
    checks:
      - value: {of: y, is: 2}
      - value: {of: y > x, is: true}
    solution: y = 2
    also_right:
      - y = x + 1
"""
MISTAKES = """\
    mistakes:
      - answer: y = 0
        says: Zero is not two.
        when: {value: {of: y, is: 0}}
      - answer: y = 3
        says: Three is one too many.
        when: {outcome: ok}
"""


def found(sandboxes: Launched, text: str) -> list[str]:
    return proven(sandboxes, lesson_of(text))


def changed(old: str, new: str, text: str = TEXT + MISTAKES) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def test_right_exercise_has_no_problem(sandboxes: Launched) -> None:
    assert found(sandboxes, TEXT + MISTAKES) == []


def test_right_answer_names_each_check_it_fails(sandboxes: Launched) -> None:
    (problem,) = found(sandboxes, changed("- y = x + 1", "- y = x"))
    first, second, third = problem.split("\n")
    assert first == "12:9: This answer must pass, and does not:"
    assert second == "    check in line 8, The value of `y`: Expected 2, got 1."
    assert third.startswith("    check in line 9, The value of `y > x`: Expected True, got False.")


def test_check_that_every_right_answer_fails_is_told_once_at_its_place(sandboxes: Launched) -> None:
    text = changed("of: y > x, is: true", "of: y > x, is: false")
    assert found(sandboxes, text) == [
        "9:9: This check fails for every right answer:\n    The value of `y > x`: Expected False, got True."
    ]


def test_only_answer_that_fails_is_told_at_the_answer(sandboxes: Launched) -> None:
    (problem,) = found(sandboxes, changed("    also_right:\n      - y = x + 1\n", "", changed("y = 2", "y = 4", TEXT)))
    assert problem.startswith("10:15: This answer must pass, and does not:\n    check in line 8, The value of `y`: ")


def test_right_answer_that_raises_is_told_by_that_alone(sandboxes: Launched) -> None:
    (problem,) = found(sandboxes, changed("- y = x + 1", "- y = z"))
    assert problem.split("\n")[1:] == [
        "    Your answer ended in an exception. NameError in line 1: name 'z' is not defined."
    ]


def test_broken_query_is_told_once_at_its_check(sandboxes: Launched) -> None:
    prelude = "|\n  from sqlalchemy import create_engine\n  engine = create_engine('sqlite://')\n"
    prelude += "  connection = engine.connect()\n  x = 1"
    text = changed("value: {of: y > x, is: true}", "rows: {of: SELECT FROM}")
    (problem,) = found(sandboxes, text.replace("prelude: x = 1", f"prelude: {prelude}"))
    assert problem.startswith(
        "13:9: This exercise cannot be checked: not even after its solution can SELECT FROM be answered"
    )


def test_solution_that_does_not_run_is_told_once(sandboxes: Launched) -> None:
    text = changed("of: y, is: 2", "of: y").replace("solution: y = 2", "solution: y = z")
    (problem,) = found(sandboxes, text)
    assert problem.startswith(
        "10:15: This answer must pass, and does not:\n    This exercise cannot be checked: its own"
    )


def test_mistake_that_another_forestalls_names_that_one(sandboxes: Launched) -> None:
    text = changed("{value: {of: y, is: 0}}", "{value: {of: y < 9, is: true}}")
    (problem,) = found(sandboxes, text)
    assert problem == (
        "19:15: This mistake must get its own sentence. The `when` of the mistake in line 14 holds too, and it speaks "
        "first. Make that `when` narrower, or put this mistake before it. It says:\n    Zero is not two."
    )


def test_mistake_whose_when_does_not_hold_names_the_condition(sandboxes: Launched) -> None:
    text = changed("when: {outcome: ok}", "when: [{outcome: ok}, {sql: {SELECT: 3}}]")
    (problem,) = found(sandboxes, text)
    assert problem == (
        "19:31: This mistake must get its own sentence, and its `when` does not hold:\n"
        "    sql: this `when` does not hold. SELECT: expected 3, got 0 (nothing was sent to the database)."
    )


def test_mistake_whose_when_does_not_hold_names_who_speaks_instead(sandboxes: Launched) -> None:
    (problem,) = found(sandboxes, changed("{value: {of: y, is: 0}}", "{error: KeyError}"))
    assert problem == (
        "16:15: This mistake must get its own sentence, and its `when` does not hold:\n"
        "    error: this `when` expects KeyError, and the answer ran to its end.\n"
        "    The `when` of the mistake in line 17 holds, and it speaks."
    )


def test_mistakes_may_share_a_sentence(sandboxes: Launched) -> None:
    text = changed("{value: {of: y, is: 0}}", "{error: KeyError}").replace("Zero is not two.", "Three is one too many.")
    assert found(sandboxes, text) == []


def test_solution_that_gives_something_else_each_time_is_told(sandboxes: Launched) -> None:
    changing = TEXT.replace("solution: y = 2", "solution: import time; y = 2; print(time.perf_counter())")
    (problem,) = found(sandboxes, changing.replace("- value: {of: y > x, is: true}", "- output: same"))[:1]
    assert "This check fails for every right answer" in problem
