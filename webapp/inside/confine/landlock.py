"""Landlock: no file, no socket, no signal beyond this process, whatever its identity, where the kernel has it.

Numbers from the kernel's include/uapi/linux/landlock.h; the rights a kernel knows grow with its ABI version.
"""

from __future__ import annotations

import ctypes
import os

_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_VERSION_FLAG = 1
_FILESYSTEM_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NETWORK_RIGHTS = 2
_SCOPES = 2

_libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (("filesystem", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


def version() -> int:
    """The kernel's Landlock ABI; 0 where there is none, or where it is switched off."""
    return max(0, int(_libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION_FLAG)))


def forbid_everything() -> bool:
    """Takes every right Landlock knows from this process; False where the kernel has no Landlock. Raises OSError."""
    abi = version()
    if abi < 1:
        return False
    ruleset = _Ruleset((1 << _FILESYSTEM_RIGHTS[min(abi, 5)]) - 1)
    size = 8
    if abi >= 4:
        ruleset.network = (1 << _NETWORK_RIGHTS) - 1
        size = 16
    if abi >= 6:
        ruleset.scoped = (1 << _SCOPES) - 1
        size = 24
    descriptor = _libc.syscall(_CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(size), 0)
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset failed")
    try:
        if _libc.syscall(_RESTRICT_SELF, descriptor, 0) != 0:
            raise OSError(ctypes.get_errno(), "landlock_restrict_self failed")
    finally:
        os.close(descriptor)
    return True
