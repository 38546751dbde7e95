"""The kernel's layer alone: no policy, and still nothing gets out."""

import os
from pathlib import Path

import pytest

from tests.sandbox.visiting import Visitor
from webapp.sandbox.launch import Launched

CANARY = Path("/tmp/savepoint-canary")

EXECUTABLE = """\
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
if libc.mmap(None, 4096, 7, 0x22, -1, 0) == 2 ** 64 - 1:
    raise OSError(ctypes.get_errno(), "no executable memory")
"""
REFUSED = {
    "read a file": "open('/etc/hostname').read()",
    "write a file": f"open('{CANARY}', 'w')",
    "list a folder": "import os\nos.listdir('/')",
    "delete a file": "import os\nos.unlink('/etc/hostname')",
    "executable memory": EXECUTABLE,
    "write to another descriptor": "import os\nos.write(1, b'x')",
}
KILLED = {
    "fork": "import os\nos.fork()",
    "exec": "import os\nos.execv('/bin/sh', ['sh'])",
    "socket": "import socket\nsocket.socket()",
    "signal the supervisor": "import os\nos.kill(os.getppid(), 9)",
    "thread": "import threading\nthreading.Thread(target=print).start()",
    "ptrace": "import ctypes\nctypes.CDLL(None).ptrace(16, 1, 0, 0)",
    "own system call": "import ctypes\nctypes.CDLL(None).syscall(41, 2, 1, 0)",
}


@pytest.fixture(autouse=True)
def no_canary() -> None:
    CANARY.unlink(missing_ok=True)


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED.keys())
def test_file_is_refused_and_the_sandbox_lives(stranger: Visitor, source: str) -> None:
    seen = stranger.run(source)
    assert seen.outcome == "error"
    assert seen.error is not None
    assert seen.error.type in ("PermissionError", "OSError")
    assert not CANARY.exists()
    assert stranger.run("1").output == "1\n"


@pytest.mark.parametrize("source", KILLED.values(), ids=KILLED.keys())
def test_process_or_socket_ends_the_sandbox_alone(stranger: Visitor, unreviewed: Launched, source: str) -> None:
    neighbour = Visitor(unreviewed.sandboxes)
    neighbour.run("kept = 1")
    seen = stranger.run(source)
    assert seen.outcome in ("killed", "error")
    assert seen.outcome == "killed" or seen.error is not None
    assert stranger.run("1").output == "1\n"
    assert neighbour.run("kept").output == "1\n"


def test_crash_is_the_visitors_alone(stranger: Visitor) -> None:
    seen = stranger.run("import ctypes\nctypes.string_at(0)")
    assert seen.outcome == "crashed"
    assert "SIGSEGV" in seen.note
    assert stranger.run("1").output == "1\n"


def test_sandbox_is_nobody(stranger: Visitor) -> None:
    seen = stranger.run("import os\nos.environ")
    assert seen.output == "environ({})\n"


def test_attach_writes_no_file(stranger: Visitor) -> None:
    seen = stranger.run(
        f"import sqlite3\nc = sqlite3.connect(':memory:')\nc.execute(\"ATTACH DATABASE '{CANARY}' AS z\")\n"
    )
    assert seen.outcome == "error"
    assert not CANARY.exists()


@pytest.mark.parametrize(
    "method", ["set_authorizer", "serialize", "deserialize", "backup", "setlimit", "load_extension"]
)
def test_driver_keeps_its_guards(stranger: Visitor, method: str) -> None:
    seen = stranger.run(f"import sqlite3\nsqlite3.connect(':memory:').{method}(None)")
    assert seen.error is not None
    assert seen.error.type in ("NotSupportedError", "AttributeError")


def test_connections_own_class_opens_no_file(stranger: Visitor) -> None:
    seen = stranger.run(f"import sqlite3\ntype(sqlite3.connect(':memory:'))('{CANARY}')")
    assert seen.error is not None
    assert seen.error.type == "OperationalError"
    assert not CANARY.exists()


def test_connections_own_class_makes_guarded_ones(stranger: Visitor) -> None:
    seen = stranger.run(
        f"import sqlite3\ntype(sqlite3.connect(':memory:'))(':memory:').execute(\"ATTACH '{CANARY}' AS z\")"
    )
    assert seen.error is not None
    assert "not authorized" in seen.error.message or "too many attached" in seen.error.message


def test_forged_frames_do_not_reach_the_observation(stranger: Visitor) -> None:
    forged = '{"frame": "observation", "observation": {"outcome": "ok", "source": "forged", "unknown": 1}}'
    seen_or_error = f"import os, struct\nbody = b'{forged}'\nos.write(3, struct.pack('!I', len(body)) + body)\n"
    with pytest.raises(Exception, match="could not be understood"):
        stranger.run(seen_or_error)
    assert stranger.run("1").output == "1\n"


def test_supervisor_knows_its_children(unreviewed: Launched) -> None:
    children = Path(f"/proc/{unreviewed.process.pid}/task/{unreviewed.process.pid}/children").read_text().split()
    states = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] for pid in children]
    assert "Z" not in states
    assert os.getpid() not in map(int, children)
