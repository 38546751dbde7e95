"""The kernel's layer alone: no policy, and still nothing gets out."""

import os
from pathlib import Path

import pytest

from tests.sandbox.visiting import Visitor
from tests.waiting import until
from webapp.errors import SandboxError
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
    "signal another process": "import os\nos.kill(os.getpid() + 100_000_000, 9)",
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
    assert stranger.run(source).outcome == "killed"
    assert stranger.run("1").output == "1\n"
    assert neighbour.run("kept").output == "1\n"


def test_crash_is_the_visitors_alone(stranger: Visitor) -> None:
    seen = stranger.run("import ctypes\nctypes.string_at(0)")
    assert seen.outcome == "crashed"
    assert "SIGSEGV" in seen.note
    assert stranger.run("1").output == "1\n"


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


FORGE = """\
import json, os, struct, sys
frame = sys._getframe()
while "request" not in frame.f_locals or "run" not in frame.f_locals:
    frame = frame.f_back
token = frame.f_locals["run"]

def raw(rest):
    while rest:
        rest = rest[os.write(3, rest):]

def body(text):
    raw(struct.pack("!I", len(text)) + text.encode())

def forge(**frame):
    body(json.dumps(frame))
"""
NOT_OURS = "This snippet's process sent what it may not, so it was ended."
FRAMES = {
    "announced as 4 GB": "raw(b'\\xff' * 4)\nimport time\ntime.sleep(60)",
    "empty": "raw(b'\\0' * 4)",
    "deep": "body('[' * 100_000)",
    "deeper than anything is told": """body('{"frame": "observation", "run": "%s", "observation": {"outcome": "ok", '
'"x": %s}}' % (token, '[' * 900 + ']' * 900))""",
    "no object": "body('[1]')",
    "Python's numbers": """body('{"frame": "observation", "run": "%s", "observation": {"seconds": NaN}}' % token)""",
    "a number that is too large": """body('{"frame": "observation", "run": "%s", "x": 1e999}' % token)""",
    "more digits than a number has": """body('{"frame": "observation", "run": "%s", "n": %s}' % (token, '9' * 5000))""",
    "no text": "raw(struct.pack('!I', 2) + b'\\xff\\xff')",
    "unknown": "forge(frame='turn', run=token, event={'kind': 'output', 'text': 'x'})",
    "output beyond the cap": (
        "for n in range(2):\n    forge(frame='output', run=token, event={'kind': 'output', 'text': 'x' * 40_000})\n"
    ),
    "output in too many colours": "forge(frame='output', run=token, event={'spans': [['k', 1]] * 90_000})",
}


@pytest.mark.parametrize("source", FRAMES.values(), ids=FRAMES.keys())
def test_frame_that_no_sandbox_of_ours_sends_ends_it(stranger: Visitor, source: str) -> None:
    seen = stranger.run(FORGE + source)
    assert (seen.outcome, seen.note) == ("killed", NOT_OURS)
    assert stranger.run("1").output == "1\n"


def test_half_a_frame_keeps_nobody_waiting(stranger: Visitor, unreviewed: Launched) -> None:
    neighbour = Visitor(unreviewed.sandboxes)
    seen = stranger.run(FORGE + "raw(struct.pack('!I', 4096) + b'{')")
    assert (seen.outcome, "so it was stopped" in seen.note) == ("killed", True)
    assert neighbour.run("1").output == stranger.run("1").output == "1\n"


def test_frame_written_ahead_ends_the_sandbox(stranger: Visitor) -> None:
    stranger.run(FORGE)
    seen = stranger.run('forge(frame="observation", run="guessed", observation={"outcome": "ok"})')
    assert (seen.outcome, seen.note) == ("killed", NOT_OURS)
    assert stranger.run("1").output == "1\n"


def test_forged_observation_is_checked_like_any_other(stranger: Visitor) -> None:
    with pytest.raises(SandboxError, match="could not be understood"):
        stranger.run(FORGE + 'forge(frame="observation", run=token, observation={"outcome": "ok", "unknown": 1})')
    assert stranger.run("1").output == "1\n"


