"""Refuses to act for another site's page."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import Forbidden

READING = {"GET", "HEAD", "OPTIONS"}


def register(app: Flask) -> None:
    """Every request that changes something is looked at before its view runs."""
    app.before_request(refuse_other_sites)


def refuse_other_sites() -> None:
    """Raises Forbidden where the browser says that another site sent the form.

    Sec-Fetch-Site is set by the browser alone. Plain http has it on loopback only, so Origin is compared elsewhere;
    clients that send neither are no browsers, and carry nobody's cookie.
    """
    if request.method in READING:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        ours = site in {"same-origin", "none"}
    else:
        origin = request.headers.get("Origin")
        ours = origin is None or _host(origin) == request.host
    if not ours:
        raise Forbidden(
            "This came from a page of another site, so it was not done. Open the lesson here and try again."
        )


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # a bracket without its other
        return None
