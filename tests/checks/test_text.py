import pytest

from webapp.checks.text import LONGEST_SHOWN, first_difference, near_text, same_text, shortened


@pytest.mark.parametrize(
    ("expected", "came"),
    [
        pytest.param("a\nb", "a  \nb\n\n", id="blanks at the ends"),
        pytest.param("a\nb\n", "a\r\nb\r\n", id="line ends of Windows"),
        pytest.param("a...z", "a to\nz", id="gap"),
        pytest.param(
            "Traceback:\n...\nKeyError: 1\n", "Traceback:\n  File x\n  line\nKeyError: 1\n", id="gap of lines"
        ),
        pytest.param("...b...d...", "abcde", id="several gaps"),
        pytest.param("<Engine at 0x1>", "<Engine at 0x2f>", id="addresses"),
        pytest.param("<Engine at 0x...>", "<Engine at 0x7f2f>", id="gap for an address"),
        pytest.param("", "\n", id="nothing"),
    ],
)
def test_texts_are_the_same(expected: str, came: str) -> None:
    assert same_text(expected, came)


@pytest.mark.parametrize(
    ("expected", "came"),
    [
        pytest.param("a", "A", id="case"),
        pytest.param("a\nb", "a\n\nb", id="line break between"),
        pytest.param(" a", "a", id="blank at the beginning"),
        pytest.param("ab...ba", "aba", id="ends that overlap"),
        pytest.param("a...c...b", "acxb?", id="wrong end"),
        pytest.param("a...c...b", "axb", id="missing middle"),
        pytest.param("a", "", id="nothing came"),
    ],
)
def test_texts_differ(expected: str, came: str) -> None:
    assert not same_text(expected, came)


def test_dots_of_a_solution_are_only_dots() -> None:
    assert not same_text("a...z", "a to z", ellipsis=False)
    assert same_text("a...z", "a...z\n", ellipsis=False)


QUOTED = "The text is right, but it came in quotes: the prompt shows a value's repr; print() shows the text itself."


@pytest.mark.parametrize(
    ("expected", "came", "says"),
    [
        ("Lewis", "LEWIS", "Upper and lower case differ."),
        ("(1, 2)", "(1,2)", "Only blanks or line breaks differ."),
        ("a, b", "A,B", "Only blanks and upper or lower case differ."),
        ("Lewis", "'Lewis'", QUOTED),
        ("a\nb", "b\na", "The lines are right, in another order."),
        ("Lewis", "I am Lewis.", "What was expected is there, with more around it."),
        ("a and b", "a and", "A part of what was expected is there, and the rest is missing."),
        ("Lewis", "Watney", ""),
    ],
)
def test_nearly_right_text_is_recognised(expected: str, came: str, says: str) -> None:
    assert near_text(expected, came) == says


@pytest.mark.parametrize(
    ("expected", "came", "says"),
    [
        ("a\nb\nc", "a\nx\nc", "Line 2 is the first to differ: expected 'b', got 'x'."),
        ("a\nb", "a", "What is there is right; line 2 is missing: 'b'."),
        ("a", "a\nb", "Everything expected is there; line 2 is too many: 'b'."),
        ("a", "b", ""),
    ],
)
def test_first_line_that_differs_is_named(expected: str, came: str, says: str) -> None:
    assert first_difference(expected, came) == says


def test_long_text_is_shortened_and_says_so() -> None:
    assert shortened("x" * (LONGEST_SHOWN + 1_234)).endswith("x\n… (1,234 characters more)")
    assert shortened("x") == "x"
