"""One student's connection to a host: kept alive, with a cookie of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from time import monotonic
from typing import Any
from urllib.parse import SplitResult, urlencode

from webapp.bench.visitor import JSON

TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What came: the status (0 for nothing), seconds, the body."""

    status: int
    seconds: float
    body: bytes = b""

    @property
    def document(self) -> dict[str, Any]:
        """The JSON of a good reply; empty where it is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class Line:
    """Asks one thing after another. Raises nothing: what fails is a reply too. Redirects are not followed."""

    def __init__(self, host: SplitResult) -> None:
        kind = HTTPSConnection if host.scheme == "https" else HTTPConnection
        self._connection = kind(host.hostname or "", host.port, timeout=TIMEOUT)
        self._path = host.path.rstrip("/")
        self._cookie = ""

    def get(self, path: str) -> Reply:
        """A page."""
        return self._asked("GET", path, None, {"Accept": "text/html"})

    def run(self, path: str, body: dict[str, str]) -> Reply:
        """A run, as the page's code sends it."""
        return self._asked("POST", path, json.dumps(body), JSON)

    def form(self, path: str, **fields: str) -> Reply:
        """A form."""
        return self._asked("POST", path, urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded"})

    def close(self) -> None:
        """Hangs up."""
        self._connection.close()

    def _asked(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        cookie = {"Cookie": self._cookie} if self._cookie else {}
        began = monotonic()
        try:
            self._connection.request(method, self._path + path, body, headers | cookie)
            response = self._connection.getresponse()
            read = response.read()
        except (OSError, HTTPException):
            self._connection.close()  # the next one connects anew
            return Reply(0, monotonic() - began)
        given = response.getheader("Set-Cookie")
        self._cookie = given.split(";")[0] if given else self._cookie
        return Reply(response.status, monotonic() - began, read)
