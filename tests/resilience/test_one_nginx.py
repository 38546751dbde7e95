"""One server behind nginx, as the guide has it."""

import json
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.cli.serving import Served, serving
from tests.nginx import single
from tests.resilience.load import Load
from tests.resilience.students import Student
from tests.waiting import until


@dataclass(frozen=True)
class Site:
    served: Served
    address: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    environ = {"SAVEPOINT_PROXIES": "127.0.0.1", "SAVEPOINT_LOG": "json"}
    with ExitStack() as up:
        served = up.enter_context(serving(tmp_path_factory.mktemp("home"), environ=environ))
        yield Site(served, up.enter_context(single(urlsplit(served.address).port or 0)))


def test_request_has_the_id_that_nginx_gave_it(site: Site) -> None:
    student = Student(site.address)
    assert student.run("6 * 7")["output"] == "42\n"
    student.hang_up()
    with urlopen(f"{site.address}/", timeout=20) as answer:
        given = answer.headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", given)
    until(lambda: given in {json.loads(line).get("request") for line in site.served.printed.splitlines()})


def test_figures_are_not_told_through_it(site: Site) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{site.address}/metrics", timeout=20)
    refused.value.close()
    assert refused.value.code == 404


def test_reload_behind_it_drops_no_request(site: Site) -> None:
    load = Load(site.address)

    def reload() -> None:
        site.served.process.send_signal(signal.SIGHUP)
        until(lambda: "The web server was reloaded." in site.served.printed)

    load.go_through(reload)
    assert load.told == []
    assert sum(each.student.lost for each in load.counting) == 0
