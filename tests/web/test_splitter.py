"""The bars between the parts of the page: whatever is done to them, no part lies over another, and it is remembered."""

from itertools import pairwise

from playwright.sync_api import Page, expect

PARTS = ["#answer", "#console", "#data"]


def drag(page: Page, label: str, to: float) -> None:
    bar = page.get_by_role("separator", name=label)
    box = bar.bounding_box()
    assert box
    page.mouse.move(box["x"] + 50, box["y"] + 3)
    page.mouse.down()
    page.mouse.move(box["x"] + 50, to, steps=4)
    page.mouse.up()


def edges(page: Page) -> list[tuple[float, float]]:
    """Top and bottom of the parts and the bars between them, from above, in pixels."""
    script = """(parts) => [...document.querySelectorAll(`${parts}, .splitter.is-horizontal`)].map((part) => {
      const {top, bottom} = part.getBoundingClientRect()
      return [top, bottom]
    })"""
    return [(top, bottom) for top, bottom in page.evaluate(script, ", ".join(PARTS))]


def assert_apart(page: Page) -> None:
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found = edges(page)
    assert len(found) == 5
    for (_, bottom), (top, _) in pairwise(found):
        assert bottom <= top + 1, found
    assert all(bottom - top > 5 for top, bottom in found[::2])


def height(page: Page, part: str) -> float:
    return float(page.evaluate("(part) => document.querySelector(part).offsetHeight", part))


def test_each_bar_leaves_room_when_the_other_was_moved(page: Page) -> None:
    drag(page, "Height of the answer box", 860)
    assert_apart(page)
    drag(page, "Height of what the tabs show", 60)
    assert_apart(page)
    drag(page, "Height of the answer box", 860)
    assert_apart(page)


def test_small_window_leaves_every_part_its_place_and_a_large_one_gives_back(page: Page) -> None:
    drag(page, "Height of the answer box", 860)
    before = height(page, "#answer")
    for size in (500, 320):
        page.set_viewport_size({"width": 1440, "height": size})
        assert_apart(page)
    assert height(page, "#answer") < before
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator("#answer")).to_have_js_property("offsetHeight", before)


def test_heights_are_remembered_as_they_were_set_not_as_they_had_to_be(page: Page) -> None:
    drag(page, "Height of the answer box", 860)
    before = height(page, "#answer")
    page.set_viewport_size({"width": 1440, "height": 500})
    assert_apart(page)
    page.reload()
    assert_apart(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator("#answer")).to_have_js_property("offsetHeight", before)


def test_columns_are_divided_anew_by_pointer_and_keyboard_and_stay_so(page: Page) -> None:
    bar = page.get_by_role("separator", name="Width of the lesson")
    width = "document.querySelector('#lesson').offsetWidth"
    usual = page.evaluate(width)
    box = bar.bounding_box()
    assert box
    page.mouse.move(box["x"], 300)
    page.mouse.down()
    page.mouse.move(500, 300, steps=4)
    page.mouse.up()
    assert page.evaluate(width) == 500
    bar.press("ArrowLeft")
    assert page.evaluate(width) == 476
    expect(bar).to_have_attribute("aria-valuenow", "33")
    page.reload()
    expect(page.locator("[data-console-editor] .cm-editor")).to_be_visible()
    assert page.evaluate(width) == 476
    page.mouse.dblclick(477, 300)
    assert page.evaluate(width) == usual
    page.reload()
    assert page.evaluate(width) == usual


def test_columns_begin_at_1024_pixels(page: Page) -> None:
    bar = page.get_by_role("separator", name="Width of the lesson")
    code, lesson = page.locator("#code"), page.locator("#lesson")
    page.set_viewport_size({"width": 1024, "height": 800})
    for part in (bar, code, lesson):
        expect(part).to_be_visible()
    page.set_viewport_size({"width": 1023, "height": 800})
    expect(bar).to_be_hidden()
    expect(code).to_be_hidden()
