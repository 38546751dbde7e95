"""The web of one author, in this process."""

from __future__ import annotations

import secrets
import socket
from dataclasses import replace

from werkzeug.serving import WSGIRequestHandler, make_server

from webapp.attempts import Attempts
from webapp.config import Settings
from webapp.sandbox.interface import Sandboxes
from webapp.store.store import Store
from webapp.web.app import create_app
from webapp.web.preview.desk import Desk
from webapp.web.preview.views import register


class Quiet(WSGIRequestHandler):
    """Prints no line for each request: the terminal is for what is wrong with the lessons."""

    def log_request(self, *_: object) -> None:
        """Nothing."""


def serve(listener: socket.socket, desk: Desk, store: Store, sandboxes: Sandboxes, settings: Settings) -> None:
    """Serves what lies on the desk until it is interrupted."""
    settings = replace(settings, secret_key=secrets.token_hex(32), host=listener.getsockname()[0])
    attempts = Attempts(store, sandboxes, desk.catalogue, longest_snippet=settings.snippet_kib * 1024)
    app = create_app(settings, store, attempts, desk.catalogue)
    register(app, desk)
    host, port = listener.getsockname()[:2]
    server = make_server(host, port, app, threaded=True, request_handler=Quiet, fd=listener.fileno())
    try:
        server.serve_forever()
    finally:
        server.server_close()
