"""Reads the JSON of requests."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider


class Reading(DefaultJSONProvider):
    """Flask's own, for which text that is nested too deeply is no JSON, instead of a fault of ours."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """The value in a text. Raises ValueError where it cannot be read."""
        try:
            return super().loads(s, **kwargs)
        except RecursionError as error:
            raise ValueError("This JSON is nested too deeply.") from error


def register(app: Flask) -> None:
    """Every view's `request.get_json()` reads by it."""
    app.json = Reading(app)
