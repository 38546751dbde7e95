"""Sandboxes on other machines: see `Sandboxes`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from celery.exceptions import TimeoutError as NotYetError

from webapp.errors import BusyError, SandboxError
from webapp.inside import wire
from webapp.lessons.start import Start
from webapp.observation.completion import Completion
from webapp.sandbox.channel import checked
from webapp.sandbox.cluster.broker import ASK, RUNS, UNHEARD_SECONDS, URGENT, broker, own
from webapp.sandbox.cluster.channel import AWAY, WEB, ClusterChannel, away_as_busy
from webapp.sandbox.cluster.registry import Registry
from webapp.sandbox.completed import request, understood
from webapp.sandbox.figures import Figures, figures
from webapp.sandbox.interface import Ahead, Elsewhere, Watch
from webapp.sandbox.turn import HeldTurn

ASKED_WITHIN = 3.0
"""Seconds for an answer to what needs no turn."""


class ClusterSandboxes:
    """The sandboxes of all workers that share a Redis."""

    def __init__(self, url: str) -> None:
        self._app = broker(url)
        self._registry = Registry(url)

    @contextmanager
    def turn(
        self, visitor: str, lesson: str, ahead: Ahead | None = None, watch: Watch | None = None, *, urgent: bool = False
    ) -> Iterator[HeldTurn]:
        """See `Sandboxes.turn`."""
        with away_as_busy():
            home = self._registry.home(visitor)
        channel = ClusterChannel(self._app, self._registry, URGENT if urgent else RUNS, home)
        try:
            turn = HeldTurn(channel, visitor)
            turn.begin(lesson, ahead, watch)
            yield turn
            turn.end()
        finally:
            with suppress(BusyError):  # nobody asks any more, so it ends by itself
                channel.hang_up()

    def close(self) -> None:
        """Closes the connections that are kept; whoever asks afterwards makes new ones."""
        self._app.close()
        self._registry.close()

    def interrupt(self, visitor: str, lesson: str) -> bool:
        """See `Sandboxes.interrupt`."""
        with away_as_busy():
            home = self._registry.home(visitor)
        if home is None:
            return False
        return bool(self._asked({"op": "interrupt", "visitor": visitor, "lesson": lesson}, own(URGENT, home))["found"])

    def complete(self, visitor: str, lesson: str, source: str, at: str | Start) -> Completion | Elsewhere:
        """See `Sandboxes.complete`."""
        queue = URGENT
        if isinstance(at, str):
            with away_as_busy():
                home = self._registry.home(visitor)
            if home is None:
                return Elsewhere.ELSEWHERE
            queue = own(URGENT, home)
        return understood(self._asked(request(visitor, lesson, source, at), queue))

    def figures(self) -> dict[str, Figures]:
        """See `Sandboxes.figures`. A worker that does not answer, because it ends say, is left out."""
        with away_as_busy():
            workers = self._registry.workers()
        found = {}
        for worker in workers:
            with suppress(BusyError):
                found[worker] = figures(self._asked({"op": "status"}, own(URGENT, worker)))
        return found

    def queues(self) -> dict[str, int]:
        """See `Sandboxes.queues`: everybody's, and those of each worker."""
        with away_as_busy():
            workers = self._registry.workers()
            names = [RUNS, URGENT, *(own(queue, worker) for worker in workers for queue in (RUNS, URGENT))]
            return self._registry.lengths(names)

    def status(self) -> dict[str, Any]:
        """See `Sandboxes.status`: of one of the workers, with the names of all."""
        status = self._asked({"op": "status"}, URGENT)
        with away_as_busy():
            return status | {"workers": self._registry.workers()}

    def _asked(self, request: wire.Frame, queue: str) -> wire.Frame:
        with away_as_busy():
            result = self._app.send_task(ASK, kwargs={"request": request}, queue=queue, expires=UNHEARD_SECONDS)
            try:
                answer = result.get(timeout=ASKED_WITHIN)
            except NotYetError as error:
                self._registry.claim(result.id, WEB)  # an interrupt must not come when something else runs
                result.forget()
                raise BusyError(AWAY, retry_after=2) from error
        if not isinstance(answer, dict):
            raise SandboxError("The worker's answer could not be understood.")
        return checked(answer)
