"""An instructor's hour: in by a link, a class that students join, watched while they work, out again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.acting import answer
from tests.browser.teaching import (
    LESSON,
    RIGHT,
    SENTENCE,
    STEP,
    WRONG,
    assign,
    join,
    log_in,
    login_link,
    make_class,
    opened,
)
from tests.cli.running import savepoint

TITLE = "An engine, and a database with nothing in it"
LATER = "2031-12-24T18:30"
FAR = 90
"""Presses of Tab that lead anywhere on a page."""


@pytest.fixture(scope="module")
def link(home: Path, address: str) -> str:
    """Ada's login link."""
    return login_link(home, address, "Ada")


@pytest.fixture
def ada(page: Page, link: str) -> Page:
    """A page on which Ada is logged in."""
    log_in(page, link)
    return page


@pytest.fixture
def student(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a student's own browser."""
    with opened(browser, address) as context:
        yield context.new_page()


def row(page: Page, step: str) -> Locator:
    """A step of the class whose page is open: its numbers, and the sentences told most."""
    return page.locator("[data-live] tbody", has=page.get_by_role("link", name=step, exact=True))


def numbers(page: Page, step: str) -> Locator:
    """Members who have not started it, who try and who have passed."""
    return row(page, step).locator("tr").first.locator("td:not(:has(svg))")


def test_link_logs_in_when_asked_and_its_code_leaves_the_address(page: Page, link: str) -> None:
    page.goto(link)
    expect(page).to_have_url(link.partition("#")[0])
    page.goto("/instructor")
    expect(page.get_by_role("heading", name="Log in"), "reading a link logs nobody in").to_be_visible()
    log_in(page, link)
    sent = []
    page.on("request", lambda request: sent.append(request.all_headers()))
    page.reload()
    assert link.partition("#")[2] not in str(sent)
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Log in"), "nothing is shown from the browser's cache").to_be_visible()


def test_class_page_shows_by_itself_who_joins_errs_and_passes(ada: Page, student: Page) -> None:
    found = make_class(ada, "Tuesday")
    assign(ada, TITLE)
    expect(ada.locator("[data-live]")).to_contain_text("Nobody has joined yet.")
    expect(numbers(ada, STEP)).to_have_text(["0", "0", "0"])
    join(student, found, "Annie")
    expect(ada.locator(".seats li")).to_have_text("Annie 0 of 3 passed")
    student.goto(f"/lessons/{LESSON}")
    answer(student, STEP, WRONG)
    expect(numbers(ada, STEP)).to_have_text(["0", "1", "0"])
    expect(row(ada, STEP)).to_contain_text(f"1 × {SENTENCE}")  # noqa: RUF001
    answer(student, STEP, RIGHT)
    expect(numbers(ada, STEP)).to_have_text(["0", "0", "1"])
    expect(ada.locator(".seats li")).to_have_text("Annie 1 of 3 passed")
    with ada.expect_download() as download:
        ada.get_by_role("link", name="As CSV, student by student").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert f'"Annie","{LESSON}","{STEP}","passed",2,"' in text
    row(ada, STEP).get_by_role("link").click()
    expect(ada.locator(".sentences li", has_text=SENTENCE)).to_contain_text("given 1 time, to 1 student")
    ada.locator(".sentences li", has_text=SENTENCE).get_by_role("link").click()
    expect(ada.locator(".line:target")).to_contain_text(SENTENCE)


def test_page_that_is_paused_stays_as_it_is_until_it_goes_on(ada: Page, student: Page) -> None:
    found = make_class(ada, "Paused")
    expect(ada.locator("[data-live] time"), "the page's code is there").not_to_contain_text("UTC")
    ada.get_by_role("button", name="Pause").click()
    shown = ada.locator("[data-live] time").inner_text()
    join(student, found)
    expect(ada.locator("[data-live] time")).to_have_text(shown)
    expect(ada.locator("[data-live]")).to_contain_text("Nobody has joined yet.")
    ada.get_by_role("button", name="Pause").click()
    expect(ada.locator(".seats li")).to_contain_text("Student 1")


def test_solution_opens_at_the_moment_set_and_told_in_everybodys_own_time(
    browser: Browser, address: str, link: str
) -> None:
    with (
        opened(browser, address, timezone_id="America/New_York") as context,
        opened(browser, address, timezone_id="Asia/Tokyo") as abroad,
    ):
        ada, student = context.new_page(), abroad.new_page()
        log_in(ada, link)
        found = make_class(ada, "Solutions")
        assign(ada, TITLE)
        ada.get_by_label("They open at, in your time (America/New_York)").fill(LATER)
        ada.get_by_role("button", name="Set", exact=True).click()
        expect(ada.locator("#solutions")).to_contain_text("They open on December 24, 2031 at 6:30")
        expect(ada.locator("#when")).to_have_value(LATER)
        join(student, found)
        student.goto(f"/lessons/{LESSON}")
        place = student.locator(f'[data-help="{STEP}"]')
        place.get_by_text("Hint 1 of 2").click()
        place.get_by_text("Another hint 2 of 2").click()
        place.get_by_role("button", name="Show the lines to arrange").click()
        expect(place).to_contain_text("keeps the solution back until December 25, 2031 at 8:30")
        ada.locator("#when").fill("")
        ada.get_by_role("button", name="Set", exact=True).click()
        expect(ada.locator("#solutions")).to_contain_text("They can be asked for at all times.")
        student.reload()
        expect(place.get_by_text("Show the solution")).to_be_visible()


def test_open_page_of_a_revoked_instructor_shows_nothing_new(
    page: Page, student: Page, home: Path, address: str
) -> None:
    grace = login_link(home, address, "Grace")
    log_in(page, grace)
    found = make_class(page, "Revoked")
    assert savepoint("instructor", "revoke", "Grace", home=home).returncode == 0
    expect(page.get_by_role("alert")).to_have_text("You are logged in no more. Open your login link again.")
    page.goto(grace)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("This login link is not good")
    student.goto(found)
    student.get_by_role("button", name="Go on").click()
    expect(student.get_by_role("alert")).to_contain_text("This link is not good")


def test_open_page_of_a_deleted_class_says_so(ada: Page, address: str) -> None:
    make_class(ada, "Gone")
    place, origin = ada.url.partition("#")[0], {"Origin": address.rstrip("/")}
    for what in ("close", "drop"):
        assert ada.context.request.post(f"{place}/{what}", headers=origin).ok
    expect(ada.get_by_role("alert")).to_have_text("This class has been deleted.")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Goes to the target by Tab alone, sees it there, and presses a key."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            break
    expect(target).to_be_focused()
    assert target.evaluate("each => each.matches(':focus-visible') && each.checkVisibility()")
    page.keyboard.press(key)


def test_class_is_made_assigned_closed_and_deleted_by_keyboard(page: Page, link: str) -> None:
    page.goto(link)
    press(page, page.get_by_role("button", name="Log in"))
    title = page.get_by_label("Title of a new class")
    press(page, title, "K")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="K")).to_be_visible()
    press(page, page.locator("#assigned summary", has_text=TITLE))
    press(page, page.get_by_role("checkbox", name=STEP), "Space")
    press(page, page.get_by_role("button", name="Assign these"))
    expect(numbers(page, STEP)).to_have_count(3)
    step = row(page, STEP).get_by_role("link")
    step.focus()
    with page.expect_response("**/live"):
        pass
    expect(step, "the focus stays where it was when the board is renewed").to_be_focused()
    press(page, page.get_by_role("button", name="Close the class"))
    expect(page.locator("#link")).to_contain_text("nobody joins by its link")
    press(page, page.locator("summary", has_text="Delete the class"))
    press(page, page.get_by_role("button", name="Delete “K” for good"))
    expect(page.get_by_role("heading", level=1, name="How the course goes")).to_be_visible()
    expect(page.get_by_role("link", name="K", exact=True)).to_have_count(0)


