"""A student who knows all answers: does a lesson's steps in order, each in the way it is answered on its page."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.acting import answer, finished
from webapp.lessons.predictions import PredictOutputStep, PredictSqlStep, PredictStep
from webapp.lessons.schema import Graded, Lesson
from webapp.lessons.steps import ArrangeStep, ExerciseStep

INDENT = 4

PASTE = """(box, text) => {
  const data = new DataTransfer()
  data.setData("text/plain", text)
  box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
}"""


def do(page: Page, lesson: Lesson) -> None:
    """Passes every step of the lesson whose page is open. The first exercise is typed, the others are pasted."""
    expect(page.locator("[data-console-editor] .cm-editor")).to_be_visible()  # the page's own code has begun
    typed = lesson.exercises[:1]
    for step in lesson.graded:
        if isinstance(step, ExerciseStep) and not isinstance(step, ArrangeStep):
            if step in typed:
                answer(page, step.id, step.solution)
            else:
                paste(page, step)
            expect(page.locator("#verdict h3")).to_have_text("Passed")
            part = page.locator(f"#exercise-{step.id}")
        else:
            part = page.locator(f"#step-{step.id}")
            inline(page, part, step)
        expect(part).to_have_attribute("data-state", "passed")


def paste(page: Page, step: ExerciseStep) -> None:
    page.locator(f'[data-work-on="{step.id}"]').click()
    box = page.locator("[data-answer-editor] .cm-content")
    box.click()
    page.keyboard.press("Control+A")
    box.evaluate(PASTE, step.solution)
    page.keyboard.press("Control+Enter")
    finished(page)


def inline(page: Page, part: Locator, step: Graded) -> None:
    """Answers a step where it stands. What code prints nobody has written down: it is guessed, and told."""
    if isinstance(step, PredictStep):
        part.get_by_role("radio").nth(step.right).check()
        run(page, part)
    elif isinstance(step, PredictSqlStep):
        arrange(page, part, step.statements)
        run(page, part)
    elif isinstance(step, ArrangeStep):
        arrange(page, part, step.solution.splitlines())
        run(page, part)
    elif isinstance(step, PredictOutputStep) and step.options:
        for place in range(len(step.options)):
            part.get_by_role("radio").nth(place).check()
            run(page, part)
            if part.locator(".verdict.is-passed").count():
                break
    elif isinstance(step, PredictOutputStep):
        guess(page, part, step)
    expect(part.locator(".verdict h3")).to_have_text("Passed")


def guess(page: Page, part: Locator, step: PredictOutputStep) -> None:
    """Makes the first mistake that the lesson knows and reads what it is told, then what came."""
    box = part.get_by_role("textbox")
    box.fill(step.mistakes[0].shows if step.mistakes else "?")
    run(page, part)
    expect(part.locator(".verdict h3")).to_have_text("Not yet")
    came = part.locator(".is-expected pre").inner_text()
    box.fill(came)
    run(page, part)


def run(page: Page, part: Locator) -> None:
    part.locator("form[data-inline-form] button:not([type=button])").click()
    finished(page)


def arrange(page: Page, part: Locator, wanted: list[str]) -> None:
    """Brings the lines into that order and indentation by the keyboard, and leaves the others out."""
    rows = part.locator("ol.lines > li")
    expect(rows.first).to_be_visible()
    wanted = [line for line in wanted if line.strip()]
    for place, line in enumerate(wanted):
        lines = rows.evaluate_all("rows => rows.map(row => row.dataset.line)")
        at = lines.index(line.strip(), place)
        rows.nth(at).click()
        for _ in range(at - place):
            page.keyboard.press("Alt+ArrowUp")
        for _ in range((len(line) - len(line.lstrip())) // INDENT):
            page.keyboard.press("ArrowRight")
    for _ in range(rows.count() - len(wanted)):
        row = rows.nth(len(wanted))
        row.click()
        page.keyboard.press("Delete")
