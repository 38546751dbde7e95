"""One student: reads, runs the examples, errs, answers wrongly, then rightly; and thinks in between."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import SplitResult

from webapp.bench.rehearsal.line import Line
from webapp.bench.rehearsal.told import Told
from webapp.bench.visitor import request
from webapp.lessons.schema import Lesson

SLIP = "print(undefined_name)"


class Student:
    """Plays lessons against a host. `wait` sleeps so many seconds; False tells that the class is over.

    With the code of a join link, the student first joins its class.
    """

    def __init__(
        self,
        host: SplitResult,
        lessons: Sequence[Lesson],
        think: float,
        told: Told,
        wait: Callable[[float], bool],
        code: str = "",
    ) -> None:
        self._line, self._code = Line(host), code
        self._lessons, self._think, self._told, self._wait = lessons, think, told, wait
        self._seen = ""

    def play(self) -> None:
        """Until the class is over; then everything about this student is deleted on the host."""
        try:
            if self._code:
                self._told.joining(self._line.form("/join/class", code=self._code))
            while self._wait(self._thinking()):
                if not self._lesson(random.choice(self._lessons)):  # noqa: S311 - no secret
                    return
        finally:
            self._line.form("/me/forget")
            self._line.close()

    def _lesson(self, lesson: Lesson) -> bool:
        """Whether the class still goes on. Whoever has begun runs one thing at least."""
        self._seen = ""
        self._told.page(self._line.get(f"/lessons/{lesson.id}"))
        for number, (kind, step, source, passes) in enumerate(_doings(lesson)):
            if number and not self._wait(self._thinking()):
                return False
            body = request(source, self._seen) | {"kind": kind, "step": step}
            reply = self._line.run(f"/lessons/{lesson.id}/run", body)
            if not self._told.run(reply):
                continue
            self._seen = str(reply.document.get("position", ""))
            verdict = reply.document.get("verdict")
            if passes is not None and (not isinstance(verdict, dict) or verdict.get("passed") is not passes):
                self._told.fault("answers judged otherwise: the host has other lessons")
            if any(each.get("outcome") in ("killed", "crashed") for each in reply.document.get("entries", [])):
                self._told.fault("sandboxes that ended")
        return True

    def _thinking(self) -> float:
        return random.uniform(0.5, 1.5) * self._think  # noqa: S311


def _doings(lesson: Lesson) -> Iterator[tuple[str, str, str, bool | None]]:
    """Kind, step, source of each run, and whether it must pass."""
    for example in lesson.examples:
        yield "example", str(example.number), example.code, None
    yield "console", "", SLIP, None
    for exercise in lesson.exercises:
        for mistake in exercise.mistakes[:1]:
            yield "answer", exercise.id, mistake.answer, False
        yield "answer", exercise.id, exercise.solution, True
