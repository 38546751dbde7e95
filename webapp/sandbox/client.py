"""Sandboxes on this machine: a blocking client of the supervisor, for threads."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from webapp.errors import BusyError, SandboxError, StartError
from webapp.inside import wire
from webapp.lessons.start import Start
from webapp.observation import Event, Observation, Probe
from webapp.sandbox.connections import Connections
from webapp.sandbox.interface import Ahead, Past, Replayed, Watch


class LocalSandboxes:
    """The sandboxes of the supervisor that listens on `path`."""

    def __init__(self, path: Path) -> None:
        self._connections = Connections(path)

    @contextmanager
    def turn(
        self, visitor: str, lesson: str, ahead: Ahead | None = None, watch: Watch | None = None
    ) -> Iterator[LocalTurn]:
        """See `Sandboxes.turn`."""
        with self._connections.one() as connection:
            turn = LocalTurn(connection, visitor)
            turn.begin(lesson, ahead, watch)
            yield turn
            with suppress(BusyError):  # a supervisor that has gone has ended every turn
                turn.end()

    def close(self) -> None:
        """Closes the connections that are kept; whoever asks afterwards makes new ones."""
        self._connections.close()

    def interrupt(self, visitor: str, lesson: str) -> bool:
        """See `Sandboxes.interrupt`."""
        with self._connections.one() as connection:
            ask(connection, {"op": "interrupt", "visitor": visitor, "lesson": lesson})
            return bool(_answer(connection)["found"])

    def status(self) -> dict[str, Any]:
        """See `Sandboxes.status`."""
        with self._connections.one() as connection:
            ask(connection, {"op": "status"})
            return _answer(connection)


class LocalTurn:
    """One held turn: see `Turn`."""

    def __init__(self, connection: socket.socket, visitor: str) -> None:
        self._connection = connection
        self._visitor = visitor
        self.position: str | None = None
        self.seen: Observation | None = None
        self._settled: str | None = None

    def begin(self, lesson: str, ahead: Ahead | None, watch: Watch | None) -> None:
        """Waits for the turn; runs what was sent ahead, where it fits. Raises BusyError, SandboxError."""
        self._ask("turn", visitor=self._visitor, lesson=lesson, ahead=ahead and self._as_frame(ahead))
        answer = _answer(self._connection)
        if answer["frame"] == "crowded":
            raise BusyError("Your earlier snippets are still waiting. Try again in a moment.")
        if answer["frame"] == "turn":
            self.position = answer["position"]
        else:
            self.seen = self._observation(watch, answer)

    def end(self) -> None:
        """Lets the visitor's next turn begin."""
        self._ask("release", position=self._settled)

    def _as_frame(self, ahead: Ahead) -> wire.Frame:
        fresh = self._at(ahead.start) if ahead.start else {}
        probes = [probe.model_dump() for probe in ahead.probes]
        return {"at": ahead.at, "source": ahead.source, "probes": probes} | fresh

    def rebuild(self, start: Start, snippets: Sequence[Past]) -> list[Replayed]:
        """See `Turn.rebuild`."""
        self._ask("rebuild", **self._at(start), snippets=[asdict(each) for each in snippets])
        self.position = None
        results = _answer(self._connection)["results"]
        done = [Replayed(_text(each.get("outcome")), _text(each.get("digest"))) for each in results]
        return done + [Replayed(None, None)] * (len(snippets) - len(done))

    def run(
        self, source: str, probes: Sequence[Probe] = (), watch: Watch | None = None, *, steps: bool = True
    ) -> Observation:
        """See `Turn.run`."""
        self._ask("run", source=source, probes=[probe.model_dump() for probe in probes], steps=steps)
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
        self.position = self._settled = position

    def discard(self) -> None:
        """See `Turn.discard`."""
        self._ask("discard")
        self.position = None

    def _ask(self, op: str, **rest: Any) -> None:
        ask(self._connection, {"op": op} | rest)

    def _at(self, start: Start) -> dict[str, Any]:
        # The same visitor at the same start sees the same random numbers, so that a replay comes out the same.
        seed = hashlib.sha256(f"{self._visitor} {start.digest}".encode()).hexdigest()
        return {"start": start.as_frame(), "seed": seed}

    def _observation(self, watch: Watch | None, first: wire.Frame | None = None) -> Observation:
        events: list[Event] = []
        frame = first or _answer(self._connection)
        while True:
            try:
                if frame["frame"] == "output":
                    events.append(Event.model_validate(frame["event"]))
                    if watch is not None:
                        watch(events[-1])
                    frame = _answer(self._connection)
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
