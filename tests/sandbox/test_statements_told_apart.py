"""Where each statement of a snippet begins, and what was shown before it."""

from uuid import uuid4

import pytest

from webapp.lessons.start import Start
from webapp.observation import Observation
from webapp.sandbox.launch import Launched


def observed(sandboxes: Launched, source: str) -> Observation:
    with sandboxes.sandboxes.turn(uuid4().hex, "apart") as turn:
        turn.rebuild(Start(), [])
        return turn.run(source)


@pytest.mark.parametrize(
    ("source", "ran"),
    [
        ("x = 1\nx\nx + 1", [(1, 0), (2, 0), (3, 2)]),
        ("x = 1; x\nx", [(1, 0), (1, 0), (2, 2)]),
        ("# why\n\nprint(\n  5)\nprint(6)", [(3, 0), (5, 2)]),
        ("def same(f): return f\n@same\n@same\ndef g(): ...\ng()", [(1, 0), (2, 0), (5, 0)]),
        ("print(1)\n1 / 0\nprint(2)", [(1, 0), (2, 2), (3, None)]),
        ("print('\u00e9\u00e9')\nfor n in range(2):\n    n\n7", [(1, 0), (2, 3), (4, 7)]),
        (">>> 5\n5\n>>> 6\n6\n", [(1, 0), (2, 2)]),
        ("x = 5\nprint(x)\nwhile True: pass\nx", [(1, 0), (2, 0), (3, 2), (4, None)]),
        ('print("""a\nb"""); 5\n6', [(1, 0), (1, 4), (3, 6)]),
        ("print(1,\n2); 5; print(\n3); 4\n6", [(1, 0), (1, 4), (1, 6), (1, 8), (4, 10)]),
        ("1; \\\n2\n3", [(1, 0), (1, 2), (3, 4)]),
        ("open('x')", []),
        ("1 +", []),
    ],
    ids=[
        "lines",
        "on one line",
        "comment",
        "decorators",
        "raised",
        "loop",
        "pasted",
        "stopped",
        "after a string's end",
        "after brackets' end",
        "after a backslash",
        "refused",
        "not Python",
    ],
)
def test_statements_are_told_with_the_output_before_them(
    sandboxes: Launched, source: str, ran: list[tuple[int, int | None]]
) -> None:
    assert observed(sandboxes, source).ran == ran


def test_more_statements_than_are_told_count_as_part_of_the_last(sandboxes: Launched) -> None:
    seen = observed(sandboxes, "x = 1\n" * 2100)
    assert (seen.outcome, len(seen.ran), seen.ran[-1]) == ("ok", 2000, (2000, 0))
