"""The loop of a process that forks on request: the zygote, and every template.

A request comes as one byte with a descriptor attached, the new process's end of its socket, and then a frame. The
answer is {"pid": number}, or {"failed": why}. The new process is the supervisor's child, not this one's.
"""

from __future__ import annotations

import os
import socket
import traceback
from collections.abc import Callable
from typing import NoReturn

from webapp.inside import wire
from webapp.inside.clone import clone_to_parent

Become = Callable[[int, wire.Frame], None]
"""What a new process does with its end of the socket and the request; it ends when this returns."""


def fork_on_request(control: socket.socket, become: Become) -> None:
    """Forks until the supervisor closes `control`."""
    while True:
        lead, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not lead:
            return
        request = wire.read_frame(control.recv)
        if request is None:
            return
        try:
            pid = clone_to_parent()
        except OSError as error:  # the system has no process to give: the next request may have more luck
            os.close(descriptors[0])
            control.sendall(wire.pack({"failed": str(error)}))
            continue
        if pid == 0:
            control.close()  # a copy kept open would hide this process's death from the supervisor
            _live(become, descriptors[0], request)
        os.close(descriptors[0])
        control.sendall(wire.pack({"pid": pid}))


def _live(become: Become, descriptor: int, request: wire.Frame) -> NoReturn:
    status = 1
    try:
        become(descriptor, request)
        status = 0
    except BaseException:
        # Standard error is closed in a sandbox, and a template's reaches the operator's log.
        traceback.print_exc()
    finally:
        os._exit(status)
