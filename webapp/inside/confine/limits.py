"""Resource limits that the kernel keeps. Processor time per snippet is raised by the supervisor, from outside."""

from __future__ import annotations

import os
import resource


def address_space() -> int:
    """Bytes of address space this process has now."""
    with open("/proc/self/statm", "rb") as statm:
        return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def set_limits(ceiling: int) -> None:
    """Limits the address space to `ceiling` bytes, and forbids files, processes and core dumps."""
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC, resource.RLIMIT_MEMLOCK):
        resource.setrlimit(limit, (0, 0))
    # Descriptors that are open stay so; no new one can be made, received or duplicated.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
