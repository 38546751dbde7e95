"""The lines of an answer light up in its box beside what they did, as long as the box holds what ran."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.acting import answer, console, finished

ANSWER = """\
with Session(engine) as session:
    annie = Astronaut(firstname="Annie", lastname="Montrose")
    session.add(annie)
    session.commit()
"""


@pytest.fixture(scope="module")
def ran(browser: Browser, address: str) -> Iterator[Page]:
    """A lesson's page after an answer."""
    with browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto("/lessons/context-managers")
        answer(page, "save-both", ANSWER)
        yield page


@pytest.fixture
def answered(ran: Page) -> Page:
    """The same page, loaded anew."""
    ran.goto("/lessons/context-managers?exercise=save-both")
    expect(ran.locator("[data-answer-editor] .cm-editor")).to_be_visible()
    return ran


def row(page: Page, line: int) -> Locator:
    return page.locator(f'.step[data-line="{line}"]').first


def line(page: Page, number: int) -> Locator:
    return page.locator("[data-answer-editor] .cm-line").nth(number - 1)


LIT, HERE, AT = re.compile("cm-lit"), re.compile("cm-here"), re.compile("is-at")


def test_line_of_the_answer_lights_up_with_its_row_and_the_other_way_round(answered: Page) -> None:
    row(answered, 3).hover()
    expect(line(answered, 3)).to_have_class(LIT)
    line(answered, 4).hover()
    expect(row(answered, 4)).to_have_class(re.compile("is-lit"))
    expect(line(answered, 4)).to_have_class(LIT)
    expect(line(answered, 3)).not_to_have_class(LIT)
    line(answered, 2).click()
    answered.keyboard.press("ArrowDown")
    expect(row(answered, 3)).to_have_class(re.compile("is-lit"))


def test_step_marks_its_line_and_the_lines_number_leads_to_the_step(answered: Page) -> None:
    answered.get_by_role("slider", name="Step").fill("2")
    expect(line(answered, 2)).to_have_class(HERE)
    answered.locator("[data-answer-editor] .cm-lineNumbers .cm-gutterElement", has_text="4").click()
    expect(row(answered, 4)).to_have_class(AT)
    expect(line(answered, 4)).to_have_class(HERE)
    expect(line(answered, 2)).not_to_have_class(HERE)


def test_line_of_a_long_answer_is_brought_into_sight(page: Page) -> None:
    page.goto("/lessons/context-managers")
    answer(page, "save-both", "\n".join(f"x{number} = {number}" for number in range(40)))
    page.get_by_role("slider", name="Step").fill("3")
    expect(line(page, 3)).to_have_class(HERE)
    expect(line(page, 3)).to_be_in_viewport()


def test_text_that_is_not_what_ran_has_no_line_lit(answered: Page) -> None:
    answered.get_by_role("slider", name="Step").fill("2")
    expect(line(answered, 2)).to_have_class(HERE)
    line(answered, 2).click()
    answered.keyboard.insert_text("#")
    expect(answered.locator("[data-answer-editor] :is(.cm-here, .cm-lit)")).to_have_count(0)
    row(answered, 3).hover()
    expect(answered.locator('[data-entry] .source [data-line="3"]')).to_have_class(re.compile("is-lit"))
    expect(answered.locator("[data-answer-editor] :is(.cm-here, .cm-lit)")).to_have_count(0)
    answered.keyboard.press("Control+z")
    line(answered, 4).hover()
    expect(line(answered, 4)).to_have_class(LIT)


def test_snippet_of_the_console_lights_no_line_of_the_answer(page: Page) -> None:
    page.goto("/lessons/context-managers")
    answer(page, "save-both", ANSWER)
    console(page, "x = 1\ny = 2")
    row(page, 2).hover()
    expect(page.locator('.of-console .source [data-line="2"]')).to_have_class(re.compile("is-lit"))
    expect(page.locator("[data-answer-editor] .cm-lit")).to_have_count(0)


PAINTED = """(box, name) => {
  const style = getComputedStyle(box)
  return ["top", "height"].map((what) => style.getPropertyValue(`--${name}-${what}`)).join(" ")
}"""


def test_plain_box_paints_its_lines_wherever_they_wrap(page: Page) -> None:
    page.goto("/lessons/context-managers")
    page.get_by_role("button", name="Settings and keys").click()
    for name in ("Plain text box", "Wrap long lines"):
        page.get_by_role("checkbox", name=name).check()
    page.keyboard.press("Escape")
    box = page.locator("#answer-source")
    box.fill(f"long = '{'x' * 150}'\nshort = 1")
    box.press("Control+Enter")
    finished(page)
    expect(row(page, 2)).to_be_attached()
    height = float(box.evaluate("box => parseFloat(getComputedStyle(box).lineHeight)"))
    padding = float(box.evaluate("box => parseFloat(getComputedStyle(box).paddingTop)"))
    row(page, 2).hover()
    top, high = (float(each) for each in re.findall(r"[\d.]+", box.evaluate(PAINTED, "lit")))
    assert top == pytest.approx(padding + 3 * height, abs=1.5)  # the first line takes three
    assert high == pytest.approx(height, abs=1)
    box.hover(position={"x": 40, "y": padding + 1.5 * height})
    expect(row(page, 1)).to_have_class(re.compile("is-lit"))
    row(page, 2).locator(".go").click()
    assert box.evaluate(PAINTED, "here").startswith(f"{top:g}px")
    box.press("End")
    box.press("#")
    assert box.evaluate(PAINTED, "here") == "0px 0px"
