"""The command as an operator types it, from end to end, with as little measured as makes every figure."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import savepoint
from webapp.bench.figures import FIGURES
from webapp.bench.peers import kernel
from webapp.bench.plan import QUICK


@dataclass(frozen=True)
class Ran:
    """What a quick run printed and wrote, and what it left in the folder for temporary files."""

    printed: str
    written: dict[str, Any]
    left: list[Path]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    written = tmp_path_factory.mktemp("bench") / "figures.json"
    # A short name: servers make Unix sockets in here, whose paths are limited.
    with tempfile.TemporaryDirectory(prefix="sp-", dir="/tmp") as scratch:
        environ = {"TMPDIR": scratch, "DATABASE_URL": "nowhere://at.all", "SAVEPOINT_WORKERS": "1"}
        ended = savepoint("bench", "--quick", "--json", str(written), **environ)
        assert ended.returncode == 0, ended.stderr
        yield Ran(ended.stdout, json.loads(written.read_text()), list(Path(scratch).iterdir()))


def test_every_figure_is_there_measured_or_with_its_reason(ran: Ran) -> None:
    figures = ran.written["figures"]
    assert [each["key"] for each in figures] == [figure.key for figure in FIGURES]
    assert [each["key"] for each in figures if (each["value"] is None) == (each["missing"] is None)] == []
    assert [each["key"] for each in figures if each["value"] is not None and each["value"] < 0] == []


def test_nothing_but_peers_and_memory_may_be_missing(ran: Ran) -> None:
    missing = {each["key"]: each["missing"] for each in ran.written["figures"] if each["missing"]}
    assert [key for key, why in missing.items() if "ipykernel" not in why and "root alone" not in why] == []


def test_peers_that_are_not_installed_are_named(ran: Ran) -> None:
    why = kernel.missing()
    assert ran.written["left_out"] == ({"ipykernel": why} if why else {})


def test_machine_is_named(ran: Ran) -> None:
    assert {"processor", "memory", "kernel", "python", "sqlalchemy", "load", "day"} <= set(ran.written["machine"])
    assert all(ran.written["machine"].values())


def test_table_says_every_figure_and_that_this_was_no_measurement(ran: Ran) -> None:
    assert [each.key for each in FIGURES if each.says.format(**QUICK.numbers()) not in ran.printed] == []
    assert "none is a measurement" in ran.printed
    assert "touched beforehand" in ran.printed


def test_nothing_is_left_behind(ran: Ran) -> None:
    assert ran.left == []


def test_one_section_alone_as_markdown() -> None:
    ended = savepoint("bench", "--quick", "--only", "memory", "--without-ipykernel", "--markdown")
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("<!-- figures -->\n| figure |")
    assert "Left out: ipykernel, left out as asked." in ended.stdout
    assert "warm query" not in ended.stdout


def test_a_section_that_is_none_is_told() -> None:
    ended = savepoint("bench", "--only", "new,wam")
    assert ended.returncode == 2
    assert "there is no 'wam'" in ended.stderr
