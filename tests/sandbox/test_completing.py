"""Completion over the wire: it is no snippet, and nothing of the visitor's comes after it otherwise."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.sandbox.visiting import Visitor
from tests.waiting import until
from webapp.lessons.start import Start
from webapp.observation.completion import Completion
from webapp.sandbox.interface import Elsewhere
from webapp.sandbox.launch import Launched

START = Start(prelude="from sqlalchemy.orm import Session\nsession = Session()\n")


def labels(found: Completion | Elsewhere) -> list[str]:
    assert isinstance(found, Completion)
    return [each.label for each in found.candidates]


@pytest.fixture
def student(sandboxes: Launched) -> Visitor:
    return Visitor(sandboxes.sandboxes, START)


def test_completion_is_of_the_live_sandbox(sandboxes: Launched, student: Visitor) -> None:
    student.run("spacecraft = 1")
    found = sandboxes.sandboxes.complete(student.name, "lesson", "spacec", "here")
    assert labels(found) == ["spacecraft"]
    assert labels(sandboxes.sandboxes.complete(student.name, "lesson", "session.add_", "here")) == ["add_all"]


def test_completion_is_no_snippet(sandboxes: Launched, student: Visitor) -> None:
    student.run("import random\nrandom.seed(3)\nx = 1")
    for _ in range(3):
        sandboxes.sandboxes.complete(student.name, "lesson", "session.", "here")
    assert student.has_sandbox()
    seen = student.run("1 / 0")
    assert "<console>" in "".join(event.text for event in seen.events)
    assert seen.statements == []
    assert [step.line for step in seen.steps if step.line is not None] == [1]


def test_completion_at_a_start_leaves_no_sandbox(sandboxes: Launched, student: Visitor) -> None:
    assert labels(sandboxes.sandboxes.complete(student.name, "lesson", "session.add_", START)) == ["add_all"]
    assert not student.has_sandbox()


def test_completion_elsewhere_is_told(sandboxes: Launched, student: Visitor) -> None:
    complete = sandboxes.sandboxes.complete
    assert complete(student.name, "lesson", "x", "here") is Elsewhere.ELSEWHERE
    student.run("x = 1")
    assert complete(student.name, "lesson", "x", "there") is Elsewhere.ELSEWHERE
    assert complete(student.name, "another", "x", "here") is Elsewhere.ELSEWHERE


def test_completion_while_a_snippet_runs_is_empty_at_once(sandboxes: Launched, student: Visitor) -> None:
    student.run("spacecraft = 1")
    with ThreadPoolExecutor() as pool:
        running = pool.submit(student.run, "print('begun', flush=True)\nwhile True: pass", watch=lambda _event: None)
        until(lambda: labels(sandboxes.sandboxes.complete(student.name, "lesson", "spacec", "here")) == [])
        assert not running.done()
        student.interrupt()
        assert running.result().outcome == "interrupted"
    assert labels(sandboxes.sandboxes.complete(student.name, "lesson", "spacec", "here")) == ["spacecraft"]


def test_completion_of_a_killed_sandbox_is_elsewhere(sandboxes: Launched, student: Visitor) -> None:
    assert student.run("sum(range(10 ** 12))").outcome == "killed"
    assert sandboxes.sandboxes.complete(student.name, "lesson", "x", "here") is Elsewhere.ELSEWHERE
    assert not student.has_sandbox()


def test_answer_from_inside_that_is_forged_is_as_good_as_none(unreviewed: Launched) -> None:
    stranger = Visitor(unreviewed.sandboxes)
    stranger.run(
        "import sys\nfrom webapp.inside import sandbox\n"
        "sandbox.completion = lambda *given: {'candidates': [{'label': 'x' * 10_000, 'kind': '<b>'}], 'prefix': 3}"
    )
    assert unreviewed.sandboxes.complete(stranger.name, "lesson", "x", "here") == Completion()
    assert stranger.has_sandbox()


def test_completion_that_never_ends_costs_the_visitor_nothing_but_time(unreviewed: Launched) -> None:
    stranger = Visitor(unreviewed.sandboxes)
    stranger.run(
        "kept = 7\nfrom webapp.inside import sandbox\ndef endless(*given):\n    while True: pass\n"
        "sandbox.completion = endless"
    )
    assert unreviewed.sandboxes.complete(stranger.name, "lesson", "x", "here") == Completion()
    assert "7" in "".join(event.text for event in stranger.run("kept").events)


def test_completion_that_ends_its_process_is_empty_and_the_sandbox_gone(unreviewed: Launched) -> None:
    stranger = Visitor(unreviewed.sandboxes)
    stranger.run("import os\nfrom webapp.inside import sandbox\nsandbox.completion = lambda *given: os._exit(3)")
    assert unreviewed.sandboxes.complete(stranger.name, "lesson", "x", "here") == Completion()
    assert not stranger.has_sandbox()


def test_completion_that_fails_leaves_the_sandbox(unreviewed: Launched) -> None:
    stranger = Visitor(unreviewed.sandboxes)
    stranger.run(
        "kept = 7\nfrom webapp.inside import sandbox\ndef failing(*given):\n    raise AttributeError\n"
        "sandbox.completion = failing"
    )
    assert unreviewed.sandboxes.complete(stranger.name, "lesson", "x", "here") == Completion()
    assert stranger.has_sandbox()
