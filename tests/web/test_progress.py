from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Recorded
from tests.web.reading import words
from webapp.lessons.catalogue import Catalogue
from webapp.observation import Observation
from webapp.store.entries import StepProgress, Worked
from webapp.web.progress import LessonProgress, continue_with, progress_of, whole

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


GRADED = ("one", "two", "three")


def lessons(catalogue: Catalogue, *letters: str) -> list[LessonProgress]:
    """Lessons of steps that are passed (p), tried (t) or untouched (-)."""
    step = catalogue.get("keep").exercise("keep-one")
    found = []
    for number, of_lesson in enumerate(letters):
        steps = [step.model_copy(update={"id": name}) for name, _ in zip(GRADED, of_lesson, strict=False)]
        made = catalogue.get("keep").model_copy(update={"id": f"lesson-{number}", "steps": steps})
        kept = {
            name: StepProgress(1, NOON if letter == "p" else None, "")
            for name, letter in zip(GRADED, of_lesson, strict=False)
            if letter != "-"
        }
        found.append(progress_of(made, kept))
    return found


CASES: dict[str, tuple[list[str], Worked | None, tuple[str, str | None] | None]] = {
    "nothing begun": (["--", "--"], None, None),
    "worked on, not passed": (["p-", "-t"], Worked("lesson-1", "two"), ("lesson-1", "two")),
    "passed: the next to do": (["--", "-p-"], Worked("lesson-1", "two"), ("lesson-1", "three")),
    "passed the last: what was left out": (["--", "-pp"], Worked("lesson-1", "three"), ("lesson-1", "one")),
    "in the console": (["--", "p-"], Worked("lesson-1", None), ("lesson-1", "two")),
    "lesson finished: the next from its beginning": (["pp", "--"], Worked("lesson-0", "two"), ("lesson-1", None)),
    "lesson finished: the next was begun": (["pp", "p-"], Worked("lesson-0", "two"), ("lesson-1", "two")),
    "the end was reached first": (["--", "pp"], Worked("lesson-1", "two"), ("lesson-0", None)),
    "a lesson that is no more": (["p-", "--"], Worked("gone", "x"), ("lesson-0", "two")),
    "all done": (["pp", "p"], Worked("lesson-0", "one"), None),
}


@pytest.mark.parametrize(("given", "worked", "to"), CASES.values(), ids=CASES.keys())
def test_going_on_goes_to_what_was_left(
    catalogue: Catalogue, given: list[str], worked: Worked | None, to: tuple[str, str | None] | None
) -> None:
    onward = continue_with(lessons(catalogue, *given), worked)
    assert (onward and (onward.lesson.id, onward.step and onward.step.id)) == to


def test_course_counts_the_steps_of_all_lessons(catalogue: Catalogue) -> None:
    assert whole(lessons(catalogue, "pt-", "p", "")) == (2, 4)


def test_first_page_leads_to_the_step_worked_on_last(recorded: Recorded) -> None:
    assert "Continue where you left off" not in recorded.client.get("/").text
    assert 'max="2" value="0"' in recorded.client.get("/").text
    recorded.record(Observation(outcome="ok"))
    page = recorded.client.get("/").text
    assert 'href="/lessons/keep?exercise=keep-one#exercise-keep-one"' in page
    assert "0 of 2 steps done" in page


def test_lesson_says_which_of_the_course_it_is(client: FlaskClient) -> None:
    assert "Lesson 2 of 2" in words(client.get("/lessons/then").text)
