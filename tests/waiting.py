"""Waiting for what other processes do."""

import signal
import subprocess
import time
from collections.abc import Callable

WITHIN = 30
"""Seconds for a server to begin, and to end."""


def until(
    condition: Callable[[], object],
    *,
    of: subprocess.Popen[bytes] | None = None,
    within: float = 20,
    told: Callable[[], str] = str,
) -> None:
    """Waits for what must happen. Fails after so many seconds, or when the process `of` which it is awaited has ended.

    `told` is what the failure says besides.
    """
    deadline = time.monotonic() + within
    while not condition():
        assert of is None or of.poll() is None, f"the process ended: {told()}"
        assert time.monotonic() < deadline, f"it did not happen within {within} seconds. {told()}"
        time.sleep(0.02)


def end(process: subprocess.Popen[bytes], by: signal.Signals = signal.SIGINT) -> None:
    """Ends a process by that signal, and by force where that takes too long, which fails."""
    if process.poll() is None:
        process.send_signal(by)
    try:
        process.wait(WITHIN)
    finally:
        process.kill()
        process.wait()
