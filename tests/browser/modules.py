"""The page's own modules, asked in a real browser."""

from typing import Any

from playwright.sync_api import Page


def asked(page: Page, module: str, call: str, value: Any) -> Any:
    """What `call`, JavaScript that has the module as `m` and `value` as `v`, gives on a page that is open."""
    address = page.locator('script[src*="theme.js"]').get_attribute("src")
    assert address
    script = f"async ([address, v]) => {{ const m = await import(address); return {call} }}"
    return page.evaluate(script, [address.replace("theme.js", f"{module}.js"), value])
