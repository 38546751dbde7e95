import pytest

from tests.attempts.proving.lesson import lesson_of, proven
from webapp.attempts.proving.example import names_made, shows
from webapp.sandbox.launch import Launched

HEAD = "title: T\nsummary: S\nsteps:\n"


def found(sandboxes: Launched, steps: str) -> list[str]:
    return proven(sandboxes, lesson_of(HEAD + steps))


def test_example_that_raises_is_one_problem(sandboxes: Launched) -> None:
    (problem,) = found(sandboxes, '  - example: 1 / 0\n    shows: "1"\n')
    assert problem.startswith("4:14: This example ends in an exception. Write `raises: true` where that is meant.\n")
    assert problem.endswith("\n    ZeroDivisionError: division by zero")


def test_example_that_shows_something_else_is_told_side_by_side(sandboxes: Launched) -> None:
    assert found(sandboxes, "  - example: 1 + 1\n    shows: |\n      3\n") == [
        "5:12: This example shows\n    2\nwhere the lesson has\n    3"
    ]


def test_examples_that_continue_a_failed_one_are_not_run(sandboxes: Launched) -> None:
    steps = "  - example: 1 / 0\n  - example: x\n    continues: true\n  - example: x\n    continues: true\n"
    _, *rest = found(sandboxes, steps)
    assert rest == [f"{line}:14: not run: it continues the example in line 4, which failed." for line in (5, 7)]


def test_example_that_continues_one_that_shows_something_else_is_run(sandboxes: Launched) -> None:
    steps = '  - example: x = 1\n    shows: "1"\n  - example: x\n    shows: "1"\n    continues: true\n'
    (problem,) = found(sandboxes, steps)
    assert problem.startswith("5:12: This example shows")


@pytest.mark.parametrize(
    ("between", "where"), [("", "here"), ("  - example: y = 2\n", "here and in the examples between")]
)
def test_name_of_an_earlier_example_hints_at_continues(sandboxes: Launched, between: str, where: str) -> None:
    (problem,) = found(sandboxes, f"  - example: x = 1\n{between}  - example: x\n")
    line = 5 + bool(between)
    hint = f"The example in line 4 makes `x`: write `continues: true` {where} to go on from it."
    assert problem.startswith(f"{line}:14: This example ends in an exception. {hint}\n")


def test_name_that_nobody_makes_hints_at_raises(sandboxes: Launched) -> None:
    _, problem = [*found(sandboxes, "  - example: x\n"), *found(sandboxes, "  - example: y = 1\n  - example: x\n")]
    assert "Write `raises: true` where that is meant." in problem


def test_example_that_is_refused_is_told_with_its_line(sandboxes: Launched) -> None:
    (problem,) = found(sandboxes, "  - example: |\n      x = 1\n      open('f')\n    shows: '1'\n")
    assert problem.startswith("6:1: This example was refused: ")


def test_example_that_does_not_raise_is_told(sandboxes: Launched) -> None:
    assert found(sandboxes, "  - example: x = 1\n    raises: true\n    shows: '1'\n") == [
        "5:13: This example is meant to raise, and does not."
    ]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("x = y = 1\nfor z in x: pass\n", {"x", "y", "z"}),
        ("import a.b\nfrom c import d as e\n", {"a", "e"}),
        ("def f(): pass\nclass G: pass\nwith f() as h: pass\n", {"f", "G", "h"}),
        ("x = (", set()),
    ],
    ids=["assignments", "imports", "definitions", "not Python"],
)
def test_names_made_are_those_that_code_binds(code: str, names: set[str]) -> None:
    assert names_made(code) == names


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("a\n...\nc", "a\nb\nb\nc\n", True),
        ("a  \n\n", "a", True),
        ("NameError...", "NameError", True),
        ("a", "b", False),
    ],
    ids=["gap", "blanks", "empty gap", "other"],
)
def test_shows_compares_as_doctest_does(wanted: str, got: str, same: bool) -> None:
    assert shows(wanted, got) is same
