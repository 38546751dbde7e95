"""Headers that tell the browser what these pages may do."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def register(app: Flask) -> None:
    """Every answer gets the headers; templates get `style_nonce()`."""
    app.after_request(add_headers)
    app.add_template_global(style_nonce)


def style_nonce() -> str:
    """This answer's nonce: the editor makes one style element of its own, and says so with this."""
    if "style_nonce" not in g:
        g.style_nonce = secrets.token_urlsafe(16)
    nonce: str = g.style_nonce
    return nonce


def add_headers(response: Response) -> Response:
    """No foreign code, no framing, no guessing of types; pages are asked for again each time."""
    headers = response.headers
    if request.endpoint == "assets.file":
        # No pages: what is said of pages would be, fifty times over, a tenth of a lesson's first load.
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
    headers["Content-Security-Policy"] = POLICY.format(nonce=style_nonce())
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    headers.setdefault("Cache-Control", "private, no-cache")
    return response
