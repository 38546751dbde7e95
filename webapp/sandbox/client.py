"""Sandboxes on this machine: a blocking client of the supervisor, for threads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from webapp.errors import BusyError
from webapp.inside import wire
from webapp.lessons.start import Start
from webapp.observation.completion import Completion
from webapp.sandbox.channel import SocketChannel, checked
from webapp.sandbox.completed import request, understood
from webapp.sandbox.connections import Connections
from webapp.sandbox.figures import Figures, figures
from webapp.sandbox.interface import Ahead, Elsewhere, Watch
from webapp.sandbox.turn import HeldTurn


class LocalSandboxes:
    """The sandboxes of the supervisor that listens on `path`."""

    def __init__(self, path: Path) -> None:
        self._connections = Connections(path)

    @contextmanager
    def turn(
        self,
        visitor: str,
        lesson: str,
        ahead: Ahead | None = None,
        watch: Watch | None = None,
        *,
        urgent: bool = False,  # noqa: ARG002 (on one machine nothing waits behind another visitor's run)
    ) -> Iterator[HeldTurn]:
        """See `Sandboxes.turn`."""
        with self._connections.one() as connection:
            turn = HeldTurn(SocketChannel(connection), visitor)
            turn.begin(lesson, ahead, watch)
            yield turn
            with suppress(BusyError):  # a supervisor that has gone has ended every turn
                turn.end()

    def close(self) -> None:
        """Closes the connections that are kept; whoever asks afterwards makes new ones."""
        self._connections.close()

    def interrupt(self, visitor: str, lesson: str) -> bool:
        """See `Sandboxes.interrupt`."""
        return bool(self.asked({"op": "interrupt", "visitor": visitor, "lesson": lesson})["found"])

    def complete(self, visitor: str, lesson: str, source: str, at: str | Start) -> Completion | Elsewhere:
        """See `Sandboxes.complete`."""
        return understood(self.asked(request(visitor, lesson, source, at)))

    def figures(self) -> dict[str, Figures]:
        """See `Sandboxes.figures`."""
        return {"here": figures(self.status())}

    def queues(self) -> dict[str, int]:
        """See `Sandboxes.queues`."""
        return {}

    def status(self) -> dict[str, Any]:
        """See `Sandboxes.status`."""
        return self.asked({"op": "status"})

    def asked(self, frame: wire.Frame) -> wire.Frame:
        """The supervisor's answer to a request that needs no turn. Raises BusyError, SandboxError."""
        with self._connections.one() as connection:
            channel = SocketChannel(connection)
            channel.ask(frame)
            return checked(channel.answer())
