"""A template: a process that has run a start (datasets, prelude, setup) once, and forks a sandbox for each visitor."""

from __future__ import annotations

import gc
import socket
import sys
from contextlib import suppress

from webapp.inside import wire
from webapp.inside.confine import process
from webapp.inside.confine.steps import confine
from webapp.inside.forkserver import fork_on_request
from webapp.inside.latch import Latch
from webapp.inside.locality import filled
from webapp.inside.output import SCREEN
from webapp.inside.recorder.statements.statements import Statements
from webapp.inside.recorder.timeline import Timeline
from webapp.inside.rehearsal import Rehearsal
from webapp.inside.sandbox import Sandbox
from webapp.inside.serve import send, serve
from webapp.inside.starts import StartError, begun

REHEARSALS = 3
"""So often a template rehearses before it forks: mapping has put its own into the interpreter's caches, and each of the
sandboxes would put back what a query needs."""


class Template:
    """What the zygote becomes for one start."""

    def __init__(
        self,
        latch: Latch,
        statements: Statements,
        timeline: Timeline,
        rehearsal: Rehearsal,
        instructions: bytes | None,
        *,
        policy: bool,
    ) -> None:
        self._latch = latch
        self._statements = statements
        self._timeline = timeline
        self._rehearsal = rehearsal
        self._instructions = instructions
        self._policy = policy
        self._filling: list[object] = []

    def become(self, descriptor: int, request: wire.Frame) -> None:
        """Runs the start in `request`, says whether it runs, and forks sandboxes until the supervisor hangs up."""
        process.die_with(request["parent"])
        control = socket.socket(fileno=descriptor)
        start = request["start"]
        try:
            repl = begun(start, policy=self._policy)
        except StartError as error:
            control.sendall(wire.pack({"failed": str(error)[:4000], "part": error.part, "line": error.line}))
            return
        with suppress(Exception):  # a dataset may have put its own into SQLAlchemy's place: its visitors' business
            for _ in range(REHEARSALS):
                self._rehearsal.once()
        gc.collect()
        self._filling = filled()
        gc.freeze()  # else the collector's marks would make each child copy the pages it only reads
        control.sendall(wire.pack({"ready": True}))

        def become_sandbox(own: int, order: wire.Frame) -> None:
            process.keep_only(own, at=wire.CONTROL)
            try:
                confine(
                    parent=order["parent"],
                    memory=order["memory"],
                    instructions=self._instructions,
                )
            except OSError as error:
                send({"failed": f"a sandbox could not be confined: {error}"})
                return
            sys.stdin = None
            sys.stdout = sys.stderr = SCREEN  # between snippets it shows nothing, such as what a probe prints
            if order["rehearse"]:
                self._rehearsal.once()
            send({"ready": True})
            serve(Sandbox(repl, self._latch, self._statements, self._timeline), self._latch)

        fork_on_request(control, become_sandbox)
