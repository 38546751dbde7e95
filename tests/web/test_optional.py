"""A lesson that may be left out."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.lessons import FIRST, write_course
from webapp.lessons.catalogue import Catalogue
from webapp.web.progress import ExerciseState, LessonProgress, continue_with, whole

OPTIONAL = FIRST.replace('section: "8.16.4"', 'section: "0"\noptional: true').replace("Keep & lose", "Tables")


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    folder = tmp_path / "lessons"
    folder.mkdir()
    return write_course(folder, tables=OPTIONAL)


def test_start_goes_to_the_first_lesson_that_is_not_optional(client: FlaskClient) -> None:
    page = client.get("/").text
    start = page.index("Start with the first lesson")
    assert 'href="/lessons/keep"' in page[start - 80 : start]
    other = page.index("New to databases? Start here")
    assert 'href="/lessons/tables"' in page[other - 80 : other]
    assert page.index('<span class="number">Optional</span>') < page.index('<span class="number">8.16.4</span>')


def test_page_says_that_it_is_optional(client: FlaskClient) -> None:
    assert '<p class="eyebrow">Optional</p>' in client.get("/lessons/tables").text
    assert "Lesson 1 of 2 · 8.16.4" in client.get("/lessons/keep").text


def standing(catalogue: Catalogue, **done: int) -> list[LessonProgress]:
    """Where somebody stands who has passed so many steps of these lessons."""
    found = []
    for lesson in catalogue.lessons:
        passed = done.get(lesson.id, -1)
        states: dict[str, ExerciseState] = {
            step.id: "passed" if at < passed else "todo" for at, step in enumerate(lesson.graded)
        }
        found.append(LessonProgress(lesson, states, passes={}, tried=passed >= 0))
    return found


@pytest.mark.parametrize(
    ("done", "onward"),
    [({"tables": 1}, "tables"), ({"tables": 2}, "keep"), ({"keep": 1}, "keep"), ({"keep": 2}, None)],
    ids=["within it", "after it", "without it", "all but it"],
)
def test_continuing_leads_to_it_from_within(catalogue: Catalogue, done: dict[str, int], onward: str | None) -> None:
    found = continue_with(standing(catalogue, **done), None)
    assert (found.lesson.id if found else None) == onward


def test_its_steps_are_counted_apart(catalogue: Catalogue) -> None:
    assert whole(standing(catalogue, tables=2, keep=1)) == (1, 2)
