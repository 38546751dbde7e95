"""What the supervisors say of themselves when they are asked, and how much waits for the workers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from webapp.errors import SandboxError
from webapp.sandbox.figures import Figures
from webapp.sandbox.interface import Sandboxes

NUMBERS = {
    "live": "Sandboxes that live.",
    "running": "Snippets that run at this moment.",
    "waiting": "Turns that wait for another one of the same visitor's.",
    "spares": "Sandboxes made ahead of their visitors.",
    "room": "Sandboxes that may live at once.",
}
COUNTS = {
    "interrupted": "Runs that were stopped and whose sandbox lives on, by cause.",
    "killed": "Sandboxes that were ended while they ran something, by cause.",
    "evicted": "Idle sandboxes that were ended for others, by cause.",
}


class Machines(Collector):
    """Asks every machine of `sandboxes`: this one, or the workers."""

    def __init__(self, sandboxes: Sandboxes) -> None:
        self._sandboxes = sandboxes

    def collect(self) -> Iterable[Metric]:
        """A family for each figure, without samples where none can be had; `savepoint_supervisors_up` says so."""
        machines: Mapping[str, Figures] = {}
        queues: Mapping[str, int] = {}
        up = True
        try:
            machines, queues = self._sandboxes.figures(), self._sandboxes.queues()
        except SandboxError:
            up = False
        yield GaugeMetricFamily("savepoint_supervisors_up", "Whether the supervisors could be asked.", float(up))
        for name, tells in NUMBERS.items():
            gauge = GaugeMetricFamily(f"savepoint_sandboxes_{name}", tells, labels=("machine",))
            for machine, seen in machines.items():
                if name in seen.numbers:
                    gauge.add_metric((machine,), seen.numbers[name])
            yield gauge
        for name, tells in COUNTS.items():
            counter = CounterMetricFamily(f"savepoint_sandboxes_{name}", tells, labels=("machine", "cause"))
            for machine, seen in machines.items():
                for cause, number in seen.counts[name].items():
                    counter.add_metric((machine, cause), number)
            yield counter
        waiting = GaugeMetricFamily("savepoint_queue_length", "Requests that wait for a worker.", labels=("queue",))
        for queue, length in queues.items():
            waiting.add_metric((queue,), length)
        yield waiting
