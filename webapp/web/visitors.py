"""Who sits at the browser: an anonymous visitor, known by a signed cookie."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, g, request
from flask import session as cookie
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer

from webapp.web.parts import parts
from webapp.web.signing import Signer

KEY = "visitor"
FOR_EVERYBODY = frozenset({"api", "assets", "error_data", "health", "metrics"})
"""Blueprints whose answers are the same whoever asks."""


class _Cookie(SecureCookieSessionInterface):
    """Flask's signed cookie, marked Secure wherever the page itself came by https."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        found = super().get_signing_serializer(app)
        if found is not None:
            found.signer = Signer
        return found

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        # What caches may keep for everybody must carry nobody's cookie. A page renews it; signing it at every run too
        # would only take time.
        if request.blueprint in FOR_EVERYBODY or (request.method == "POST" and not session.modified):
            return False
        return super().should_set_cookie(app, session)

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 (Flask passes it)
        return request.is_secure  # behind a proxy that ends TLS, that is what `proxies` took from it


def register(app: Flask) -> None:
    """Sets name, lifetime (a year) and attributes of the cookie."""
    app.session_interface = _Cookie()
    app.config.update(
        SESSION_COOKIE_NAME="savepoint",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=365),
        SESSION_REFRESH_EACH_REQUEST=True,
    )


def current() -> str | None:
    """The visitor, or None: no cookie, a broken one, or one that the store does not know."""
    if "visitor" not in g:
        found = claimed()
        g.visitor = found if found is not None and parts().store.knows(found) else None
    known: str | None = g.visitor
    return known


def claimed() -> str | None:
    """The visitor whom the cookie names, or None. Its signature is ours; the store may know them no more."""
    found = cookie.get(KEY)
    g.claimed = found if isinstance(found, str) else None
    known: str | None = g.claimed
    return known


def new() -> str:
    """A new visitor, with a cookie."""
    visitor = g.visitor = g.claimed = parts().store.add_visitor()
    cookie.permanent = True
    cookie[KEY] = visitor
    return visitor


def become(visitor: str) -> None:
    """This browser is that visitor's from now on; nothing of whom it was before stays in the cookie."""
    cookie.clear()
    g.visitor = visitor
    cookie.permanent = True
    cookie[KEY] = visitor


def leave() -> None:
    """This browser is nobody's from now on."""
    cookie.clear()
    g.visitor = None
