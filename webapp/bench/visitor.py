"""One client on a raw keep-alive connection: it sends what the page sends, and measures until the answer is read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from time import perf_counter
from typing import Any
from uuid import uuid4

from webapp.bench.problem import BenchError
from webapp.bench.work import ANSWER, EXERCISE, LESSON

PATH = f"/lessons/{LESSON}/run"
TIMEOUT = 60.0
JSON = {"Content-Type": "application/json", "Accept": "application/json"}
STREAM = JSON | {"Accept": "application/x-ndjson"}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: seconds from the first byte sent to the last one read, and the document."""

    seconds: float
    document: dict[str, Any]

    @property
    def inside(self) -> float:
        """Seconds inside the sandbox, as the observation tells them."""
        return float(self.document["entries"][-1]["seconds"])


class Client:
    """Posts JSON, and gets pages."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        self.call()

    def call(self) -> None:
        """A connection that the server has answered on: making it is in nobody's figure."""
        self._connection.close()
        self._connection.request("GET", "/healthz")
        self._connection.getresponse().read()

    def post(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> tuple[float, bytes, str | None]:
        """Seconds, the answer's body and its cookie. Raises BenchError unless the status is 200."""
        return self._answered("POST", path, json.dumps(body), headers)

    def get(self, path: str, headers: dict[str, str]) -> float:
        """Seconds until a page is read, by gzip as browsers do. Raises BenchError unless the status is 200."""
        return self._answered("GET", path, None, headers | {"Accept-Encoding": "gzip"})[0]

    def _answered(
        self, method: str, path: str, data: str | None, headers: dict[str, str]
    ) -> tuple[float, bytes, str | None]:
        started = perf_counter()
        try:
            self._connection.request(method, path, data, headers)
            response = self._connection.getresponse()
            read = response.read()
        except (OSError, HTTPException) as error:
            raise BenchError(f"{path} did not answer: {error or type(error).__name__}") from error
        seconds = perf_counter() - started
        if response.status != HTTPStatus.OK:
            raise BenchError(f"{path} answered {response.status}: {read[:300].decode(errors='replace')}")
        return seconds, read, response.getheader("Set-Cookie")

    def close(self) -> None:
        """Hangs up."""
        self._connection.close()


class Visitor:
    """Somebody with a page of the lesson open. A new one until the first answer brings a cookie."""

    def __init__(self, port: int) -> None:
        self._client = Client(port)
        self._cookie = self._seen = ""

    def leave(self) -> None:
        """Whoever runs next over this connection is a new visitor."""
        self._cookie = self._seen = ""

    def run(self, source: str, *, stream: bool = False, prints: str | None = None) -> Answer:
        """Runs a snippet in the console. Raises BenchError where it does not run, or prints something else."""
        headers = (STREAM if stream else JSON) | ({"Cookie": self._cookie} if self._cookie else {})
        seconds, read, cookie = self._client.post(PATH, request(source, self._seen), headers)
        document = json.loads(read.splitlines()[-1])
        self._seen = document["position"]
        self._cookie = cookie.split(";")[0] if cookie else self._cookie
        seen = document["entries"][-1]
        if seen["outcome"] != "ok" or (prints is not None and seen["output"] != prints):
            raise BenchError(f"A snippet did not do its work: {seen['outcome']}, {seen['output'][:300]!r}")
        return Answer(seconds, document)

    def query(self, source: str, *, stream: bool = False) -> Answer:
        """Runs the query that all are measured by."""
        return self.run(source, stream=stream, prints=ANSWER)

    def complete(self, before: str, *, offers: str, in_answer: bool = False) -> float:
        """Seconds until it is told what completes a text. Raises BenchError where a name is not offered."""
        headers = JSON | ({"Cookie": self._cookie} if self._cookie else {})
        asked = {"before": before, "step": EXERCISE if in_answer else ""}
        seconds, read, _ = self._client.post(f"/lessons/{LESSON}/complete", asked, headers)
        if offers not in [each["label"] for each in json.loads(read)["candidates"]]:
            raise BenchError(f"{offers} is not offered after {before!r}.")
        return seconds

    def look(self, path: str) -> float:
        """Seconds until the page there is read."""
        return self._client.get(path, {"Cookie": self._cookie} if self._cookie else {})

    def call(self) -> None:
        """Calls again after hanging up, or after half a minute in which the server has."""
        self._client.call()

    def close(self) -> None:
        """Hangs up."""
        self._client.close()


def request(source: str, seen: str) -> dict[str, str]:
    """What the page sends: the answer is what comes after `seen` and the tab that is open, not everything."""
    return {"submission": str(uuid4()), "source": source, "kind": "console", "seen": seen, "panel": "later"}
