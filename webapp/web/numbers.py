"""Numbers in addresses."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1
"""The largest id: PostgreSQL takes no larger integer, and SQLite none of 64 bits."""


class Id(IntegerConverter):
    """`<int:...>`, up to the largest id where a route says nothing else: beyond that there is nothing."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **({"max": LARGEST} | keywords))


def register(app: Flask) -> None:
    """For all routes that are added after this."""
    app.url_map.converters = {**app.url_map.converters, "int": Id}
