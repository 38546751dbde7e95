"""Processes as the kernel tells of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_CONFINED = re.compile(r"^Seccomp:\s*2$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of a process: what is its own, and that with its share of what others use too."""

    private: int
    pss: int


def children(pid: int) -> set[int]:
    """The processes right below one; none where it has gone."""
    try:
        return {int(text) for text in (_PROC / f"{pid}/task/{pid}/children").read_text().split()}
    except OSError:
        return set()


def command(pid: int) -> str:
    """Its command line; empty where it has gone."""
    try:
        return (_PROC / str(pid) / "cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def confined(pid: int) -> set[int]:
    """Those right below `pid` that run behind a system-call filter: a supervisor's sandboxes, and no other process."""
    return {child for child in children(pid) if _CONFINED.search(_status(child))}


def _status(pid: int) -> str:
    try:
        return (_PROC / str(pid) / "status").read_text()
    except OSError:
        return ""


def memory(pid: int) -> Memory | None:
    """Its memory; None where it has gone, or only root may read it: a sandbox is not dumpable."""
    try:
        text = (_PROC / str(pid) / "smaps_rollup").read_text()
    except OSError:
        return None
    kib = {name: int(number) for name, number in re.findall(r"^(\w+):\s+(\d+) kB$", text, re.MULTILINE)}
    return Memory(private=(kib["Private_Clean"] + kib["Private_Dirty"]) * 1024, pss=kib["Pss"] * 1024)
