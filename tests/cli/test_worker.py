"""Workers that are given the same name."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from redis import Redis as Client

from tests.cli.running import savepoint
from tests.cli.working import working
from tests.redis import Redis, redis_server
from tests.waiting import end, until

TAKEN = "Another worker that shares this Redis is called {}. Give each its own name: savepoint worker --name NAME."


def test_second_worker_of_a_name_is_refused_and_the_first_goes_on(redis: Redis) -> None:
    with Client.from_url(redis.url) as client, working(redis, "twin") as first:
        ended = savepoint("worker", "--name", "twin", REDIS_URL=redis.url)
        assert (ended.returncode, ended.stderr) == (2, f"savepoint: {TAKEN.format('twin')}\n")
        assert first.process.poll() is None
        first.process.kill()  # it gives nothing back, so the name lapses
        first.process.wait()
        until(lambda: not client.exists("savepoint:name:twin", "savepoint:open:twin"), within=60)
        with working(redis, "twin"):
            assert client.exists("savepoint:name:twin")
        assert not client.exists("savepoint:name:twin")


def test_two_of_a_name_that_met_no_redis_at_their_start_do_not_both_stay(tmp_path: Path) -> None:
    with redis_server() as own:
        own.stop()
        logs = [tmp_path / str(number) for number in range(2)]
        workers = []
        for log in logs:
            with log.open("wb") as out:
                command = [sys.executable, "-m", "webapp", "worker", "--name", "twin"]
                environ = os.environ | {"REDIS_URL": own.url}
                workers.append(subprocess.Popen(command, env=environ, stdout=out, stderr=out))
        try:
            for log in logs:
                until(lambda log=log: "Redis cannot be reached" in log.read_text(), within=60)  # type: ignore[misc]
            own.start()
            until(lambda: any(each.poll() is not None for each in workers), within=60)
            # On a machine that is too slow for signs of life, both may find the other's.
            for each, log in zip(workers, logs, strict=True):
                if each.poll() is not None:
                    assert each.returncode == 2
                    assert TAKEN.format("twin") in log.read_text()
        finally:
            for each in workers:
                end(each, signal.SIGTERM)
