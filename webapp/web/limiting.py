"""How often a visitor, or an address, may ask for what costs something or changes something: Flask-Limiter's limits.

Pages and whatever else only reads are not counted. Counts are kept in Redis where REDIS_URL names one, for all
machines together; else, and while Redis is away, in the memory of each process, which then counts for itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from time import time
from typing import Any, Literal

from flask import Flask, current_app, request
from flask_limiter import Limiter, RateLimitExceeded

from webapp.config import Settings
from webapp.web import visitors

NAME = "savepoint.limits"
CLASS = 15
"""Visitors' worth of asking that an address may do without a visitor: whoever reads a lesson has none yet."""
REDIS_WITHIN = 0.25
"""Seconds for Redis to answer; then this process counts for itself, and asks again after growing pauses."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many (a setting's name) in so many seconds of each visitor or of each address; `says` refuses one more."""

    setting: str
    seconds: Literal[1, 60]
    each: Literal["visitor", "address"]
    says: str


RUNS = Limit("runs", 1, "visitor", "That is a lot of runs in one second. Wait a moment and go on.")
RUNS_OF_ADDRESS = Limit(
    "address_runs", 60, "address", "A lot is being run from your network in this minute. Wait a little and go on."
)
COMPLETIONS = Limit("completions", 1, "visitor", "That is more than can be completed in one second.")
DRAFTS = Limit("drafts", 1, "visitor", "Drafts are coming in too fast to be kept. The latest is kept in a moment.")
CHANGES = Limit("changes", 1, "visitor", "That was asked for too often in one second. Wait a moment and try again.")
RESUMES = Limit(
    "resumes",
    60,
    "address",
    "Too many links were tried from your network in this minute. Try again soon.",
)
NEW_VISITORS = Limit(
    "new_visitors",
    60,
    "address",
    "Very many people began from your network in this minute. Wait a little.",
)

LIMITS: dict[str, tuple[Limit, ...]] = {
    "runs.run": (RUNS, RUNS_OF_ADDRESS),
    "runs.reset": (RUNS, RUNS_OF_ADDRESS),
    "runs.bring_back": (RUNS, RUNS_OF_ADDRESS),
    "runs.interrupt": (CHANGES,),
    "completion.complete": (COMPLETIONS,),
    "drafts.keep": (DRAFTS,),
    "helping.ask": (CHANGES,),
    "me.make_link": (CHANGES,),
    "me.revoke_link": (CHANGES,),
    "me.leave": (CHANGES,),
    "me.forget": (CHANGES,),
    "resume.go_on": (RESUMES,),
    "joining.look": (CHANGES,),
    "joining.join": (CHANGES,),
    "joining.leave": (CHANGES,),
    "instructor.log_in": (RESUMES,),
    "instructor.log_out": (CHANGES,),
    "instructor.make_class": (CHANGES,),
    "instructor.renew_link": (CHANGES,),
    "instructor.assign": (CHANGES,),
    "instructor.open_solutions": (CHANGES,),
    "instructor.remove_member": (CHANGES,),
    "instructor.close_class": (CHANGES,),
    "instructor.drop_class": (CHANGES,),
}
"""By endpoint. Every route that takes more than GET has its row."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an application counts with; `admit` counts a new visitor, and raises RateLimitExceeded at one too many."""

    limiter: Limiter
    admit: Callable[[], None]


def register(app: Flask, settings: Settings) -> None:
    """Puts the limits before their views, which must be registered."""
    limiter = Limiter(
        address,
        storage_uri=settings.redis_url or "memory://",
        storage_options=_quick() if settings.redis_url else {},
        in_memory_fallback_enabled=bool(settings.redis_url),
        # Of the requests that find Redis gone at the same moment, the first turns to memory; the others go uncounted.
        swallow_errors=True,
        key_prefix="savepoint",
    )
    limiter.init_app(app)
    for endpoint, limits in LIMITS.items():
        for limit in limits:
            if endpoint in app.view_functions:
                view: Any = _limited(limiter, settings, limit)(app.view_functions[endpoint])
                app.view_functions[endpoint] = view
    app.extensions[NAME] = Limits(limiter, _limited(limiter, settings, NEW_VISITORS)(_one_more))


def _one_more() -> None:
    """What a new visitor is counted by."""


def _limited(limiter: Limiter, settings: Settings, limit: Limit) -> Any:
    most: int = getattr(settings, limit.setting)
    return limiter.shared_limit(
        partial(_amount, most, limit),
        scope=limit.setting,
        key_func=address if limit.each == "address" else visitor_or_address,
        error_message=limit.says,
    )


def _amount(most: int, limit: Limit) -> str:
    several = limit.each == "visitor" and visitors.claimed() is None
    # Flask-Limiter takes an empty text for no limit.
    return f"{most * (CLASS if several else 1)} per {limit.seconds} second" if most else ""


def _quick() -> dict[str, Any]:
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return {
        "socket_timeout": REDIS_WITHIN,
        "socket_connect_timeout": REDIS_WITHIN,
        "retry": Retry(NoBackoff(), 0),
    }


def new_visitor() -> str:
    """A new visitor, with a cookie. Raises RateLimitExceeded where too many have come from their address."""
    _limits().admit()
    return visitors.new()


def seconds_left(error: RateLimitExceeded) -> int:
    """Seconds after which what was refused is allowed again; at least one."""
    window = int(error.limit.limit.get_expiry())
    breached = _limits().limiter.current_limit
    try:
        left = breached.reset_at - time() if breached else window
    except Exception:  # Redis went away since it was asked: whichever error its library has for that
        left = window
    return max(1, min(window, ceil(left)))


def _limits() -> Limits:
    found = current_app.extensions[NAME]
    if not isinstance(found, Limits):
        raise TypeError(f"{found!r} are not this application's limits")
    return found


def visitor_or_address() -> str:
    """Whom a visitor's limit counts: the visitor, and who is none yet by their address."""
    return visitors.claimed() or address()


def address() -> str:
    """The asker's address; of IPv6 its network of 64 bits, which is what one subscriber has at least."""
    asker = request.remote_addr or "unknown"
    try:
        known = ip_address(asker)
    except ValueError:
        return asker
    return str(ip_network((known, 64), strict=False)) if isinstance(known, IPv6Address) else asker
