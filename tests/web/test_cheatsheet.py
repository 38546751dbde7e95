"""The cheat sheet: what lessons say is to be remembered."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

from tests.course import shipped_course
from tests.lessons.reference.writing import folder_of, told
from tests.lessons.writing import SMALLEST
from tests.web.lessons import FIRST, write_course
from webapp.lessons.catalogue import Catalogue

REMEMBER = """\
remember:
  - code: session.commit()
    says: keeps `it` & ends
"""


class TestOfSomeLessons:
    @pytest.fixture
    def catalogue(self, tmp_path: Path) -> Catalogue:
        folder = tmp_path / "lessons"
        folder.mkdir()
        return write_course(folder, keep=FIRST + REMEMBER)

    def test_box_has_code_and_words_and_leads_to_its_lesson(self, client: FlaskClient) -> None:
        page = client.get("/cheatsheet").text
        assert '<a href="/lessons/keep">Keep &amp; lose</a>' in page
        assert "keeps <code>it</code> &amp; ends" in page
        assert 'href="/lessons/then"' not in page


class TestOfTheCourse:
    @pytest.fixture
    def catalogue(self) -> Catalogue:
        return shipped_course()

    def test_it_prints_on_one_sheet(self, browser_page: Page) -> None:
        pages = re.findall(rb"/Type\s*/Page[^s]", browser_page.pdf(prefer_css_page_size=True))
        assert 1 <= len(pages) <= 2  # front and back

    @pytest.fixture
    def browser_page(self, browser: Browser, address: str) -> Iterator[Page]:
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(f"{address}/cheatsheet")
            yield page


def test_lesson_without_anything_leaves_no_sheet(client: FlaskClient) -> None:
    assert "leave nothing for a cheat sheet" in client.get("/cheatsheet").text


def test_every_lesson_that_teaches_leaves_something() -> None:
    lessons = shipped_course().lessons
    assert [each.id for each in lessons if not each.remember and not each.id.startswith("project")] == []
    assert all(len(each.remember) <= 3 for each in lessons)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("session.commit(", "lesson.yaml:6:11: This is not Python: '(' was never closed."),
        ("open('moons.txt')", "lesson.yaml:6:11: This was refused: "),
        ("''", "lesson.yaml:6:11: `code` is empty."),
    ],
)
def test_code_that_could_not_run_is_told(tmp_path: Path, code: str, message: str) -> None:
    text = SMALLEST + REMEMBER.replace("session.commit()", code)
    assert [each[: len(message)] for each in told(folder_of(tmp_path, lesson=text))] == [message]
