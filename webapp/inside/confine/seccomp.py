"""Installs the system-call filter: bytes compiled beforehand, so that nothing but the standard library is needed here.

`webapp.sandbox.compile_filter` says which calls the filter lets through, and writes the files beside this one.
"""

from __future__ import annotations

import ctypes
import platform
from pathlib import Path

PR_GET_SECCOMP, PR_SET_SECCOMP, MODE_FILTER = 21, 22, 2
INSTRUCTION = 8
"""Bytes in one BPF instruction."""

_libc = ctypes.CDLL(None, use_errno=True)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def path(machine: str) -> Path:
    """Where the filter for an architecture (`platform.machine()`) is kept."""
    return Path(__file__).with_name("filters") / f"{machine}.bpf"


def load() -> bytes:
    """This architecture's filter. Raises OSError where there is none."""
    return path(platform.machine()).read_bytes()


def supported() -> bool:
    """Whether this kernel can filter system calls, and whether a filter for it is at hand."""
    has_prctl = getattr(_libc, "prctl", None) is not None and _libc.prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0
    return bool(has_prctl) and path(platform.machine()).is_file()


def install(instructions: bytes) -> None:
    """Filters this process's system calls from here on, for good; needs PR_SET_NO_NEW_PRIVS before. Raises OSError."""
    program = _Program(len(instructions) // INSTRUCTION, instructions)
    if _libc.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(program), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "installing the seccomp filter failed")
