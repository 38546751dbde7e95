"""A whole class: a thread for each student, for a bounded time."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from time import monotonic
from urllib.parse import SplitResult, urlsplit

from webapp.bench.problem import BenchError
from webapp.bench.rehearsal.student import Student
from webapp.bench.rehearsal.told import Told
from webapp.lessons.schema import Lesson

MOST_STUDENTS = 1_000
MOST_MINUTES = 30.0
STACK = 512 * 1024
"""Bytes of a thread's stack: a thousand students take half a gigabyte of addresses at most."""


def host_of(url: str) -> SplitResult:
    """The host that an address names. Raises BenchError where it names none."""
    try:
        found = urlsplit(url)
        named = found.scheme in ("http", "https") and found.hostname and (found.port or 1)
    except ValueError:
        named = False
    if not named:
        raise BenchError(f"{url} is no address of a host, such as https://learn.example.")
    return found


def play(
    host: SplitResult, lessons: Sequence[Lesson], students: int, minutes: float, think: float, code: str = ""
) -> Told:
    """What they saw; with the code of a join link, as members of its class.

    Raises BenchError where the numbers are beyond what is allowed, or there is nothing to play.
    """
    if not 1 <= students <= MOST_STUDENTS or not 0 < minutes <= MOST_MINUTES or think < 0:
        raise BenchError(f"A rehearsal has 1 to {MOST_STUDENTS:,} students and lasts {MOST_MINUTES:g} minutes at most.")
    if not lessons:
        raise BenchError("There is no lesson with an exercise to play.")
    told, over = Told(), threading.Event()
    until = monotonic() + minutes * 60

    def wait(seconds: float) -> bool:
        return not over.wait(max(0.0, min(seconds, until - monotonic()))) and monotonic() < until

    before = threading.stack_size(STACK)
    try:
        playing = [Student(host, lessons, think, told, wait, code) for _ in range(students)]
        threads = [threading.Thread(target=each.play) for each in playing]
        for thread in threads:
            thread.start()
    finally:
        threading.stack_size(before)
    try:
        for thread in threads:
            thread.join()
    finally:  # Ctrl-C ends the class, and every student still cleans up
        over.set()
        for thread in threads:
            thread.join()
    return told
