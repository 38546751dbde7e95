"""Snippets that strain what shows them: memory, exceptions, lines, chance."""

import threading
from contextlib import suppress
from dataclasses import replace

import pytest

from tests.conftest import LOW
from tests.sandbox.visiting import Visitor
from webapp.errors import BusyError
from webapp.lessons.start import Start
from webapp.observation import Probe
from webapp.sandbox.interface import Past
from webapp.sandbox.launch import Launched

HOSTILE_EXCEPTIONS = {
    "str raises": "class E(Exception):\n    def __str__(self):\n        raise ValueError\n\nraise E\n",
    "str is no text": "class E(Exception):\n    def __str__(self):\n        return 5\n\nraise E\n",
    "code raises": "class E(Exception):\n    @property\n    def code(self):\n        raise ValueError\n\nraise E\n",
    "bool raises": "class E(Exception):\n    def __bool__(self):\n        raise ValueError\n\nraise E\n",
    "eq raises": "class E(Exception):\n    def __eq__(self, other):\n        raise ValueError\n\nraise E from E()\n",
    "syntax error with odd places": "raise SyntaxError('odd', ('file', 'line', 'column', 5))\n",
    "long chain": (
        "e = None\nfor n in range(500):\n    try:\n        raise ValueError(n) from e\n"
        "    except ValueError as x:\n        e = x\nraise e\n"
    ),
    "large message": "raise ValueError('y' * 10 ** 7)\n",
}


@pytest.mark.parametrize("source", HOSTILE_EXCEPTIONS.values(), ids=HOSTILE_EXCEPTIONS.keys())
def test_exception_that_resists_is_still_an_error(stranger: Visitor, source: str) -> None:
    stranger.run("kept = 1")
    seen = stranger.run(source)
    assert (seen.outcome, seen.note) == ("error", "")
    assert seen.error is not None
    assert len(seen.output) < 64 * 1024
    assert stranger.run("kept").output == "1\n"


def test_endless_append_keeps_the_other_names(visitor: Visitor) -> None:
    visitor.run("kept = 'still here'")
    seen = visitor.run("l = []\nwhile True:\n    l.append('x' * 1000 + str(len(l)))\n")
    assert (seen.outcome, seen.error and seen.error.type) == ("error", "MemoryError")
    assert visitor.run("del l\nkept").output == "'still here'\n"


def test_probe_of_a_function_that_prints_is_answered(sandboxes: Launched) -> None:
    source = "def f():\n    print('x' * 20_000)\n    return 7\n"
    with sandboxes.sandboxes.turn("probing", "lesson") as turn:
        (seen,) = turn.run_apart(Start(), [source], [Probe(kind="value", of="f()")])
    assert (seen.probes[0].value, seen.probes[0].error) == (7, "")


def test_refused_snippet_shows_no_statement(keeper: Visitor) -> None:
    keeper.run("with engine.connect() as c:\n    for n in range(1100):\n        r = c.execute(text('SELECT 1'))\n")
    seen = keeper.run("open('f')")
    assert (seen.statements, seen.statements_left_out) == ([], 0)


def test_form_feed_begins_no_line(visitor: Visitor) -> None:
    seen = visitor.run("x = 'a\x0cb'\ny = 2\n1 / 0\n")
    assert "    1 / 0\n" in seen.output
    assert seen.error is not None
    assert seen.error.line == 3


def test_pasted_text_with_a_line_separator_is_one_line(visitor: Visitor) -> None:
    assert visitor.run(">>> len('a\u2028b')\n3\n").output == "3\n"


def test_loop_that_echoes_much_is_shown_as_text(visitor: Visitor) -> None:
    seen = visitor.run("for n in range(3000):\n    n\n")
    assert seen.output == "".join(f"{n}\n" for n in range(3000))
    assert len(seen.events) < 1000


def test_text_that_lies_about_its_length_is_capped(stranger: Visitor) -> None:
    lie = "class S(str):\n    def __getitem__(self, key):\n        return 'x' * 300_000\n\n"
    assert stranger.run(f"{lie}import sys\nn = sys.stdout.write(S('a'))\n").output == "a"


def test_uuids_come_out_the_same_after_a_rebuild(sandboxes: Launched) -> None:
    snippet = "import uuid\nuuid.uuid4()"

    def drawn(visitor: str) -> str:
        with sandboxes.sandboxes.turn(visitor, "uuids") as turn:
            turn.rebuild(Start(), [])
            return turn.run(snippet).output

    assert drawn("one") == drawn("one")
    assert drawn("one") != drawn("another")


def test_interrupt_during_a_rebuild_is_meant_for_what_follows(sandboxes: Launched) -> None:
    launched = sandboxes.sandboxes
    with launched.turn("replaying", "lesson") as turn:
        rebuilding = threading.Thread(
            target=turn.rebuild, args=(Start(), [Past("import time\ntime.sleep(1)\nkept = 1")])
        )
        rebuilding.start()
        while not launched.interrupt("replaying", "lesson"):
            assert rebuilding.is_alive()
        rebuilding.join()
        seen = turn.run("changed = 1")
        assert (seen.outcome, seen.note) == ("interrupted", "You interrupted this snippet.")
        assert turn.run("kept, 'changed' in dir()").output == "(1, False)\n"


def test_rebuild_that_nobody_waits_for_gives_the_turn_back(sandboxes: Launched) -> None:
    with suppress(InterruptedError), sandboxes.sandboxes.turn("leaving", "lesson") as turn:
        turn._ask("rebuild", **turn._at(Start()), snippets=["import time\ntime.sleep(1.5)"] * 20)  # type: ignore[attr-defined]
        raise InterruptedError  # a client that goes away
    with sandboxes.sandboxes.turn("leaving", "lesson") as turn:
        assert turn.position is None


def test_sandbox_in_a_turn_is_not_evicted() -> None:
    with Launched(replace(LOW, live=1)) as launched:
        first, second = Visitor(launched.sandboxes), Visitor(launched.sandboxes)
        first.run("kept = 1")
        with launched.sandboxes.turn(first.name, "lesson") as turn:
            with pytest.raises(BusyError, match="Every sandbox is in use"):
                second.run("1")
            assert turn.run("kept").output == "1\n"
            turn.settle("here")
        assert second.run("2").output == "2\n"


def test_loop_that_flushes_each_line_is_no_forgery(visitor: Visitor) -> None:
    seen = visitor.run("for n in range(6000):\n    print(n, flush=True)\n")
    assert (seen.outcome, seen.output) == ("ok", "".join(f"{n}\n" for n in range(6000)))
    assert len(seen.events) < 1500
