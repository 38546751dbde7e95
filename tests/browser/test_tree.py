"""What a screen reader finds on a lesson's page, whole: its accessibility tree, compared with one that is checked in.

To renew the files after a change that is meant, and read the difference before it is committed:
`RENEW_TREES=1 pytest -n 0 tests/browser/test_tree.py`
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import answer, console
from tests.cli.serving import Served, serving
from tests.web.lessons import write_course

TREES = Path(__file__).parent / "trees"
MORE = """\
title: Guess and arrange
summary: Steps that are answered where they stand.
after: [keep]
prelude: |
  from sqlalchemy import create_engine, text
  from sqlalchemy.orm import Session
  engine = create_engine("sqlite:///:memory:")
steps:
  - predict: printed
    ask: What is printed?
    code: |
      print(1 + 1)
    options:
      - {says: "11", because: Numbers are added.}
      - {says: "2", right: true, because: One and one.}
  - arrange: order
    ask: Put the lines in order.
    solution: |
      with Session(engine) as session:
          print(session.scalar(text("SELECT 1")))
    checks:
      - output: {contains: "1"}
"""


@pytest.fixture(scope="module")
def tree_lessons(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with a course of its own, so that these trees change with the page and not with the course."""
    folder = tmp_path_factory.mktemp("lessons")
    found = write_course(folder, guess=MORE)
    assert found.problems == ()
    with serving(tmp_path_factory.mktemp("home"), environ={"SAVEPOINT_LESSONS": str(folder)}) as served:
        yield served


@pytest.fixture
def lesson(browser: Browser, tree_lessons: Served) -> Iterator[Page]:
    with browser.new_context(base_url=tree_lessons.address, viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto("/lessons/keep")
        expect(page.locator("[data-console-editor] .cm-editor")).to_be_visible()
        yield page


def is_as_before(page: Page, name: str) -> None:
    """Compares the tree of what is below the header, times, addresses and versions aside."""
    found = page.locator("main").aria_snapshot()
    found = re.sub(r"\d+\.\d+ ms", "0.00 ms", found)
    found = re.sub(r"look=\d+", "look=0", found)
    found = re.sub(r"0x[0-9a-f]+", "0x0", found)
    found = re.sub(r"(SQLAlchemy|Python|SQLite) [\d.]+\w*", r"\1 0", found) + "\n"
    path = TREES / f"{name}.yaml"
    if os.environ.get("RENEW_TREES"):
        path.write_text(found)
    assert found == path.read_text()


def test_tree_of_a_lesson_is_as_before(lesson: Page) -> None:
    is_as_before(lesson, "lesson")


def test_tree_of_steps_that_are_answered_where_they_stand_is_as_before(lesson: Page) -> None:
    lesson.goto("/lessons/guess")
    expect(lesson.locator(".ordering li")).to_have_count(2)
    is_as_before(lesson, "inline")


def test_tree_with_a_verdict_and_a_timeline_is_as_before(lesson: Page) -> None:
    answer(
        lesson,
        "keep-one",
        'with engine.begin() as connection:\n    connection.execute(text("CREATE TABLE t (a INTEGER)"))',
    )
    expect(lesson.locator("[data-timeline] .step")).not_to_have_count(0)
    is_as_before(lesson, "verdict")


def test_tree_with_a_refusal_is_as_before(lesson: Page) -> None:
    console(lesson, "import os")
    expect(lesson.locator("#panel-timeline")).to_contain_text("refused")
    is_as_before(lesson, "refusal")
