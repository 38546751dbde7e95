"""The peers, each as it is measured."""

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from webapp.bench import crowd
from webapp.bench.peers import kernel, trivial
from webapp.bench.peers.bare import Bare
from webapp.bench.problem import BenchError
from webapp.bench.server import Numbers, Trivial
from webapp.bench.visitor import JSON, Client, Visitor


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trivial]:
    with closing(Trivial(tmp_path_factory.mktemp("trivial"), Numbers(workers=1, threads=4))) as started:
        yield started


def test_trivial_server_sends_back_what_it_gets(server: Trivial) -> None:
    with closing(Client(server.port)) as client:
        seconds, body, cookie = client.post(trivial.PATH, {"source": "1"}, JSON)
    assert (body, cookie) == (b'{"source":"1"}\n', None)
    assert seconds > 0


def test_an_answer_that_is_none_is_no_measurement(server: Trivial) -> None:
    with closing(Visitor(server.port)) as visitor, pytest.raises(BenchError, match="answered 404"):
        visitor.query("1")


def test_crowd_counts_the_answers_of_all(server: Trivial) -> None:
    assert crowd.rate(server.port, trivial.PATH, 3, 0.2) > 0


def test_a_crowd_that_is_refused_is_no_measurement(server: Trivial) -> None:
    with pytest.raises(BenchError, match="crowd of clients failed"):
        crowd.rate(server.port, "/nowhere", 2, 0.2)


def test_class_that_is_refused_is_counted(server: Trivial) -> None:
    told = crowd.arrivals(server.port, 3, 0.1)
    assert [told[part]["refused"] for part in ("arrivals", "together")] == [3, 3]


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Bare]:
    (tmp_path / "counted.py").write_text("number = 1\n")
    with closing(Bare(tmp_path)) as started:
        yield started


def test_bare_exec_goes_on_in_its_names_until_told_to_begin_afresh(bare: Bare) -> None:
    bare.run(["import counted\ncounted.number += 1\nx = 1"])
    assert bare.run(["print('first')", "print(x, counted.number)"]).printed == "1 2\n"
    assert bare.run(["import counted", "print(counted.number, 'x' in dir())"], afresh=True).printed == "1 False\n"


def test_bare_exec_that_fails_is_no_measurement(bare: Bare) -> None:
    with pytest.raises(BenchError, match="NameError"):
        bare.run(["nothing"])


def test_ipykernel_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ipykernel", None)  # an import of it fails as if it were not there
    assert kernel.missing() == "not installed: pip install 'savepoint[bench]'"
