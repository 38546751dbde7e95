"""The steps of a snippet: each line it runs, with what changed in it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any

from webapp.inside.recorder import handled
from webapp.inside.recorder.marks import Mark
from webapp.inside.recorder.names import Names
from webapp.inside.recorder.now import Now
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.objects import Objects
from webapp.inside.recorder.sessions import Sessions
from webapp.inside.recorder.touches import Touches

MOST_STEPS = 300
MOST_PLAIN = 200
"""Steps in which nothing changed: a long loop is not to use up all of them."""
MOST_MARKS = 400
"""Marks obeyed. Below Python's limit of recursion, so that the deepest call finds them switched off."""
MOST_HANDLED = 20
"""Exceptions told of that the snippet's own code caught."""
MOST_WEIGHT = 6_000
"""Objects, their attributes and sessions in all steps together: what they weigh as JSON is about 80 bytes each."""
MOST_LOOKED_AT = 50
"""Objects looked at after each line; beyond, events alone tell what changes."""
DEEPEST = 200
"""Frames between the visitor's line and ours."""
LONGEST_NAME = 200


class Timeline:
    """Records steps between start() and finish()."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._objects = Objects(numbers)
        self._sessions = Sessions(numbers, self._objects)
        self.now = Now(numbers, self._objects, self._sessions)
        self._touches = Touches(self._before_change, self._objects.touch, self._sessions.touch)
        self._names: Mapping[str, object] = {}
        self._console = ""
        self.mark = Mark(self._step, self._caught)
        self.mark.on = False
        self._reset()

    def _reset(self) -> None:
        self.steps: list[dict[str, Any]] = [{}]
        self.left_out = 0
        self._spoken = False
        self._full = False
        self._busy = False
        self._marks = self._plain = 0
        self.handled: list[dict[str, Any]] = []
        self._room = MOST_WEIGHT
        self._beyond: int | None = None
        self.note = ""

    def install(self) -> None:
        """Begins to listen; once in a process's life."""
        self._touches.install()
        self._sessions.install(self._before_change)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is recorded within is nobody's, and leaves no trace."""
        with self._numbers.apart(), self._sessions.apart():
            yield

    @property
    def objects_left_out(self) -> int:
        """Objects that were not followed."""
        return self._objects.left_out

    def start(self, console: str, names: Mapping[str, object]) -> None:
        """Records the snippet whose file is `console` and whose names are `names`, from what is there now."""
        self._console, self._names = console, names
        self._reset()
        self.mark = Mark(self._step, self._caught)
        self._touches.on = True
        self._guarded(self._look_around)

    def _look_around(self) -> None:
        self._objects.start()
        self._sessions.start()
        self._objects.follow(self._names.values())
        names = Names(self._names)
        self.steps[0]["sessions"] = self._sessions.known(names)
        self.steps[0]["objects"] = self._objects.known(names, self._sessions.number_of)

    def statement(self, line: int) -> None:
        """A statement of the snippet itself is about to run."""
        if self.mark.on and self.steps[-1].get("line") != line:  # there may be two on a line
            self._go_on(line, "", None)

    def _step(self, line: int) -> None:
        frame = sys._getframe(1)
        self._go_on(line, _function(frame.f_code), frame)

    def _caught(self, line: int) -> None:
        error = sys.exception()
        if error is not None:
            left = self.raised(error)
            if len(self.handled) < MOST_HANDLED:
                self.handled.append(handled.told_of(error, left))
        frame = sys._getframe(1)
        self._go_on(line, _function(frame.f_code), frame)

    def heard(self, line: int | None) -> int | None:
        """A statement or mark of a transaction is kept; `line` is the visitor's. Gives the step's place."""
        if not self._touches.on:
            return None
        if line is not None:
            self._move_to(line)
        self._spoken = True
        return len(self.steps) - 1

    def _before_change(self, *, in_session: bool = False) -> None:
        if self._touches.on and not self._full and (frame := self._frame()) is not None:
            self._move_to(frame.f_lineno, frame, in_session=in_session)

    def _move_to(self, line: int, frame: FrameType | None = None, *, in_session: bool = False) -> None:
        """Begins a step where the visitor's line is another one than the last mark said: the end of a `with`, say.

        `in_session`: a session has begun to change already, and that is the new line's doing.
        """
        first = self.mark.first_lines.get(line, line)
        if self._full:
            self.left_out += first != self._beyond
            self._beyond = first
        elif first != self.steps[-1].get("line"):
            frame = frame or self._frame()
            self._settle(frame, sessions=not in_session)
            self._append(first, _function(frame.f_code) if frame is not None else "")

    def _go_on(self, line: int, function: str, frame: FrameType | None) -> None:
        self._marks += 1
        if self._marks > MOST_MARKS:
            self.mark.on = False
            self.left_out += 1
            return
        last = self.steps[-1]
        self._settle(frame)
        plain = not self._spoken and last.keys() <= _BARE
        if plain and last.get("line") == line and last["function"] == function:
            last["times"] = last.get("times", 1) + 1
            return
        self._plain += plain
        if self._plain > MOST_PLAIN:
            self.mark.on = False
            self.left_out += 1
            return
        self._append(line, function)

    def _append(self, line: int, function: str) -> None:
        if len(self.steps) >= MOST_STEPS or self._room < 0:
            self._full = True
            self.mark.on = False
            self.left_out += 1
        self.steps.append({"line": line, "function": function})
        self._spoken = False

    def _settle(self, frame: FrameType | None, *, sessions: bool = True) -> None:
        """Tells the last step what changed in it."""
        if not self._busy and not (self._full and self._touches.on):
            self._guarded(lambda: self._look(frame, sessions=sessions))

    def _guarded(self, do: Callable[[], None]) -> None:
        self._busy = True
        try:
            do()
        except Exception as error:  # what a snippet does is not to depend on whether it can be recorded
            self._touches.on = self.mark.on = False
            self.note = f"Its steps could not be recorded to the end: {type(error).__name__}."
        finally:
            self._busy = False

    def _look(self, frame: FrameType | None, *, sessions: bool) -> None:
        if sessions:
            self._sessions.look()
        self._objects.look(MOST_LOOKED_AT)
        if not (self._objects.moved or self._sessions.moved or (frame is None and self._objects)):
            return
        names = Names(self._names, frame)
        last = self.steps[-1]
        if sessions and (changed := self._sessions.changed(names)):
            last["sessions"] = changed
            self._room -= len(changed)
        self._objects.look_for_names(names)
        if changed := self._objects.changed(names, self._sessions.number_of):
            last["objects"] = changed
            self._room -= sum(1 + len(each.get("attributes", ())) for each in changed)

    def raised(self, error: BaseException) -> int | None:
        """An exception left lines of the snippet: says so of the innermost one's last step, and gives that line."""
        line = handled.line_left(error.__traceback__, self._console)
        if line is not None:
            first = self.mark.first_lines.get(line, line)
            step: dict[str, Any] = next((each for each in reversed(self.steps) if each.get("line") == first), {})
            step["raised"] = True
        return line

    def finish(self) -> None:
        """Ends the recording; the last step has everything that changed since the one before."""
        self.mark.on = self._touches.on = False
        self._settle(None)

    def _frame(self) -> FrameType | None:
        """The innermost frame of the snippet's own code."""
        frame: FrameType | None = sys._getframe(2)
        for _ in range(DEEPEST):
            if frame is None or frame.f_code.co_filename == self._console:
                return frame
            frame = frame.f_back
        return None


_BARE = {"line", "function", "times"}
"""Keys of a step in which nothing changed."""


def _function(code: CodeType) -> str:
    return "" if code.co_name == "<module>" else code.co_qualname[:LONGEST_NAME]
