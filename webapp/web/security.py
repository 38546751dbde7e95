"""Headers that tell the browser what these pages may do."""

from __future__ import annotations

import secrets

from flask import Flask, Response, current_app, g, request

PAGE = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; object-src 'none'; "
    "frame-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For what is no page: were a browser made to show it as one, nothing in it would load or run."""
UNUSED = "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(), hid=(), midi=()"
SECURED_FOR = 365 * 24 * 3600
"""Seconds in which a browser that came by https comes by nothing else."""


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
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.endpoint == "assets.file":
        # No pages: what is said of pages would be, fifty times over, a tenth of a lesson's first load.
        return response
    is_page = response.mimetype == "text/html"
    headers["Content-Security-Policy"] = PAGE.format(nonce=style_nonce()) if is_page else DATA
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = UNUSED
    headers.setdefault("Cache-Control", "private, no-cache")
    # Where the cookie is Secure, the visitor came by https. By http browsers must ignore this, so it is not said there.
    if current_app.session_interface.get_cookie_secure(current_app):
        headers["Strict-Transport-Security"] = f"max-age={SECURED_FOR}"
    return response
