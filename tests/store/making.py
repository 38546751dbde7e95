"""Things to keep, and what the tests' other processes do with them."""

import os
import signal

from webapp.lessons.start import Start
from webapp.observation import Event, Observation
from webapp.store import NewAttempt, NewSnippet, Recorded, Store

LESSON = "opening"
START = Start(prelude="engine = 1", modules={"astronauts": "class Astronaut: ..."})


def snippet(submission: str | None = None, source: str = "1 + 1", output: str = "2\n") -> NewSnippet:
    observation = Observation(outcome="ok", source=source, events=[Event(kind="value", text=output)])
    return NewSnippet(submission, "console", None, source, observation)


def answer(*, passed: bool, step: str = "add-one", digest: str = "v1") -> NewAttempt:
    return NewAttempt(step, passed, {"passed": passed, "results": []}, digest)


def record(
    store: Store,
    visitor: str,
    *snippets: NewSnippet,
    into: Recorded | None = None,
    attempt: NewAttempt | None = None,
    lesson: str = LESSON,
) -> Recorded:
    transcript = None if into is None else into.transcript
    return store.record(
        visitor, lesson, transcript=transcript, start=START, step=None, snippets=snippets, attempt=attempt
    )


def record_many(url: str, visitor: str, name: str, times: int) -> None:
    """Another process's part: `times` transcripts of one snippet each."""
    store = Store(url)
    for number in range(times):
        record(store, visitor, snippet(f"{name}-{number}"), attempt=answer(passed=False))
    store.close()


def record_and_die(url: str, visitor: str) -> None:
    """Another process's part: killed as soon as the snippet is said to be kept."""
    record(Store(url), visitor, snippet("last words"))
    os.kill(os.getpid(), signal.SIGKILL)


def upgrade(url: str) -> None:
    """Another process's part."""
    Store(url).upgrade()
