from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.attempts.proving.lesson import lesson_of, proven
from tests.conftest import LOW
from webapp.attempts.proving.prover import Prover, proofs
from webapp.sandbox.launch import Launched

TEXT = """\
title: T
summary: S
prelude: |
  from moons import MOONS
steps:
  - example: MOONS
    shows: "2"
  - exercise: two
    ask: Make y two.
    setup: |
      x = 1
    checks:
      - value: {of: y, is: 2}
    solution: y = MOONS
"""


@pytest.fixture(scope="module")
def impatient() -> Iterator[Launched]:
    """A supervisor that waits half a second for a start."""
    with Launched(replace(LOW, start_seconds=0.5)) as launched:
        yield launched


def problems(sandboxes: Launched, text: str = TEXT, **modules: str) -> list[str]:
    """Without their repetitions, as the command shows them."""
    lesson = lesson_of(text, Path("mine/lesson.yaml"), **modules)
    prover = Prover(sandboxes.sandboxes)
    return list(dict.fromkeys(str(problem) for proof in proofs(lesson) for problem in prover.prove(proof)))


def test_dataset_that_fails_is_told_once_in_its_own_file(sandboxes: Launched) -> None:
    (problem,) = problems(sandboxes, moons="MARS = 4\n\nMOONS = JUPITER\n")
    assert problem.startswith("mine/data/moons.py:3:1: NameError: name 'JUPITER' is not defined\nThe dataset does not")
    assert '    File "moons.py", line 3, in <module>' in problem


def test_dataset_that_imports_a_failing_one_is_not_blamed(sandboxes: Launched) -> None:
    (problem,) = problems(sandboxes, moons="import planets\nMOONS = 2\n", planets="\n1 / 0\n")
    assert problem.startswith("mine/data/planets.py:2:1: ZeroDivisionError: division by zero\n")


def test_dataset_that_misuses_another_is_blamed_itself(sandboxes: Launched) -> None:
    divide = "def divide(x):\n    return 1 / x\n"
    (problem,) = problems(sandboxes, moons="from numbering import divide\n\nMOONS = divide(0)\n", numbering=divide)
    assert problem.startswith("mine/data/moons.py:3:1: ZeroDivisionError: division by zero\n")


def test_setup_that_fails_is_told_in_its_line(sandboxes: Launched) -> None:
    (problem,) = problems(sandboxes, TEXT.replace("x = 1", "1 / 0"), moons="MOONS = 2\n")
    assert problem.startswith("mine/lesson.yaml:11:1: The lesson's setup cannot be used")


def test_prelude_that_never_ends_is_told_once(impatient: Launched) -> None:
    text = TEXT.replace("MOONS\nsteps", "MOONS\n  while True: pass\nsteps")
    say = "The lesson's start did not end within 0.5 seconds."
    assert problems(impatient, text, moons="MOONS = 2\n") == [f"mine/lesson.yaml:3:10: {say}"]


def test_setup_that_never_ends_is_told_at_the_setup(impatient: Launched) -> None:
    say = "The lesson's start did not end within 0.5 seconds. The prelude alone does; it is this `setup`."
    text = TEXT.replace("x = 1", "while True: pass")
    assert problems(impatient, text, moons="MOONS = 2\n") == [f"mine/lesson.yaml:10:12: {say}"]


def test_start_that_runs_has_no_problem(sandboxes: Launched) -> None:
    assert proven(sandboxes, lesson_of(TEXT, moons="MOONS = 2\n")) == []
