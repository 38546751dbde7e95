from pathlib import Path

from webapp.lessons.fresh import fresh
from webapp.lessons.reader import from_text
from webapp.lessons.schema import KINDS
from webapp.web.preview.tries import tries

LESSON, _ = from_text(fresh("new"), Path("new.yaml"), {})
CHOSEN = """\
title: T
summary: S
steps:
  - predict-output: one
    code: print(1)
    options: [{shows: "1", because: "Yes."}, {shows: "2", because: "No."}]
"""


def test_answers_of_every_kind_can_be_tried() -> None:
    assert LESSON is not None
    found = {key: [each.label for each in tries(step)] for key, step in zip(KINDS, LESSON.steps, strict=True)}
    assert found == {
        "text": [],
        "example": [],
        "exercise": ["Solution", "Also right 1", "Mistake 1", "Starter"],
        "repair": ["Solution", "Mistake 1", "Starter"],
        "arrange": ["Solution", "Mistake 1"],
        "predict": ["Option 1", "Option 2", "Option 3"],
        "predict-output": ["Mistake 1"],
        "predict-sql": ["Solution"],
    }


def test_options_are_sent_by_their_places() -> None:
    lesson, _ = from_text(CHOSEN, Path("one.yaml"), {})
    assert lesson is not None
    assert [(each.kind, each.source) for each in tries(lesson.steps[0])] == [("prediction", "0"), ("prediction", "1")]
