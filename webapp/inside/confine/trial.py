"""What Landlock takes from a process on this machine, tried in one: `python -m webapp.inside.confine.trial`.

In a sandbox the system-call filter refuses the same calls before Landlock is asked, so it cannot be seen there.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable

from webapp.inside.confine import landlock


def refused(attempt: Callable[[], object]) -> bool:
    """Whether the kernel refuses to let this process do something."""
    try:
        attempt()
    except PermissionError:
        return True
    return False


def main() -> None:
    """Prints Landlock's version, and which attempts it refuses. Signal 0, to the parent, does nothing."""
    here = socket.socket()
    landlock.forbid_everything()
    told = {
        "files": refused(lambda: os.close(os.open("/", os.O_RDONLY))),
        "network": refused(lambda: here.bind(("127.0.0.1", 0))),
        "signals": refused(lambda: os.kill(os.getppid(), 0)),
    }
    print(json.dumps({"version": landlock.version(), "refused": [name for name, was in told.items() if was]}))


if __name__ == "__main__":
    main()
