"""The web's processes beside the supervisor's, watched and stopped together."""

from __future__ import annotations

import os
import socket
import time

from webapp.cli.housekeeping import Housekeeping
from webapp.cli.listener import address
from webapp.cli.place import MAY_BE_LOST, may_be_lost, place
from webapp.cli.stop import Stop
from webapp.cli.supervision import Supervision
from webapp.cli.telling import tell
from webapp.cli.web import Web
from webapp.config import Settings
from webapp.sandbox.identity import Identity
from webapp.sandbox.launch import Launched

WEB_IS_ROOT = (
    "The web runs as root. Start the server as a user of its own, or name one in SAVEPOINT_WEB_USER: then root starts "
    "it, and whoever broke into it would not be root."
)
LOOK_EVERY = 0.1
"""Seconds between two looks at the processes."""


class Server:
    """Serves with a supervisor that listens already: what is killed, of the two, is started again.

    Where snippets run on other machines there is no supervisor.
    """

    def __init__(
        self,
        settings: Settings,
        key: str,
        listener: socket.socket,
        launched: Launched | None,
        user: Identity | None = None,
    ) -> None:
        """`user` is whose the web and the store's files are, where that is not who runs this."""
        self._user = user
        self._settings = settings
        self._key = key
        self._listener = listener
        self._launched = launched

    def run(self, stop: Stop) -> None:
        """Serves until asked to stop. Raises SavepointError where the web or the supervisor does not go on."""
        supervisor = str(self._launched.path) if self._launched else ""
        web = Web(self._settings, self._key, self._listener, supervisor, self._user)
        housekeeping = Housekeeping(self._settings, user=self._user)
        try:
            tell(f"Savepoint is at {address(self._listener)}  (Ctrl-C stops it)")
            tell(f"Progress is kept in {place(self._settings.store_url)}")
            if may_be_lost(self._settings, os.environ):
                tell(MAY_BE_LOST, error=True)
            if os.geteuid() == 0 and self._user is None:
                tell(WEB_IS_ROOT, error=True)
            if self._launched:
                tell(f"There is room for {self._launched.limits.live} sandboxes.")
            looked_after = [Supervision(web, "web server")]
            if self._launched:
                looked_after.append(Supervision(self._launched, "supervisor of the sandboxes"))
            else:
                tell("Snippets run on the workers that share this server's Redis.")
            while not stop.asked:
                time.sleep(LOOK_EVERY)
                for each in looked_after:
                    each.look()
                if stop.reload:
                    stop.reload = False
                    web.reload()
                web.look()
                housekeeping.look()
        finally:
            housekeeping.stop()
            web.stop()
