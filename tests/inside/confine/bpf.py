"""Runs a system-call filter over calls, as the kernel does: classic BPF, over `struct seccomp_data`."""

import struct

KILL_PROCESS, ERRNO, ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
ARCHITECTURES = {"x86_64": 0xC000003E, "i386": 0x40000003, "aarch64": 0xC00000B7, "arm": 0x40000028}
"""AUDIT_ARCH_... of include/uapi/linux/audit.h."""
LOAD_WORD, RETURN, JUMP, AND = 0x20, 0x06, 0x05, 0x54
TESTS = {
    0x15: lambda accumulator, k: accumulator == k,
    0x25: lambda accumulator, k: accumulator > k,
    0x35: lambda accumulator, k: accumulator >= k,
    0x45: lambda accumulator, k: accumulator & k != 0,
}


def verdict(instructions: bytes, architecture: str, number: int, arguments: tuple[int, ...] = ()) -> int:
    """What the filter returns for a call. Raises KeyError for an instruction that no filter of ours has."""
    padded = [*arguments, *[0] * (6 - len(arguments))]
    wrapped = [each % 2**64 for each in padded]
    data = struct.pack("<IIQ6Q", number % 2**32, ARCHITECTURES[architecture], 0, *wrapped)
    program = list(struct.iter_unpack("<HBBI", instructions))
    accumulator = at = 0
    while True:
        code, on_true, on_false, k = program[at]
        at += 1
        if code == RETURN:
            return k
        if code == LOAD_WORD:
            (accumulator,) = struct.unpack_from("<I", data, k)
        elif code == AND:
            accumulator &= k
        elif code == JUMP:
            at += k
        else:
            at += on_true if TESTS[code](accumulator, k) else on_false


def told(value: int) -> str:
    """A verdict in a word: allow, kill, or the number of the error."""
    if value & 0xFFFF0000 == ERRNO:
        return f"errno {value & 0xFFFF}"
    return {ALLOW: "allow", KILL_PROCESS: "kill"}.get(value, hex(value))
