"""One visitor's state inside the wall, and the running of one snippet: a request in, one observation out."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter  # a snippet may put another function into the module
from typing import Any

from webapp.inside import traces
from webapp.inside.clock import CLOCK
from webapp.inside.completion.completing import completion
from webapp.inside.facts.exception import facts_of
from webapp.inside.headroom import Headroom
from webapp.inside.latch import Latch
from webapp.inside.output import MOST_STATEMENTS, Output
from webapp.inside.pasted import without_prompts
from webapp.inside.recorder import probes
from webapp.inside.recorder.statements.statements import Statements
from webapp.inside.recorder.tables.tables import NAMELESS, Databases
from webapp.inside.recorder.timeline import Timeline
from webapp.inside.recorder.values import class_name
from webapp.inside.repl import Compiled, Repl
from webapp.inside.spans import PYTHON, spans
from webapp.inside.starts import files_of_start

_DIFFERENT = re.compile(
    r"0x[0-9a-f]{6,16}|^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} |\[(generated in|no key|cached since) [\d.]+s",
    re.MULTILINE,
)
"""Addresses of objects, and the times that `echo=True` tells, differ each time, and nobody has lost anything by it."""

UNSEEN = {"error": "it could not be looked at"}

Send = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Caps:
    """What is kept of one snippet: characters of output, SQL statements, and whether its steps are recorded."""

    output: int
    statements: int
    steps: bool = True


class Sandbox:
    """The names, databases and recorder of one visitor, in a process of their own."""

    def __init__(self, repl: Repl, latch: Latch, statements: Statements, timeline: Timeline) -> None:
        self._repl = repl
        self._latch = latch
        self._statements = statements
        self._timeline = timeline
        self._count = 0
        self._headroom = Headroom()

    def run(
        self, text: str, wanted: list[Mapping[str, Any]], caps: Caps, send: Send, clock: Sequence[int] = ()
    ) -> dict[str, Any]:
        """Runs one snippet. Output goes to `send` as it comes; the observation's other parts are returned.

        `clock` is what the snippet read of the clock, where it is run again.
        """
        try:
            return self._run(text, wanted, caps, send, clock)
        except KeyboardInterrupt:  # between two lines of ours, where nothing else caught it
            self._latch.disarm()
            return {"outcome": "interrupted", "source": text}
        except MemoryError:  # what was left was not even enough to say so
            self._latch.disarm()
            self._headroom.give_back()
            note = "The sandbox's memory is used up. Delete something large, or reset it."
            return {"outcome": "error", "source": text, "note": note}

    def complete(self, text: str) -> dict[str, Any]:
        """What completes a text, see `completion`; nothing runs, and nothing is recorded. Empty where that fails."""
        self._latch.arm()
        try:
            return completion(text, self._repl.names)
        except (KeyboardInterrupt, Exception):  # an object that is half made or half taken apart is no reason to die
            return {}
        finally:
            self._latch.disarm()

    def _run(
        self, text: str, wanted: list[Mapping[str, Any]], caps: Caps, send: Send, clock: Sequence[int]
    ) -> dict[str, Any]:
        self._count += 1
        file = f"{traces.SNIPPET}{self._count}>"
        source = without_prompts(text)
        seen: dict[str, Any] = {"source": source, "outcome": "refused"}
        output = Output(caps.output, send)
        code: list[Compiled] = []
        started = perf_counter()
        self._statements.start(file, caps.statements)
        CLOCK.begin(clock)
        self._latch.arm()
        try:
            seen["source_spans"] = spans(source, PYTHON)
            if caps.steps:
                self._timeline.start(file, self._repl.names)
            code, seen["violations"] = self._repl.review(source, file, self._timeline.mark if caps.steps else None)
            if not seen["violations"]:
                seen |= self._execute(code, output, file)
        except KeyboardInterrupt:
            seen["outcome"] = "interrupted"  # it came while the review or the traceback was being made
        finally:
            self._latch.disarm()
            interrupted = self._latch.pulled
            if caps.steps:
                interrupted = self._finish() or interrupted
            self._statements.stop()
            seen["clock"] = CLOCK.end()
        if interrupted:
            seen["outcome"] = "interrupted"
        seen["ran"] = _ran(code, output)
        seen["seconds"] = perf_counter() - started
        seen["statements"] = self._statements.kept
        seen["statements_left_out"] = self._statements.left_out
        if caps.steps:
            seen |= self._line_by_line()
        output.send()
        seen["left_out"] = output.left_out
        self._look(seen, wanted, caps)
        seen["digest"] = _digest(seen, "".join(output.text))
        return seen

    def _line_by_line(self) -> dict[str, Any]:
        timeline = self._timeline
        told = {
            "steps": timeline.steps.made,
            "handled": timeline.handled,
            "steps_left_out": timeline.steps.left_out,
            "objects_left_out": timeline.objects_left_out,
        }
        return told | {"note": timeline.note} if timeline.note else told

    def _finish(self) -> bool:
        """Has the timeline look once more; gives whether that had to be interrupted, a collation may call anything."""
        self._latch.arm()
        try:
            self._timeline.finish()
        except KeyboardInterrupt:
            return True
        finally:
            self._latch.disarm()
        return self._latch.pulled

    def _execute(self, code: list[Compiled], output: Output, file: str) -> dict[str, Any]:
        self._headroom.set_aside()
        try:
            self._repl.run(code, output, self._timeline.statement)
        except BaseException as error:  # SystemExit and the like are the visitor's too
            self._timeline.raised(error)
            self._headroom.give_back()
            text, told = self._describe(error, file)
            output.show("error", text)
            return {"outcome": "error", "error": told}
        return {"outcome": "ok"}

    def _describe(self, error: BaseException, file: str) -> tuple[str, dict[str, Any]]:
        own = (traces.SNIPPET, *files_of_start(self._repl.datasets))
        try:
            text, told = traces.describe(error, console=file, own=own)
            return text, told | facts_of(error, file, self._repl.names, self._statements.numbers)
        except BaseException as second:  # an exception of the visitor's own may raise anything when it is looked at
            if self._latch.pulled:
                raise
            name = class_name(type(error))
            return f"{name}\n", {"type": name, "message": f"It cannot be shown: {class_name(type(second))}."}

    def _look(self, seen: dict[str, Any], wanted: list[Mapping[str, Any]], caps: Caps) -> None:
        # Looking has its own share of the run's time: a value probe runs the visitor's own code.
        self._latch.arm()
        found: list[dict[str, Any]] = []
        try:
            databases = Databases(self._repl.names)
            seen["tables"] = self._timeline.tables() if caps.steps else databases.tables()
            found.extend(probes.look(probe, databases, self._timeline.now, self._repl) for probe in wanted)
        except KeyboardInterrupt:
            seen["outcome"] = "interrupted"
        except MemoryError:
            self._headroom.give_back()
            seen["note"] = "There is too little memory left to look at the tables."
        except BaseException as error:  # a visitor's objects may raise anything when they are looked at
            seen["note"] = f"The tables could not be looked at: {class_name(type(error))}."
        finally:
            self._latch.disarm()
        # Whoever asked is told that it was the answer's doing, and not that nobody looked.
        seen["probes"] = found + [dict(UNSEEN) for _ in wanted[len(found) :]]


def _ran(code: Sequence[Compiled], output: Output) -> list[tuple[int, int | None]]:
    """Each statement's first line, and the characters that were shown before it; None where it was not reached."""
    missed = [each.first for each in code[len(output.begun) : MOST_STATEMENTS]]
    return [*output.begun, *((first, None) for first in missed)]


def _digest(seen: Mapping[str, Any], printed: str) -> str:
    """Tells whether another run of the snippet came to the same."""
    shown = _DIFFERENT.sub("", printed)
    # A rebuilt sandbox may count its connections otherwise, and lose one that no name leads to sooner or later.
    known = [table for table in seen.get("tables", []) if table["engine"] != NAMELESS]
    tables = [{**table, "connection": None} for table in known]
    looked = json.dumps([seen["outcome"], shown, tables], sort_keys=True)
    return hashlib.sha256(looked.encode("utf-8", "backslashreplace")).hexdigest()[:16]
