from pathlib import Path

import pytest

from tests.attempts.proving.lesson import lesson_of, proven
from webapp.attempts.proving.imported import prelude, ran
from webapp.errors import SandboxError
from webapp.lessons.importing.composed import composed
from webapp.lessons.importing.parts import Document, Example, Fragment
from webapp.lessons.importing.restructured import restructured
from webapp.lessons.importing.written import written
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched

LONGEST = 4_000


def read(text: str) -> Document:
    return restructured(Path("doc.rst"), text, lambda _: None)


def run(sandboxes: Launched, text: str, start: str = "") -> list[tuple[object, ...]]:
    """What became of the document's code: line, code, what it shows, whether the document does; or why not."""
    parts = ran(sandboxes.sandboxes, Start(prelude=start), read(text).parts, LONGEST)
    return [
        (part.code.line, part.code.source, part.shows, part.as_shown)
        if isinstance(part, Example)
        else (part.line, part.code, part.why)
        for part in parts
        if isinstance(part, Example | Fragment)
    ]


def test_examples_go_on_from_one_another_and_are_compared(sandboxes: Launched) -> None:
    assert run(sandboxes, ">>> y = x + 1\n>>> y\n2\n\nthen\n\n>>> y + 1\n4\n", "x = 1") == [
        (1, "y = x + 1\ny\n", "2\n", True),
        (7, "y + 1\n", "3\n", False),
    ]


def test_exception_that_is_shown_ends_an_example_and_the_next_goes_on(sandboxes: Launched) -> None:
    text = ">>> x = 1\n>>> x / 0\nTraceback (most recent call last):\n...\nZeroDivisionError: words\n>>> x\n1\n"
    first, second = run(sandboxes, text)
    shows = "Traceback (most recent call last):\n...\nZeroDivisionError: division by zero\n"
    assert (first, second) == ((1, "x = 1\nx / 0\n", shows, True), (6, "x\n", "1\n", True))


def test_only_what_is_refused_is_left_out_with_its_reason(sandboxes: Launched) -> None:
    first, (line, code, why), third = run(sandboxes, '>>> x = 1\n>>> open("f")\n<file>\n>>> x\n1\n')
    assert (first, third) == ((1, "x = 1\n", "", True), (4, "x\n", "1\n", True))
    assert (line, code) == (2, '>>> open("f")\n<file>')
    assert str(why).startswith("`open`")


def test_what_needs_a_name_that_was_left_out_says_where_it_comes_from(sandboxes: Launched) -> None:
    *_, last = run(sandboxes, ">>> import asyncio\n\na\n\n>>> asyncio.run\n\nb\n\n>>> 1\n1\n")[:-1]
    assert last == (5, "asyncio.run", "It needs `asyncio`, which comes from line 1, and that does not run.")


def test_what_fails_is_undone_before_the_rest_is_run(sandboxes: Launched) -> None:
    failing, *rest = run(sandboxes, ">>> x = []\n>>> x.append(1) or x.gone\n>>> x\n[]\n")[1:]
    assert failing == (2, "x.append(1) or x.gone", "It ends in AttributeError: 'list' object has no attribute 'gone'")
    assert rest == [(3, "x\n", "[]\n", True)]


def test_endless_loop_is_left_out(sandboxes: Launched) -> None:
    (_, code, why), last = run(sandboxes, ">>> while True: pass\n\na\n\n>>> 1\n1\n")
    assert code == "while True: pass"
    assert str(why).startswith("It was interrupted. ")
    assert last == (5, "1\n", "1\n", True)


def test_what_changes_from_run_to_run_is_not_shown(sandboxes: Launched) -> None:
    text = ">>> import random\n>>> print(f'({random.random()})', object())\n(0.5) <object object at 0x7f000000>\n"
    ((_, _, shows, as_shown),) = run(sandboxes, text)
    assert (shows, as_shown) == ("(...) <object object at 0x...>\n", False)


def test_time_of_day_is_not_shown(sandboxes: Launched) -> None:
    ((_, _, shows, _),) = run(
        sandboxes, ">>> from datetime import datetime\n>>> datetime.now().replace(microsecond=0)\n"
    )
    assert shows == "datetime.datetime(...)\n"


def test_too_long_code_is_left_out(sandboxes: Launched) -> None:
    ((line, _, why),) = run(sandboxes, f">>> x = '{'a' * LONGEST}'\n")
    assert (line, why) == (1, "It is longer than 4,000 bytes, which is the most that can be run in one go.")


def test_too_many_pieces_are_refused(sandboxes: Launched) -> None:
    with pytest.raises(SandboxError, match="more than 500 pieces of code"):
        run(sandboxes, "a\n\n>>> 1\n\n" * 501)


def test_prelude_has_what_runs_and_raises_nothing(sandboxes: Launched) -> None:
    codes = read(
        ">>> x = 1\n>>> open\n>>> 1 / 0\nTraceback (most recent call last):\nZeroDivisionError\n\na\n\n>>> y = x + z\n"
    )
    start, left_out = prelude(sandboxes.sandboxes, "z = 2\n", codes.codes, LONGEST)
    assert start == "z = 2\n\nx = 1\n\ny = x + z\n"
    assert [fragment.code for fragment in left_out] == ["open"]


SQL = """\
Moons
=====

.. setup code

   >>> from sqlalchemy import create_engine, text
   >>> engine = create_engine("sqlite://", echo=True)

Count:

.. sourcecode:: pycon+sql

   >>> with engine.connect() as connection:
   ...     connection.scalar(text("SELECT 1"))
   {execsql}BEGIN (implicit)
   SELECT 1
   [...] ()
   {stop}1
   {execsql}ROLLBACK{stop}
   >>> connection.scalar(text("SELECT 2"))
   Traceback (most recent call last):
   ...
   sqlalchemy.exc.ResourceClosedError: This Connection is closed
"""


def test_lesson_of_a_document_is_proven_with_its_log(sandboxes: Launched) -> None:
    (hidden, *parts) = read(SQL).parts
    start, _ = prelude(sandboxes.sandboxes, "", [hidden], LONGEST)  # type: ignore[list-item]
    found = ran(sandboxes.sandboxes, Start(prelude=start), parts, LONGEST)
    assert [part.as_shown for part in found if isinstance(part, Example)] == [True]
    lesson = lesson_of(written(composed(read(SQL), start, found), "doc.rst"))
    (example,) = lesson.examples
    assert example.shows.startswith("...BEGIN (implicit)\n...SELECT 1\n...[...] ()\n1\n...ROLLBACK\n")
    assert example.raises
    assert proven(sandboxes, lesson) == []
