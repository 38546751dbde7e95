"""A sandbox that has ended is rebuilt from its transcript, and what is not as it was is named."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.attempts.sending import KEEP, answer, console, output
from tests.cli.processes import alive, children
from tests.waiting import until
from webapp.attempts import Attempts
from webapp.lessons.catalogue import Catalogue
from webapp.observation import Observation
from webapp.sandbox.launch import Launched
from webapp.store.entries import NewSnippet
from webapp.store.store import Store


def test_killed_process_loses_nothing(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", answer(KEEP))
    attempts.run(visitor, "counting", console("kept = [1, 2]"))
    done = attempts.run(visitor, "counting", console("sum(range(10 ** 12))"))
    assert done.entries[-1].observation.outcome == "killed"
    after = attempts.run(visitor, "counting", console("kept, engine.connect().execute(text('SELECT x FROM t')).all()"))
    assert output(after) == "([1, 2], [(1,)])\n"
    assert any("sum(range(10 ** 12))" in sentence and "left out" in sentence for sentence in after.rebuilt)


def test_restart_of_the_supervisor_loses_nothing(
    store: Store, lessons: Path, sandboxes: Launched, visitor: str
) -> None:
    catalogue = Catalogue.load(lessons)
    with Launched(sandboxes.limits) as first:
        attempts = Attempts(store, first.sandboxes, lambda: catalogue, longest_snippet=1000)
        attempts.run(visitor, "counting", console("kept = 'yes'"))
    with Launched(sandboxes.limits) as second:
        attempts = Attempts(store, second.sandboxes, lambda: catalogue, longest_snippet=1000)
        done = attempts.run(visitor, "counting", console("kept"))
    assert output(done) == "'yes'\n"
    assert done.rebuilt == ()


def test_what_comes_out_differently_is_named(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", console("print(id(object()), end='')\nimport time\nprint(time.time_ns())"))
    attempts.run(visitor, "counting", console("sum(range(10 ** 12))"))
    done = attempts.run(visitor, "counting", console("1"))
    assert any("print(id(object())" in sentence and "differently" in sentence for sentence in done.rebuilt)


def test_random_numbers_are_the_same_after_a_rebuild(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", console("import random\ndrawn = random.random()"))
    first = output(attempts.run(visitor, "counting", console("drawn")))
    attempts.run(visitor, "counting", console("sum(range(10 ** 12))"))
    assert output(attempts.run(visitor, "counting", console("drawn"))) == first


def test_time_of_day_is_the_same_after_a_rebuild(attempts: Attempts, visitor: str) -> None:
    attempts.run(visitor, "counting", console("from datetime import datetime\nmade = datetime.now()\nmade"))
    first = output(attempts.run(visitor, "counting", console("made")))
    attempts.run(visitor, "counting", console("sum(range(10 ** 12))"))
    after = attempts.run(visitor, "counting", console("made"))
    assert output(after) == first
    assert not any("differently" in sentence for sentence in after.rebuilt)


def test_two_visitors_draw_different_numbers(attempts: Attempts, store: Store) -> None:
    drawn = {
        output(attempts.run(store.add_visitor(), "counting", console("import random\nrandom.random()"))) for _ in "ab"
    }
    assert len(drawn) == 2


def test_snippet_that_breaks_the_rebuild_is_left_out(attempts: Attempts, store: Store, visitor: str) -> None:
    attempts.run(visitor, "counting", console("kept = 1"))
    # Recorded as if it had ended well: under load, or by chance, the same snippet may end its process another time.
    transcript = store.transcript(visitor, "counting")
    assert transcript is not None
    breaking = NewSnippet("breaking", "console", None, "sum(range(10 ** 12))", Observation(outcome="ok", digest="x"))
    store.record(
        visitor,
        "counting",
        transcript=transcript,
        start=transcript.start,
        step=None,
        snippets=[breaking],
        attempt=None,
    )
    done = attempts.run(visitor, "counting", console("kept"))
    assert output(done) == "1\n"
    assert any("sum(range" in sentence and "left out" in sentence for sentence in done.rebuilt)


@pytest.mark.parametrize("kills", [1, 2], ids=["once", "whenever it runs"])
def test_snippet_is_blamed_when_a_second_rebuild_ends_in_it_too(
    store: Store, lessons: Path, sandboxes: Launched, visitor: str, kills: int
) -> None:
    catalogue = Catalogue.load(lessons)
    with Launched(replace(sandboxes.limits, spares=0)) as own, ThreadPoolExecutor(1) as pool:
        attempts = Attempts(store, own.sandboxes, lambda: catalogue, longest_snippet=1000)
        attempts.run(visitor, "counting", console("import time\ntime.sleep(1)\nkept = 1"))
        killed = kill_newest(own)
        until(lambda: not alive(killed))
        going = pool.submit(attempts.run, visitor, "counting", console("kept"))
        for _ in range(kills):
            until(partial(is_rebuilt, own, killed))
            killed = kill_newest(own)
        done = going.result()
    assert done.entries[-1].observation.outcome == ("ok" if kills == 1 else "error")
    assert any("import time" in sentence and "left out" in sentence for sentence in done.rebuilt) == (kills == 2)


def kill_newest(launched: Launched) -> int:
    """Kills the sandbox that was made last."""
    newest = children(launched.process.pid)[-1]
    os.kill(newest, signal.SIGKILL)
    return newest


def is_rebuilt(launched: Launched, killed: int) -> bool:
    """Whether snippets run again, in another sandbox than the one that was killed."""
    _zygote, _template, *others = children(launched.process.pid)
    return bool(others) and killed not in others and launched.sandboxes.status()["running"] == 1
