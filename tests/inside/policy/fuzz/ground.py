"""Where programs run: each in a child of a process prepared as the zygote prepares itself, without the kernel's layer.

Instead of that layer there are limits under which an escape can do nothing, and a watch that ends the child at the
first thing that no program may do.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys

from tests.inside.policy.fuzz.child import Outcome, Run, kind_of, limit
from tests.inside.policy.fuzz.events import Watch
from tests.inside.policy.fuzz.explore import Explorer
from tests.inside.policy.fuzz.lasting import Lasting
from tests.inside.policy.fuzz.start import START
from tests.inside.policy.fuzz.things import Things
from webapp.inside import chance, clock
from webapp.inside.driver import sqlite
from webapp.inside.output import Nowhere
from webapp.inside.policy import guards
from webapp.inside.policy.review import review
from webapp.inside.repl import Repl
from webapp.inside.warm import warm_up

WALL_SECONDS = 5
STOPPING = frozenset({signal.SIGPROF, signal.SIGXCPU, signal.SIGKILL})
"""By these a limit ends a program; whatever else ends one is a crash."""


class Ground:
    """The prepared process; `run` forks."""

    def __init__(self) -> None:
        sys.setrecursionlimit(1_000)
        sys.dont_write_bytecode = True
        chance.install()
        clock.install()
        sqlite.install(lambda: False)
        warm_up()
        guards.install()
        self.watch = Watch()
        self.watch.install()
        self.repl = Repl({}, policy=True)
        code, violations = self.repl.review(START, "<start>")
        assert not violations, violations
        sys.stdout, shown = Nowhere(), sys.stdout
        try:
            self.repl.run(code, None)
        finally:
            sys.stdout = shown
        self.start = dict(self.repl.names)
        self.names = frozenset(self.start)
        self.things = Things(self.repl.names)
        self.explorer = Explorer(self.things)
        self.lasting = Lasting()
        self.kinds_seen = {kind_of(value) for value in self.repl.names.values()}
        live = {name: value for name, value in self.start.items() if not isinstance(value, type)}
        self.offers = [each for each in self.explorer.offers(live, self.kinds_seen, kind_of, 200) if self.accepts(each)]
        gc.collect()
        gc.freeze()

    def accepts(self, source: str) -> bool:
        return not review(source, names=self.names).violations

    def violations(self, source: str) -> list[dict[str, object]]:
        return review(source, names=self.names).violations

    def run(self, program: list[str]) -> Outcome:
        """Runs a program, snippet after snippet in one namespace, as far as it is accepted."""
        readable, writable = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(readable)
                limit()
                Run(self, writable).program(program)
            finally:
                os._exit(3)
        os.close(writable)
        answer = _read(readable, child)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if not answer:
            stopped = -status in STOPPING
            return Outcome(ends=["stopped" if stopped else f"lost {status}"], found="" if stopped else _crash(status))
        outcome = Outcome(**json.loads(answer))
        self.kinds_seen.update(outcome.kinds)
        return outcome


def _read(readable: int, child: int) -> bytes:
    answer = bytearray()
    while True:
        if not select.select([readable], [], [], WALL_SECONDS)[0]:
            os.kill(child, signal.SIGKILL)
            answer.clear()
            break
        part = os.read(readable, 65_536)
        if not part:
            break
        answer += part
    os.close(readable)
    return bytes(answer)


def _crash(status: int) -> str:
    return f"crash: {signal.Signals(-status).name}" if status < 0 else ""
