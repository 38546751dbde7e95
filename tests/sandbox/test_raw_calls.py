"""Past Python: memory and system calls by ctypes, with the policy switched off."""

import platform

import pytest

from tests.sandbox.visiting import Visitor
from webapp.sandbox.launch import Launched

NOT_ALLOWED = "This snippet asked the operating system for something that is not allowed here, so it was ended."
RAW = """\
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
word = (ctypes.c_uint32 * 1)(1)
libc.mmap.restype = ctypes.c_void_p

def memory(at=None, flags=0x22, protection=3):
    return libc.mmap(ctypes.c_void_p(at), ctypes.c_size_t(4096), protection, flags, -1, ctypes.c_long(0))

"""
ENDED = {
    "signal to the group": "libc.kill(0, 9)",
    "signal to itself": "os.kill(os.getpid(), 19)",
    "dumpable again": "libc.prctl(4, 1, 0, 0, 0)",
    "another's memory": "libc.process_vm_readv(os.getpid(), None, 0, None, 0, 0)",
    "higher priority": "libc.setpriority(0, 0, -20)",
    "another scheduler": "libc.sched_setscheduler(0, 1, word)",
    "shared memory segment": "libc.shmget(1, 4096, 0o1777)",
    "file in memory": "libc.memfd_create(b'x', 0)",
    "io_uring": "libc.syscall(425, 8, None)",
    "shut the control descriptor": "libc.shutdown(3, 2)",
    "callback in machine code": "ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 1)()",
    "memory at an address of its choice": "memory(1 << 40, 0x100022)",
    "memory shared with a fork": "memory(flags=0x21)",
    "pages compared with others'": "libc.madvise(ctypes.c_void_p(memory()), ctypes.c_size_t(4096), 12)",
}
FIND_INT_80 = """\
at, found = ctypes.cast(ctypes.pythonapi.PyObject_Repr, ctypes.c_void_p).value, -1
while found < 0:
    found = ctypes.string_at(at, 4096).find(b"\\xcd\\x80")
    at += 4000 if found < 0 else found
# Two floating-point arguments make it call number 2: by the i386 table, fork.
print('found')
_ = ctypes.cast(at, ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_double, ctypes.c_double))(0.0, 0.0)
"""
if platform.machine() == "x86_64":
    ENDED |= {
        "lock by a thread's number": "libc.syscall(202, word, 6, 0, None, None, 0)",
        "x32 call": "libc.syscall(0x40000000 | 39)",
        "i386 call": FIND_INT_80,
    }


@pytest.mark.parametrize("source", ENDED.values(), ids=ENDED.keys())
def test_call_ends_the_sandbox_alone(stranger: Visitor, unreviewed: Launched, source: str) -> None:
    neighbour = Visitor(unreviewed.sandboxes)
    neighbour.run("kept = 1")
    seen = stranger.run(RAW + source)
    assert (seen.outcome, seen.note) == ("killed", NOT_ALLOWED), seen.output
    assert source != FIND_INT_80 or seen.output == "found\n"
    assert stranger.run("1").output == "1\n"
    assert neighbour.run("kept").output == "1\n"


FAILS = {
    "close the control descriptor": "libc.close(3)",
    "a signal when it can be read": "libc.fcntl(3, 8, 1)",
    "more of its own limits": "libc.prlimit(0, 0, None, None)",
    "another handler of interrupts": "libc.signal(2, None)",
    "executable memory": "0 if memory(protection=7) == 2 ** 64 - 1 else 1",
    "executable memory, in two steps": "libc.mprotect(ctypes.c_void_p(memory()), ctypes.c_size_t(4096), 5)",
}


@pytest.mark.parametrize("source", FAILS.values(), ids=FAILS.keys())
def test_call_fails_and_the_sandbox_lives(stranger: Visitor, source: str) -> None:
    stranger.run(RAW + "kept = 1")
    seen = stranger.run(f"failed = {source}\nfailed, ctypes.get_errno()")
    assert seen.output in ("(-1, 1)\n", "(0, 1)\n")
    assert stranger.run("kept").output == "1\n"


def test_every_signal_blocked_is_still_ended(stranger: Visitor) -> None:
    blocked = (
        "import signal\n_ = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\nwhile True:\n    pass\n"
    )
    seen = stranger.run(blocked)
    assert (seen.outcome, "so it was stopped" in seen.note) == ("killed", True)
    assert stranger.run("1").output == "1\n"
