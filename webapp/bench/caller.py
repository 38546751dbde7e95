"""A client that costs little, so that many of them leave the machine to what is measured."""

from __future__ import annotations

import json
import socket
from contextlib import closing
from http import HTTPStatus
from time import perf_counter
from typing import NamedTuple

from webapp.bench.visitor import TIMEOUT, request

CHUNK = 1 << 18


class Heard(NamedTuple):
    """An answer: its status, and seconds since it was asked for."""

    status: int
    seconds: float


class Caller:
    """One keep-alive connection with one request at a time; `socket` is readable when there is something to hear."""

    def __init__(self, port: int, path: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._port, self._path = port, path
        self._cookie = self._seen = ""
        self._read = bytearray()
        self._asked = 0.0

    def ask(self, source: str) -> None:
        """Sends a run, as a page does."""
        self._post(json.dumps(request(source, self._seen)).encode())

    def _post(self, body: bytes) -> None:
        head = f"POST {self._path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        head += f"Cookie: {self._cookie}\r\n\r\n" if self._cookie else "\r\n"
        self._asked = perf_counter()
        self.socket.sendall(head.encode() + body)

    def hear(self) -> Heard | None:
        """Reads what has come; the answer, once it is there as a whole. Raises ConnectionError where none will come."""
        data = self.socket.recv(CHUNK)
        if not data:
            raise ConnectionError("the server hung up")
        self._read += data
        end = self._read.find(b"\r\n\r\n")
        if end < 0:
            return None
        lines = self._read[:end].decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        whole = end + 4 + int(headers["content-length"])
        if len(self._read) < whole:
            return None
        seconds = perf_counter() - self._asked
        status = int(lines[0].split()[1])
        if status == HTTPStatus.OK:
            self._keep(headers, bytes(self._read[end + 4 : whole]))
        self._read.clear()
        return Heard(status, seconds)

    def _keep(self, headers: dict[str, str], body: bytes) -> None:
        self._cookie = headers.get("set-cookie", self._cookie).split(";")[0]
        self._seen = json.loads(body).get("position", self._seen)

    def interrupt(self) -> None:
        """Presses the button, over a connection of its own: this one waits for the run."""
        other = Caller(self._port, f"{self._path.rpartition('/')[0]}/interrupt")
        other._cookie = self._cookie
        with closing(other.socket):
            other._post(b"")
            while other.hear() is None:
                pass
