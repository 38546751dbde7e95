"""Students at a real server, many at a time."""

import json
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

WITHIN = 60
"""Seconds for a run, with everything that happens to it meanwhile."""
LESSON = "/lessons/context-managers"


class RefusedError(Exception):
    """An answer that is an error, other than "try again in a moment"."""


@dataclass
class Student:
    """Somebody with a browser's cookie. As the page does, they send a run again by the same id while it is not known
    what became of it. `told` are the errors' sentences, `lost` the connections that ended without an answer.
    """

    address: str
    told: list[str] = field(default_factory=list)
    lost: int = 0
    accepted: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Source and output of each run that was answered, by its id."""
    _cookie: str = ""
    _connection: HTTPConnection | None = None

    def run(self, source: str, submission: str = "") -> dict[str, Any]:
        """The entry that a snippet left in the transcript."""
        submission = submission or str(uuid4())
        deadline = time.monotonic() + WITHIN
        while time.monotonic() < deadline:
            try:
                status, answer = self.post(source, submission)
            except (HTTPException, OSError):
                self.lost += 1
                self.hang_up()
                time.sleep(0.1)
                continue
            if status == 200:
                entry: dict[str, Any] = answer["entries"][-1]
                self.accepted[submission] = source, entry["output"]
                return entry
            self.told.append(answer["error"]["message"])
            if status != 503:
                raise RefusedError(f"{status}: {self.told[-1]}")
            time.sleep(0.1)
        raise AssertionError(f"no answer within {WITHIN} seconds; told {self.told}, {self.lost} connections lost")

    def post(self, source: str, submission: str) -> tuple[int, dict[str, Any]]:
        """Status and document of one request. Raises HTTPException or OSError where there is no answer."""
        if self._connection is None:
            self._connection = self._connected()
        return self._post(self._connection, "run", {"submission": submission, "source": source, "kind": "console"})

    def interrupt(self) -> bool:
        """Whether there was a run to interrupt. Its own connection waits for the answer, so this takes another."""
        connection = self._connected()
        try:
            return bool(self._post(connection, "interrupt", {})[1]["interrupted"])
        finally:
            connection.close()

    def _connected(self) -> HTTPConnection:
        where = urlsplit(self.address)
        return HTTPConnection(str(where.hostname), where.port, timeout=WITHIN)

    def _post(self, connection: HTTPConnection, what: str, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Cookie": self._cookie}
        connection.request("POST", f"{LESSON}/{what}", json.dumps(sent), headers)
        with connection.getresponse() as response:
            self._cookie = (response.getheader("Set-Cookie") or self._cookie).partition(";")[0]
            return response.status, json.loads(response.read())

    def hang_up(self) -> None:
        """Closes the connection, if there is one; the next run opens another."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
