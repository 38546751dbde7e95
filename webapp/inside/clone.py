"""A fork whose child belongs to the caller's parent.

The zygote and the templates fork, and the supervisor must reap: with CLONE_PARENT the new process is the supervisor's
own child from its first instruction, so it outlives the process it was forked from, and nobody else can reap it.
"""

from __future__ import annotations

import ctypes
import platform
import signal

CLONE_PARENT = 0x00008000
_SYS_CLONE = {"x86_64": 56, "aarch64": 220}

# PyDLL keeps the interpreter's lock over the call: the child must hold it when it returns.
_libc = ctypes.PyDLL(None, use_errno=True)
_python = ctypes.pythonapi


def clone_to_parent() -> int:
    """Forks; returns 0 in the child and the child's process id in the caller. Raises OSError.

    Only for processes with one thread: like fork, it copies the calling thread alone.
    """
    number = _SYS_CLONE.get(platform.machine())
    if number is None:
        raise OSError(f"no clone() number is known for {platform.machine()}")
    _python.PyOS_BeforeFork()
    pid: int = _libc.syscall(number, CLONE_PARENT | signal.SIGCHLD, 0, 0, 0, 0)
    if pid == 0:
        _python.PyOS_AfterFork_Child()
        return 0
    _python.PyOS_AfterFork_Parent()
    if pid < 0:
        code = ctypes.get_errno()
        raise OSError(code, "clone failed")
    return pid
