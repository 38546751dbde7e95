"""The glossary's page, and its words in a lesson."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import DESK, make_app
from tests.web.lessons import write_course
from webapp.lessons.catalogue import Catalogue
from webapp.sandbox.client import LocalSandboxes
from webapp.store.store import Store

GLOSSARY = """\
terms:
  - term: emphasis
    means: "`<b>` by other means."
    lesson: keep#example-1
  - term: Zero
    means: Nothing.
    page: https://docs.python.org/3/
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    folder = tmp_path / "lessons"
    folder.mkdir()
    (folder / "glossary.yaml").write_text(GLOSSARY)
    found = write_course(folder)
    assert found.problems == ()
    return found


def test_page_has_every_term_under_its_letter(store: Store, catalogue: Catalogue, tmp_path: Path) -> None:
    page = make_app(store, LocalSandboxes(tmp_path / "nobody"), catalogue).test_client().get("/glossary").text
    assert page.index('id="letter-e"') < page.index('id="emphasis"') < page.index('id="letter-z"')
    assert "<code>&lt;b&gt;</code> by other means." in page
    assert 'href="/lessons/keep#example-1"' in page
    assert 'href="https://docs.python.org/3/"' in page


def test_course_without_glossary_says_so(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "none"
    folder.mkdir()
    app = make_app(store, LocalSandboxes(tmp_path / "nobody"), write_course(folder))
    assert "have no glossary" in app.test_client().get("/glossary").text


@pytest.fixture
def word(page: Page) -> Iterator[Page]:
    expect(page.locator("a.term")).to_have_text("emphasis")
    expect(page.locator("[data-term-note]")).to_be_hidden()
    return page


def test_pointer_opens_the_note_and_may_go_into_it(word: Page) -> None:
    note = word.locator("[data-term-note]")
    word.locator("a.term").hover()
    expect(note).to_be_visible()
    note.hover()
    expect(note).to_contain_text("by other means")
    word.keyboard.press("Escape")
    expect(note).to_be_hidden()
    word.locator("a.term").hover(position={"x": 3, "y": 3})
    word.mouse.move(2, 2)
    expect(note).to_be_hidden()


def test_keyboard_opens_the_note_and_enter_leads_to_the_glossary(word: Page) -> None:
    term = word.locator("a.term")
    word.keyboard.press("Tab")  # from here on focus shows
    term.focus()
    expect(word.locator("[data-term-note]")).to_be_visible()
    expect(term).to_have_accessible_description("<b> by other means.")
    word.keyboard.press("Enter")
    expect(word.get_by_role("heading", name="Glossary")).to_be_visible()
    assert word.url.endswith("/glossary#emphasis")


def test_first_tap_tells_and_the_note_leads_on(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        page = context.new_page()
        page.goto(f"{address}/lessons/keep")
        page.locator("a.term").tap()
        note = page.locator("[data-term-note]")
        expect(note).to_be_visible()
        assert page.url.endswith("/lessons/keep")
        note.get_by_role("link").tap()
        expect(page.get_by_role("heading", name="Glossary")).to_be_visible()


def test_word_is_a_plain_link_without_javascript(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=DESK, java_script_enabled=False) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{address}/lessons/keep")
        expect(page.locator("[data-term-note]")).to_be_hidden()
        page.locator("a.term").click()
        assert page.url.endswith("/glossary#emphasis")
