"""One sandbox at rest after a snippet, as the system tells of it from outside."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sandbox.visiting import Visitor
from webapp.sandbox.launch import Launched

NONE_LEFT = ["open files", "processes", "file size", "core file size", "locked memory"]
Facts = dict[str, str]


@pytest.fixture(scope="module")
def process(unreviewed: Launched) -> Path:
    return Path("/proc") / Visitor(unreviewed.sandboxes).run("import os\nos.getpid()").output.strip()


def read(path: Path, separator: str) -> Facts:
    cut = (line.partition(separator) for line in path.read_text().splitlines())
    return {name.strip(): value.strip() for name, _, value in cut}


def test_no_privilege_and_no_way_to_one_is_left(process: Path) -> None:
    status = read(process / "status", ":")
    assert "0" not in status["Uid"].split() + status["Gid"].split() + status["Groups"].split()
    assert {status[name].strip("0") for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")} == {""}
    assert (status["NoNewPrivs"], status["Seccomp"], status["Threads"]) == ("1", "2", "1")


def test_its_memory_is_closed_to_processes_of_the_same_user(process: Path) -> None:
    # The kernel gives the files of a process that cannot be dumped to root, whoever it runs as.
    assert {(process / name).stat().st_uid for name in ("mem", "maps", "environ", "fd")} == {0}
    if os.geteuid() == 0:
        looks = f"import os; os.setgid(65534); os.setuid(65534); open('{process}/maps').read()"
        ended = subprocess.run([sys.executable, "-c", looks], capture_output=True, text=True, check=False)
        assert "PermissionError" in ended.stderr


def test_limits_leave_no_file_process_or_dump(process: Path) -> None:
    limits = read(process / "limits", "  ")
    assert {tuple(limits[f"Max {name}"].split()[:2]) for name in NONE_LEFT} == {("0", "0")}
    soft, hard = limits["Max address space"].split()[:2]
    assert soft == hard != "unlimited"


def test_it_is_the_first_to_die(process: Path) -> None:
    assert (process / "oom_score_adj").read_text().strip() == "1000"


def test_it_holds_its_control_descriptor_and_no_shared_memory(process: Path) -> None:
    if os.geteuid() == 0:
        assert [each.name for each in (process / "fd").iterdir()] == ["3"]
        mappings = [line.split() for line in (process / "maps").read_text().splitlines()]
        assert [each for each in mappings if each[1] in ("rwxp", "rwxs", "rw-s")] == []


KEPT = """\
import ctypes, os
from webapp.inside.confine.process import become_nobody
PR_SET_SECUREBITS, NO_SETUID_FIXUP = 28, 4
if os.geteuid() == 0:
    assert ctypes.CDLL(None).prctl(PR_SET_SECUREBITS, NO_SETUID_FIXUP, 0, 0, 0) == 0
become_nobody()
wanted = ("CapInh", "CapPrm", "CapEff", "CapAmb")
with open("/proc/self/status") as status:
    print({line.split()[1].strip("0") for line in status if line.startswith(wanted)})
"""


def test_capabilities_go_although_the_change_of_user_keeps_them() -> None:
    ended = subprocess.run([sys.executable, "-c", KEPT], capture_output=True, text=True, check=False)
    assert (ended.stdout, ended.stderr) == ("{''}\n", "")
