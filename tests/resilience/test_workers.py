"""A web whose snippets run on two workers, with a real Redis and a real PostgreSQL, while one of all these fails."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest

from tests.cli.serving import Served, serving
from tests.cli.working import WITHIN, Working, working
from tests.postgres import Postgres, postgres
from tests.redis import Redis, redis_server
from tests.resilience.load import KILLED, Load
from tests.resilience.students import Student
from tests.waiting import until
from webapp.sandbox.channel import GONE
from webapp.sandbox.cluster.channel import AWAY
from webapp.store.store import Store

DATABASE_AWAY = "The database does not answer, so nothing was kept. Try again in a moment."
RECORDED = "This has run and is kept, but the database does not answer now. Try again in a moment."
AWAY_SECONDS = 5
"""How long Redis stays away."""


@dataclass
class Site:
    """All of it. `workers` are by their names."""

    served: Served
    redis: Redis
    database: Postgres
    up: ExitStack
    workers: dict[str, Working] = field(default_factory=dict)

    def running(self) -> list[str]:
        """The workers that run something at this moment."""
        return [name for name, each in self.workers.items() if each.runs]

    def start_workers(self) -> None:
        """Starts those that do not run."""
        for name in ("one", "two"):
            if name not in self.workers or self.workers[name].process.poll() is not None:
                self.workers[name] = self.up.enter_context(working(self.redis, name))


@pytest.fixture(scope="module")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with ExitStack() as up:
        redis, database = up.enter_context(redis_server()), up.enter_context(postgres())
        url = database.database()
        store = Store(url)
        store.upgrade()
        store.close()
        environ = {"DATABASE_URL": url, "REDIS_URL": redis.url, "SAVEPOINT_SANDBOXES": "workers"}
        served = up.enter_context(serving(tmp_path_factory.mktemp("home"), environ=environ))
        yield Site(served, redis, database, up)


@pytest.fixture
def site(whole_site: Site) -> Site:
    """With both workers, whatever the test before has done to them."""
    whole_site.start_workers()
    return whole_site


def kill(worker: Working) -> None:
    os.kill(worker.process.pid, signal.SIGKILL)
    worker.process.wait()


def kill_a_worker(site: Site) -> None:
    kill(site.workers["one"])


def drain_a_worker(site: Site) -> None:
    site.workers["two"].process.send_signal(signal.SIGTERM)
    site.workers["two"].process.wait(WITHIN)


def stop_redis_for_a_while(site: Site) -> None:
    site.redis.stop()
    time.sleep(AWAY_SECONDS)
    site.redis.start()
    assert not [each.name for each in site.workers.values() if "DeprecationWarning" in each.printed]


def restart_the_database(site: Site) -> None:
    site.database.stop()
    site.database.start()


FAULTS: dict[str, tuple[Callable[[Site], None], set[str]]] = {
    "worker killed": (kill_a_worker, {AWAY, GONE, KILLED}),
    "worker drained": (drain_a_worker, {AWAY, GONE}),
    "Redis away for five seconds": (stop_redis_for_a_while, {AWAY, GONE}),
    "database restarted": (restart_the_database, {DATABASE_AWAY, RECORDED}),
}
"""What is done, and the sentences that students may be told of it."""


@pytest.mark.parametrize(("fault", "sentences"), FAULTS.values(), ids=FAULTS.keys())
def test_fault_loses_nothing_and_the_service_is_back(
    site: Site, fault: Callable[[Site], None], sentences: set[str]
) -> None:
    load = Load(site.served.address)
    load.go_through(lambda: fault(site))
    assert set(load.told) <= sentences


def test_run_in_flight_on_a_killed_worker_runs_on_the_other_once(site: Site) -> None:
    student = Student(site.served.address)
    student.run("n = 40")
    with ThreadPoolExecutor(1) as pool:
        run = pool.submit(student.run, "import time\ntime.sleep(2)\nn += 1\nn")
        until(lambda: site.running())
        kill(site.workers[site.running()[0]])
        assert run.result()["output"] == "41\n"
    assert student.run("n + 1")["output"] == "42\n"
    student.hang_up()
