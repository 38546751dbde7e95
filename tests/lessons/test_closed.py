import pytest

from webapp.lessons.closed import BRACKET, HOW, INSIDE, QUOTE
from webapp.lessons.document import parse


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param('a: 1\nsays: "two" objects\n', f"2:13: {QUOTE}", id="text after double quotes"),
        pytest.param("says: 'That's two'\nb: 1\n", f"1:13: {QUOTE}", id="apostrophe in single quotes"),
        pytest.param("says: 'That's two: three'\n", f"1:13: {QUOTE}", id="apostrophe, then a colon"),
        pytest.param('hints:\n  - "two" objects\n  - b\n', f"2:11: {QUOTE}", id="item of a list"),
        pytest.param('hints: ["two" objects, b]\n', f"1:15: {QUOTE}", id="item in brackets"),
        pytest.param('{says: "two" objects, b: 1}\n', f"1:14: {QUOTE}", id="value in braces"),
        pytest.param("says: {a} and {b}\n", f"1:11: {BRACKET}", id="braces"),
        pytest.param("says: [a] and b\nc: 1\n", f"1:11: {BRACKET}", id="brackets"),
        pytest.param("when: {value: {of: x['a'], is: 1}}\n", f"1:21: {INSIDE}", id="subscript in braces"),
        pytest.param(
            'a: 1\nsays: "two\nb: 1\nc: "x"\n',
            f"2:7: The quotation mark that opens here is closed in line 4, where more follows. In a text, {HOW}",
            id="closed by the next quotation mark",
        ),
    ],
)
def test_text_that_goes_on_is_told_where(text: str, fault: str) -> None:
    assert [f"{place.line}:{place.column}: {message}" for place, message in parse(text).faults] == [fault]


@pytest.mark.parametrize("text", ['a: "b"\n  c: 1\n', "a: [1]\n  c: 1\n"], ids=["after quotes", "after brackets"])
def test_deeper_line_is_still_indentation(text: str) -> None:
    ((place, message),) = parse(text).faults
    assert place.line == 2
    assert message.startswith("The indentation does not fit")
