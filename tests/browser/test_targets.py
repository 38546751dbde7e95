"""What can be tapped is large enough: 24 pixels everywhere (WCAG 2.5.8), and comfortable for a finger."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.acting import finished

CONTROLS = "a, button, summary, label:has(input), input:not(label *, [type=hidden])"
IN_TEXT = "p, td, th, footer, .visually-hidden, .skip"
SMALL = f"""(least) => [...document.querySelectorAll("{CONTROLS}")]
  .filter((each) => each.checkVisibility() && !each.closest("{IN_TEXT}"))
  .map((each) => [each.textContent.trim() || each.ariaLabel || each.name, each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.height < least || box.width < least))
  .map(([name, box]) => name + ": " + box.width + " by " + box.height)"""


@pytest.mark.parametrize(
    ("more", "least"),
    [({"width": 1440, "height": 900}, 24), ({"width": 390, "height": 844}, 36)],
    ids=["pointer", "finger"],
)
def test_controls_of_the_transcript_are_large_enough(
    browser: Browser, address: str, more: dict[str, Any], least: int
) -> None:
    touch = more["width"] < 1000
    with browser.new_context(base_url=address, viewport=more, has_touch=touch, is_mobile=touch) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto("/lessons/context-managers")
        page.evaluate("document.querySelector('.example .first').click()")
        finished(page)
        entry = page.locator("[data-transcript] > li").last
        expect(entry).to_be_visible()
        for name in ("Look at what this snippet did", "Copy a link to this snippet"):
            box = entry.get_by_label(name).bounding_box()
            assert box is not None
            assert box["height"] >= least
            assert box["width"] >= least
        assert page.evaluate(SMALL, 24) == []
