from collections.abc import Iterator

import pytest

from tests.cli.working import Working, working
from tests.redis import Redis
from webapp.sandbox.cluster.client import ClusterSandboxes


@pytest.fixture(scope="package")
def worker(redis: Redis) -> Iterator[Working]:
    with working(redis, "first") as worker:
        yield worker


@pytest.fixture
def cluster(redis: Redis, worker: Working) -> Iterator[ClusterSandboxes]:
    """The web's side of it, with one worker at the other."""
    sandboxes = ClusterSandboxes(redis.url)
    yield sandboxes
    sandboxes.close()
