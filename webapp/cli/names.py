"""A worker's name, which no two have at a time: by it their queues and their visitors' sandboxes are found."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import redis

from webapp.config import SettingError
from webapp.sandbox.cluster.registry import ALIVE_SECONDS, Registry

STARTS_WITHIN = 30.0
"""Seconds that a worker may take until its processes hold the name themselves."""
LOOK_EVERY = 0.2


@contextmanager
def held(name: str, url: str) -> Iterator[str]:
    """What the name is held by, as long as the block lasts.

    Raises SettingError where another worker has it and goes on giving signs of life: one that was killed gives none.
    While Redis is away nobody can tell; then the worker's processes look, once it is back.
    """
    holder = secrets.token_hex(8)
    with closing(Registry(url)) as registry:
        try:
            deadline = time.monotonic() + ALIVE_SECONDS + 1
            while not registry.hold_name(name, holder, STARTS_WITHIN):
                if time.monotonic() > deadline:
                    raise taken(name)
                time.sleep(LOOK_EVERY)
        except redis.RedisError:
            pass  # the worker's processes look, once it is back
        try:
            yield holder
        finally:
            registry.release_name(name, holder)


def taken(name: str) -> SettingError:
    """Says so, and what to do."""
    return SettingError(
        f"Another worker that shares this Redis is called {name}. Give each its own name: savepoint worker --name NAME."
    )
