"""The system-call filters themselves: what is checked in, and what it says of each call, on every architecture."""

import errno

import pyseccomp
import pytest

from tests.inside.confine import bpf
from webapp.sandbox.compile_filter import ALLOWED, ARCHITECTURES, FILTERS, REFUSED_QUIETLY, compiled

KEPT = {machine: (FILTERS / f"{machine}.bpf").read_bytes() for machine in ARCHITECTURES}
OF_LIBSECCOMP = {
    "x86_64": pyseccomp.Arch.X86_64,
    "aarch64": pyseccomp.Arch.AARCH64,
    "i386": pyseccomp.Arch.X86,
    "arm": pyseccomp.Arch.ARM,
}
X32 = 0x40000000
PERMISSION = f"errno {errno.EPERM}"
NOT_ON_AARCH64 = {"stat", "lstat", "open", "access", "readlink", "unlink", "poll", "select", "getrlimit"}
NUMBERS = range(600)
"""More than any architecture has."""


def said(machine: str, name: str, *arguments: int) -> str:
    number = pyseccomp.resolve_syscall(OF_LIBSECCOMP[machine], name)
    assert number >= 0, name
    return bpf.told(bpf.verdict(KEPT[machine], machine, number, arguments))


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_filter_is_what_the_generator_writes(machine: str) -> None:
    assert KEPT[machine] == compiled(machine), "run `python -m webapp.sandbox.compile_filter` and look at what changed"


def test_there_is_one_filter_for_each_architecture() -> None:
    assert {path.stem for path in FILTERS.iterdir()} == set(ARCHITECTURES)


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_listed_calls_are_allowed_or_refused(machine: str) -> None:
    missing = NOT_ON_AARCH64 if machine == "aarch64" else set()
    assert {name: said(machine, name) for name in ALLOWED} == dict.fromkeys(ALLOWED, "allow")
    quiet = set(REFUSED_QUIETLY) - missing
    assert {name: said(machine, name) for name in quiet} == dict.fromkeys(quiet, PERMISSION)
    assert said(machine, "clone3") == f"errno {errno.ENOSYS}"


OTHERS = (
    "clone execve execveat socket connect sendmsg recvmsg sendto shutdown kill tkill tgkill rt_sigqueueinfo "
    "pidfd_open pidfd_send_signal ptrace process_vm_readv process_vm_writev prctl seccomp io_uring_setup "
    "io_uring_enter bpf keyctl add_key perf_event_open userfaultfd memfd_create shmget shmat pkey_mprotect "
    "remap_file_pages unshare setns mount chroot setuid setresuid capset setrlimit setpriority sched_setscheduler "
    "sched_setattr set_robust_list rseq membarrier personality mlock mlockall nanosleep timer_create setitimer "
    "pipe2 dup3 eventfd2 epoll_create1 fork vfork arch_prctl modify_ldt landlock_restrict_self process_madvise "
    "mbind move_pages kcmp ioprio_set"
).split()


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_every_other_call_kills(machine: str) -> None:
    numbers = {name: pyseccomp.resolve_syscall(OF_LIBSECCOMP[machine], name) for name in OTHERS}
    known = {name: number for name, number in numbers.items() if number >= 0}
    assert len(known) > 50
    verdicts = {name: bpf.told(bpf.verdict(KEPT[machine], machine, number)) for name, number in known.items()}
    assert verdicts == dict.fromkeys(known, "kill")


ARGUMENTS = {
    "write to the control descriptor": ("write", (3, 0, 1), "allow"),
    "write elsewhere": ("write", (1, 0, 1), PERMISSION),
    "write beyond 32 bits": ("write", (2**32 + 3, 0, 1), PERMISSION),
    "read elsewhere": ("read", (0, 0, 1), PERMISSION),
    "memory": ("mmap", (0, 4096, 3, 0x22, -1), "allow"),
    "memory without swap": ("mmap", (0, 4096, 3, 0x4022, -1), "allow"),
    "executable memory": ("mmap", (0, 4096, 7, 0x22, -1), PERMISSION),
    "executable at an address": ("mmap", (1 << 40, 4096, 5, 0x32, -1), PERMISSION),
    "memory at an address": ("mmap", (1 << 40, 4096, 3, 0x22, -1), "kill"),
    "memory at a fixed address": ("mmap", (1 << 40, 4096, 3, 0x100022, -1), "kill"),
    "shared memory": ("mmap", (0, 4096, 3, 0x21, -1), "kill"),
    "huge pages": ("mmap", (0, 4096, 3, 0x40022, -1), "kill"),
    "a file": ("mmap", (0, 4096, 1, 0x02, 3), "kill"),
    "odd protection": ("mmap", (0, 4096, 3 | 1 << 40, 0x22, -1), "kill"),
    "made writable": ("mprotect", (4096, 4096, 3), "allow"),
    "made executable": ("mprotect", (4096, 4096, 5), PERMISSION),
    "grown downwards": ("mprotect", (4096, 4096, 0x01000003), "kill"),
    "enlarged": ("mremap", (4096, 4096, 8192, 1), "allow"),
    "moved to an address": ("mremap", (4096, 4096, 8192, 3, 1 << 40), "kill"),
    "given back": ("madvise", (4096, 4096, 4), "allow"),
    "merged with others' pages": ("madvise", (4096, 4096, 12), "kill"),
    "wait for a lock": ("futex", (4096, 0x189, 1), "allow"),
    "wake": ("futex", (4096, 0x81, 1), "allow"),
    "lock by a thread's number": ("futex", (4096, 6), "kill"),
    "requeue": ("futex", (4096, 12), "kill"),
    "own clock": ("clock_gettime", (3,), "allow"),
    "another process's clock": ("clock_gettime", ((~1 << 3) | 2,), PERMISSION),
    "another's clock, in 32 bits": ("clock_nanosleep", (0xFFFFFFF2,), PERMISSION),
}


@pytest.mark.parametrize("machine", ARCHITECTURES)
@pytest.mark.parametrize(("name", "arguments", "expected"), ARGUMENTS.values(), ids=ARGUMENTS.keys())
def test_arguments_decide(machine: str, name: str, arguments: tuple[int, ...], expected: str) -> None:
    assert said(machine, name, *arguments) == expected


@pytest.mark.parametrize(
    ("machine", "other"), [("x86_64", "i386"), ("x86_64", "aarch64"), ("aarch64", "arm"), ("aarch64", "x86_64")]
)
def test_another_architectures_calls_kill_whatever_their_number(machine: str, other: str) -> None:
    assert {bpf.verdict(KEPT[machine], other, number, (3,)) for number in NUMBERS} == {bpf.KILL_PROCESS}


def test_x32_kills_whatever_the_number() -> None:
    verdicts = {bpf.verdict(KEPT["x86_64"], "x86_64", X32 | number, (3,)) for number in NUMBERS}
    assert verdicts == {bpf.KILL_PROCESS}


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_number_that_no_call_has_kills(machine: str) -> None:
    assert {bpf.verdict(KEPT[machine], machine, number) for number in (-1, -2, 999, 2**31)} == {bpf.KILL_PROCESS}
