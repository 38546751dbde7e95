"""Which versions the snippets run on: the sandboxes are made of this server's own Python and packages."""

from __future__ import annotations

import platform
import sqlite3
from functools import cache
from importlib.metadata import version

from flask import Flask


def register(app: Flask) -> None:
    """Gives templates `runs_on()`."""
    app.add_template_global(runs_on)


@cache
def runs_on() -> str:
    """ "SQLAlchemy 2.1.9 on Python 3.11.7, SQLite 3.40.1"."""
    return f"SQLAlchemy {version('sqlalchemy')} on Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
