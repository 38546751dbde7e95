"""What stands in the answer box, and when it comes back."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, expect

from tests.waiting import until
from tests.web.conftest import DESK, Recorded
from tests.web.editing import answer_box, type_at_prompt, write_answer
from webapp.lessons.catalogue import Catalogue
from webapp.observation import Observation
from webapp.store.entries import NewAttempt, NewSnippet
from webapp.store.store import Store

NO_DRAFTS = "() => !Object.keys(localStorage).some((name) => name.includes('draft'))"
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('off') }})"


def run_answer(page: Page, text: str) -> None:
    write_answer(page, text)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-verdict] h3")).to_be_visible()
    expect(page.locator("main")).not_to_have_class("page is-running")


def switch(page: Page) -> None:
    """To the other exercise and back."""
    page.locator('[data-work-on="say-it"]').click()
    expect(answer_box(page)).to_have_text("Write your answer here")
    page.locator('[data-work-on="keep-one"]').click()


def test_draft_is_kept_and_the_starter_comes_back(page: Page) -> None:
    starter = answer_box(page).text_content() or ""
    write_answer(page, "draft")
    page.reload()
    expect(answer_box(page)).to_have_text("draft")
    page.locator("[data-to-starter]").click()
    expect(answer_box(page)).to_have_text(starter)
    page.reload()
    expect(answer_box(page)).to_have_text(starter)


def test_starter_stays_after_an_answer_was_run(page: Page) -> None:
    starter = answer_box(page).text_content() or ""
    run_answer(page, "print(99)")
    page.locator("[data-to-starter]").click()
    switch(page)
    expect(answer_box(page)).to_have_text(starter)
    page.reload()
    expect(answer_box(page)).to_have_text(starter)


def test_answer_that_was_run_is_no_draft(page: Page) -> None:
    run_answer(page, "print(99)")
    page.wait_for_function(NO_DRAFTS)
    switch(page)
    expect(answer_box(page)).to_have_text("print(99)")
    write_answer(page, "print(98)")
    page.reload()
    expect(answer_box(page)).to_have_text("print(98)")
    write_answer(page, "print(99)")
    page.wait_for_function(NO_DRAFTS)


def test_without_storage_a_draft_lasts_as_long_as_the_page(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=DESK) as context:
        context.add_init_script(NO_STORAGE)
        page = context.new_page()
        page.goto(f"{address}/lessons/keep")
        run_answer(page, "print(1)")
        switch(page)
        expect(answer_box(page)).to_have_text("print(1)")
        write_answer(page, "print(2)")
        switch(page)
        expect(answer_box(page)).to_have_text("print(2)")


def test_starter_is_undone_by_one_click_also_after_a_reload(page: Page) -> None:
    starter = answer_box(page).text_content() or ""
    write_answer(page, "mine")
    page.locator("[data-to-starter]").click()
    expect(answer_box(page)).to_have_text(starter)
    page.reload()
    page.locator("#answer").get_by_role("button", name="Bring the earlier text back").click()
    expect(answer_box(page)).to_have_text("mine")
    page.reload()
    expect(answer_box(page)).to_have_text("mine")


def test_half_typed_text_at_the_prompt_comes_back(page: Page) -> None:
    type_at_prompt(page, "for x in")
    expect(page.locator("#console [data-draft-saved]")).to_have_text("Saved here")
    page.reload()
    expect(prompt(page)).to_have_text("for x in")
    type_at_prompt(page, " (1, 2): x\n\n")
    expect(page.locator(".entry .printed")).to_have_text("1\n2\n")
    page.reload()
    expect(prompt(page)).to_have_text("")


def test_draft_typed_before_there_was_a_visitor_is_sent_when_there_is_one(page: Page, store: Store) -> None:
    write_answer(page, "early")
    expect(saved(page)).to_have_text("Saved here")
    type_at_prompt(page, "1\n")
    expect(saved(page)).to_have_text("Saved")
    assert drafts(page, store) == {"keep-one": "early"}


def test_draft_is_on_another_device_and_both_stay_in_step(page: Page, browser: Browser, store: Store) -> None:
    type_at_prompt(page, "1\n")
    write_answer(page, "typed <here>")
    expect(saved(page)).to_have_text("Saved")
    with another_device(browser, page) as other:
        expect(answer_box(other)).to_have_text("typed <here>")
        write_answer(other, "typed there")
        expect(saved(other)).to_have_text("Saved")
        comes_back(page)
        expect(answer_box(page)).to_have_text("typed there")
        run_answer(other, "print(5)")
        comes_back(page)
        expect(answer_box(page)).to_have_text("print(5)")
        expect(page.locator(".entry .printed").last).to_have_text("5\n")
        until(lambda: drafts(page, store) == {})


def test_two_devices_that_change_one_box_choose_and_lose_nothing(page: Page, browser: Browser, store: Store) -> None:
    type_at_prompt(page, "1\n")
    expect(page.locator(".entry.is-ok")).to_have_count(1)
    with another_device(browser, page) as other:
        write_answer(other, "theirs")
        expect(saved(other)).to_have_text("Saved")
        write_answer(page, "mine")
        expect(opposed(page)).to_be_visible()
        page.get_by_role("button", name="Take the other").click()
        expect(answer_box(page)).to_have_text("theirs")
        expect(opposed(page)).to_be_hidden()
        page.get_by_role("button", name="Bring the earlier text back").click()
        expect(answer_box(page)).to_have_text("mine")
        expect(saved(page)).to_have_text("Saved")
        write_answer(other, "theirs again")
        expect(opposed(other)).to_be_visible()
        other.get_by_role("button", name="Keep mine").click()
        expect(saved(other)).to_have_text("Saved")
    assert drafts(page, store) == {"keep-one": "theirs again"}


def test_two_tabs_follow_each_other_as_long_as_one_types_at_a_time(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    write_answer(page, "one")
    expect(answer_box(other)).to_have_text("one")
    write_answer(other, "two")
    expect(answer_box(page)).to_have_text("two")
    expect(opposed(page)).to_be_hidden()
    run_answer(page, "print(3)")
    expect(answer_box(other)).to_have_text("print(3)")
    comes_back(other)
    expect(other.locator(".entry .printed")).to_have_text("3\n")


def test_tab_that_heard_nothing_is_asked_which_text_to_keep(page: Page) -> None:
    other = page.context.new_page()
    other.add_init_script("delete window.BroadcastChannel")
    type_at_prompt(page, "1\n")
    expect(page.locator(".entry.is-ok")).to_have_count(1)
    other.goto(page.url)
    write_answer(page, "mine")
    expect(saved(page)).to_have_text("Saved")
    write_answer(other, "other")
    expect(opposed(other)).to_be_visible()
    other.get_by_role("button", name="Keep mine").click()
    expect(saved(other)).to_have_text("Saved")
    comes_back(page)
    expect(answer_box(page)).to_have_text("other")
    page.get_by_role("button", name="Bring the earlier text back").click()
    expect(answer_box(page)).to_have_text("mine")


def test_draft_typed_offline_is_sent_when_the_connection_is_back(page: Page, store: Store) -> None:
    type_at_prompt(page, "1\n")
    expect(page.locator(".entry.is-ok")).to_have_count(1)
    page.context.set_offline(True)
    expect(page.locator("[data-connection]")).to_have_text("Connection lost. Your text is kept; trying again.")
    write_answer(page, "offline")
    expect(saved(page)).to_have_text("Saved here")
    page.context.set_offline(False)
    expect(page.locator("[data-connection]")).to_be_hidden()
    expect(saved(page)).to_have_text("Saved")
    assert drafts(page, store) == {"keep-one": "offline"}


def test_draft_stands_in_the_form_without_javascript_until_a_later_answer(
    recorded: Recorded, store: Store, catalogue: Catalogue
) -> None:
    store.keep_draft(recorded.visitor, "keep", "keep-one", "drafted </textarea>", 0)
    assert "\ndrafted &lt;/textarea&gt;</textarea>" in recorded.client.get("/lessons/keep").text
    store.record(
        recorded.visitor,
        "keep",
        transcript=None,
        start=catalogue.get("keep").start,
        step="keep-one",
        snippets=[NewSnippet(None, "answer", "keep-one", "answered", Observation(outcome="ok"))],
        attempt=NewAttempt("keep-one", False, {"passed": False, "results": []}, "d"),
    )
    page = recorded.client.get("/lessons/keep").text
    assert "\nanswered</textarea>" in page
    assert "drafted" not in page


def prompt(page: Page) -> Locator:
    return page.locator("[data-console-editor] .cm-content")


def saved(page: Page) -> Locator:
    """What is said of the answer box's text."""
    return page.locator("#answer [data-draft-saved]")


def opposed(page: Page) -> Locator:
    return page.locator("#answer [data-draft-opposed]")


def comes_back(page: Page) -> None:
    """Somebody looks at the page again."""
    with page.expect_response("**/standing?*"):
        page.evaluate("dispatchEvent(new Event('focus'))")


def drafts(page: Page, store: Store) -> dict[str, str | None]:
    """What the server keeps, by step."""
    (cookie,) = [each["value"] for each in page.context.cookies() if each["name"] == "savepoint"]
    found = store.drafts(visitor_of(cookie), "keep")
    return {step: draft.text for step, draft in found.items() if draft.text is not None}


def visitor_of(cookie: str) -> str:
    """The visitor in a cookie of the application's."""
    payload = cookie.split(".")[0]
    return str(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["visitor"])


@contextmanager
def another_device(browser: Browser, page: Page) -> Iterator[Page]:
    """The same visitor's other browser, on the same page."""
    with browser.new_context(viewport=DESK, storage_state={"cookies": page.context.cookies()}) as context:
        other = context.new_page()
        other.goto(page.url)
        yield other
