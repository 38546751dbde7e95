"""One conversation with a supervisor, seen from the client: frames there and frames back, whatever carries them."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Protocol

from webapp.errors import BusyError, SandboxError, StartError
from webapp.inside import wire

Outputs = Callable[[wire.Frame], None]
"""Called with each frame of output as it comes."""

GONE = "The sandboxes were restarted while this ran; nothing was recorded. Run it again."


class Channel(Protocol):
    """What a turn speaks through. Every method raises BusyError when the other side has gone."""

    def ask(self, request: wire.Frame) -> None:
        """Sends a request."""

    def answer(self, outputs: Outputs | None = None) -> wire.Frame:
        """The next frame that is no output."""


class SocketChannel:
    """A channel to the supervisor of this machine."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def ask(self, request: wire.Frame) -> None:
        """See `Channel.ask`."""
        try:
            self._connection.sendall(wire.pack(request))
        except (OSError, wire.WireError) as error:
            raise gone() from error

    def answer(self, outputs: Outputs | None = None) -> wire.Frame:
        """See `Channel.answer`."""
        while (frame := self.next_frame())["frame"] == "output":
            if outputs is not None:
                outputs(frame)
        return frame

    def next_frame(self) -> wire.Frame:
        """The next frame, of output or not. Raises BusyError when the supervisor has gone."""
        try:
            frame = wire.read_frame(self._connection.recv)
        except (OSError, wire.WireError) as error:
            raise gone() from error
        if frame is None:
            raise gone()
        return frame


def checked(frame: wire.Frame) -> wire.Frame:
    """The frame, unless it says that what was asked could not be done: then SandboxError, StartError or BusyError."""
    match frame.get("frame"):
        case "failed" if frame.get("part"):
            raise StartError(str(frame["message"]), str(frame["part"]), int(frame["line"]))
        case "failed":
            raise SandboxError(str(frame.get("message")))
        case "gone":
            raise BusyError(
                "Your sandbox ended before this could begin; nothing was recorded. Run it again.", retry_after=1
            )
        case "full":
            raise BusyError("Every sandbox is in use at this moment. Try again in a few seconds.", retry_after=5)
        case "crowded":
            raise BusyError("Your earlier snippets are still waiting. Try again in a moment.")
    return frame


def gone() -> BusyError:
    """The other side went away before it had answered."""
    return BusyError(GONE, retry_after=1)
