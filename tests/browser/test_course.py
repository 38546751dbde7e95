"""A stranger works through the whole course, lesson by lesson, and is told at the end that all of it is done."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import do
from tests.course import shipped_course
from webapp.lessons.schema import Lesson

COURSE = shipped_course()
TOGETHER = 5
"""Lessons that one student does: the tests share the course, so that they may run side by side."""
WALKS = [COURSE.lessons[at : at + TOGETHER] for at in range(0, len(COURSE.lessons), TOGETHER)]


def plain(lesson: Lesson) -> str:
    return lesson.title.replace("`", "")


@pytest.mark.parametrize("walk", WALKS, ids=[walk[0].id for walk in WALKS])
def test_lessons_are_done_by_their_solutions(page: Page, walk: Sequence[Lesson]) -> None:
    page.goto("/")
    page.get_by_role("link", name=plain(walk[0]), exact=True).click()
    for number, lesson in enumerate(walk):
        expect(page.get_by_role("heading", level=1)).to_have_text(plain(lesson))
        do(page, lesson)
        if number + 1 < len(walk):
            page.locator("nav.onward a").click()
    page.reload()
    for step in walk[-1].graded:
        expect(page.locator(f"#exercise-{step.id}, #step-{step.id}")).to_have_attribute("data-state", "passed")
    page.goto("/")
    for lesson in walk:
        row = page.locator(".lesson-card").filter(has=page.get_by_role("link", name=plain(lesson), exact=True))
        expect(row).to_contain_text(f"{len(lesson.graded)} of {len(lesson.graded)} done")


def test_course_begins_at_its_first_lesson_or_before(page: Page) -> None:
    optional, first = COURSE.lessons[:2]
    for name, lesson in {"Start with the first lesson": first, "New to databases? Start here": optional}.items():
        page.goto("/")
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(plain(lesson))


def test_exercises_know_other_answers_and_mistakes() -> None:
    for lesson in COURSE.lessons:
        for exercise in lesson.exercises:
            assert exercise.also_right, exercise.id
            assert len({mistake.says for mistake in exercise.mistakes}) >= 2, exercise.id
