"""Whether whoever asks sits at the machine that answers."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import request

from webapp.web.parts import parts

PASSED_ON = ("forwarded", "via", "x-forwarded-", "x-real-ip")
"""How the names of headers begin that something in between has added."""


def asked_from_this_machine() -> bool:
    """True where server, asker and address asked for are all loopback, and nothing in between passed the request on.

    One of them alone tells little: behind a proxy on the same machine every asker is loopback, and a foreign page may
    have its own name lead here.
    """
    return is_loopback(parts().settings.host) and came_straight_from_this_machine()


def came_straight_from_this_machine() -> bool:
    """The same of a server that others reach too."""
    return (
        is_loopback(request.remote_addr)
        and is_loopback(_name(request.host))
        and not any(name.lower().startswith(PASSED_ON) for name, _ in request.headers)
    )


def is_loopback(name: str | None) -> bool:
    """Of an address or a host's name; None and what is neither are not."""
    if name == "localhost":
        return True
    try:
        return ip_address(name or "").is_loopback
    except ValueError:
        return False


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
