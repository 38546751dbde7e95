"""What no sandbox can do, or should: each has a sentence for the student, and the next snippet works."""

import pytest

from tests.sandbox.visiting import Visitor
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched

ROWS = """\
from sqlalchemy import create_engine, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

class Base(DeclarativeBase):
    pass

class Row(Base):
    __tablename__ = "rows"
    id: Mapped[int] = mapped_column(primary_key=True)

engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
"""
STOPPED = "so it was stopped. Does a loop never end"
TOO_DEEP = "This is nested too deeply for Python to read. Break it into several statements."
NESTED = "SyntaxError: too many nested parentheses"
DEEP = "Python goes 1,000 calls deep at most: something calls itself or lies within itself without end."
MEMORY = "A snippet may use 128 MiB of memory here; `MemoryError` says that this one asked for more."
EXIT = "`SystemExit` ends a program. The console goes on, and your names are kept."
ENDS = "ends Python, and the console goes on. Use `return` in a function, or just end the snippet."
ENDLESS_ROWS = "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT count(*) FROM r"


def shown_by(body: str) -> str:
    return f"class Shown:\n    def __repr__(self):\n        {body}\n\nShown()\n"


REFUSED = {
    "NUL byte": ("x = 1\nprint('a\0b')", "the text has a NUL character. Delete it; in data write it as an escape."),
    "100,000 nested brackets": ("[" * 100_000 + "]" * 100_000, NESTED),
    "100,000 open brackets": ("(" * 100_000, NESTED),
    "16 KiB in one sum": ("1" + " + 1" * 4_000, TOO_DEEP),
    "16 KiB in one chain of names": ("x = a" + ".b" * 8_000, TOO_DEEP),
    "exit()": ("exit()", ENDS),
    "quit()": ("quit()", ENDS),
    "sys.exit()": ("import sys\nsys.exit(0)", "Use `print` for output; `return` to stop."),
    "os._exit()": ("import os\nos._exit(0)", "`os` works with files, and the sandbox has none."),
}
FAILED = {
    "repr that raises": (shown_by("raise ValueError('no')"), "ValueError: no", ""),
    "repr that is no text": (shown_by("return 5"), "TypeError: __repr__ returned non-string (type int)", ""),
    "repr that calls itself": (shown_by("return repr(self)"), "RecursionError: maximum recursion depth", DEEP),
    "repr of 1 GB": (shown_by("return 'x' * 10 ** 9"), "MemoryError", MEMORY),
    "print of 1 GB": ("print('x' * 10 ** 9)", "MemoryError", MEMORY),
    "deep recursion": (
        "def dive(n):\n    return dive(n + 1)\n\ndive(0)",
        "RecursionError: maximum recursion depth",
        DEEP,
    ),
    "list in a list in a list": ("x = []\nfor n in range(100_000):\n    x = [x]\n\nx", "RecursionError", DEEP),
    "raise SystemExit": ("raise SystemExit('bye')", "SystemExit: bye", EXIT),
    "raise KeyboardInterrupt": ("raise KeyboardInterrupt", "KeyboardInterrupt", ""),
}
STOPPED_IN_TIME = {
    "repr that loops": shown_by("while True: pass"),
    "recursive query without end": f"session.execute(text('{ENDLESS_ROWS}')).all()",
    "endless generator into add_all": (
        "def rows():\n    row = Row()\n    while True:\n        yield row\n\nsession.add_all(rows())\n"
    ),
    "a million lines": "n = 0\nwhile True:\n    n += 1\n    print(n)\n",
}


@pytest.fixture
def student(sandboxes: Launched) -> Visitor:
    """Somebody with a table of rows, and a name of their own."""
    student = Visitor(sandboxes.sandboxes, Start(prelude=ROWS))
    student.run("kept = 'still here'")
    return student


def goes_on(student: Visitor) -> bool:
    return student.run("kept").output == "'still here'\n"


@pytest.mark.parametrize(("source", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_text_that_cannot_be_run_is_refused_with_a_sentence(student: Visitor, source: str, sentence: str) -> None:
    seen = student.run(source)
    assert (seen.outcome, seen.output) == ("refused", "")
    assert sentence in str(seen.violations[0])
    assert goes_on(student)


@pytest.mark.parametrize(("source", "error", "sentence"), FAILED.values(), ids=FAILED.keys())
def test_failure_is_told_with_a_sentence(student: Visitor, source: str, error: str, sentence: str) -> None:
    seen = student.run(source)
    assert (seen.outcome, seen.note) == ("error", sentence)
    assert error in seen.output
    assert "site-packages" not in seen.output
    assert goes_on(student)


@pytest.mark.parametrize("source", STOPPED_IN_TIME.values(), ids=STOPPED_IN_TIME.keys())
def test_endless_work_is_stopped_with_a_sentence_and_names_stay(student: Visitor, source: str) -> None:
    seen = student.run(source)
    assert (seen.outcome, STOPPED in seen.note) == ("interrupted", True), seen.note
    assert len(seen.output) <= 64 * 1024
    assert goes_on(student)


def test_power_that_cannot_be_interrupted_costs_the_names_at_most(student: Visitor) -> None:
    seen = student.run("9 ** 9 ** 9")
    assert (seen.outcome in ("interrupted", "killed"), STOPPED in seen.note) == (True, True)
    assert student.run("1 + 1").output == "2\n"


def test_line_of_16_kib_runs(student: Visitor) -> None:
    assert student.run(f"len('{'y' * 16_300}')").output == "16300\n"


def test_output_of_1_gb_is_cut_and_counted(student: Visitor) -> None:
    seen = student.run("for n in range(1000):\n    print('x' * 10 ** 6)\n")
    assert (len(seen.output), seen.left_out) == (64 * 1024, 1000 * (10**6 + 1) - 64 * 1024)
    assert goes_on(student)


def test_million_objects_are_shown_by_their_beginning(student: Visitor) -> None:
    seen = student.run("objects = [n for n in range(1_000_000)]\nobjects")
    assert seen.output.startswith("[0, 1, 2, ")
    assert seen.output.endswith("... (7878890 characters more)\n")
    seen = student.run("print(objects)")
    assert (len(seen.output), seen.left_out) == (64 * 1024, 7_888_891 - 64 * 1024)
    assert goes_on(student)


def test_interrupt_that_nobody_can_catch_shows_nothing_of_ours(stranger: Visitor) -> None:
    seen = stranger.run(
        "class Slow:\n    def __del__(self):\n        while True:\n            pass\n\nSlow()\n_ = None\n"
    )
    assert seen.outcome in ("interrupted", "killed")
    assert "Exception ignored" not in seen.output
    assert stranger.run("1").output == "1\n"


def test_exception_in_a_finalizer_is_told_in_a_line(stranger: Visitor) -> None:
    seen = stranger.run("class Odd:\n    def __del__(self):\n        1 / 0\n\nOdd()\n_ = None\n")
    assert seen.output.endswith("Exception ignored: ZeroDivisionError: division by zero\n")
