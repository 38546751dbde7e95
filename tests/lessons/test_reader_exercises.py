"""Checks, hints and mistakes of an exercise that cannot be read, told with their place."""

from pathlib import Path

import pytest

from tests.lessons.writing import exercise_with, problems_of
from webapp.lessons.expectations import RowsCheck


@pytest.mark.parametrize(
    ("checks", "problem"),
    [
        pytest.param(
            "output: {matches: 'a(b'}",
            "7:27: This is not a regular expression: missing ), unterminated subpattern at character 2.",
            id="bad regex",
        ),
        pytest.param(
            "raises: {matches: '['}",
            "7:27: This is not a regular expression: unterminated character set at character 1.",
            id="bad regex of an exception",
        ),
        pytest.param(
            "output: smae",
            "7:17: `output` is `same`, or a mapping with one of `is`, `contains` and `matches`.",
            id="output that is neither same nor a mapping",
        ),
        pytest.param(
            "output: {is: a, contains: b}",
            "7:17: `output` needs exactly one of `is`, `contains`, `matches` and `same`.",
            id="two forms of output",
        ),
        pytest.param(
            "value: {of: 'count ='}",
            "7:21: This is not one Python expression: invalid syntax.",
            id="value of no expression",
        ),
        pytest.param(
            "value: {of: count, is: 1, is_repr: '1'}",
            "7:16: `value` takes `is` or `is_repr`, not both.",
            id="two forms of value",
        ),
        pytest.param("value: {is: 1}", "7:16: `value` needs `of`.", id="value of nothing"),
        pytest.param(
            "rows: {of: DELETE FROM crew}",
            "7:20: `of` is one query that only reads: it begins with SELECT, WITH, VALUES, PRAGMA, not with `DELETE`.",
            id="rows of no query",
        ),
        pytest.param(
            "rows: {of: '-- SELECT'}",
            "7:20: `of` is one query that only reads: it begins with SELECT, WITH, VALUES, PRAGMA, not with "
            "'-- SELECT'.",
            id="rows of a comment",
        ),
        pytest.param(
            "rows: {of: SELECT 1, are: [Annie]}",
            "7:36: An item of `are` must be a row, which is a list such as [Annie, Montrose], not the text 'Annie'.",
            id="a row that is no list",
        ),
        pytest.param(
            "rows: {of: SELECT 1, are: [[[1]]]}",
            "7:37: An item of `are` must be a value: null, a number, text or {blob: hex}, not a list.",
            id="a cell that is a list",
        ),
        pytest.param(
            "rows: {of: SELECT 1, ordered: yes}",
            "7:39: `ordered` must be true or false, or name columns: not the text 'yes'.",
            id="yes is not true",
        ),
        pytest.param(
            "sql: {COMIT: 1}",
            "7:15: The key `COMIT` is not known here. Did you mean `COMMIT`?",
            id="unknown SQL keyword",
        ),
        pytest.param(
            "sql: {COMMIT: many}",
            '7:23: A count is a number such as 1, or text such as ">= 1".',
            id="a count that is none",
        ),
        pytest.param(
            "sql: {COMMIT: [1]}",
            '7:23: `COMMIT` must be a count such as 1 or ">= 1", not a list.',
            id="a count that is a list",
        ),
        pytest.param(
            "sql: {}",
            "7:14: `sql` needs at least one count, such as {COMMIT: 1}, or `sequence`, `exactly` or `never`.",
            id="no count",
        ),
        pytest.param(
            "raises: {}", "7:17: `raises` needs at least one of `type`, `code` and `matches`.", id="raises nothing"
        ),
        pytest.param(
            "row: {of: SELECT 1}",
            "7:9: The key `row` is not known here. Did you mean `rows`?",
            id="unknown kind of check",
        ),
        pytest.param(
            "sql: {COMMIT: 1}\n        output: same",
            "7:9: Each item here has exactly one of the keys `output`, `value`, `rows`, `sql`, `state`, `session`, "
            "`raises`, `function`, `uses`, `avoids`, `all`, `any`, `not`; begin a new item for another.",
            id="two checks in one item",
        ),
    ],
)
def test_wrong_check_is_told_with_its_place(tmp_path: Path, checks: str, problem: str) -> None:
    assert problems_of(tmp_path, exercise_with(checks)) == [problem]


@pytest.mark.parametrize(
    "query",
    [
        "select 1",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "VALUES (1)",
        "PRAGMA table_info(moons)",
        "/* all */ -- of them\n SELECT 1",
    ],
    ids=["SELECT", "WITH", "VALUES", "PRAGMA", "after comments"],
)
def test_query_that_reads_is_allowed(query: str) -> None:
    assert RowsCheck(of=query).of == query


@pytest.mark.parametrize(
    ("hints", "problem"),
    [
        pytest.param(
            "\n      - Whose memory: the session's, or the database's?",
            "9:9: An item of `hints` must be text, not a mapping: a colon with a space after it, or a `{` at the "
            "beginning, makes it one; put it in quotes.",
            id="colon",
        ),
        pytest.param(
            " [[a] ]",
            "8:13: An item of `hints` must be text, not a list: a `[` or a dash at the beginning makes it one; "
            "put it in quotes.",
            id="bracket",
        ),
    ],
)
def test_text_that_yaml_takes_for_something_else_is_told(tmp_path: Path, hints: str, problem: str) -> None:
    assert problems_of(tmp_path, exercise_with("output: same", f"    hints:{hints}\n")) == [problem]


def test_mistake_needs_known_outcome(tmp_path: Path) -> None:
    more = "    mistakes:\n      - {answer: a, says: b, when: {outcome: refusd}}\n"
    (found,) = problems_of(tmp_path, exercise_with("output: same", more))
    assert found.startswith("9:46: `outcome` must be 'ok', 'error', 'refused'")
    assert found.endswith("not the text 'refusd'. Did you mean `refused`?")


def test_name_cannot_stand_for_an_object_that_is_gone(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, exercise_with("state: {of: moon, is: gone}"))
    assert found.endswith("'deleted' or 'detached', not the text 'gone'.")


def test_mistake_without_when_is_told(tmp_path: Path) -> None:
    more = "    mistakes:\n      - {answer: a, says: b, wen: []}\n"
    assert problems_of(tmp_path, exercise_with("output: same", more)) == [
        "9:9: A mistake needs `when`.",
        "9:30: The key `wen` is not known here. Did you mean `when`?",
    ]


def test_first_letter_counts_where_two_keys_are_as_near(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, exercise_with("sql: {COMMIT: 1}").replace("    ask:", "    as:"))
    assert "5:5: The key `as` is not known here. Did you mean `ask`?" in problems
