import pytest

from tests.attempts.proving.lesson import lesson_of, proven, warned
from webapp.sandbox.launch import Launched

TEXT = """\
title: T
summary: S
steps:
  - exercise: two
    ask: Make y two, and print it.
    checks:
      - value: {of: y, is: 2}
      - output: {contains: "2"}
    solution: y = print(2) or 2
"""
SILENT = """\
      - answer: y = 2
        says: Nothing is printed.
        when: {value: {of: y, is: 2}}
"""
NOTHING = """\
      - answer: y = 0
        says: That is none of it.
        when: {value: {of: y, is: 0}}
"""
THREE = """\
      - answer: y = print(2) or 3
        says: Three is not two.
        when: {value: {of: y, is: 3}}
"""
RAISES = """\
      - answer: y = z
        says: Nobody made z.
        when: {error: NameError}
"""
UNPROVEN = (
    "This check is unproven: without it every mistake would fail all the same. "
    "Write a mistake that only this check finds, or leave the check out."
)


@pytest.mark.parametrize(
    ("mistakes", "told"),
    [
        ([SILENT, THREE], []),
        ([SILENT, NOTHING, RAISES], [f"7:9: {UNPROVEN}"]),
        ([NOTHING], [f"7:9: {UNPROVEN}", f"8:9: {UNPROVEN}"]),
        ([], ["7:7: No mistake shows what these checks are there for. Write one that each of them alone finds."]),
    ],
    ids=["each alone", "one of them", "only together", "no mistake"],
)
def test_check_that_no_mistake_needs_is_warned_of(sandboxes: Launched, mistakes: list[str], told: list[str]) -> None:
    text = TEXT + ("    mistakes:\n" + "".join(mistakes) if mistakes else "")
    assert proven(sandboxes, lesson_of(text)) == []
    assert warned(sandboxes, lesson_of(text)) == told


def test_check_that_stands_alone_needs_no_proof(sandboxes: Launched) -> None:
    assert warned(sandboxes, lesson_of(TEXT.replace('      - output: {contains: "2"}\n', ""))) == []


def test_unproven_check_is_not_told_beside_what_is_wrong(sandboxes: Launched) -> None:
    text = f"{TEXT}    mistakes:\n{NOTHING}".replace("is: 0", "is: 1")
    assert warned(sandboxes, lesson_of(text)) == []
    assert len(proven(sandboxes, lesson_of(text))) == 1
