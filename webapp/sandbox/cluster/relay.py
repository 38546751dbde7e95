"""Passes a turn's requests to the supervisor and gathers what comes back."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable, Sequence

from webapp.inside import wire
from webapp.sandbox.channel import SocketChannel

Live = Callable[[list[wire.Frame]], None]
"""Called with frames of output that have waited long enough to be shown before the rest comes."""

GATHERED_SECONDS = 0.05
"""How long output waits for more, so that a loop that prints does not send a message for each line."""
ENDS_IT = ("failed", "full", "crowded", "gone")
SILENT = ("discard", "release")
SHOWN = ("turn", "run")
"""What runs for the visitor to see, so that its output is passed on before it has ended."""


class Relay:
    """One connection to the supervisor."""

    def __init__(self, connection: socket.socket) -> None:
        self._channel = SocketChannel(connection)
        self._readable = select.poll()
        self._readable.register(connection, select.POLLIN)

    def asked(self, requests: Sequence[wire.Frame], live: Live) -> list[wire.Frame]:
        """All frames that answer the requests, output included. Raises BusyError when the supervisor has gone."""
        frames: list[wire.Frame] = []
        for request in requests:
            self._channel.ask(request)
            for _ in range(_answers(request)):
                frame = self._answer(frames, live if request["op"] in SHOWN else None)
                if frame["frame"] in ENDS_IT:
                    return frames
        return frames

    def _answer(self, frames: list[wire.Frame], live: Live | None) -> wire.Frame:
        shown = len(frames)
        since = time.monotonic()
        while True:
            waiting = live is not None and len(frames) > shown
            if live and waiting and (time.monotonic() - since >= GATHERED_SECONDS or not self._comes_soon()):
                live(frames[shown:])
                shown, since = len(frames), time.monotonic()
            frame = self._channel.next_frame()
            frames.append(frame)
            if frame["frame"] != "output":
                return frame
            if not waiting:
                since = time.monotonic()

    def _comes_soon(self) -> bool:
        return bool(self._readable.poll(GATHERED_SECONDS * 1000))


def _answers(request: wire.Frame) -> int:
    """How many answers there are to a request."""
    if request["op"] in SILENT:
        return 0
    return len(request["sources"]) if request["op"] == "throwaway" else 1
