"""The layers that hold visitors' code in, each tried on this machine, and what follows where one is not in force."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webapp.config import Settings
from webapp.lessons.start import Start
from webapp.observation import Observation
from webapp.sandbox.identity import WEB_USER, identity
from webapp.sandbox.interface import Sandboxes
from webapp.sandbox.launch import Launched
from webapp.sandbox.memory import available, limit

NOTHING_LEFT = ("open files", "processes", "file size", "core file size", "locked memory")
"""What a sandbox may have none of, as /proc names it."""
EXECUTABLE = """\
import ctypes
mmap = ctypes.CDLL(None).mmap
mmap.restype = ctypes.c_void_p
print("refused" if mmap(None, ctypes.c_size_t(4096), 7, 0x22, -1, ctypes.c_long(0)) == 2 ** 64 - 1 else "made")
"""
"""Asks for a page of private memory that may be read, written and executed."""
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Layer:
    """One thing that contains visitors' code: whether it is in force here, what was seen, what follows if it is not."""

    name: str
    holds: bool
    seen: str
    otherwise: str
    needed: bool = False
    """Without it the server stays on loopback."""


def layers(bare: Launched, whole: Launched) -> Iterator[Layer]:
    """Every layer; the kernel's are tried in `bare`, which has no policy."""
    yield system_calls(bare.sandboxes, filtered=bool(bare.wait_until_ready()["kernel"]["seccomp"]))
    yield landlock()
    yield from tried(bare.sandboxes)
    yield from looked_at(bare.sandboxes)
    yield memory_watch(whole.limits.live)
    refused = run(whole.sandboxes, "open('/etc/hostname')")
    yield Layer("policy", refused.outcome == "refused", f"open(): {told(refused)}", "refusals teach nothing")


def system_calls(bare: Sandboxes, *, filtered: bool) -> Layer:
    """seccomp: a call off the list ends the process, and no memory becomes machine code."""
    forked = run(bare, "import os\nos.fork()")
    executable = run(bare, EXECUTABLE).output != "refused\n"
    return Layer(
        "system calls (seccomp)",
        filtered and forked.outcome == "killed" and not executable,
        f"fork(): {told(forked)}; executable memory: {'made' if executable else 'refused'}",
        "strangers' code could start processes and open sockets",
        needed=True,
    )


def landlock() -> Layer:
    """Landlock, in a process beside the sandboxes: there seccomp refuses the same calls first."""
    code = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from webapp.inside.confine.trial import main; main()"
    command = [sys.executable, "-s", "-P", "-c", code]
    ended = subprocess.run(command, env={}, capture_output=True, text=True, check=False)
    found: dict[str, Any] = json.loads(ended.stdout) if ended.returncode == 0 else {"version": 0, "refused": []}
    refused = ", ".join(found["refused"]) or "nothing"
    seen = f"version {found['version']} refuses {refused}" if found["version"] else "not in this kernel"
    otherwise = "seccomp alone refuses files and sockets; a kernel from 5.13 on has it"
    return Layer("files and network (Landlock)", "files" in found["refused"], seen, otherwise)


def tried(bare: Sandboxes) -> Iterator[Layer]:
    """What a snippet can try by itself."""
    opened = run(bare, "open('/proc/self/status')")
    refused = error_of(opened) in ("PermissionError", "OSError")  # the latter where no descriptor is left to open one
    yield Layer("files", refused, f"open(): {told(opened)}", "code could read files", needed=True)
    large = run(bare, "x = 'x' * 10 ** 10")
    yield Layer(
        "memory", error_of(large) == "MemoryError", f"10 GB: {told(large)}", "one visitor could use it all", needed=True
    )
    endless = run(bare, "while True: pass")
    yield Layer("time", endless.outcome == "interrupted", f"endless loop: {told(endless)}", "loops go on", needed=True)
    attached = run(bare, "import sqlite3\nsqlite3.connect(':memory:').execute(\"ATTACH '/x' AS x\")")
    guarded = attached.error is not None and "not authorized" in attached.error.message
    yield Layer("SQLite's guards", guarded, f"ATTACH: {told(attached)}", "SQL could name files", needed=True)


