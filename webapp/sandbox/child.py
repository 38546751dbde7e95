"""One process behind the wall, as the supervisor holds it: its socket, its signals, its time, its cause of death."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass

from webapp.inside import wire

CLOSE_AFTER = 0.5
"""Seconds between a process's death and the closing of our end of its socket."""


@dataclass(frozen=True, slots=True)
class Death:
    """How a process ended: by a signal, or by itself with an exit status."""

    signal: int | None
    status: int | None

    def __str__(self) -> str:
        if self.signal is None:
            return f"it ended by itself with status {self.status}"
        return f"it was ended by {signal.Signals(self.signal).name}"


class Child:
    """A process forked for us. Only the supervisor reaps it, so its process id cannot be another's while we hold it."""

    def __init__(self, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.pid = pid
        self._reader = reader
        self._writer = writer
        self._forgotten = False
        self._pidfd = os.pidfd_open(pid)
        loop = asyncio.get_running_loop()
        self.death: asyncio.Future[Death] = loop.create_future()
        loop.add_reader(self._pidfd, self._reap)

    def _reap(self) -> None:
        asyncio.get_running_loop().remove_reader(self._pidfd)
        result = os.waitid(os.P_PIDFD, self._pidfd, os.WEXITED)
        os.close(self._pidfd)
        self._pidfd = -1
        # What it sent before it died may still be on its way to the reader, if anybody reads it.
        asyncio.get_running_loop().call_later(0 if self._forgotten else CLOSE_AFTER, self._writer.close)
        by_itself = result is not None and result.si_code == os.CLD_EXITED
        status = result.si_status if result is not None else 0
        self.death.set_result(Death(None, status) if by_itself else Death(status, None))

    @property
    def alive(self) -> bool:
        """Whether it has not been reaped."""
        return self._pidfd >= 0

    def send_signal(self, number: int) -> None:
        """Sends a signal, if it still lives."""
        if self.alive:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, number)

    def kill(self) -> None:
        """Ends it at once; `death` tells when it has."""
        self.send_signal(signal.SIGKILL)

    def forget(self) -> None:
        """Ends it, and wants to hear nothing more of it."""
        self._forgotten = True
        self.kill()

    def cpu_seconds(self) -> float:
        """Processor time it has used so far, in seconds; 0.0 when it has gone."""
        # The kernel's clock of another process: (~pid << 3) | CPUCLOCK_SCHED, see clock_getcpuclockid(3).
        if self.alive:
            with suppress(OSError):
                return time.clock_gettime((~self.pid << 3) | 2)
        return 0.0

    def resident(self) -> int:
        """Bytes of memory it holds, shared pages included; 0 when it has gone."""
        if self.alive:
            with suppress(OSError), open(f"/proc/{self.pid}/statm", "rb") as statm:
                return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return 0

    def allow_cpu(self, seconds: float) -> None:
        """Raises its processor limit by `seconds` from now on: the kernel's own backstop, in whole seconds."""
        if not self.alive:
            return
        soft = int(self.cpu_seconds() + seconds) + 2
        try:
            _, hard = resource.prlimit(self.pid, resource.RLIMIT_CPU)
            resource.prlimit(self.pid, resource.RLIMIT_CPU, (soft, hard))
        except ProcessLookupError:
            return
        except PermissionError:
            return  # root without CAP_SYS_RESOURCE, as in many containers: the supervisor's own watch remains

    def duplicate_socket(self) -> socket.socket:
        """Our end of its socket once more, for what asyncio's streams cannot do: passing descriptors."""
        return socket.socket(fileno=os.dup(self._writer.get_extra_info("socket").fileno()))

    async def send(self, frame: wire.Frame) -> None:
        """Sends a frame. Raises ConnectionError when it has gone."""
        self._writer.write(wire.pack(frame))
        await self._writer.drain()

    async def receive(self) -> wire.Frame:
        """The next frame. Raises wire.WireError or EOFError when there will be none."""
        frame, _ = await self.receive_sized(wire.LONGEST)
        return frame

    async def receive_sized(self, longest: int) -> tuple[wire.Frame, int]:
        """The next frame and its length in bytes. Raises wire.WireError, also when it is longer, or EOFError."""
        length = wire.length_of(await self._reader.readexactly(wire.HEADER.size), longest)
        return wire.unpack(await self._reader.readexactly(length)), length


async def adopt(pid: int, ours: socket.socket) -> Child:
    """The child with that process id, spoken to over our end of its socket. Raises OSError when it is not ours."""
    reader, writer = await asyncio.open_connection(sock=ours, limit=1 << 20)
    return Child(pid, reader, writer)
