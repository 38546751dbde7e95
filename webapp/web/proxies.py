"""What proxies say of a request, believed of those alone that the operator has named."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.config import Network, proxies

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

BELIEVED = "savepoint.proxied"
"""Set in the environment of a request that came by a named proxy."""


class NamedProxies:
    """Takes the address and the scheme that named proxies tell; leaves every other request as it is.

    `named` is how many proxies every request passes, or the networks that they are in.
    """

    def __init__(self, app: WSGIApplication, named: int | tuple[Network, ...]) -> None:
        self._app = app
        self._named = named

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        told = _listed(environ, "HTTP_X_FORWARDED_FOR")
        passed = self._passed([environ.get("REMOTE_ADDR", ""), *reversed(told)])
        if not passed:
            return self._app(environ, start_response)
        environ[BELIEVED] = True
        # Proxies may each add a scheme or replace what the one before has said.
        schemes = min(passed, len(_listed(environ, "HTTP_X_FORWARDED_PROTO")))
        fixed = ProxyFix(self._app, x_for=min(passed, len(told)), x_proto=schemes, x_host=0, x_port=0, x_prefix=0)
        return fixed(environ, start_response)

    def _passed(self, peers: list[str]) -> int:
        """How many of the peers, the nearest first, are named."""
        if isinstance(self._named, int):
            return self._named
        for number, peer in enumerate(peers):
            if not _is_in(peer, self._named):
                return number
        return len(peers)


def register(app: Flask, named: str) -> None:
    """`named` is the setting; without it nobody is believed."""
    if named:
        app.wsgi_app = NamedProxies(app.wsgi_app, proxies(named))  # type: ignore[method-assign]


def came_by_a_named_proxy() -> bool:
    """Whether headers of this request are a named proxy's."""
    return BELIEVED in request.environ


def _listed(environ: WSGIEnvironment, header: str) -> list[str]:
    return [each.strip() for each in environ.get(header, "").split(",") if each.strip()]


def _is_in(peer: str, networks: tuple[Network, ...]) -> bool:
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    return any(address in each for each in networks)
