"""A stranger works through the whole chapter."""

from playwright.sync_api import Page, expect

from tests.browser.acting import answer
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.folders import shipped

COURSE = Catalogue.load(shipped())
CHAPTER = COURSE.lessons[:6]


def test_the_chapter_is_done_by_typing_its_solutions(page: Page) -> None:
    page.goto("/")
    for lesson in COURSE.lessons:
        expect(page.get_by_role("link", name=lesson.title.replace("`", "")).first).to_be_visible()
    page.get_by_role("link", name="Start with the first lesson").click()
    for number, lesson in enumerate(CHAPTER):
        expect(page.get_by_role("heading", level=1)).to_have_text(lesson.title.replace("`", ""))
        for exercise in lesson.exercises:
            verdict = answer(page, exercise.id, exercise.solution)
            expect(verdict).to_contain_text("Passed")
            expect(page.locator(f"#exercise-{exercise.id}")).to_have_attribute("data-state", "passed")
        if number + 1 < len(CHAPTER):
            page.locator("nav.onward a").click()

    page.reload()
    for exercise in CHAPTER[-1].exercises:
        expect(page.locator(f"#exercise-{exercise.id}")).to_have_attribute("data-state", "passed")
    page.goto("/")
    for lesson in CHAPTER:
        count = len(lesson.exercises)
        row = page.get_by_role("listitem").filter(has_text=lesson.title.replace("`", ""))
        expect(row).to_contain_text(f"{count} of {count}")


def test_the_chapter_knows_other_answers_and_mistakes() -> None:
    assert all(len(lesson.exercises) >= 2 for lesson in CHAPTER)
    for lesson in CHAPTER:
        for exercise in lesson.exercises:
            assert exercise.also_right, exercise.id
            assert len({mistake.says for mistake in exercise.mistakes}) >= 2, exercise.id
