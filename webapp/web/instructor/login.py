"""Who is logged in as an instructor: a signed cookie of its own, beside the visitor's and apart from it."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from webapp.store.teaching.values import Instructor
from webapp.web.parts import parts
from webapp.web.signing import Signer

COOKIE = "savepoint-instructor"
HOURS = 12
SECONDS = HOURS * 3600
PATH = "/instructor"


def current() -> Instructor | None:
    """The instructor who asks: asked of the store each time, so that who is revoked sees nothing more."""
    if "instructor" not in g:
        g.instructor = _known()
    known: Instructor | None = g.instructor
    return known


def log_in(response: Response, instructor: Instructor) -> None:
    """The answer logs its reader in, for twelve hours."""
    value = _signer().dumps([instructor.id, instructor.key])
    response.set_cookie(COOKIE, str(value), max_age=SECONDS, **_attributes())


def log_out(response: Response) -> None:
    """The answer logs its reader out."""
    response.delete_cookie(COOKIE, **_attributes())


def can_be_kept() -> bool:
    """Whether the browser will keep the cookie: a Secure one over plain http from its own machine alone."""
    name = (urlsplit(f"//{request.host}").hostname or "").rstrip(".")
    if request.is_secure or name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _attributes() -> dict[str, Any]:
    return {"path": PATH, "secure": True, "httponly": True, "samesite": "Strict"}


def _known() -> Instructor | None:
    try:
        number, key = _signer().loads(request.cookies.get(COOKIE, ""), max_age=SECONDS)
    except BadSignature:
        return None
    return parts().store.teaching.instructor(number, key)


def _signer() -> URLSafeTimedSerializer:
    # The salt keeps a visitor's cookie, signed by the same key, from being taken for one of these.
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="instructor", signer=Signer)
