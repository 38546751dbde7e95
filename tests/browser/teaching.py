"""What instructors do with hands, and what students of theirs do."""

import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.cli.running import savepoint
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.folders import folders
from webapp.observation import Observation
from webapp.store.entries import NewAttempt, NewSnippet
from webapp.store.store import Store

DESK = {"width": 1440, "height": 900}
LESSON = "setup"
STEP = "filled-engine"
WRONG = "DATABASE = 'sqlite:///:memory:'\nengine = create_engine(DATABASE)"
SENTENCE = "No table was made."
RIGHT = f"{WRONG}\nfill(engine)"


LONG = "session.add(Astronaut(firstname='Annie'))  # " + "and so on " * 40
NAMES = (None, "Annie", "Donaudampfschifffahrtsgesellschaftskapitänsmützenträger", "<b>Edsger</b>")
PAGES = [
    "/instructor",
    "/instructor/classes/1",
    "/instructor/classes/2",
    f"/instructor/lessons/{LESSON}",
    f"/instructor/lessons/{LESSON}/steps/{STEP}",
    f"/instructor/lessons/{LESSON}/steps/two-databases",
    f"/instructor/lessons/{LESSON}/source",
]
"""Every kind of page that instructors have, after `fill`."""


def fill(home: Path) -> None:
    """Gives the one instructor of a server a class whose students have answered, and one in which nobody is yet."""
    lesson = Catalogue.load(*folders("")).get(LESSON)
    store = Store(f"sqlite:///{home / 'savepoint.sqlite3'}")
    (ada,) = store.teaching.instructors()
    number, token = store.teaching.make_class(ada.id, "Tuesday, " * 8)
    store.teaching.make_class(ada.id, "Empty")
    store.teaching.assign(ada.id, number, [(LESSON, step.id) for step in lesson.graded])
    for place, name in enumerate(NAMES):
        visitor = store.add_visitor()
        store.teaching.join(visitor, token, name)
        for mistake, observed in ((SENTENCE, None), ("", "this" if place % 2 else "that"), (None, None)):
            verdict = {"results": [{"passed": False, "looked_at": "The rows of `SELECT 1`", "says": "None came."}]}
            store.record(
                visitor,
                LESSON,
                transcript=None,
                start=lesson.start,
                step=STEP,
                snippets=[NewSnippet(None, "answer", STEP, LONG, Observation(outcome="ok", source=LONG))],
                attempt=NewAttempt(STEP, mistake is None, verdict, "d", mistake or "", observed),
            )
    store.close()


def login_link(home: Path, address: str, name: str) -> str:
    """The link of a new instructor, as an operator prints it."""
    added = savepoint("instructor", "add", name, "--url", address, home=home)
    assert added.returncode == 0, added.stderr
    return added.stdout.strip()


def opened(browser: Browser, address: str, **options: object) -> BrowserContext:
    """A browser of its own."""
    context = browser.new_context(base_url=address, viewport=DESK, **options)  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    return context


def log_in(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="How the course goes")).to_be_visible()


def make_class(page: Page, title: str) -> str:
    """Makes a class; its join link. The class's page is open then."""
    page.goto("/instructor")
    page.get_by_label("Title of a new class").fill(title)
    page.get_by_role("button", name="Make a class").click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    link = page.get_by_label("The join link").input_value()
    assert re.search(r"/join#\S{32}$", link)
    return link


def assign(page: Page, lesson: str) -> None:
    """Assigns all steps of a lesson to the class whose page is open, and no others."""
    page.locator("#assigned summary", has_text=lesson).click()
    page.get_by_role("button", name=f"All or none of {lesson}").click()
    page.get_by_role("button", name="Assign these").click()
    expect(page.locator("#assigned")).to_contain_text("of 1 lesson.")


def join(page: Page, link: str, name: str = "") -> None:
    """What a student does who was given the link."""
    page.goto(link)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("heading", name="Classes you are in")).to_be_visible()
