"""The address that Prometheus reads."""

from __future__ import annotations

import hmac

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from werkzeug.exceptions import Forbidden

from webapp.web.metrics.counted import counted
from webapp.web.metrics.machines import Machines
from webapp.web.nearness import came_straight_from_this_machine
from webapp.web.parts import parts

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
def metrics() -> Response:
    """All figures, in Prometheus' text format. Raises Forbidden for whoever is neither here nor has the token."""
    if not (_has_token() or came_straight_from_this_machine()):
        raise Forbidden("Figures are told to this machine alone, or to who presents the token for them.")
    registry = counted().registry()
    registry.register(Machines(parts().attempts.sandboxes))
    text = generate_latest(registry)
    return Response(text, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _has_token() -> bool:
    token = parts().settings.metrics_token
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    # In constant time, so that nobody learns the token's beginning from how long a refusal takes.
    alike = hmac.compare_digest(given.strip().encode("utf-8", "surrogateescape"), token.encode())
    return bool(token) and kind.lower() == "bearer" and alike
