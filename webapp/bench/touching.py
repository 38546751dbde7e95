"""Memory touched before anything is measured.

On some virtual machines guest memory is slow at its first touch: a page fault costs several times as much until the
host has given the page. A server that has run for a day has that behind it.
"""

from __future__ import annotations

import mmap

from webapp.sandbox.memory import available

SHARE = 4
"""A quarter of what is available is touched at most."""
STRIDE = 64 * 1024**2


def touch(most: int) -> int:
    """Touches that many bytes, or a quarter of what is available, and frees them; how many they were."""
    size = min(most, available() // SHARE)
    with mmap.mmap(-1, max(size, mmap.PAGESIZE)) as memory:
        for start in range(0, size, STRIDE):
            end = min(start + STRIDE, size)
            memory[start : end : mmap.PAGESIZE] = b"\1" * len(range(start, end, mmap.PAGESIZE))
    return size