def test_class_is_taught_without_javascript(browser: Browser, address: str, link: str) -> None:
    with (
        opened(browser, address, java_script_enabled=False) as plain,
        opened(browser, address, java_script_enabled=False) as other,
    ):
        ada, student = plain.new_page(), other.new_page()
        ada.goto("/instructor/login")
        ada.get_by_label("Your login link").fill(link)
        ada.get_by_role("button", name="Log in").click()
        ada.get_by_label("Title of a new class").fill("Plain")
        ada.get_by_role("button", name="Make a class").click()
        found = ada.get_by_label("The join link").input_value()
        ada.locator("#assigned summary", has_text=TITLE).click()
        ada.get_by_role("checkbox", name=STEP).check()
        ada.get_by_role("button", name="Assign these").click()
        ada.get_by_label("They open at, in UTC").fill(LATER)
        ada.get_by_role("button", name="Set", exact=True).click()
        expect(ada.locator("#solutions")).to_contain_text("24 December 2031, 18:30 UTC")
        student.goto("/join")
        student.get_by_label("The join link").fill(found)
        student.get_by_role("button", name="Go on").click()
        student.get_by_role("button", name="Join", exact=True).click()
        student.goto(f"/lessons/{LESSON}?exercise={STEP}")
        student.locator("#answer-source").fill(RIGHT)
        student.locator("#answer").get_by_role("button", name="Run").click()
        expect(student.locator("#verdict .verdict")).to_contain_text("Passed")
        ada.reload()
        expect(numbers(ada, STEP)).to_have_text(["0", "0", "1"])
        expect(ada.locator(".seats li")).to_contain_text("Student 1")
