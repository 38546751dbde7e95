"""One program in its child: limited, watched, and what it computes and leaves looked at."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import resource
import signal
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from tests.inside.policy.fuzz.events import CONSOLE, is_own
from tests.inside.policy.fuzz.seeing import NAME, seen
from webapp.inside.output import Nowhere
from webapp.inside.policy.review import review
from webapp.inside.render import clipped_repr

if TYPE_CHECKING:
    from tests.inside.policy.fuzz.ground import Ground

NOBODY = 65534
CPU_SECONDS = 0.5
MEMORY = 256 << 20
"""Bytes beyond what the prepared process has."""
MOST_KINDS = 20


@dataclass
class Outcome:
    """What became of one program.

    `found` is what it touched and must not, or empty; `ends` how its statements ended otherwise; `kinds` the new types
    of what it left; `offers` are lines that would lead on from there.
    """

    found: str = ""
    ends: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)


def limit() -> None:
    """After this the process writes and opens nothing, starts nothing and signals nobody."""
    ceiling = _bytes_mapped() + MEMORY
    for each, value in (
        (resource.RLIMIT_AS, ceiling),
        (resource.RLIMIT_CPU, 2),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS has no limit of addresses
            resource.setrlimit(each, (value, value))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def _bytes_mapped() -> int:
    if sys.platform != "linux":
        return 1 << 30
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def kind_of(value: object) -> str:
    """The name of its type."""
    kind = type(value)
    return f"{kind.__module__!s:.80}.{kind.__qualname__:.80}"


class Run:
    """One program in its child."""

    def __init__(self, ground: Ground, writable: int) -> None:
        self._ground = ground
        self._names = ground.repl.names
        self._writable = writable
        ground.watch.caught = self._caught

    def _caught(self, kind: str, what: str) -> NoReturn:
        self._answer(Outcome(found=f"{kind}: {what}"))

    def _answer(self, outcome: Outcome) -> NoReturn:
        self._ground.watch.armed = False
        data = json.dumps(vars(outcome)).encode()
        while data:
            data = data[os.write(self._writable, data) :]
        os._exit(0)

    def program(self, program: list[str]) -> NoReturn:
        sys.stdin, sys.stdout, sys.stderr = None, Nowhere(), Nowhere()
        sys.displayhook = self._echo
        self._names["__builtins__"][NAME] = self._look_at
        ends: list[str] = []
        for number, source in enumerate(program, 1):
            file = f"{CONSOLE} {number}>"
            reviewed = review(source, names=self._names.keys())
            if reviewed.violations or reviewed.tree is None:
                ends.append("refused")
                break
            ends += [self._statement(each, file) for each in seen(reviewed.tree).body]
        self._look(sorted(set(ends)))

    def _statement(self, statement: ast.stmt, file: str) -> str:
        """Runs one statement. What comes after one that failed is run all the same, as if typed after it."""
        try:
            code = compile(ast.Interactive([statement]), file, "single", dont_inherit=True)
        except (SyntaxError, ValueError):
            return "SyntaxError"
        try:
            self._ground.watch.armed = True
            exec(code, self._names)
        except BaseException as error:
            self._ground.watch.armed = False
            self._check("the exception", error)
            return _end_of(error)
        finally:
            self._ground.watch.armed = False
        return "ok"

    def _echo(self, value: object) -> None:
        if value is not None:
            self._check("the echo", value)
            self._names["__builtins__"]["_"] = value
            clipped_repr(value)

    def _look_at(self, value: object) -> object:
        """What a value becomes that the program has computed."""
        if type(value) is tuple or type(value) is list:
            for part in value[:20]:
                self._check("an item", part)
        self._check("a value", value)
        return value

    def _check(self, where: str, value: object) -> None:
        what = self._ground.things.forbidden(value)
        if what is not None:
            self._caught("object", f"{where} is {what}")

    def _look(self, ends: list[str]) -> NoReturn:
        names = self._names
        changed = {
            name: value
            for name, value in names.items()
            if name != "__builtins__" and self._ground.start.get(name, self) is not value
        }
        kept = {**changed, **names}
        kept.pop("__builtins__")
        for path, value in self._ground.things.within(kept):
            self._check(path, value)
        lost = self._ground.lasting.changed()
        if lost is not None:
            self._caught("change", lost)
        kinds = sorted({kind_of(value) for value in changed.values()} - self._ground.kinds_seen)[:MOST_KINDS]
        offers = self._ground.explorer.offers(changed, self._ground.kinds_seen | set(kinds), kind_of)
        self._answer(Outcome(ends=ends, kinds=kinds, offers=offers))


def _end_of(error: BaseException) -> str:
    """The kind of an exception and the place in a library where it came from."""
    trace, where = error.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if not is_own(code):
            where = f"{trace.tb_frame.f_globals.get('__name__')}.{code.co_name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} {where}"
