"""How much memory this machine, or the container it runs in, has to give."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

UNLIMITED = 1 << 60
_MEMINFO = Path("/proc/meminfo")
_OWN_GROUP = Path("/proc/self/cgroup")
_CGROUP = Path("/sys/fs/cgroup")
_CGROUP_1 = Path("/sys/fs/cgroup/memory")


def available() -> int:
    """Bytes that can be used without swapping: the machine's, or the container's where that is less."""
    return min(free for free, _ in (_machine(), *_containers()))


def above(share: float) -> int:
    """Bytes that can be used until only that share of memory is available, on the machine or in the container; negative
    where it is less already."""
    return min(free - int(share * total) for free, total in (_machine(), *_containers()))


def missing(share: float) -> int:
    """Bytes that are lacking until that share of memory is available; 0 if none."""
    return max(0, -above(share))


def limit() -> int | None:
    """Bytes that control groups let this process and its neighbours use together; None where none limits them."""
    return min((total for _, total in _containers()), default=None)


def _machine() -> tuple[int, int]:
    lines = dict(line.split(":", 1) for line in _MEMINFO.read_text().splitlines())
    return int(lines["MemAvailable"].split()[0]) * 1024, int(lines["MemTotal"].split()[0]) * 1024


def _containers() -> Iterator[tuple[int, int]]:
    """Free and total bytes of each control group (version 2) around this process that has a limit."""
    group = _CGROUP
    with suppress(OSError):
        own = next((line for line in _OWN_GROUP.read_text().splitlines() if line.startswith("0::/")), "0::/")
        group = _CGROUP / own.removeprefix("0::/")
    while group.is_relative_to(_CGROUP):
        with suppress(OSError, ValueError, KeyError):  # the outermost has no files of its own, "max" is no number
            most = int((group / "memory.max").read_text())
            used = int((group / "memory.current").read_text())
            kept = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
            # What was read from files stays in memory for as long as nobody needs the room.
            yield most - used + int(kept["inactive_file"]), most
        group = group.parent
    yield from _containers_1()


def _containers_1() -> Iterator[tuple[int, int]]:
    """The same of version 1, which older hosts have; its largest number stands for no limit."""
    group = _CGROUP_1
    with suppress(OSError):
        lines = (line.split(":", 2) for line in _OWN_GROUP.read_text().splitlines())
        own = next((path for _, kinds, path in lines if "memory" in kinds.split(",")), "/")
        group = _CGROUP_1 / own.removeprefix("/")
    while group.is_relative_to(_CGROUP_1):
        with suppress(OSError, ValueError, KeyError):  # a container sees its own group as the outermost
            most = int((group / "memory.limit_in_bytes").read_text())
            if most < UNLIMITED:
                used = int((group / "memory.usage_in_bytes").read_text())
                kept = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
                yield most - used + int(kept["total_inactive_file"]), most
        group = group.parent
