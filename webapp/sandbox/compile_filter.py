"""Compiles the sandbox's system-call filter: `python -m webapp.sandbox.compile_filter` rewrites the checked-in files.

The calls are those CPython 3.11 to 3.13 and SQLite need after warming up with temp_store=MEMORY, seen by strace, and a
few that they may need though none was seen. pyseccomp (extra `test`) is needed here alone; the zygote installs bytes.
"""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path
from typing import Any

from webapp.inside import wire

ON_CONTROL = ("read", "write")
ON_OWN_CLOCKS = ("clock_gettime", "clock_getres", "clock_nanosleep")
LAST_OWN_CLOCK = 11
"""CLOCK_TAI. Numbers beyond, and negative ones, are clocks of other processes: they tell which exist."""
ALLOWED = (
    "brk munmap gettimeofday getrandom getpid gettid "
    "sched_yield rt_sigreturn rt_sigprocmask restart_syscall exit exit_group"
).split()
REFUSED_QUIETLY = (
    "open openat openat2 stat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat fstat lseek ioctl "
    "unlink unlinkat close getcwd fcntl getuid geteuid getgid getegid getppid sigaltstack rt_sigaction prlimit64 "
    "getrlimit uname sysinfo sched_getaffinity dup pread64 pwrite64 writev readv poll ppoll select pselect6 getdents64"
).split()
"""CPython and glibc try these harmlessly and go on without them: EPERM keeps the visitor's process alive."""
WHOLE = 2**64 - 1
PROT_EXEC = 4
PLAIN_PROTECTION = WHOLE & ~3
"""Bits of a protection beside PROT_READ and PROT_WRITE."""
PLAIN_FLAGS = WHOLE & ~0x24000, 0x22
"""Mask and value: MAP_PRIVATE and MAP_ANONYMOUS, with MAP_NORESERVE and MAP_STACK as they like."""
MREMAP_MAYMOVE = 1
ADVICE = {"MADV_DONTNEED": 4, "MADV_FREE": 8, "MADV_HUGEPAGE": 14, "MADV_NOHUGEPAGE": 15}
"""What allocators say. MADV_MERGEABLE would tell by timing what other processes' pages hold."""
FUTEX = {"FUTEX_WAIT": 0, "FUTEX_WAKE": 1, "FUTEX_WAIT_BITSET": 9, "FUTEX_WAKE_BITSET": 10}
FUTEX_OPERATION = 2**32 - 1 & ~(128 | 256)
"""What locks are made of. FUTEX_LOCK_PI takes a thread's number, and so tells which exist on the machine."""
FILTERS = Path(wire.__file__).with_name("confine") / "filters"
ARCHITECTURES = {"x86_64": "X86_64", "aarch64": "AARCH64"}


def compiled(machine: str) -> bytes:
    """The filter for an architecture, as the kernel takes it. Another architecture's calls (x32 too) kill."""
    import pyseccomp as libseccomp

    allow, refuse = libseccomp.ALLOW, libseccomp.ERRNO(errno.EPERM)
    rules = libseccomp.SyscallFilter(libseccomp.KILL_PROCESS)
    rules.set_attr(libseccomp.Attr.ACT_BADARCH, libseccomp.KILL_PROCESS)  # else it kills the calling thread alone
    wanted = getattr(libseccomp.Arch, ARCHITECTURES[machine])
    native = libseccomp.Arch.NATIVE
    if not rules.exist_arch(wanted):
        rules.add_arch(wanted)
        rules.remove_arch(native)
    number, equal, masked = libseccomp.Arg, libseccomp.EQ, libseccomp.MASKED_EQ
    for name in ON_CONTROL:
        rules.add_rule(allow, name, number(0, equal, wire.CONTROL))
        rules.add_rule(refuse, name, number(0, libseccomp.NE, wire.CONTROL))
    _memory(rules, libseccomp)
    for name in ON_OWN_CLOCKS:
        rules.add_rule(allow, name, number(0, libseccomp.LE, LAST_OWN_CLOCK))
        rules.add_rule(refuse, name, number(0, libseccomp.GT, LAST_OWN_CLOCK))
    for operation in FUTEX.values():
        rules.add_rule(allow, "futex", number(1, masked, FUTEX_OPERATION, operation))
    for name in ALLOWED:
        rules.add_rule(allow, name)
    for name in REFUSED_QUIETLY:
        rules.add_rule(refuse, name)
    # glibc falls back to clone() after ENOSYS, which kills: only a process that starts threads ever gets there.
    rules.add_rule(libseccomp.ERRNO(errno.ENOSYS), "clone3")
    with tempfile.TemporaryFile() as target:
        rules.export_bpf(target)
        target.seek(0)
        return target.read()


def _memory(rules: Any, libseccomp: Any) -> None:
    """Private memory, wherever the kernel puts it, never executable: an executable mapping is refused, the rest kills.

    An address of the caller's own choice could spread a few pages so that the kernel's tables of them, which no limit
    counts, take several times their memory.
    """
    allow, number, equal, masked = libseccomp.ALLOW, libseccomp.Arg, libseccomp.EQ, libseccomp.MASKED_EQ
    plain = number(2, masked, PLAIN_PROTECTION, 0)
    rules.add_rule(allow, "mmap", number(0, equal, 0), plain, number(3, masked, *PLAIN_FLAGS))
    rules.add_rule(allow, "mprotect", plain)
    for name in ("mmap", "mprotect"):
        rules.add_rule(libseccomp.ERRNO(errno.EPERM), name, number(2, masked, PROT_EXEC, PROT_EXEC))
    rules.add_rule(allow, "mremap", number(3, libseccomp.LE, MREMAP_MAYMOVE))
    for advice in ADVICE.values():
        rules.add_rule(allow, "madvise", number(2, equal, advice))


def main() -> None:
    """Writes every architecture's filter to its file."""
    for machine in ARCHITECTURES:
        FILTERS.mkdir(exist_ok=True)
        (FILTERS / f"{machine}.bpf").write_bytes(compiled(machine))


if __name__ == "__main__":
    main()