def test_forged_report_of_a_fault_is_no_line_of_the_log(stranger: Visitor) -> None:
    seen = stranger.run(FORGE + 'forge(frame="broken", run=token, where=["\\n\\x1b[2JFORGED", 5])')
    assert seen.outcome == "crashed"
    assert stranger.run(FORGE + 'forge(frame="broken", run=token, where=5)').outcome == "crashed"


def test_flood_of_frames_ends_the_sandbox(stranger: Visitor) -> None:
    flood = 'while True:\n    forge(frame="output", run=token, event={"kind": "output", "text": "x"})\n'
    assert stranger.run(FORGE + flood).outcome == "killed"
    assert stranger.run("1").output == "1\n"


def test_work_between_runs_ends_the_sandbox(stranger: Visitor) -> None:
    forever = "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True:\n    pass\n"
    seen = stranger.run(FORGE + 'forge(frame="observation", run=token, observation={"outcome": "ok"})\n' + forever)
    assert seen.outcome == "ok"
    until(lambda: not stranger.has_sandbox())


def test_other_processes_clocks_are_not_told(stranger: Visitor) -> None:
    seen = stranger.run("import time\ntime.clock_gettime((~1 << 3) | 2)")
    assert seen.error is not None
    assert seen.error.type == "PermissionError"


def test_supervisor_knows_its_children(unreviewed: Launched) -> None:
    children = Path(f"/proc/{unreviewed.process.pid}/task/{unreviewed.process.pid}/children").read_text().split()
    states = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] for pid in children]
    assert "Z" not in states
    assert os.getpid() not in map(int, children)


CONNECT = "import sqlite3\nc = sqlite3.connect(':memory:')\n"
SQL = {
    "vacuum into a file": f"VACUUM INTO '{CANARY}'",
    "attach by a URI": f"ATTACH 'file:{CANARY}?mode=rwc' AS z",
    "temporary files": "PRAGMA temp_store = FILE",
    "temporary files, by schema": "PRAGMA main.temp_store(1)",
    "temporary files, as a table": "SELECT * FROM pragma_temp_store",
    "folder for temporary files": "PRAGMA temp_store_directory = '/tmp'",
    "pages on disk": "PRAGMA cache_spill = ON",
    "extension": "SELECT load_extension('libc.so.6')",
    "address of a tokenizer": "SELECT fts3_tokenizer('simple')",
}


@pytest.mark.parametrize("sql", SQL.values(), ids=SQL.keys())
def test_sql_that_reaches_out_is_not_authorized(stranger: Visitor, sql: str) -> None:
    seen = stranger.run(f"{CONNECT}c.execute({sql!r}).fetchall()")
    assert seen.error is not None
    assert "authoriz" in seen.error.message
    assert not CANARY.exists()


def test_connection_whose_guards_are_taken_off_still_opens_no_file(stranger: Visitor) -> None:
    off = "sqlite3.Connection.set_authorizer(c, None)\n_ = sqlite3.Connection.setlimit(c, 7, 10)\n"
    seen = stranger.run(f"{CONNECT}{off}c.execute(\"ATTACH '{CANARY}' AS z\")")
    assert seen.error is not None
    assert "unable to open database" in seen.error.message
    assert not CANARY.exists()


BROKEN = {
    "writing": "import os\nos.write = None",
    "frames": "import json\njson.dumps = json.loads = None",
    "the latch": "import webapp.inside.latch as latch\nlatch.Latch.disarm = None",
    "Python itself": "import ctypes\n_ = ctypes.memset(id(None), 0, 64)",
}


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN.keys())
def test_sandbox_that_broke_itself_is_made_anew(stranger: Visitor, source: str) -> None:
    seen = stranger.run(source)
    assert seen.outcome == "crashed"
    assert seen.note
    assert stranger.run("1").output == "1\n"
