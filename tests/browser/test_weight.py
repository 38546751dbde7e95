"""What the first load of a lesson costs: its bytes, its requests, and what moves on the page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.acting import finished

LESSON = "/lessons/context-managers"
BUDGET = 250_000
"""Bytes on the wire, headers included."""
WATCH_SHIFTS = """
window.shifts = []
new PerformanceObserver((list) => {
  for (const {value, hadRecentInput, sources} of list.getEntries()) {
    if (!hadRecentInput) window.shifts.push({value, of: sources.map(({node}) => node?.outerHTML?.slice(0, 80) ?? "")})
  }
}).observe({type: "layout-shift", buffered: true})
"""


@dataclass
class Loaded:
    page: Page
    requests: list[Request] = field(default_factory=list)

    @property
    def shift(self) -> float:
        return sum(each["value"] for each in self.page.evaluate("window.shifts"))


@pytest.fixture(scope="module", params=[(1440, 900), (390, 844)], ids=["desk", "phone"])
def loaded(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Loaded]:
    width, height = request.param
    with browser.new_context(base_url=address, viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        found = Loaded(page)
        page.on("request", lambda each: found.requests.append(each))
        page.add_init_script(WATCH_SHIFTS)
        page.goto(LESSON)
        page.wait_for_load_state("networkidle")
        yield found


def test_first_load_is_light_and_of_this_host_alone(loaded: Loaded, address: str) -> None:
    sizes = [each.sizes() for each in loaded.requests]
    assert sum(each["responseBodySize"] + each["responseHeadersSize"] for each in sizes) <= BUDGET
    assert [each.url for each in loaded.requests if not each.url.startswith((address.rstrip("/") + "/", "data:"))] == []


def test_nothing_waits_for_a_script_but_the_small_ones(loaded: Loaded) -> None:
    blocking = loaded.page.evaluate(
        "[...document.scripts].filter((each) => each.src && each.type !== 'module' && !each.defer).map(({src}) => src)"
    )
    sizes = {each.url: each.sizes()["responseBodySize"] for each in loaded.requests if each.url in blocking}
    assert len(sizes) == len(blocking)
    assert sum(sizes.values()) < 2000


def test_next_to_nothing_moves_while_a_lesson_loads_or_runs(loaded: Loaded) -> None:
    assert loaded.shift < 0.02, loaded.page.evaluate("window.shifts")
    # By no hand: what moves soon after a click or a key would not be counted.
    loaded.page.evaluate("document.querySelector('.example .first').click()")
    expect(loaded.page.locator("[data-transcript] > li")).to_have_count(1)
    finished(loaded.page)
    expect(loaded.page.locator("[data-timeline]")).to_be_attached()
    # Nothing but the prompt, which goes on below what was printed: on a phone by some hundred pixels.
    assert loaded.shift < 0.03, loaded.page.evaluate("window.shifts")
