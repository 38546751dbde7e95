"""Slips that nobody sees on the screen are told by their place and name."""

from pathlib import Path

import pytest

from tests.lessons.writing import SMALLEST, exercise_with, problems_of

NO_BREAK, ZERO_WIDTH, IE = "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\N{CYRILLIC SMALL LETTER IE}"
MISSING = "A space is missing after this colon."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (SMALLEST.replace("title: ", "title:"), f"1:6: {MISSING}"),
        (
            SMALLEST.replace("summary: ", "summary:").replace("What", '"What').replace("about.", 'about."'),
            f"2:8: {MISSING}",
        ),
        (
            exercise_with("sql: {COMMIT: 1}").replace("    ask", f"  {NO_BREAK} ask"),
            "5:3: This blank is U+00A0, NO-BREAK SPACE, which YAML takes for text; indent with spaces.",
        ),
    ],
    ids=["no blank", "no blank before quotes", "no-break space"],
)
def test_blank_that_is_missing_or_none_is_told_where_it_is(tmp_path: Path, text: str, problem: str) -> None:
    assert problems_of(tmp_path, text) == [problem]


@pytest.mark.parametrize(
    ("key", "named"),
    [(f"tit{ZERO_WIDTH}le", "U+200B, ZERO WIDTH SPACE"), (f"titl{IE}", "U+0435, CYRILLIC SMALL LETTER IE")],
    ids=["zero width", "Cyrillic"],
)
def test_letter_that_looks_like_another_is_named(tmp_path: Path, key: str, named: str) -> None:
    told = f"1:1: The key `{key}` is not known here. It has {named} in it. Did you mean `title`?"
    assert told in problems_of(tmp_path, SMALLEST.replace("title", key))


def test_address_and_colon_in_a_text_are_no_missing_blank(tmp_path: Path) -> None:
    text = SMALLEST.replace("Prose.", "See https://x.org\n      and: this")
    assert [each for each in problems_of(tmp_path, text) if MISSING in each] == []
