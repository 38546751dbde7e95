"""What is known of workers, in Redis: which live, which take visitors, which holds whose sandbox, what has begun."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import redis

from webapp.sandbox.cluster.broker import RUNS, SOCKET_SECONDS, own

ALIVE_SECONDS = 3.0
"""A worker that has said nothing for so long is taken to be dead."""
SAYS_EVERY = 1.0
HOME_SECONDS = 6 * 60 * 60
"""How long a visitor's sandbox is looked for where it was last; after that any worker will do as well."""
CLAIM_SECONDS = 300
_ALIVE, _OPEN, _HOME, _CLAIM, _NAME = (f"savepoint:{kind}:" for kind in ("alive", "open", "home", "claim", "name"))


class Registry:
    """Any number of threads may use one. Every method raises redis.RedisError where Redis does not answer."""

    def __init__(self, url: str) -> None:
        self._redis: Any = redis.Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=SOCKET_SECONDS,
            socket_connect_timeout=SOCKET_SECONDS,
            socket_keepalive=True,
        )

    def close(self) -> None:
        """Closes its connections; the next call makes new ones."""
        self._redis.close()

    def hold_name(self, worker: str, holder: str, seconds: float = ALIVE_SECONDS) -> bool:
        """Whether that name is the holder's for so long from now on; not where another has it."""
        milliseconds = round(seconds * 1000)
        other = self._redis.set(_NAME + worker, holder, nx=True, get=True, px=milliseconds)
        if other == holder:
            self._redis.pexpire(_NAME + worker, milliseconds)
        return other in (None, holder)

    def release_name(self, worker: str, holder: str) -> None:
        """The name is nobody's any more, if it was the holder's."""
        with suppress(redis.RedisError):
            if self._redis.get(_NAME + worker) == holder:
                self._redis.delete(_NAME + worker)

    def say_alive(self, worker: str, queue: str, life: str, *, takes_visitors: bool) -> None:
        """A sign of life of the worker's process for that queue. `life` tells it from one before it. Whether the worker
        takes visitors is said by its process for runs.
        """
        milliseconds = round(ALIVE_SECONDS * 1000)
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.set(_ALIVE + own(queue, worker), life, px=milliseconds)
            if queue == RUNS and takes_visitors:
                pipe.set(_OPEN + worker, life, px=milliseconds)
            elif queue == RUNS:
                pipe.delete(_OPEN + worker)
            pipe.execute()

    def say_gone(self, worker: str, queue: str, life: str) -> None:
        """That process has ended in order."""
        alive = _ALIVE + own(queue, worker)
        with suppress(redis.RedisError):
            if self._redis.get(alive) == life:
                self._redis.delete(alive, *([_OPEN + worker] if queue == RUNS else []))

    def lives(self, worker: str, queue: str, life: str) -> bool:
        """Whether that process of the worker's, of that life, still gives signs of it."""
        return bool(self._redis.get(_ALIVE + own(queue, worker)) == life)

    def has_begun(self, request: str) -> bool:
        """Whether somebody has claimed that request, and Redis has not lost its memory since."""
        return bool(self._redis.exists(_CLAIM + request))

    def workers(self) -> list[str]:
        """The workers that take visitors."""
        return sorted(key.removeprefix(_OPEN) for key in self._redis.scan_iter(match=f"{_OPEN}*"))

    def lengths(self, queues: Sequence[str]) -> dict[str, int]:
        """How much waits in each: Celery keeps a queue as a list of that name."""
        with self._redis.pipeline(transaction=False) as pipe:
            for queue in queues:
                pipe.llen(queue)
            return dict(zip(queues, pipe.execute(), strict=True))

    def home(self, visitor: str) -> str | None:
        """The worker that holds the visitor's sandboxes, where it takes visitors."""
        worker = self._redis.get(_HOME + visitor)
        return worker if worker and self._redis.exists(_OPEN + worker) else None

    def settle(self, visitor: str, worker: str) -> None:
        """That worker holds the visitor's sandboxes from now on."""
        self._redis.set(_HOME + visitor, worker, ex=HOME_SECONDS)

    def claim(self, request: str, who: str) -> str | None:
        """None where nobody had begun that request or taken it back: it is `who`'s now. Else whose it is."""
        other: str | None = self._redis.set(_CLAIM + request, who, nx=True, get=True, ex=CLAIM_SECONDS)
        return other
