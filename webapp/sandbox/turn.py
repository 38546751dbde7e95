"""A visitor's turn, as the client holds it over a channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pydantic import ValidationError

from webapp.errors import SandboxError
from webapp.inside import wire
from webapp.lessons.start import Start
from webapp.observation import Event, Observation, Probe
from webapp.sandbox.channel import Channel, checked
from webapp.sandbox.completed import fresh
from webapp.sandbox.interface import Ahead, Past, Replayed, Watch


class HeldTurn:
    """One held turn: see `Turn`."""

    def __init__(self, channel: Channel, visitor: str) -> None:
        self._channel = channel
        self._visitor = visitor
        self.position: str | None = None
        self.seen: Observation | None = None
        self._settled: str | None = None

    def begin(self, lesson: str, ahead: Ahead | None, watch: Watch | None) -> None:
        """Waits for the turn; runs what was sent ahead, where it fits. Raises BusyError, SandboxError."""
        self._ask("turn", visitor=self._visitor, lesson=lesson, ahead=ahead and self._as_frame(ahead))
        answer, events = self._observed(watch)
        if answer["frame"] == "turn":
            self.position = answer["position"]
        else:
            self.seen = _observation(answer, events)

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
        results = checked(self._channel.answer())["results"]
        done = [Replayed(_text(each.get("outcome")), _text(each.get("digest"))) for each in results]
        return done + [Replayed(None, None)] * (len(snippets) - len(done))

    def run(
        self, source: str, probes: Sequence[Probe] = (), watch: Watch | None = None, *, steps: bool = True
    ) -> Observation:
        """See `Turn.run`."""
        self._ask("run", source=source, probes=[probe.model_dump() for probe in probes], steps=steps)
        return _observation(*self._observed(watch))

    def run_apart(
        self, start: Start, sources: Sequence[str], probes: Sequence[Probe] = (), *, interruptible: bool = False
    ) -> list[Observation]:
        """See `Turn.run_apart`."""
        wanted = {"sources": list(sources), "probes": [probe.model_dump() for probe in probes]}
        self._ask("throwaway", **self._at(start), **wanted, interruptible=interruptible)
        return [_observation(*self._observed(None)) for _ in sources]

    def settle(self, position: str) -> None:
        """See `Turn.settle`."""
        self.position = self._settled = position

    def discard(self) -> None:
        """See `Turn.discard`."""
        self._ask("discard")
        self.position = None

    def _ask(self, op: str, **rest: Any) -> None:
        self._channel.ask({"op": op} | rest)

    def _at(self, start: Start) -> dict[str, Any]:
        return fresh(self._visitor, start)

    def _observed(self, watch: Watch | None) -> tuple[wire.Frame, list[Event]]:
        """The answer, and the events that came before it."""
        events: list[Event] = []

        def note(frame: wire.Frame) -> None:
            try:
                events.append(Event.model_validate(frame["event"]))
            except (ValidationError, KeyError) as error:
                raise _not_understood() from error
            if watch is not None:
                watch(events[-1])

        return checked(self._channel.answer(note)), events


def _observation(frame: wire.Frame, events: list[Event]) -> Observation:
    try:
        return Observation.model_validate(frame["observation"] | {"events": events})
    except (ValidationError, TypeError, KeyError) as error:
        raise _not_understood() from error


def _not_understood() -> SandboxError:
    # Frames from inside are not trusted; this one is not what a sandbox of ours sends.
    return SandboxError("The sandbox's answer could not be understood; nothing was recorded.")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
