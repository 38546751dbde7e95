"""A line in the log for each request, and the id by which it is found again.

No line has a path, a query or anything else that a visitor typed.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import secrets
import time
from dataclasses import dataclass, field

from flask import Flask, Response, g, request

from webapp.attempts import Done
from webapp.config import Settings, keys
from webapp.logs import FIELDS
from webapp.observation import RULES
from webapp.web.proxies import came_by_a_named_proxy

log = logging.getLogger(__name__)
HEADER = "X-Request-ID"
METHODS = frozenset("GET HEAD OPTIONS POST PUT DELETE PATCH".split())
QUIET = frozenset({"assets", "health", "metrics"})
"""Blueprints of which only what went wrong is logged: a page brings fifty files, and probes come every few seconds."""
_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")


@dataclass(slots=True)
class Notes:
    """What becomes known of a request while it is answered, by another thread perhaps."""

    began: float = field(default_factory=time.perf_counter)
    outcome: str = ""
    rules: tuple[str, ...] = ()

    def ran(self, done: Done) -> None:
        """How a run ended."""
        seen = done.entries[-1].observation
        self.outcome = seen.outcome
        self.rules = tuple(sorted({each.rule if each.rule in RULES else "other" for each in seen.violations}))


def notes() -> Notes:
    """Those of this request."""
    found: Notes = g.notes
    return found


def request_id() -> str:
    """This request's id: a named proxy's own, or one made here."""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "") if came_by_a_named_proxy() else ""
        g.request_id = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
    found: str = g.request_id
    return found


def register(app: Flask, settings: Settings) -> None:
    """Every answer has the id, and is logged once its last byte has gone; templates have `request_id()`."""
    key = keys(settings.secret_key)[0].encode()

    def begin() -> None:
        g.notes = Notes()

    def end(response: Response) -> Response:
        if request.blueprint != "assets":
            response.headers[HEADER] = request_id()
        if request.blueprint in QUIET and response.status_code < 400:
            return response
        known = g.get("claimed")
        told = {
            "request": request_id(),
            "method": request.method if request.method in METHODS else "other",
            "endpoint": request.endpoint or "none",
            "status": response.status_code,
        }
        if isinstance(known, str):
            told["visitor"] = hmac.digest(key, known.encode(), hashlib.sha256).hex()[:12]
        kept = notes()
        response.call_on_close(lambda: _tell(told, kept, rules=settings.log_refused == "rules"))
        return response

    app.before_request(begin)
    app.after_request(end)
    app.add_template_global(request_id)


def _tell(told: dict[str, object], kept: Notes, *, rules: bool) -> None:
    told["milliseconds"] = round((time.perf_counter() - kept.began) * 1000, 1)
    if kept.outcome:
        told["outcome"] = kept.outcome
    if rules and kept.rules:
        told["rules"] = ",".join(kept.rules)
    log.info("request", extra={FIELDS: told})
