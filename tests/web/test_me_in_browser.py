"""A visitor takes their record to another browser, leaves one, and is forgotten: in real browsers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.conftest import DESK
from tests.web.editing import answer_box, type_at_prompt, write_answer

LESSON = "/lessons/keep"


@pytest.fixture
def other(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a second browser."""
    with browser.new_context(base_url=address, viewport=DESK) as context:
        yield context.new_page()


def use(page: Page, text: str = "40 + 2") -> None:
    """Makes a visitor of whoever sits there."""
    type_at_prompt(page, f"{text}\n")
    expect(page.locator(".entry .printed").last).to_be_visible()


def opened(page: Page, path: str) -> None:
    page.goto(page.url.split("/lessons")[0] + path)


def make_link(page: Page) -> str:
    opened(page, "/me")
    page.get_by_role("button", name="Make a resume link").click()
    return page.get_by_label("Your resume link").input_value()


def local(page: Page) -> list[str]:
    names: list[str] = page.evaluate("Object.keys(localStorage)")
    return names


def test_record_goes_on_in_another_browser(page: Page, other: Page) -> None:
    use(page)
    link = make_link(page)
    asked: list[str] = []
    other.on("request", lambda request: asked.append(f"{request.url} {request.headers.get('referer', '')}"))
    other.goto(link)
    expect(other.get_by_label("The resume link")).to_be_hidden()
    assert "#" not in other.url
    assert other.context.cookies() == []
    other.get_by_role("button", name="Continue here").click()
    expect(other.get_by_role("status")).to_contain_text("goes on with that record")
    other.get_by_role("link", name="Continue where you left off").click()
    expect(other.locator(".entry .printed")).to_have_text("42\n")
    code = link.partition("#")[2]
    assert len(code) == 32
    assert not any(code in each for each in asked), "the code goes in a form's body alone"


def test_record_of_its_own_is_told_of_and_its_drafts_do_not_mix(page: Page, other: Page) -> None:
    use(page)
    link = make_link(page)
    other.goto(LESSON)
    use(other, "1")
    write_answer(other, "print('of the other browser')")
    other.goto(link)
    expect(other.locator("main")).to_contain_text("This browser has a record of its own, with 1 snippet")
    other.get_by_role("button", name="Continue here").click()
    expect(other.get_by_role("status")).to_be_visible()
    assert [name for name in local(other) if "draft" in name] == []
    other.goto(LESSON)
    expect(answer_box(other)).not_to_contain_text("of the other browser")


def test_revoked_link_says_what_to_do(page: Page, other: Page) -> None:
    use(page)
    link = make_link(page)
    page.get_by_role("button", name="Revoke it").click()
    expect(page.get_by_role("button", name="Make a resume link")).to_be_visible()
    other.goto(link)
    other.get_by_role("button", name="Continue here").click()
    expect(other.get_by_role("alert")).to_contain_text("This link is not good")
    assert other.context.cookies() == []


def test_forgetting_in_one_tab_empties_the_other(page: Page) -> None:
    use(page)
    write_answer(page, "print('a draft')")
    context: BrowserContext = page.context
    second = context.new_page()
    second.goto(page.url.split("/lessons")[0] + "/me")
    second.get_by_role("link", name="Forget me").click()
    second.get_by_role("button", name="Forget me").click()
    expect(second.get_by_role("heading", name="Nothing is kept about you any more")).to_be_visible()
    expect(second.locator(".counts")).to_contain_text("Snippets that ran")
    expect(page.locator(".entry")).to_have_count(0)
    expect(answer_box(page)).not_to_contain_text("a draft")
    assert context.cookies() == []
    assert [name for name in local(second) if "draft" in name] == []
    second.goto(page.url.split("/lessons")[0] + "/me")
    expect(second.locator("main")).to_contain_text("Nothing. A record begins")


def test_run_in_flight_while_forgetting_brings_nobody_back(page: Page) -> None:
    use(page)
    type_at_prompt(page, "print('begun'); import time; t = [n for n in iter(int, 1)]\n")
    expect(page.locator("main")).to_have_class("page is-running")
    second = page.context.new_page()
    second.goto(page.url.split("/lessons")[0] + "/me/forget")
    second.get_by_role("button", name="Forget me").click()
    expect(second.get_by_role("heading", name="Nothing is kept about you any more")).to_be_visible()
    expect(page.locator("main")).not_to_have_class("page is-running")
    second.goto(page.url.split("/lessons")[0] + "/me")
    expect(second.locator("main")).to_contain_text("Nothing. A record begins")


def test_leaving_keeps_the_record_for_the_link(page: Page, other: Page) -> None:
    use(page)
    write_answer(page, "print('a draft')")
    opened(page, "/me/leave")
    expect(page.locator("main")).to_contain_text("there is no resume link")
    page.get_by_role("button", name="Make a resume link first").click()
    link = page.get_by_label("Your resume link").input_value()
    page.get_by_role("link", name="Leave this device").click()
    page.get_by_role("button", name="Leave this device").click()
    expect(page.get_by_role("heading", name="This browser does not know you")).to_be_visible()
    assert page.context.cookies() == []
    assert [name for name in local(page) if "draft" in name] == []
    other.goto(link)
    other.get_by_role("button", name="Continue here").click()
    expect(other.get_by_role("row", name="Snippets that ran")).to_contain_text("1")


def test_all_of_it_works_without_javascript(browser: Browser, address: str, page: Page) -> None:
    use(page)
    link = make_link(page)
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        plain = context.new_page()
        plain.goto(link)
        plain.get_by_label("The resume link").fill(link)
        plain.get_by_role("button", name="Continue here").click()
        expect(plain.get_by_role("row", name="Snippets that ran")).to_contain_text("1")
        plain.get_by_role("link", name="Forget me").click()
        plain.get_by_role("button", name="Forget me").click()
        expect(plain.get_by_role("row", name="Snippets that ran")).to_contain_text("1")
        assert context.cookies() == []
