"""What workers say of themselves to a web."""

from tests.cli.working import Working
from tests.redis import Redis
from tests.sandbox.visiting import Visitor
from webapp.sandbox.cluster.broker import RUNS, URGENT, broker, own
from webapp.sandbox.cluster.client import ClusterSandboxes


def test_every_worker_tells_its_figures(cluster: ClusterSandboxes, worker: Working) -> None:
    assert Visitor(cluster).run("6 * 7").output == "42\n"
    (seen,) = [figures for name, figures in cluster.figures().items() if name == worker.name]
    assert seen.numbers["live"] >= 1
    assert seen.numbers["room"] >= seen.numbers["live"]


def test_queues_are_counted(cluster: ClusterSandboxes, worker: Working, redis: Redis) -> None:
    assert {RUNS, URGENT, own(RUNS, worker.name), own(URGENT, worker.name)} <= set(cluster.queues())
    app = broker(redis.url)
    nobody = own(RUNS, "nobody")
    app.send_task("savepoint.converse", queue=nobody, ignore_result=True)
    assert cluster._registry.lengths([nobody]) == {nobody: 1}
    app.close()
