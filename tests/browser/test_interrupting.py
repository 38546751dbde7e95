"""A run that is to end: by its button, by Ctrl+C, before it has begun."""

from playwright.sync_api import Page, Route, expect

from tests.browser.acting import console, finished

LESSON = "/lessons/context-managers"


def test_interrupt_button_stops_a_run(page: Page) -> None:
    page.goto(LESSON)
    console(page, "import time")
    page.locator("[data-console-editor] .cm-content").click()
    page.keyboard.insert_text("print('beg' + 'un')\ntime.sleep(4.5)")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-transcript]")).to_contain_text("begun")
    page.get_by_role("button", name="Interrupt").click()
    finished(page)
    expect(page.locator("[data-transcript] > li").last).to_contain_text("You interrupted this snippet")


BEGUN = "import time\nprint('beg' + 'un')\nfor n in range(25):\n    time.sleep(0.1)\n\nprint('en' + 'ded')"


def begin(page: Page, code: str) -> None:
    """Runs a snippet in the console and waits for what it prints first."""
    page.goto(LESSON)
    page.locator("[data-console-editor] .cm-content").click()
    page.keyboard.insert_text(code)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-transcript]")).to_contain_text("begun")


def test_control_c_interrupts_where_nothing_is_selected(page: Page) -> None:
    button = page.get_by_role("button", name="Interrupt")
    begin(page, BEGUN)
    expect(button).to_be_visible()
    page.keyboard.press("Control+c")
    finished(page)
    expect(page.locator("[data-transcript] > li").last).to_contain_text("You interrupted this snippet")
    expect(button).to_be_hidden()


def test_first_snippet_of_a_newcomer_that_prints_nothing_can_be_interrupted(page: Page) -> None:
    page.goto(LESSON)
    page.locator("[data-console-editor] .cm-content").click()
    page.keyboard.insert_text("while True:\n    pass")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+c")
    finished(page)
    expect(page.locator("[data-transcript] > li").last).to_contain_text("You interrupted this snippet")


def test_interrupt_that_comes_before_the_run_has_begun_is_not_lost(page: Page) -> None:
    held: list[Route] = []
    page.goto(LESSON)
    console(page, "kept = 1")
    page.route("**/run", lambda route: held.append(route))
    page.locator("[data-console-editor] .cm-content").click()
    page.keyboard.insert_text("while True:\n    pass")
    page.keyboard.press("Control+Enter")
    with page.expect_response("**/interrupt") as answered:
        page.keyboard.press("Control+c")
    assert answered.value.json() == {"interrupted": False}
    held[0].continue_()
    finished(page)
    expect(page.locator("[data-transcript] > li").last).to_contain_text("You interrupted this snippet")


def test_control_c_copies_what_is_selected_and_the_run_goes_on(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    begin(page, BEGUN)
    page.keyboard.press("Control+Shift+C")  # the browser's own key
    page.locator(".is-pending .printed").evaluate("printed => getSelection().selectAllChildren(printed)")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()").strip() == "begun"
    finished(page)
    expect(page.locator("[data-transcript] > li").last).to_contain_text("ended")
