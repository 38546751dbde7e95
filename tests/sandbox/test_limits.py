"""What ends a snippet that does not end by itself, and what the visitor keeps."""

import threading

import pytest

from tests.sandbox.visiting import Visitor
from webapp.observation import Event, Observation

ENDLESS = {
    "loop": "while True:\n    pass\n",
    "loop that catches everything once": (
        "try:\n    while True:\n        pass\nexcept BaseException:\n    print('caught')\n"
    ),
    "generator": "def forever():\n    while True:\n        yield 1\n\nmax(forever())\n",
    "sql": (
        "from sqlalchemy import create_engine, text\n"
        "create_engine('sqlite://').connect().execute(text('WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 "
        "FROM r) SELECT count(*) FROM r')).all()\n"
    ),
    "flood": "while True:\n    print('again')\n",
}


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS.keys())
def test_endless_snippet_is_interrupted_and_names_stay(visitor: Visitor, source: str) -> None:
    visitor.run("kept = 'still here'")
    seen = visitor.run(source)
    assert seen.outcome == "interrupted"
    assert "so it was stopped" in seen.note
    assert visitor.run("kept").output == "'still here'\n"


def test_sleep_is_ended_by_the_clock_on_the_wall(visitor: Visitor) -> None:
    seen = visitor.run("import time\nprint('before')\ntime.sleep(60)\n")
    assert seen.outcome == "interrupted"
    assert "2 seconds" in seen.note
    assert seen.output.startswith("before\n")


def test_snippet_that_refuses_to_end_is_killed(visitor: Visitor) -> None:
    seen = visitor.run(
        "print('before')\nwhile True:\n    try:\n        while True:\n            pass\n"
        "    except BaseException:\n        pass\n"
    )
    assert seen.outcome == "killed"
    assert seen.output == "before\n"
    assert not visitor.has_sandbox()
    assert visitor.run("1").output == "1\n"


def test_one_endless_operation_is_killed(visitor: Visitor) -> None:
    assert visitor.run("sum(range(10 ** 12))").outcome == "killed"


def test_memory_is_bounded_and_names_stay(visitor: Visitor) -> None:
    visitor.run("kept = 1")
    seen = visitor.run("big = 'x' * 10 ** 9")
    assert seen.error is not None
    assert seen.error.type == "MemoryError"
    assert visitor.run("kept").output == "1\n"


def test_deep_recursion_ends_with_a_short_traceback(visitor: Visitor) -> None:
    seen = visitor.run("def dive(n):\n    return dive(n + 1)\n\ndive(0)\n")
    assert seen.error is not None
    assert seen.error.type == "RecursionError"
    assert len(seen.output.splitlines()) < 30


@pytest.mark.parametrize("end", ["SystemExit(0)", "KeyboardInterrupt", "GeneratorExit"])
def test_raising_an_exit_is_an_ordinary_error(visitor: Visitor, end: str) -> None:
    seen = visitor.run(f"raise {end}")
    assert seen.outcome == "error"
    assert visitor.run("1").output == "1\n"


def test_interrupt_ends_the_snippet_and_keeps_names(visitor: Visitor) -> None:
    begun = threading.Event()
    came: list[Observation] = []
    visitor.run("kept = 1")

    def watch(_event: Event) -> None:
        begun.set()

    runner = threading.Thread(
        target=lambda: came.append(visitor.run("import time\nprint('begun')\ntime.sleep(1.5)\n", watch=watch))
    )
    runner.start()
    assert begun.wait(10)
    assert visitor.interrupt()
    runner.join()
    assert came[0].outcome == "interrupted"
    assert came[0].note == "You interrupted this snippet."
    assert visitor.run("kept").output == "1\n"


def test_interrupt_between_snippets_is_nobodys(visitor: Visitor) -> None:
    visitor.run("kept = 1")
    assert not visitor.interrupt()
    assert visitor.run("kept").outcome == "ok"
