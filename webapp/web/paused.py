"""Says on every page that no code runs, while the operator has switched that off."""

from __future__ import annotations

from flask import Flask

from webapp.web.parts import parts


def register(app: Flask) -> None:
    """Templates get `paused()`, a sentence or None."""
    app.add_template_global(paused)


def paused() -> str | None:
    """See `Pausing.sentence`."""
    return parts().attempts.pausing.sentence()
