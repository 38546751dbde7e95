"""Children of this process that nobody holds: what they were forked from was killed before it could name them."""

from __future__ import annotations

import os
from collections.abc import Container


def reap_stray(known: Container[int]) -> bool:
    """Reaps one ended child that is not `known`; whether there was one. Never waits."""
    try:
        # Only looked at: a known one is reaped by its pidfd, which tells its owner.
        ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    if ended is None or ended.si_pid in known:
        return False
    os.waitpid(ended.si_pid, os.WNOHANG)
    return True
