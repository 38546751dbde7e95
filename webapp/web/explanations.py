"""What an exception means, for templates."""

from __future__ import annotations

from flask import Flask

from webapp import explained


def register(app: Flask) -> None:
    """Gives templates the filter `explained`: an observation's Explanation, or None."""
    app.add_template_filter(explained.error, "explained")
