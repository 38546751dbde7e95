from datetime import UTC, datetime

import pytest

from webapp.lessons.catalogue import Catalogue
from webapp.store.entries import StepProgress
from webapp.web.progress import ExerciseState, LessonProgress, continue_with, progress_of

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def test_exercise_counts_as_passed_in_its_version(catalogue: Catalogue) -> None:
    lesson = catalogue.get("keep")
    digest = lesson.exercise("keep-one").digest
    steps = {"keep-one": StepProgress(2, NOON, digest), "say-it": StepProgress(1, None, "")}
    found = progress_of(lesson, steps)
    assert found.states == {"keep-one": "passed", "say-it": "todo"}
    assert (found.done, found.total, found.complete, found.tried) == (1, 2, False, True)


def test_pass_of_an_earlier_version_stays_and_is_told_apart(catalogue: Catalogue) -> None:
    found = progress_of(catalogue.get("keep"), {"keep-one": StepProgress(1, NOON, "of before")})
    assert found.states["keep-one"] == "earlier"
    assert found.done == 1


def test_pass_under_a_former_id_counts(catalogue: Catalogue) -> None:
    lesson = catalogue.get("keep")
    exercise = lesson.exercise("keep-one").model_copy(update={"was": ["old"]})
    renamed = lesson.model_copy(update={"steps": [exercise]})
    found = progress_of(renamed, {"old": StepProgress(1, NOON, exercise.digest)})
    assert found.states == {"keep-one": "passed"}


def lesson(
    catalogue: Catalogue, *states: ExerciseState, hour: int | None = None, tried: bool = False
) -> LessonProgress:
    names = {str(number): state for number, state in enumerate(states)}
    when = None if hour is None else NOON.replace(hour=hour)
    return LessonProgress(catalogue.get("keep"), names, when, tried or hour is not None)


CASES = {
    "nothing begun": ([{}, {}], None),
    "last passed in, unfinished": ([{"hour": 1, "states": "p"}, {"hour": 3, "states": "pt"}, {}], 1),
    "last passed in, finished": ([{}, {"hour": 3, "states": "p"}, {}], 2),
    "tried without a pass": ([{}, {"tried": True}, {}], 1),
    "the end was reached first": ([{}, {"hour": 3, "states": "p"}], 0),
    "all done": ([{"hour": 1, "states": "p"}, {"hour": 2, "states": "p"}], None),
}


@pytest.mark.parametrize(("given", "at"), CASES.values(), ids=CASES.keys())
def test_going_on_goes_to_what_was_left(catalogue: Catalogue, given: list[dict[str, object]], at: int | None) -> None:
    letters: dict[str, ExerciseState] = {"p": "passed", "t": "todo"}
    found = [
        lesson(
            catalogue,
            *(letters[letter] for letter in str(each.get("states", "t"))),
            hour=each.get("hour"),  # type: ignore[arg-type]
            tried=bool(each.get("tried")),
        )
        for each in given
    ]
    assert continue_with(found) is (None if at is None else found[at])