def looked_at(bare: Sandboxes) -> Iterator[Layer]:
    """What only the system can tell of a sandbox's process: /proc is read while it rests after a snippet."""
    process = Path("/proc") / (run(bare, "import os\nos.getpid()").output.strip() or "none")
    status, limits = _table(process / "status"), _table(process / "limits", "  ")
    left = [name for name in NOTHING_LEFT if limits.get(f"Max {name}", "?").split()[0] != "0"]
    space = limits.get("Max address space", "unlimited").split()[0]
    seen = f"not limited: {', '.join(left)}" if left else "no files, processes, core dumps; memory bounded"
    yield Layer("limits (setrlimit)", not left and space != "unlimited", seen, "code could exhaust the machine")

    user, capabilities = status.get("Uid", "0").split()[0], int(status.get("CapEff", "1"), 16)
    seen = f"user {user}, {'no' if capabilities == 0 else 'some'} capabilities"
    yield Layer("identity", user != "0" and capabilities == 0, seen, "code that got out would be root")

    privileges = status.get("NoNewPrivs", "0") == "1"
    # The kernel gives the files of a process that cannot be dumped to root, whoever the process belongs to.
    closed = user != "0" and _owner(process / "mem") == 0
    seen = (
        f"{'' if privileges else 'new privileges; '}{'closed to' if closed else 'open to'} processes of the same user"
    )
    yield Layer("no new privileges, not dumpable", privileges and closed, seen, "its memory could be read")

    score = _text(process / "oom_score_adj").strip()
    otherwise = "where memory runs out, the kernel may end the server before a sandbox"
    yield Layer("first to die (oom_score_adj)", score == "1000", f"score {score or 'unknown'}", otherwise)

    processor = limits.get("Max cpu time", "unlimited").split()[0]
    limited = processor != "unlimited"
    seen = "raised for each snippet" if limited else "the supervisor may not set it (CAP_SYS_RESOURCE)"
    otherwise = "the supervisor's own watch alone ends loops"
    yield Layer("processor time, by the kernel", limited, seen, otherwise)


def web_user(settings: Settings) -> Layer:
    """Whose the web would be, started by who asks."""
    them = identity(settings.web_user, WEB_USER)
    otherwise = "who broke into it would be root; start it as a user of its own, or name one in SAVEPOINT_WEB_USER"
    seen = f"it runs as user {them.user if them else os.geteuid()}"
    return Layer("the web's user", them is not None or os.geteuid() != 0, seen, otherwise)


def memory_watch(room: int) -> Layer:
    """The supervisor's own look at the memory that is left."""
    most = limit()
    bound = f"of {most >> 20:,} MiB in this control group" if most else "on this machine; no control group limits it"
    otherwise = "the kernel alone decides who dies when memory runs out"
    seen = f"{available() >> 20:,} MiB available {bound}; a server started now has room for {room} sandboxes"
    return Layer("memory watch", available() > 0, seen, otherwise)


def run(sandboxes: Sandboxes, source: str) -> Observation:
    """Runs a snippet in the doctor's own sandbox."""
    with sandboxes.turn("doctor", "doctor") as turn:
        if turn.position is None:
            turn.rebuild(Start(), [])
        seen = turn.run(source)
        turn.settle("settled")
        return seen


def error_of(seen: Observation) -> str:
    """The exception's name, "" where there was none."""
    return seen.error.type if seen.error else ""


def told(seen: Observation) -> str:
    """How a run ended, in a word or two."""
    return " ".join(part for part in (seen.outcome, error_of(seen)) if part)


def _table(path: Path, separator: str = ":") -> dict[str, str]:
    cut = (line.partition(separator) for line in _text(path).splitlines())
    return {name.strip(): value.strip() for name, _, value in cut}


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def _owner(path: Path) -> int | None:
    try:
        return path.stat().st_uid
    except OSError:
        return None
