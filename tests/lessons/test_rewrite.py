from typing import Any

import pytest

from webapp.lessons.document import parse
from webapp.lessons.rewrite import RewriteError, rewritten
from webapp.lessons.yamlwriting import block, rows, scalar

AFTER = {"shows": "example"}
STEPS = """\
# A comment at the top.
title:   "Odd   layout"    # kept
steps:
  - example: |
      x   # not a comment
    shows: |
      1

  # between
  - example: y
    continues: true   # why

  - {example: z, shows: '2'}
  - checks:
    - rows: {of: "SELECT 1", are: [[1,  2]]}   # right
    - rows:
        of: "SELECT 2"
        are:
          # the first
          - [1, a]
          - [2, b]   # the last
        ordered: true
"""


def changed(path: tuple[str | int, ...], value: Any, text: str = STEPS) -> list[str]:
    """The lines that are new, after those that are gone."""
    new = rewritten(text, {path: value}, AFTER).splitlines()
    old = text.splitlines()
    return [f"-{line}" for line in old if line not in new] + [f"+{line}" for line in new if line not in old]


def test_nothing_else_changes() -> None:
    assert changed(("steps", 0, "shows"), "2\n3\n") == ["-      1", "+      2", "+      3"]
    assert changed(("steps", 3, "checks", 0, "rows", "are"), [[None, "it's"], ["x", 2.5]]) == [
        '-    - rows: {of: "SELECT 1", are: [[1,  2]]}   # right',
        '+    - rows: {of: "SELECT 1", are: [[null, "it\'s"], [x, 2.5]]}   # right',
    ]


def test_output_in_one_line_is_replaced_there() -> None:
    assert changed(("steps", 2, "shows"), "3\n") == [
        "-  - {example: z, shows: '2'}",
        '+  - {example: z, shows: "3\\n"}',
    ]


def test_key_that_is_missing_is_written_below_its_neighbour() -> None:
    new = rewritten(STEPS, {("steps", 1, "shows"): "a\n\n  b\n"}, AFTER)
    assert "  - example: y\n    shows: |\n      a\n\n        b\n    continues: true   # why\n\n  - {" in new


def test_rows_behind_dashes_stay_behind_dashes() -> None:
    new = rewritten(STEPS, {("steps", 3, "checks", 1, "rows", "are"): [[3, "c"], [4, "d"]]}, AFTER)
    assert new.endswith(
        "are:\n          # the first\n          - [3, c]\n          - [4, d]   # the last\n        ordered: true\n"
    )


def test_several_values_are_put_in_together() -> None:
    values = {("steps", 0, "shows"): "longer\nthan before\n", ("steps", 1, "shows"): "new\n"}
    new = rewritten(STEPS, values, AFTER)
    assert parse(new).value["steps"][0]["shows"] == "longer\nthan before\n"
    assert parse(new).value["steps"][1]["shows"] == "new\n"


def test_line_ends_stay_as_they_are() -> None:
    new = rewritten(STEPS.replace("\n", "\r\n"), {("steps", 0, "shows"): "2\n3\n"}, AFTER)
    assert new == rewritten(STEPS, {("steps", 0, "shows"): "2\n3\n"}, AFTER).replace("\n", "\r\n")


def test_place_that_cannot_take_it_is_refused() -> None:
    with pytest.raises(RewriteError, match="by hand"):
        rewritten("steps: [{example: x}]\n", {("steps", 0, "shows"): "1\n"}, AFTER)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -1.5,
        float("inf"),
        "",
        "None",
        "null",
        "1e3",
        "a, b",
        "#x",
        "é\u200b",
        'a "b" \\',
        "x: y",
        "{",
        "Annie",
        {"blob": "00ff"},
    ],
    ids=repr,
)
def test_cell_reads_back_as_it_is(value: Any) -> None:
    document = parse(f"x: [{scalar(value)}, {scalar(value)}]\n")
    assert (document.value, document.faults) == ({"x": [value, value]}, [])


@pytest.mark.parametrize(
    "text", ["1\n", "1", " 1\n2\n", "\n\n1\n", "a\n\n\n", "\x1b[0m\n", "# x\n", "", "a\tb\n"], ids=repr
)
def test_text_reads_back_as_it_is(text: str) -> None:
    document = parse(f"- x: {block(text, 4)}\n  y: 1\n")
    assert (document.value, document.faults) == ([{"x": text, "y": 1}], [])


def test_rows_too_long_for_a_line_take_one_each() -> None:
    many = [["x" * 30, number] for number in range(4)]
    text = f"are: {rows(many, 5, None)}\n"
    assert text.count("\n") == 4
    assert parse(text).value == {"are": many}
