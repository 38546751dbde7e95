from pathlib import Path

import pytest

from tests.lessons.writing import SMALLEST, problems_of
from webapp.lessons.document import parse
from webapp.lessons.slips import BAR, COMMENT, NONE


def faults(text: str) -> list[str]:
    return [f"{place.line}:{place.column}: {message}" for place, message in parse(text).faults]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("says: Use #2 and lose this\n", "1:11", id="after a word"),
        pytest.param("says: # the first one\n", "1:7", id="all of it"),
        pytest.param("hints:\n  - One.\n  - Use #2\n", "3:9", id="item of a list"),
        pytest.param("hints: [Use #2\n  ]\n", "1:13", id="item in brackets"),
        pytest.param("steps:\n  - text: Several\n      lines #2\n", "3:13", id="last of several lines"),
        pytest.param("says: Several #2\n  lines\n", "1:15", id="first of several lines"),
        pytest.param("answer: x = 1 # one\r\nb: 2\r\n", "1:15", id="code, with Windows line ends"),
    ],
)
def test_comment_in_a_text_is_told_where_it_begins(text: str, place: str) -> None:
    assert faults(text) == [f"{place}: {COMMENT}"]


@pytest.mark.parametrize(
    "text",
    [
        "# above\ntitle: T\n  # below\n",
        'title: "Use #2" # quoted\n',
        "title: '' # quoted and empty\n",
        "text: | # beside the bar\n  Use #2\n",
        "text: # above the text\n  Prose.\n",
        "hints: # three of them\n  - One.\n",
        "is: 6 # half a dozen\n",
        "title: C#2\n",
    ],
    ids=["own lines", "after quotes", "after empty quotes", "block", "text below", "list", "number", "inside a word"],
)
def test_other_comments_are_allowed(text: str) -> None:
    assert faults(text) == []


def test_text_that_is_all_comment_is_told_once(tmp_path: Path) -> None:
    assert problems_of(tmp_path, SMALLEST.replace("A lesson", "# 2")) == [f"1:8: {COMMENT}"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("value: {of: x, is: None}\n", "1:20"),
        ("value:\n  is: [1, None]\n", "2:11"),
        ("rows: {are: [[None]]}\n", "1:15"),
    ],
    ids=["value", "in a list", "cell"],
)
def test_python_none_is_told(text: str, place: str) -> None:
    assert faults(text) == [f"{place}: {NONE}"]


@pytest.mark.parametrize(
    "text",
    ['value: {is: "None"}\n', "value: {is_repr: None}\n", "output: {is: None}\n", "value: {is: null}\n"],
    ids=["quoted", "Python literal", "output", "null"],
)
def test_none_that_is_meant_is_allowed(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "place", "written"),
    [
        pytest.param("solution:\n  x = 1\n  y = 2\n", "2:3", "solution: |", id="no bar"),
        pytest.param("setup: x = 1\n  \n  y = 2\n", "1:8", "setup: |", id="begun beside the key"),
        pytest.param("also_right:\n  - x = 1\n    y = 2\n", "2:5", "- |", id="item of a list"),
        pytest.param("code: >\n  x = 1\n  y = 2\n", "1:7", "code: |", id="folded"),
    ],
)
def test_code_whose_lines_yaml_joins_is_told(text: str, place: str, written: str) -> None:
    assert faults(text) == [f"{place}: {BAR.format(written)}"]


@pytest.mark.parametrize(
    "text",
    [
        "solution: |\n  x = 1\n  y = 2\n",
        "setup: x = 1\nstarter:\n  y = 2\n",
        "code: >\n  x = 1\n",
        "ask: Several\n  lines\n",
        'answer: "x = 1\\n\n  y = 2"\n',
    ],
    ids=["bar", "one line each", "folded, one line", "prose", "quoted"],
)
def test_other_lines_may_be_joined(text: str) -> None:
    assert faults(text) == []
