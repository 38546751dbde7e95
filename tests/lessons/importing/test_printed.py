import pytest

from webapp.lessons.importing.parts import Code, Prompt
from webapp.lessons.importing.printed import LONGEST, is_as_shown, is_now, shown, steady

TIME = "2026-01-02 03:04:05,678 INFO sqlalchemy.engine.Engine "
LOGGED = f"{TIME}BEGIN (implicit)\n{TIME}SELECT x\nFROM t\n{TIME}[generated in 0.00080s] (1,)\n[2]\n{TIME}ROLLBACK\n"
TRACE = 'Traceback (most recent call last):\n  File "<console>", line 1\n'


def of(printed: str | None, beside_log: str | None = None, *, last_only: bool = False) -> Code:
    return Code((Prompt("x\n", 1, printed, beside_log),), last_only=last_only)


SHOWN = {
    "log without its times": (
        LOGGED,
        None,
        "...BEGIN (implicit)\n...SELECT x\nFROM t\n...[...] (1,)\n[2]\n...ROLLBACK\n",
    ),
    "address": ("<A object at 0x7f00deadbeef>\n", None, "<A object at 0x...>\n"),
    "blanks at the end": ("a  \n\n\n", None, "a\n"),
    "control characters": ("a\x07\x1bb\n", None, "a...b\n"),
    "traceback": (f"1\n{TRACE}KeyError: 1\n", "KeyError", "1\nTraceback (most recent call last):\n...\nKeyError: 1\n"),
    "traceback with SQL": (
        f"{TRACE}sqlalchemy.exc.IntegrityError: no\n[SQL: x]\n",
        "IntegrityError",
        "Traceback (most recent call last):\n...\nsqlalchemy.exc.IntegrityError: no\n...\n",
    ),
    "message that newer Pythons add to": (
        f"{TRACE}NameError: name 'x' is not defined\n",
        "NameError",
        "Traceback (most recent call last):\n...\nNameError: name 'x' is not defined...\n",
    ),
    "traceback that was only printed": (f"{TRACE}KeyError: 1\n2\n", None, f"{TRACE}KeyError: 1\n2\n"),
    "much": (f"{'a' * 99}\n" * 500, None, f"{'a' * 99}\n" * (LONGEST // 100) + "...\n"),
}


@pytest.mark.parametrize(("output", "error", "wanted"), SHOWN.values(), ids=SHOWN.keys())
def test_output_is_shown_without_what_changes(output: str, error: str | None, wanted: str) -> None:
    assert shown(output, error) == wanted


SAME = {
    "the document says nothing": (of(None), "1\n", True),
    "the same": (of("1\n"), "1\n", True),
    "another": (of("1\n"), "2\n", False),
    "none where something is shown": (of("1\n"), "", False),
    "something where none is shown": (of(""), "1\n", False),
    "ellipsis and blanks": (of("[1, ...,\n  9]\n"), "[1, 2, 9]\n", True),
    "addresses": (of("<A at 0x1234567>\n"), "<A at 0xabcdef012>\n", True),
    "classes of a prompt": (of("<class 'A'>\n"), "<class '__main__.A'>\n", True),
    "log and all": (of("BEGIN (implicit)\nSELECT x FROM t\n[...] (1,)\n[2]\nROLLBACK\n", "[2]\n"), LOGGED, True),
    "log with times of its own": (of(LOGGED.replace("05,678", "09,012").replace("00080", "1")), LOGGED, True),
    "other SQL in the log": (
        of("BEGIN (implicit)\nSELECT y FROM t\n[...] (1,)\n[2]\nROLLBACK\n", "[2]\n"),
        LOGGED,
        False,
    ),
    "engine does not echo": (of("BEGIN\nSELECT x\n[2]\n", "[2]\n"), "[2]\n", True),
    "engine does not echo, another value": (of("BEGIN\nSELECT x\n[2]\n", "[2]\n"), "[3]\n", False),
    "document leaves the log out": (of("[2]\n"), LOGGED, True),
    "document leaves the log out, another value": (of("[3]\n"), LOGGED, False),
    "exception of that class": (of(f"{TRACE}a.b.E: old words\n"), f"{TRACE}b.E: new words\n", True),
    "exception of another class": (of(f"{TRACE}a.E: words\n"), f"{TRACE}a.F: words\n", False),
    "exception that does not come": (of(f"{TRACE}E: words\n"), "1\n", False),
}


@pytest.mark.parametrize(("code", "output", "same"), SAME.values(), ids=SAME.keys())
def test_output_is_compared_with_the_document(code: Code, output: str, same: bool) -> None:
    assert is_as_shown(code, output, output) is same


def test_only_the_last_value_counts_where_the_document_shows_no_other() -> None:
    assert is_as_shown(of("2\n", last_only=True), "1\n2\n", "2\n")
    assert not is_as_shown(of("2\n"), "1\n2\n", "2\n")


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("a\n", "a\n", "a\n"),
        ("a\nT(2026, 1, 1)\n", "a\nT(2026, 1, 2)\n", "a\nT(...)\n"),
        ("t='12:01')]\n", "t='12:02')]\n", "t='...')]\n"),
        ("now 1\n", "now 2\n", "...\n"),
        ("1\n", "1\n2\n", "...\n"),
    ],
    ids=["the same", "brackets", "quotes", "words alone", "more lines"],
)
def test_what_differs_between_two_runs_is_left_out(first: str, second: str, wanted: str) -> None:
    assert steady(first, second) == wanted


def test_text_with_this_year_may_tell_the_time() -> None:
    assert is_now("datetime(2026, 1, 1)", 2026)
    assert not is_now("datetime(1998, 1, 1)", 2026)
