"""The figures of a whole server, which several processes add up."""

from pathlib import Path
from urllib.request import urlopen

from prometheus_client.parser import text_string_to_metric_families as parsed

from tests.cli.serving import serving
from tests.resilience.students import Student
from tests.waiting import until


def figure(address: str, name: str, **labels: str) -> float:
    with urlopen(f"{address}metrics", timeout=20) as answer:
        text = answer.read().decode()
    found = [
        sample.value
        for family in parsed(text)
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    ]
    return sum(found)


def test_processes_of_the_web_add_up_what_they_count(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        for _ in range(6):  # each a connection of its own, so both workers have their share
            student = Student(served.address)
            student.run("1 + 1")
            student.hang_up()
        until(lambda: figure(served.address, "savepoint_requests_total", endpoint="runs.run") == 6)
        assert figure(served.address, "savepoint_runs_total", kind="console", outcome="ok") == 6
        assert figure(served.address, "savepoint_sandboxes_live", machine="here") == 6
        assert list(served.scratch.glob("savepoint-figures-*/counter_*.db"))
