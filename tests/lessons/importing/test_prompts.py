from webapp.lessons.importing.parts import Code, Fragment, Prompt
from webapp.lessons.importing.prompts import SKIPPED, prompted


def test_prompts_are_told_apart_from_what_is_printed() -> None:
    (code,) = prompted(">>> for x in [1]:\n...     x\n1\n\n# why\n>>> 2  # doctest: +ELLIPSIS\n2\n", line=10)
    assert code == Code(
        (Prompt("for x in [1]:\n    x\n", 10, "1\n"), Prompt("\n# why\n2\n", 15, "2\n")),
    )


def test_marks_of_a_log_are_taken_out_and_what_is_beside_it_is_kept() -> None:
    (code,) = prompted(
        ">>> a\n{execsql}BEGIN\nSELECT 1{stop}\n1\n{printsql}SELECT 2\n{stop}>>> b\n{execsql}COMMIT\n", line=1
    )
    assert isinstance(code, Code)
    assert [(each.source, each.printed, each.beside_log) for each in code.prompts] == [
        ("a\n", "BEGIN\nSELECT 1\n1\nSELECT 2\n", "\n1\nSELECT 2\n"),
        ("b\n", "COMMIT\n", ""),
    ]


def test_traceback_says_that_it_raises_and_blank_lines_are_written_out() -> None:
    (code,) = prompted(
        '>>> print("a\\n\\nb")\na\n<BLANKLINE>\nb\n>>> x\nTraceback (most recent call last):\n...\nE: m\n', 1
    )
    assert isinstance(code, Code)
    assert [(each.printed, each.raises) for each in code.prompts] == [
        ("a\n\nb\n", False),
        ("Traceback (most recent call last):\n...\nE: m\n", True),
    ]


def test_what_doctest_skips_is_a_fragment_with_its_output() -> None:
    parts = list(prompted(">>> 1\n1\n>>> if x:  # doctest: +SKIP\n...     y\nz\n>>> 2\n2\n", line=5))
    assert [type(part) for part in parts] == [Code, Fragment, Code]
    assert parts[1] == Fragment(">>> if x:\n...     y\nz", "pycon", 7, SKIPPED)


def test_prompts_that_cannot_be_read_make_a_fragment_that_says_why() -> None:
    (part,) = prompted(">>> x = 1\n>>>y\n", line=3)
    assert isinstance(part, Fragment)
    assert (part.line, part.tried) == (3, True)
    assert part.why == "The prompts cannot be read: a line lacks blank after >>>: '>>>y'."
