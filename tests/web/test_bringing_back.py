"""Names that a fresh start took, and the ways back to them."""

import re

from flask.testing import FlaskClient
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.conftest import DESK
from tests.web.editing import type_at_prompt
from tests.web.sending import run

JSON = {"Accept": "application/json"}


def make_name(page: Page) -> None:
    type_at_prompt(page, "mine = 5\n")
    expect(page.locator(".entry.is-ok")).to_have_count(1)


def reset(page: Page) -> None:
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("[data-announcer]")).to_have_text("The console has begun afresh.")
    expect(page.locator(".entry")).to_have_count(0)


def way_back(page: Page) -> Locator:
    return page.locator(".bar").get_by_role("button", name="Restore names")


def test_way_back_is_told_while_there_is_one(live: FlaskClient) -> None:
    def post(action: str) -> dict[str, object]:
        document = live.post(f"/lessons/keep/{action}", headers=JSON).json
        assert isinstance(document, dict)
        return document

    assert run(live, "mine = 5")["can_bring_back"] is False
    first = post("reset")
    assert (first["can_bring_back"], first["replaced"]) == (True, True)
    second = post("reset")
    assert (second["can_bring_back"], second["replaced"]) == (True, False)
    assert run(live, "print('it')", kind="answer", step="say-it")["can_bring_back"] is True
    assert run(live, "1")["can_bring_back"] is True


def test_names_stay_within_reach_however_many_answers_ran_since(live: FlaskClient) -> None:
    run(live, "mine = 5")
    for _ in range(3):
        run(live, "print('it')", kind="answer", step="say-it")
    document = live.post("/lessons/keep/bring-back", headers=JSON).json
    assert document is not None
    assert document["can_bring_back"] is False
    assert run(live, "mine + 1")["entries"][0]["output"] == "6\n"


def test_examples_and_answers_alone_leave_no_names_to_bring_back(live: FlaskClient) -> None:
    for _ in range(2):
        ran = run(live, "print('it')", kind="answer", step="say-it")
        assert (ran["can_bring_back"], ran["replaced"]) == (False, False)
    document = live.post("/lessons/keep/reset", headers=JSON).json
    assert document is not None
    assert document["can_bring_back"] is False


def test_nothing_before_the_first_fresh_start_can_be_brought_back(live: FlaskClient) -> None:
    document = live.post("/lessons/keep/reset", headers=JSON).json
    assert document is not None
    assert (document["can_bring_back"], document["replaced"]) == (False, False)


def test_names_come_back_after_a_second_reset_and_a_reload(page: Page) -> None:
    make_name(page)
    expect(way_back(page)).to_be_hidden()
    reset(page)
    reset(page)
    expect(page.locator("[data-replaced]")).to_be_hidden()
    page.reload()
    way_back(page).click()
    expect(page.locator(".entry")).to_have_count(1)
    expect(way_back(page)).to_be_hidden()
    type_at_prompt(page, "mine + 1\n")
    expect(page.locator(".entry .printed")).to_have_text("6\n")


def test_prompt_has_the_focus_when_names_are_back(page: Page) -> None:
    prompt = page.locator("[data-console-editor] .cm-content")
    make_name(page)
    for button in (page.get_by_role("button", name="Restore them"), way_back(page)):
        reset(page)
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".entry")).to_have_count(1)
        expect(prompt).to_be_focused()


def test_both_editors_say_how_to_leave_them(page: Page) -> None:
    for editor in ("answer", "console"):
        box = page.locator(f"[data-{editor}-editor] .cm-content")
        expect(box).to_have_accessible_description(re.compile("^Escape, then Tab, leaves the editor"))
        box.click()
        page.keyboard.type("a")
        page.keyboard.press("Tab")
        expect(box).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        expect(box).not_to_be_focused()


def test_reset_by_form_offers_the_names_back(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=DESK, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/lessons/keep")
        page.locator("#console-source").fill("mine = 5")
        page.locator("[data-console-form]").get_by_role("button", name="Run").click()
        expect(way_back(page)).to_be_hidden()
        page.get_by_role("button", name="Reset").click()
        expect(page.locator("[data-replaced]")).to_be_visible()
        page.get_by_role("button", name="Restore them").click()
        expect(page.locator(".entry")).to_have_count(1)


def test_reset_by_form_of_an_empty_console_offers_nothing(live: FlaskClient) -> None:
    run(live, "print('it')", kind="answer", step="say-it")
    answer = live.post("/lessons/keep/reset", data={"exercise": "say-it"})
    assert answer.location == "/lessons/keep?exercise=say-it#console"
