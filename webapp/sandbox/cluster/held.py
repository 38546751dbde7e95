"""The turns that a worker holds for webs, each a connection to the supervisor."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from socket import socket

from webapp.sandbox.cluster.relay import Relay

LEFT_ALONE_SECONDS = 5.0
"""A turn that nobody asks anything for so long has no web any more. Between two requests lie a look into the store and
its record; a web that took longer is told to run again."""


@dataclass(slots=True)
class Held:
    """A turn. Whoever uses it has the lock."""

    relay: Relay
    closing: ExitStack
    lock: threading.Lock = field(default_factory=threading.Lock)
    rests_since: float = field(default_factory=time.monotonic)
    over: bool = False


class HeldTurns:
    """Opens, finds and ends turns; any number of threads may use one."""

    def __init__(self, connect: Callable[[], AbstractContextManager[socket]]) -> None:
        self._connect = connect
        self._held: dict[str, Held] = {}

    def __len__(self) -> int:
        return len(self._held)

    def open(self, turn: str) -> None:
        """A turn under that id. Raises BusyError where the supervisor cannot be reached."""
        closing = ExitStack()
        self._held[turn] = Held(Relay(closing.enter_context(self._connect())), closing)

    @contextmanager
    def using(self, turn: str) -> Iterator[Relay | None]:
        """The turn of that id, for whoever asks next; None where there is none any more."""
        held = self._held.get(turn)
        if held is None:
            yield None
            return
        with held.lock:
            try:
                yield None if held.over else held.relay
            except BaseException:
                self._end(turn, held, broken=True)
                raise
            held.rests_since = time.monotonic()

    def end(self, turn: str, *, released: bool) -> None:
        """Ends the turn. Where it was not released, what ran last was not recorded, and the supervisor forgets it."""
        held = self._held.get(turn)
        if held is not None:
            with held.lock:
                self._end(turn, held, broken=not released)

    def end_those_left_alone(self) -> None:
        """Ends the turns whose web has gone."""
        for turn, held in list(self._held.items()):
            if held.lock.acquire(blocking=False):
                try:
                    if time.monotonic() - held.rests_since > LEFT_ALONE_SECONDS:
                        self._end(turn, held, broken=True)
                finally:
                    held.lock.release()

    def _end(self, turn: str, held: Held, *, broken: bool) -> None:
        self._held.pop(turn, None)
        if held.over:
            return
        held.over = True
        if broken:
            # Whatever is raised makes the connection close instead of being kept: the supervisor takes that as the end.
            held.closing.__exit__(ConnectionError, ConnectionError("left alone"), None)
        else:
            held.closing.close()
