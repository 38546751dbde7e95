"""A student steps through what their lines did, and reads why."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.acting import console

LESSON = "/lessons/context-managers"
MISSIONS = """\
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from astronauts import Base
class Mission(Base):
    __tablename__ = "missions"
    id: Mapped[int] = mapped_column(primary_key=True)
    leader_id: Mapped[int] = mapped_column(ForeignKey("astronauts.id"))
    leader: Mapped[Astronaut] = relationship()

Base.metadata.create_all(engine)"""
LIFE = """\
ares = Mission(leader=Astronaut(firstname="Annie", lastname="Montrose"))
session = Session(engine)
session.add(ares)
session.flush()
session.commit()
session.close()
mission = session.scalars(select(Mission)).one()
mission.leader.lastname
session.delete(mission)
session.flush()
session.rollback()"""
ADD, FLUSH, COMMIT, CLOSE, READ, LAZY, DELETE, DELETED, ROLLBACK = 3, 4, 5, 6, 7, 8, 9, 10, 11


@pytest.fixture(scope="module")
def stepped(browser: Browser, address: str) -> Iterator[Page]:
    """A page after an object's life: flushed, committed, detached, read again, loaded from, deleted, rolled back.

    Tests only look at it, so they share it.
    """
    with browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(LESSON)
        console(page, MISSIONS)
        console(page, LIFE)
        yield page


def panel(page: Page, name: str) -> Locator:
    page.get_by_role("tab", name=name).click()
    return page.get_by_role("tabpanel", name=name)


def at(page: Page, line: int) -> Locator:
    """Goes to a line by its row in the timeline; the words on it."""
    panel(page, "Timeline").locator(f'.step[data-line="{line}"] .go').click()
    return page.locator(".telling:visible")


def test_flush_rollback_detach_and_lazy_load_are_read_with_their_causes(stepped: Page) -> None:
    flush = at(stepped, FLUSH)
    expect(flush).to_contain_text("Flush: session.flush sent the pending Astronaut and the pending ares.")
    expect(flush).to_contain_text("ares went from pending to persistent, key 1.")
    expect(at(stepped, COMMIT)).to_contain_text("ares expired.")
    expect(at(stepped, CLOSE)).to_contain_text("ares went from persistent to detached.")
    expect(at(stepped, LAZY)).to_contain_text("Lazy load of mission.leader, which had not been loaded.")
    expect(at(stepped, DELETED)).to_contain_text("Flush: session.flush sent the deleted mission.")
    rollback = at(stepped, ROLLBACK)
    expect(rollback).to_contain_text("The transaction was rolled back, by session.rollback.")
    expect(rollback).to_contain_text("mission went from deleted to persistent, expired.")


def test_session_and_an_objects_life_follow_the_steps_by_keyboard(stepped: Page) -> None:
    at(stepped, ADD)
    session = panel(stepped, "Session")
    expect(session.locator(".session")).to_contain_text(re.compile(r"New\s+2"))
    slider = stepped.get_by_role("slider", name="Step")
    slider.focus()
    stepped.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", f"line {FLUSH}")
    expect(session.locator(".session")).to_contain_text(re.compile(r"Identity map\s+2"))
    life = session.locator(".life", has=stepped.locator("summary", has_text="ares"))
    expect(life.locator(".node.now")).to_have_text("persistent")
    for _ in range(CLOSE - FLUSH):
        stepped.keyboard.press("ArrowRight")
    expect(life.locator(".node.now")).to_have_text("detached")
    expect(life.get_by_role("list", name="How it got there").get_by_role("listitem")).to_have_text(
        [
            re.compile("transient line 1"),
            re.compile(f"pending line {ADD}"),
            re.compile(f"persistent line {FLUSH}"),
            re.compile(f"detached line {CLOSE}"),
        ]
    )


def test_tables_follow_the_steps_as_the_session_and_as_others_see_them(stepped: Page) -> None:
    at(stepped, FLUSH)
    tables = panel(stepped, "Tables")
    rows = tables.locator("figure", has_text="missions").locator("tbody tr:visible")
    switch = stepped.get_by_role("checkbox", name="As others see it")
    expect(tables).to_contain_text(f"After line {FLUSH}")
    expect(rows).to_have_class(["inserted mine"])
    switch.check()
    expect(rows).to_have_text(["no rows"])
    switch.uncheck()
    slider = stepped.get_by_role("slider", name="Step")
    slider.fill(str(COMMIT))
    expect(rows).to_have_class(["committed"])
    slider.fill(str(DELETED))
    expect(rows).to_have_class(["gone mine"])
    switch.check()
    expect(rows).to_have_class(["committed theirs"])
    switch.uncheck()
    slider.fill(str(ROLLBACK))
    expect(rows).to_have_class(["committed"])
    expect(tables).to_contain_text("Every session of engine shares one connection")


def test_earlier_snippet_is_looked_at_with_its_own_steps(stepped: Page) -> None:
    first = stepped.locator("[data-transcript] > li").first
    first.hover()
    first.get_by_role("link", name="Look at what this snippet did").click()
    expect(stepped.locator("[data-of-what]")).to_contain_text("Earlier: from sqlalchemy import ForeignKey, select")
    expect(panel(stepped, "SQL")).to_contain_text("CREATE TABLE missions")
    stepped.get_by_role("link", name="Back to the latest").click()
    expect(stepped.locator("[data-of-what]")).to_be_hidden()
    expect(panel(stepped, "SQL")).to_contain_text("INSERT INTO missions")


def test_error_leads_to_the_line_where_it_began(page: Page) -> None:
    page.goto(LESSON)
    console(
        page,
        'annie = Astronaut(firstname="Annie", lastname="Montrose")\n'
        "session = Session(engine)\nsession.add(annie)\nsession.commit()\nsession.close()\nannie.lastname",
    )
    panel(page, "SQL")
    page.get_by_role("link", name="See line 5 in the timeline").click()
    expect(page.get_by_role("tab", name="Timeline")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".step.is-at")).to_contain_text("session.close()")


def test_steps_are_no_wider_than_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(LESSON)
    page.get_by_role("link", name="Code", exact=True).click()
    console(page, LIFE.replace("ares = Mission(leader=", "ares = (").replace("Mission", "Astronaut"))
    page.get_by_role("link", name="Data", exact=True).click()
    for name in ("Timeline", "Session", "Tables", "SQL"):
        shown = panel(page, name)
        expect(shown).to_be_visible()
        expect(shown).not_to_be_empty()
        assert page.evaluate("document.documentElement.scrollWidth") == 390, name
    context.close()
