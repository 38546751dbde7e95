"""The process's own surroundings: descriptors, death with the supervisor, identity."""

from __future__ import annotations

import ctypes
import os
import signal
from contextlib import suppress

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
CAPABILITIES_VERSION_3 = 0x20080522
"""_LINUX_CAPABILITY_VERSION_3, of include/uapi/linux/capability.h: three sets of two words."""
NOBODY = 65534

_libc = ctypes.CDLL(None, use_errno=True)


def prctl(option: int, argument: int) -> None:
    """One prctl() call. Raises OSError."""
    if _libc.prctl(option, ctypes.c_ulong(argument), 0, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"prctl({option}) failed")


def keep_only(descriptor: int, at: int) -> None:
    """Moves `descriptor` to number `at` and closes every other one, standard streams included."""
    if descriptor != at:
        os.dup2(descriptor, at, inheritable=False)
    os.closerange(0, at)
    os.closerange(at + 1, os.sysconf("SC_OPEN_MAX"))


def die_with(parent: int) -> None:
    """Has the kernel kill this process when `parent` ends; ends at once when it already has."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def first_to_die() -> None:
    """Offers this process to the kernel's out-of-memory killer before any other."""
    # A container may mount /proc read-only; the supervisor's own watch on memory does not depend on this.
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")


def become_nobody() -> None:
    """Gives up root and capabilities, where there are any, and every way back to them. Raises OSError."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    _drop_capabilities()
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_DUMPABLE, 0)


def _drop_capabilities() -> None:
    # A service may have been given some without being root, to listen on port 80 say. Ambient ones go with these.
    header, none = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION_3, 0), (ctypes.c_uint32 * 6)()
    if _libc.capset(header, none) != 0:
        raise OSError(ctypes.get_errno(), "capset failed")
