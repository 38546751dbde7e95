"""What a screen reader hears: one sentence a run, from the page's only live region."""

from playwright.sync_api import Page, expect

from tests.browser.acting import answer, console, finished, type_code

HEARD = """() => {
  window.heard = []
  const region = document.querySelector("[data-announcer]")
  new MutationObserver(() => { if (region.textContent) window.heard.push(region.textContent) })
    .observe(region, {childList: true, characterData: true, subtree: true})
}"""


def listening(page: Page, lesson: str = "context-managers") -> Page:
    page.goto(f"/lessons/{lesson}")
    expect(page.locator("[data-console-editor] .cm-editor")).to_be_visible()
    page.evaluate(HEARD)
    return page


def heard(page: Page) -> list[str]:
    """What was said since the last time."""
    said: list[str] = page.evaluate(
        """() => new Promise((done) => {
          const look = () => window.heard.length ? done(window.heard.splice(0)) : setTimeout(look, 20)
          look()
        })"""
    )
    return said


def test_page_has_one_live_region_that_tells_of_runs_and_it_is_polite(page: Page) -> None:
    listening(page)
    console(page, "session = Session(engine)\nsession.commit()")
    heard(page)
    # Each editor has a region of its own, which speaks of editing alone; a lost connection has one too.
    regions = page.locator("[aria-live], [role=status], [role=alert], [role=log], output").all()
    speaking = [region for region in regions if region.is_visible() and region.inner_text().strip()]
    assert [region.get_attribute("aria-live") for region in speaking] == ["polite"]


def test_verdict_is_said_once_with_the_first_difference_and_the_error_in_words(page: Page) -> None:
    listening(page)
    answer(
        page,
        "save-both",
        "with Session(engine) as session:\n    session.add(Astronaut())\n    session.execute('SELECT 1')",
    )
    [said] = heard(page)
    first = page.locator("#verdict .result.is-failed .says").first.inner_text()
    meaning = page.locator("#verdict .explanation .happened").inner_text()
    assert said == f"Not yet. {first} Error. {meaning}"


def test_recognised_mistake_is_what_is_said(page: Page) -> None:
    listening(page)
    page.locator('[data-work-on="save-both"]').click()
    page.locator("[data-answer-editor] .cm-content").focus()
    page.keyboard.press("Control+Enter")
    finished(page)
    [said] = heard(page)
    assert said == f"Not yet. {page.locator('#verdict .mistake').inner_text()}"


def test_console_says_what_was_printed_or_that_nothing_was(page: Page) -> None:
    listening(page)
    console(page, "6 * 7")
    assert heard(page) == ["42"]
    console(page, "x = 1")
    assert heard(page) == ["Done, without output."]


def test_streamed_output_is_not_said_line_by_line(page: Page) -> None:
    listening(page)
    console(page, "for i in range(300):\n    print('line', i)\n")
    assert heard(page) == ["Done, with 300 lines of output. The last: line 299"]


def test_refusal_is_said_with_the_first_violation_and_the_way_out(page: Page) -> None:
    listening(page)
    console(page, "import os\nopen('a')")
    [said] = heard(page)
    assert said.startswith("Refused. Line 1: ")
    assert said.endswith("And 1 more.")
    assert "`" not in said


def test_interruption_is_said(page: Page) -> None:
    listening(page)
    type_code(
        page,
        page.locator("[data-console-editor] .cm-content"),
        "print('begun')\nwhile True: pass",
        newline="Shift+Enter",
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator(".is-pending .printed")).to_contain_text("begun")
    page.keyboard.press("Control+c")
    finished(page)
    [said] = heard(page)
    assert said == "You interrupted this snippet."


def test_step_says_its_line_once_and_what_happened_there(page: Page) -> None:
    listening(page)
    console(page, "session = Session(engine)\nsession.add(Astronaut(firstname='Annie', lastname='M'))\nsession.flush()")
    heard(page)
    expect(page.locator("[data-telling]")).to_have_count(4)
    page.get_by_role("button", name="Step back").or_(page.get_by_role("link", name="Step back")).click()
    [said] = heard(page)
    assert said.startswith("Line 2. ")
    page.get_by_role("slider", name="Step").focus()
    page.keyboard.press("ArrowRight")
    [said] = heard(page)
    assert said == " ".join(page.locator("[data-telling='3']").inner_text().split())
    assert "INSERT" in said


def test_arranging_says_position_and_indent(page: Page) -> None:
    page.goto("/")
    page.goto(arranging(page))
    page.locator(".ordering li").first.focus()
    page.evaluate(HEARD)
    line = page.locator(".ordering li").first.get_attribute("data-line")
    many = page.locator(".ordering li").count()
    page.keyboard.press("Alt+ArrowDown")
    assert heard(page)[0].startswith(f"{line}: line 2 of {many}")
    expect(page.locator(".ordering li").nth(1)).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    assert heard(page)[0].startswith(f"{line}: line 1 of {many}")
    page.keyboard.press("Delete")
    assert heard(page) == [f"{line}: left out"]
    expect(page.locator(".ordering li").last).to_be_focused()


def arranging(page: Page) -> str:
    """The address of a lesson that has lines to arrange."""
    for link in page.locator('a[href^="/lessons/"]').all():
        address = link.get_attribute("href")
        if address and page.request.get(address).text().count("data-ordering"):
            return address
    raise AssertionError("no lesson has lines to arrange")
