"""How much memory this machine, or the container it runs in, has to give."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_MEMINFO = Path("/proc/meminfo")
_CGROUP = Path("/sys/fs/cgroup")


def available() -> int:
    """Bytes that can be used without swapping: the machine's, or the container's where that is less."""
    return min(_machine()[0], _container()[0])


def missing(share: float) -> int:
    """Bytes that are lacking until that share of memory is available, on the machine or in the container; 0 if none."""
    return max(0, *(int(share * total) - free for free, total in (_machine(), _container())))


def _machine() -> tuple[int, int]:
    lines = dict(line.split(":", 1) for line in _MEMINFO.read_text().splitlines())
    return int(lines["MemAvailable"].split()[0]) * 1024, int(lines["MemTotal"].split()[0]) * 1024


def _container() -> tuple[int, int]:
    """By version 2 of control groups; the machine's figures where there is no limit."""
    with suppress(OSError, ValueError):
        most = int((_CGROUP / "memory.max").read_text())
        return most - int((_CGROUP / "memory.current").read_text()), most
    return _machine()
