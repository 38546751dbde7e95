"""The process that templates are forked from: warm, with one thread, without secrets or visitors' data.

Started by the supervisor as `python -c ... descriptor supervisor policy`, with PYTHONHASHSEED fixed and nothing else
in its environment; the descriptor is its socket to the supervisor, whose process id follows.
"""

from __future__ import annotations

import gc
import os
import socket
import sys

from webapp.inside import chance, clock, traces, wire
from webapp.inside.confine import landlock, process, seccomp
from webapp.inside.driver import sqlite
from webapp.inside.forkserver import fork_on_request
from webapp.inside.latch import Latch
from webapp.inside.policy import guards
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.statements.statements import Statements
from webapp.inside.recorder.statements.transactions import Transactions
from webapp.inside.recorder.timeline import Timeline
from webapp.inside.rehearsal import Rehearsal
from webapp.inside.template import Template
from webapp.inside.warm import warm_up


def main() -> None:
    """Warms up and forks templates until the supervisor hangs up."""
    descriptor, supervisor, policy = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "policy"
    process.die_with(supervisor)
    os.environ.clear()
    sys.setrecursionlimit(1_000)
    sys.dont_write_bytecode = True
    chance.install()
    clock.install()
    latch = Latch()
    latch.install()
    sys.unraisablehook = traces.ignored
    traces.quiet_logging()
    sqlite.install(lambda: latch.pulled)
    warm_up()
    if policy:
        guards.install()
    numbers = Numbers()
    statements = Statements(numbers)
    statements.install()
    transactions = Transactions(statements)
    transactions.install()
    timeline = Timeline(numbers)
    timeline.install()
    statements.heard, transactions.moving = timeline.heard, timeline.moving
    rehearsal = Rehearsal(latch, statements, timeline, policy=policy)
    instructions = seccomp.load() if seccomp.supported() else None
    gc.collect()
    gc.freeze()
    control = socket.socket(fileno=descriptor)
    control.sendall(wire.pack({"ready": True, "seccomp": instructions is not None, "landlock": landlock.version()}))
    template = Template(latch, statements, timeline, rehearsal, instructions, policy=policy)
    fork_on_request(control, template.become)
