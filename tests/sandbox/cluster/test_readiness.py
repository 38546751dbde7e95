"""Whether a web whose snippets run on workers is ready."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.redis import Redis, redis_server
from webapp.attempts.readiness import Readiness
from webapp.sandbox.cluster.channel import AWAY
from webapp.sandbox.cluster.client import ClusterSandboxes
from webapp.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(f"sqlite:///{tmp_path / 'store.sqlite3'}")) as made:
        made.upgrade()
        yield made


def test_web_with_a_worker_is_ready(cluster: ClusterSandboxes, store: Store) -> None:
    found = Readiness(store, cluster).found()
    assert found.ready, found.parts


@pytest.fixture
def empty_redis() -> Iterator[Redis]:
    with redis_server() as server:
        yield server


def test_web_without_a_worker_is_not(empty_redis: Redis, store: Store) -> None:
    with closing(ClusterSandboxes(empty_redis.url)) as sandboxes:
        found = Readiness(store, sandboxes).found()
    assert not found.ready
    assert (found.parts["store"], found.parts["supervisor"]) == ("ok", AWAY)
