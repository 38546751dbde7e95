from pathlib import Path

import pytest

from tests.lessons.writing import EXERCISE, lesson_of
from webapp.lessons.review.hints import unused_hints


@pytest.mark.parametrize(
    ("hints", "told"),
    [
        ("[Commit., 'keep  HER.']", ["10:22: This hint is of no use: it says what the task says."]),
        ("[Commit., Think., commit.]", ["10:30: This hint is of no use: it says what hint 1 says."]),
        ("[Commit., Think.]", []),
    ],
    ids=["task", "earlier hint", "of use"],
)
def test_hint_that_says_nothing_new_is_warned_of(tmp_path: Path, hints: str, told: list[str]) -> None:
    lesson = lesson_of(tmp_path, f"{EXERCISE}    hints: {hints}\n")
    warnings = list(unused_hints([lesson]))
    assert [f"{each.line}:{each.column}: {each.message}" for each in warnings] == told
    assert all(each.warning for each in warnings)
