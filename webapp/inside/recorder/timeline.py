"""Records a snippet line by line: what each did to objects, sessions and tables."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any

from webapp.inside.recorder import handled
from webapp.inside.recorder.marks import Mark
from webapp.inside.recorder.names import Names
from webapp.inside.recorder.now import Now
from webapp.inside.recorder.numbers import Numbers
from webapp.inside.recorder.objects.objects import Objects
from webapp.inside.recorder.objects.sessions import Sessions
from webapp.inside.recorder.steps import Steps
from webapp.inside.recorder.tables.watching import TableWatch
from webapp.inside.recorder.touches import Touches
from webapp.inside.recorder.values import class_name

MOST_MARKS = 400
"""Marks obeyed. Below Python's limit of recursion, so that the deepest call finds them switched off."""
MOST_HANDLED = 20
"""Exceptions told of that the snippet's own code caught."""
MOST_LOOKED_AT = 50
"""Objects looked at after each line; beyond, events alone tell what changes."""
DEEPEST = 200
"""Frames between the visitor's line and ours."""
LONGEST_NAME = 200


class Timeline:
    """Records between start() and finish(), and then has `steps` and `handled`."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._objects = Objects(numbers)
        self._sessions = Sessions(numbers, self._objects)
        self._touches = Touches(self._before_change, self._objects.touch, self._sessions.touch)
        self._tables = TableWatch()
        self.now = Now(numbers, self._objects, self._sessions)
        self._busy = False
        self._begin("", {})
        self.mark.on = False

    def _begin(self, console: str, names: Mapping[str, object]) -> None:
        self._console, self._names = console, names
        self.mark = Mark(self._step, self._caught)
        self.steps = Steps()
        self.handled: list[dict[str, Any]] = []
        self.note = ""
        self._marks = 0
        self._torn = False

    def install(self) -> None:
        """Begins to listen; once in a process's life."""
        self._touches.install()
        self._sessions.install(self._before_change)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is recorded within is nobody's, and leaves no trace."""
        kept, self._tables = self._tables, TableWatch()
        try:
            with self._numbers.apart(), self._sessions.apart():
                yield
        finally:
            self._tables = kept

    @property
    def objects_left_out(self) -> int:
        """Objects that were not followed."""
        return self._objects.left_out

    def start(self, console: str, names: Mapping[str, object]) -> None:
        """Records the snippet whose file is `console` and whose names are `names`, from what is there now."""
        self._begin(console, names)
        self._tables.begin(names)
        self._touches.on = True
        self._guarded(self._look_around)

    def finish(self) -> None:
        """Ends the recording; the last step has everything that changed since the one before."""
        recorded = self._touches.on
        self.mark.on = self._touches.on = False
        if recorded:
            if self._torn:
                self._objects.touch_all()
                self._sessions.touch_all()
            self._guarded(self._look, None)
            self.steps.tell_before("tables", self._tables.before())

    def tables(self) -> list[dict[str, Any]]:
        """All tables as the snippet left them, with the keys of `webapp.observation.Table`."""
        return self._tables.finish()

    def moving(self, connection: object) -> None:
        """Something is about to be sent by a driver's connection that can change tables, or what others see of them."""
        self._before_change()
        if self._touches.on:
            self._guarded(self._tables.moving, connection)

    def statement(self, line: int) -> None:
        """A statement of the snippet itself is about to run."""
        if self.mark.on and self.steps.line != line:  # there may be two on a line
            self._guarded(self._go_on, line, None)

    def _step(self, line: int) -> None:
        self._guarded(self._go_on, line, sys._getframe(1))

    def _caught(self, line: int) -> None:
        self._guarded(self._go_on_after, sys.exception(), line, sys._getframe(1))

    def heard(self, line: int | None) -> int | None:
        """A statement or mark of a transaction is kept; `line` is the visitor's. Gives the step's place."""
        if not self._touches.on:
            return None
        if line is not None:
            self._guarded(self._move_to, line, None)
        return self.steps.hear()

    def raised(self, error: BaseException) -> int | None:
        """An exception left lines of the snippet: says so of the innermost one, and gives it."""
        line = handled.line_left(error.__traceback__, self._console)
        if line is not None:
            self.steps.raised(self._first_line(line))
        return line

    def _guarded(self, do: Callable[..., None], *arguments: Any) -> None:
        """Nothing that a snippet does depends on whether it can be recorded."""
        if self._busy:
            return  # the visitor's own code runs while we look: a `__del__`, say
        self._busy = True
        try:
            do(*arguments)
        except RecursionError:
            self.mark.on = False  # without the mark there would have been room for what comes
        except Exception as error:
            self.mark.on = self._touches.on = False
            self.note = f"What each line changed could not be recorded to the end: {class_name(type(error))}."
        except BaseException:
            self._torn = True
            raise
        finally:
            self._busy = False

    def _look_around(self) -> None:
        self._objects.start()
        self._sessions.start()
        self._objects.follow(self._names.values())
        names = Names(self._names)
        self.steps.tell("sessions", self._sessions.known(names))
        self.steps.tell("objects", self._objects.known(names, self._sessions.number_of))

    def _before_change(self, *, in_session: bool = False) -> None:
        """`in_session`: a session has begun to change already."""
        if self._touches.on and not self.steps.full:
            self._guarded(self._move_to_frame, self._frame(sys._getframe(1)), in_session)

    def _move_to_frame(self, frame: FrameType | None, in_session: bool) -> None:
        if frame is not None:
            self._move_to(frame.f_lineno, frame, in_session)

    def _move_to(self, line: int, frame: FrameType | None, in_session: bool = False) -> None:
        """Begins a step where the visitor's line is another one than the last mark said: the end of a `with`, say."""
        line = self._first_line(line)
        if line != self.steps.line:
            frame = frame or self._frame(sys._getframe(1))
            if not self.steps.full:
                self._look(frame, in_session)
            self.steps.begin(line, _function(frame))

    def _go_on_after(self, error: BaseException | None, line: int, frame: FrameType) -> None:
        if error is not None:
            left = self.raised(error)
            if len(self.handled) < MOST_HANDLED:
                self.handled.append(handled.told_of(error, left))
        self._go_on(line, frame)

    def _go_on(self, line: int, frame: FrameType | None) -> None:
        self._marks += 1
        function = _function(frame)
        if not self.steps.repeats(line, function) or self._is_moved():
            self._look(frame)
        goes_on = self._marks <= MOST_MARKS and self.steps.go_on(line, function)
        if self.steps.full or not goes_on:
            self.mark.on = False
            self.steps.left_out += not goes_on

    def _is_moved(self) -> bool:
        """Whether any event has told of a change. What none tells of can wait until another line runs."""
        return self._objects.moved or self._sessions.moved or self._sessions.is_one_new() or self._tables.changed()

    def _look(self, frame: FrameType | None, in_session: bool = False) -> None:
        """Tells the last step what changed in it; not of sessions, where what changed there is the next one's doing."""
        if self._tables.changed():
            self.steps.tell("tables", self._tables.look())
        if not in_session:
            self._sessions.look()
        self._objects.look(MOST_LOOKED_AT)
        if not (self._objects.moved or self._sessions.moved or (frame is None and self._objects)):
            return
        names = Names(self._names, frame)
        if not in_session and (sessions := self._sessions.changed(names)):
            self.steps.tell("sessions", sessions)
        self._objects.look_for_names(names)
        if objects := self._objects.changed(names, self._sessions.number_of):
            self.steps.tell("objects", objects)

    def _first_line(self, line: int) -> int:
        return self.mark.first_lines.get(line, line)

    def _frame(self, frame: FrameType | None) -> FrameType | None:
        """The innermost frame of the snippet's own code."""
        for _ in range(DEEPEST):
            if frame is None or frame.f_code.co_filename == self._console:
                return frame
            frame = frame.f_back
        return None


def _function(frame: FrameType | None) -> str:
    if frame is None or frame.f_code.co_name == "<module>":
        return ""
    return frame.f_code.co_qualname[:LONGEST_NAME]
