"""Sandboxes on this machine: a blocking client of the supervisor, for threads."""

from __future__ import annotations

import hashlib
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from webapp.errors import BusyError, SandboxError, StartError
from webapp.inside import wire
from webapp.lessons.start import Start
from webapp.observation import Event, Observation, Probe
from webapp.sandbox.interface import Replayed, Watch

CONNECT_FOR = 3.0
"""Seconds to go on trying to reach a supervisor that is being started again."""
ANSWER_WITHIN = 120.0
"""Seconds for an answer; every run is limited far below this by the supervisor itself."""


class LocalSandboxes:
    """The sandboxes of the supervisor that listens on `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def turn(self, visitor: str, lesson: str) -> Iterator[LocalTurn]:
        """See `Sandboxes.turn`."""
        with self._connection() as connection:
            ask(connection, {"op": "turn", "visitor": visitor, "lesson": lesson})
            answer = _answer(connection)
            if answer["frame"] == "crowded":
                raise BusyError("Your earlier snippets are still waiting. Try again in a moment.")
            yield LocalTurn(connection, answer["position"], seed=visitor)

    def interrupt(self, visitor: str, lesson: str) -> bool:
        """See `Sandboxes.interrupt`."""
        with self._connection() as connection:
            ask(connection, {"op": "interrupt", "visitor": visitor, "lesson": lesson})
            return bool(_answer(connection)["found"])

    def status(self) -> dict[str, Any]:
        """See `Sandboxes.status`."""
        with self._connection() as connection:
            ask(connection, {"op": "status"})
            return _answer(connection)

    @contextmanager
    def _connection(self) -> Iterator[socket.socket]:
        deadline = time.monotonic() + CONNECT_FOR
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(ANSWER_WITHIN)
            while True:
                try:
                    connection.connect(str(self._path))
                    break
                except (FileNotFoundError, ConnectionRefusedError, BlockingIOError) as error:
                    if time.monotonic() > deadline:
                        raise BusyError("The sandboxes are being started. Try again in a moment.") from error
                    time.sleep(0.05)
            yield connection


class LocalTurn:
    """One held turn: see `Turn`."""

    def __init__(self, connection: socket.socket, position: str | None, seed: str) -> None:
        self._connection = connection
        self._seed = seed
        self.position = position

    def rebuild(self, start: Start, snippets: Sequence[str]) -> list[Replayed]:
        """See `Turn.rebuild`."""
        self._ask("rebuild", **self._at(start), snippets=list(snippets))
        self.position = None
        results = _answer(self._connection)["results"]
        done = [Replayed(_text(each.get("outcome")), _text(each.get("digest"))) for each in results]
        return done + [Replayed(None, None)] * (len(snippets) - len(done))

    def run(self, source: str, probes: Sequence[Probe] = (), watch: Watch | None = None) -> Observation:
        """See `Turn.run`."""
        self._ask("run", source=source, probes=[probe.model_dump() for probe in probes])
        return self._observation(watch)

    def run_apart(
        self, start: Start, sources: Sequence[str], probes: Sequence[Probe] = (), *, interruptible: bool = False
    ) -> list[Observation]:
        """See `Turn.run_apart`."""
        wanted = {"sources": list(sources), "probes": [probe.model_dump() for probe in probes]}
        self._ask("throwaway", **self._at(start), **wanted, interruptible=interruptible)
        return [self._observation(None) for _ in sources]

    def settle(self, position: str) -> None:
        """See `Turn.settle`."""
        self._ask("settle", position=position)
        self.position = position

    def discard(self) -> None:
        """See `Turn.discard`."""
        self._ask("discard")
        self.position = None

    def _ask(self, op: str, **rest: Any) -> None:
        ask(self._connection, {"op": op} | rest)

    def _at(self, start: Start) -> dict[str, Any]:
        # The same visitor at the same start sees the same random numbers, so that a replay comes out the same.
        seed = hashlib.sha256(f"{self._seed} {start.digest}".encode()).hexdigest()
        return {"start": start.as_frame(), "seed": seed}

    def _observation(self, watch: Watch | None) -> Observation:
        events: list[Event] = []
        while True:
            frame = _answer(self._connection)
            try:
                if frame["frame"] == "output":
                    events.append(Event.model_validate(frame["event"]))
                    if watch is not None:
                        watch(events[-1])
                    continue
                return Observation.model_validate(frame["observation"] | {"events": events})
            except (ValidationError, TypeError) as error:
                # Frames from inside are not trusted; this one is not what a sandbox of ours sends.
                raise SandboxError("The sandbox's answer could not be understood; nothing was recorded.") from error


def ask(connection: socket.socket, request: wire.Frame) -> None:
    """Sends a request. Raises BusyError when the supervisor has gone."""
    try:
        connection.sendall(wire.pack(request))
    except (OSError, wire.WireError) as error:
        raise _gone() from error


def _answer(connection: socket.socket) -> wire.Frame:
    try:
        frame = wire.read_frame(connection.recv)
    except (OSError, wire.WireError) as error:
        raise _gone() from error
    if frame is None:
        raise _gone()
    if frame.get("frame") == "failed":
        if frame.get("part"):
            raise StartError(str(frame["message"]), str(frame["part"]), int(frame["line"]))
        raise SandboxError(str(frame.get("message")))
    if frame.get("frame") == "gone":
        raise BusyError(
            "Your sandbox ended before this could begin; nothing was recorded. Run it again.", retry_after=1
        )
    if frame.get("frame") == "full":
        raise BusyError("Every sandbox is in use at this moment. Try again in a few seconds.", retry_after=5)
    return frame


def _gone() -> BusyError:
    return BusyError("The sandboxes were restarted while this ran; nothing was recorded. Run it again.", retry_after=1)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
