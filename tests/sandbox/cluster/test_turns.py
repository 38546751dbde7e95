"""A visitor's turns on a worker, over a real Redis."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from redis import Redis as Client

from tests.cli.working import Working
from tests.redis import Redis
from tests.waiting import until
from webapp.errors import BusyError, StartError
from webapp.lessons.start import Start
from webapp.observation import Event, Observation, Probe
from webapp.sandbox.cluster import held
from webapp.sandbox.cluster.client import ClusterSandboxes
from webapp.sandbox.interface import Ahead, Past, Watch

START = Start(prelude="n = 40")
LESSON = "opening"


@pytest.fixture
def visitor() -> str:
    return uuid4().hex


def ran(
    cluster: ClusterSandboxes, visitor: str, source: str, at: str | None, watch: Watch | None = None
) -> Observation:
    """A snippet sent ahead; it must fit where the visitor stands."""
    start = START if at is None else None
    with cluster.turn(visitor, LESSON, Ahead(at, source, start=start), watch) as turn:
        assert turn.seen is not None
        turn.settle("there")
        return turn.seen


def test_snippet_sent_ahead_runs_where_the_visitor_stands(cluster: ClusterSandboxes, visitor: str) -> None:
    assert ran(cluster, visitor, "n += 1", None).outcome == "ok"
    assert ran(cluster, visitor, "n + 1", "there").output == "42\n"


def test_turn_that_is_not_settled_leaves_no_sandbox(cluster: ClusterSandboxes, visitor: str) -> None:
    with cluster.turn(visitor, LESSON, Ahead(None, "n += 1", start=START)) as turn:
        assert turn.seen is not None
    with cluster.turn(visitor, LESSON) as turn:
        assert turn.position is None


def test_turn_that_fails_leaves_no_sandbox(cluster: ClusterSandboxes, visitor: str) -> None:
    ran(cluster, visitor, "n += 1", None)

    def fail() -> None:
        with cluster.turn(visitor, LESSON) as turn:
            turn.run("n += 1")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with cluster.turn(visitor, LESSON) as turn:
        assert turn.position is None


def test_rebuilt_sandbox_runs_the_past_again(cluster: ClusterSandboxes, visitor: str) -> None:
    with cluster.turn(visitor, LESSON) as turn:
        assert turn.position is None
        replayed = turn.rebuild(START, [Past("n += 1"), Past("n += 1; n")])
        assert [each.outcome for each in replayed] == ["ok", "ok"]
        assert turn.run("n").output == "42\n"
        turn.discard()
    with cluster.turn(visitor, LESSON) as turn:
        assert turn.position is None


def test_snippets_apart_are_told_each_with_its_output_and_the_probes_of_the_last(
    cluster: ClusterSandboxes, visitor: str
) -> None:
    with cluster.turn(visitor, LESSON) as turn:
        first, second = turn.run_apart(START, ["print(n)", "n += 2\nprint('two')"], [Probe(kind="value", of="n")])
    assert (first.output, second.output) == ("40\n", "two\n")
    assert second.probes[0].value == 42


def test_output_is_told_while_the_snippet_runs(cluster: ClusterSandboxes, visitor: str) -> None:
    first, told = threading.Event(), list[Event]()

    def watch(event: Event) -> None:
        told.append(event)
        first.set()

    ran(cluster, visitor, "import time", None)
    source = "print('first')\nwhile True:\n    time.sleep(0.01)"
    run = threading.Thread(target=ran, args=(cluster, visitor, source, "there", watch))
    run.start()
    assert first.wait(20)
    until(lambda: cluster.interrupt(visitor, LESSON))
    run.join()
    assert told[0].text == "first\n"


def test_much_output_comes_once_and_in_order(cluster: ClusterSandboxes, visitor: str) -> None:
    told: list[Event] = []
    source = "import time\nfor number in range(60):\n    print(number)\n    time.sleep(0.005)"
    seen = ran(cluster, visitor, source, None, told.append)
    assert "".join(event.text for event in told) == seen.output == "".join(f"{number}\n" for number in range(60))


def test_start_that_does_not_run_is_told_with_its_line(cluster: ClusterSandboxes, visitor: str) -> None:
    broken = Start(prelude="a = 1\nb = 1 / 0")
    with pytest.raises(StartError) as raised, cluster.turn(visitor, LESSON) as turn:
        turn.rebuild(broken, [])
    assert (raised.value.part, raised.value.line) == ("prelude", 2)


def test_urgent_turn_is_waited_for_longer_than_between_two_looks(cluster: ClusterSandboxes, visitor: str) -> None:
    with cluster.turn(visitor, LESSON, urgent=True) as turn:
        turn.rebuild(START, [])
        assert turn.run("import time\ntime.sleep(3)\nn + 2").output == "42\n"


def test_interrupt_reaches_a_run_that_no_other_queue_would(cluster: ClusterSandboxes, visitor: str) -> None:
    seen: list[Observation] = []
    run = threading.Thread(target=lambda: seen.append(ran(cluster, visitor, "while True: pass", None)))
    run.start()
    # The worker is known as the visitor's once their first run has ended; this one has not.
    until(lambda: cluster.interrupt(visitor, LESSON))
    run.join()
    assert seen[0].outcome == "interrupted"
    assert not cluster.interrupt(visitor, LESSON)


def test_turn_whose_web_has_gone_ends_by_itself(
    cluster: ClusterSandboxes, redis: Redis, visitor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class GoneError(Exception):
        pass

    monkeypatch.setattr("webapp.sandbox.cluster.channel.ClusterChannel.hang_up", lambda _self: None)
    with pytest.raises(GoneError), cluster.turn(visitor, LESSON, Ahead(None, "n", start=START)):
        raise GoneError
    began = time.monotonic()
    assert ran(cluster, visitor, "n + 2", None).output == "42\n"
    assert time.monotonic() - began > held.LEFT_ALONE_SECONDS / 2


@contextmanager
def asleep(redis: Redis, visitor: str) -> Iterator[Client]:
    """A worker that is taken to live, to hold this visitor's sandboxes, and does nothing."""
    with Client.from_url(redis.url) as client:
        client.set("savepoint:open:asleep", "life")
        client.set(f"savepoint:home:{visitor}", "asleep")
        yield client
        client.delete("savepoint:open:asleep", "savepoint.runs.asleep")


