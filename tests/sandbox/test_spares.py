"""Sandboxes made ahead of their visitors."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import LOW
from tests.sandbox.visiting import Visitor
from tests.waiting import until
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched

BY_CHANCE = """\
import random, uuid
(random.random(), str(uuid.uuid4()))
"""

LISTENING = """\
from sqlalchemy import event
from sqlalchemy.orm import Session

heard = []

@event.listens_for(Session, "after_begin")
def note(session, transaction, connection):
    heard.append(session)
"""


def children(launched: Launched) -> set[int]:
    pid = launched.process.pid
    return {int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def has(launched: Launched, processes: int) -> bool:
    return len(children(launched)) == processes


@pytest.fixture
def own() -> Iterator[Launched]:
    """A supervisor with two spares, that no other test uses."""
    with Launched(replace(LOW, spares=2)) as launched:
        yield launched


def test_next_visitor_gets_a_spare_and_another_is_made(own: Launched) -> None:
    start = Start(prelude="x = 41")
    Visitor(own.sandboxes, start).run("1")
    until(partial(has, own, 5))  # zygote, template, the visitor's, two spares
    waiting = children(own)
    assert Visitor(own.sandboxes, start).run("x + 1").output == "42\n"
    until(partial(has, own, 6))
    assert waiting < children(own)  # the visitor's is one of those that waited


def test_visitors_see_other_random_numbers_and_their_own_again(own: Launched) -> None:
    start = Start()
    first, second = Visitor(own.sandboxes, start), Visitor(own.sandboxes, start)
    fresh = first.run(BY_CHANCE).output  # made for this visitor: nothing waited yet
    until(partial(has, own, 5))
    assert second.run(BY_CHANCE).output != fresh
    until(partial(has, own, 6))
    with own.sandboxes.turn(first.name, "lesson") as turn:
        turn.rebuild(start, [])  # a spare this time
        assert turn.run(BY_CHANCE).output == fresh


def test_spare_shows_nothing_of_its_rehearsal(own: Launched) -> None:
    visitor = Visitor(own.sandboxes)
    visitor.run("1")
    until(partial(has, own, 5))
    seen = Visitor(own.sandboxes).run("dir()")
    assert (seen.tables, seen.statements) == ([], [])
    assert "Base" not in seen.output


def test_start_that_listens_to_all_sessions_hears_of_no_rehearsal(own: Launched) -> None:
    start = Start(prelude=LISTENING)
    Visitor(own.sandboxes, start).run("1")
    until(partial(has, own, 5))
    assert Visitor(own.sandboxes, start).run("heard").output == "[]\n"


def test_spares_killed_from_outside_cost_nobody_anything(own: Launched) -> None:
    start = Start(prelude="x = 1")
    Visitor(own.sandboxes, start).run("1")
    until(partial(has, own, 5))
    killed = set(sorted(children(own))[-2:])
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    until(lambda: not killed & children(own))
    assert Visitor(own.sandboxes, start).run("x").output == "1\n"


def test_spares_of_the_start_asked_for_last_take_the_places(own: Launched) -> None:
    for number in range(3):
        Visitor(own.sandboxes, Start(prelude=f"x = {number}")).run("1")
        processes = 1 + 2 * (number + 1) + 2  # the zygote; a template and a visitor for each start; two spares
        until(partial(has, own, processes))
