"""One turn's frames, carried to a worker by Celery and back."""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import redis
from celery import Celery
from celery.exceptions import TimeoutError as NotYetError
from kombu.exceptions import OperationalError

from webapp.errors import BusyError
from webapp.inside import wire
from webapp.sandbox.channel import Outputs, gone
from webapp.sandbox.cluster.broker import CONVERSE, UNHEARD_SECONDS, own
from webapp.sandbox.cluster.registry import Registry

ACKNOWLEDGED_WITHIN = 1.0
"""Seconds for the worker that holds a sandbox to begin, before any other is asked."""
ANYBODY_WITHIN = 4.0
"""Seconds for any worker to begin, before the visitor is told to wait."""
LOOK_EVERY = 1.0
"""Seconds between two looks whether a worker that has begun still lives."""
ANSWER_WITHIN = 120.0
"""Seconds for an answer; every run is limited far below this by the supervisor itself."""
AWAY = "The machines that run code cannot be reached at this moment; nothing was recorded. Try again in a few seconds."
WEB = "web"
"""Who has claimed a request that was taken back."""


class ClusterChannel:
    """See `Channel`. Opened by its first request, `turn`, which finds a worker; all others go to that worker."""

    def __init__(self, app: Celery, registry: Registry, queue: str, home: str | None) -> None:
        """`home` is the worker that holds the visitor's sandboxes, if any does."""
        self._app = app
        self._registry = registry
        self._queue = queue
        self._home = home
        self._turn = secrets.token_hex(16)
        self._asked: list[wire.Frame] = []
        self._frames: deque[wire.Frame] = deque()
        self._told = 0
        self.worker: str | None = None
        self._life = ""
        self._claim = ""

    def ask(self, request: wire.Frame) -> None:
        """See `Channel.ask`. It leaves with the next answer that is waited for."""
        self._asked.append(request)

    def answer(self, outputs: Outputs | None = None) -> wire.Frame:
        """See `Channel.answer`."""
        if not self._frames:
            self._told = 0
            self._frames.extend(self._answers(outputs))
        while True:
            frame = self._frames.popleft()
            if frame["frame"] != "output":
                return frame
            self._tell(frame, outputs)

    def hang_up(self) -> None:
        """Ends the turn at the worker; what was asked silently goes along."""
        if self.worker is not None:
            with away_as_busy():
                self._send([*self._asked, {"op": "hang up"}], own(self._queue, self.worker), ignore_result=True)

    def _answers(self, outputs: Outputs | None) -> list[wire.Frame]:
        asked, self._asked = self._asked, []
        with away_as_busy():
            done = self._begun(asked, outputs) if self.worker is None else self._continued(asked, outputs)
        if done is None or not done["frames"]:
            raise gone()
        self.worker, self._life = done["worker"], done["life"]
        frames: list[wire.Frame] = done["frames"]
        return frames[self._told :]  # what was told live comes again with the answer, so that nothing can be missing

    def _begun(self, asked: list[wire.Frame], outputs: Outputs | None) -> Any:
        if self._home is not None:
            done, begun = self._claimed(asked, own(self._queue, self._home), ACKNOWLEDGED_WITHIN, outputs)
            if begun:
                return done
        done, begun = self._claimed(asked, self._queue, ANYBODY_WITHIN, outputs)
        if not begun:
            raise BusyError(AWAY, retry_after=2)
        return done

    def _claimed(self, asked: list[wire.Frame], queue: str, within: float, outputs: Outputs | None) -> tuple[Any, bool]:
        """The answer, and whether a worker has begun; where none has within that time, the request is taken back."""
        result = self._send(asked, queue, claim=True)
        self._claim = result.id
        done = self._wait(result, within, outputs)
        if done is not None:
            return done, True
        worker = self._registry.claim(result.id, WEB)
        if worker is None:
            result.forget()
            return None, False
        name, _, life = worker.partition(" ")
        return self._wait_for(result, name, life, outputs), True

    def _continued(self, asked: list[wire.Frame], outputs: Outputs | None) -> Any:
        worker = str(self.worker)
        return self._wait_for(self._send(asked, own(self._queue, worker)), worker, self._life, outputs)

    def _wait_for(self, result: Any, worker: str, life: str, outputs: Outputs | None) -> Any:
        """The answer of a worker that has begun; None where it died meanwhile."""
        deadline = time.monotonic() + ANSWER_WITHIN
        while time.monotonic() < deadline:
            done = self._wait(result, LOOK_EVERY, outputs)
            if done is not None:
                return done
            if not (self._registry.lives(worker, self._queue, life) and self._registry.has_begun(self._claim)):
                return self._wait(result, 0.05, outputs)
        return None

    def _wait(self, result: Any, seconds: float, outputs: Outputs | None) -> Any:
        def note(meta: dict[str, Any]) -> None:
            if meta.get("task_id") == result.id and meta.get("status") == "OUTPUT":
                for frame in meta["result"]["frames"]:
                    self._tell(frame, outputs)
                    self._told += 1

        try:
            return result.get(timeout=seconds, on_message=note)
        except NotYetError:
            return None

    @staticmethod
    def _tell(frame: wire.Frame, outputs: Outputs | None) -> None:
        if outputs is not None:
            outputs(frame)

    def _send(self, asked: list[wire.Frame], queue: str, *, claim: bool = False, ignore_result: bool = False) -> Any:
        arguments = {"turn": self._turn, "requests": asked, "claim": claim, "settle": claim and queue == self._queue}
        return self._app.send_task(
            CONVERSE, kwargs=arguments, queue=queue, ignore_result=ignore_result, expires=UNHEARD_SECONDS
        )


@contextmanager
def away_as_busy() -> Iterator[None]:
    """What Redis or Celery complain of, as the error that the page knows."""
    try:
        yield
    except (redis.RedisError, OperationalError, OSError, RuntimeError) as error:
        # Celery's own word for a Redis that went away while an answer was waited for is RuntimeError.
        if isinstance(error, RuntimeError) and not isinstance(error.__cause__, redis.RedisError | OSError):
            raise
        raise BusyError(AWAY, retry_after=2) from error