def test_visitor_of_a_worker_that_does_not_answer_goes_to_another(
    cluster: ClusterSandboxes, redis: Redis, worker: Working, visitor: str
) -> None:
    with asleep(redis, visitor) as client:
        assert ran(cluster, visitor, "n + 2", None).output == "42\n"
        assert client.get(f"savepoint:home:{visitor}") == worker.name.encode()


def test_request_that_was_taken_back_does_not_begin(
    cluster: ClusterSandboxes, redis: Redis, worker: Working, visitor: str
) -> None:
    """The worker that slept wakes up, and finds what was asked of it while it slept."""
    with asleep(redis, visitor) as client:
        ran(cluster, visitor, "n += 1", None)
        assert client.llen("savepoint.runs.asleep") == 1
        client.rename("savepoint.runs.asleep", f"savepoint.runs.{worker.name}")
        until(lambda: client.llen(f"savepoint.runs.{worker.name}") == 0)
    assert ran(cluster, visitor, "n", "there").output == "41\n"


def test_status_names_the_workers(cluster: ClusterSandboxes, worker: Working) -> None:
    status = cluster.status()
    assert status["kernel"]["seccomp"] is True
    assert status["workers"] == [worker.name]


def test_without_redis_whoever_asks_is_told_so(redis: Redis) -> None:
    nobody = ClusterSandboxes("redis://127.0.0.1:1/0")
    with pytest.raises(BusyError, match="cannot be reached") as raised, nobody.turn("somebody", LESSON):
        pass
    assert raised.value.retry_after == 2
    nobody.close()
