"""Address space kept aside while a snippet runs, and given back when it is used up: telling of it needs some."""

from __future__ import annotations

import mmap
from contextlib import suppress

SIZE = 4 * 1024 * 1024
"""Bytes. Never written to, so they cost no memory: what a sandbox's limit counts is address space."""


class Headroom:
    """Some of the sandbox's room, kept from the visitor's code."""

    def __init__(self) -> None:
        self._kept: mmap.mmap | None = None

    def set_aside(self) -> None:
        """Keeps it, if it is to be had: the snippet that comes may be the one that frees what is in the way."""
        if self._kept is None:
            with suppress(OSError, MemoryError):
                self._kept = mmap.mmap(-1, SIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)

    def give_back(self) -> None:
        """Leaves it to whoever needs it now."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None
