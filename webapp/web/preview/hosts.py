"""The names by which an author may ask their own machine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.exceptions import BadRequest
from werkzeug.sansio.utils import host_is_trusted

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOSTS = ("localhost", ".localhost", "127.0.0.1")
"""Names that lead to this machine and nowhere else. Any other may be a site's that points here for a moment, so that
its page could read what an author has not published."""


class OwnNames:
    """Answers requests by these names alone."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if host_is_trusted(environ.get("HTTP_HOST"), HOSTS):
            return self._app(environ, start_response)
        return BadRequest("The preview answers at http://localhost and http://127.0.0.1 only.")(environ, start_response)


def register(app: Flask) -> None:
    """Every request is looked at before the application sees it."""
    app.wsgi_app = OwnNames(app.wsgi_app)  # type: ignore[method-assign]
