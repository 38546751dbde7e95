"""What the views work with, handed to the application when it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app

from webapp.attempts import Attempts
from webapp.config import Settings
from webapp.lessons.catalogue import Catalogue
from webapp.store.store import Store

NAME = "savepoint"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one application. `catalogue` is called once a request, so that lessons may be read again."""

    settings: Settings
    store: Store
    attempts: Attempts
    catalogue: Callable[[], Catalogue]


def parts() -> Parts:
    """The parts of the application that answers this request."""
    found = current_app.extensions[NAME]
    if not isinstance(found, Parts):
        raise TypeError(f"{found!r} is not this application's parts")
    return found
