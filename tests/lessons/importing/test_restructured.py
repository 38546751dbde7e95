import pytest

from tests.lessons.importing.reading import in_short, rst
from webapp.lessons.importing.parts import Code, Fragment

BLOCKS = {
    "paragraph, its lines kept": ("a ``b``\nc\n", [("prose", "a `b`\nc")]),
    "doctest block": (">>> 1\n1\n\n>>> 2\n2\n\nx\n", [("code", "1\n\n2\n"), ("prose", "x")]),
    "literal block": ("See::\n\n    >>> 1\n    1\n\nx\n", [("prose", "See:"), ("code", "1\n"), ("prose", "x")]),
    "literal block, colons alone": ("See\n\n::\n\n  $ ls\n", [("prose", "See"), ("fragment", "", "$ ls")]),
    "source code": (
        ".. sourcecode:: pycon+sql\n\n    >>> x\n    {execsql}SELECT 1{stop}\n    1\n",
        [("code", "x\n")],
    ),
    "code with options": (
        ".. code-block:: sql\n    :caption: Ha\n\n    SELECT 1\n",
        [("fragment", "sql", "SELECT 1")],
    ),
    "hidden setup": (".. Setup code, not for display\n\n   >>> x = 1\n\ny\n", [("hidden", "x = 1\n"), ("prose", "y")]),
    "setup and test code": (
        ".. testsetup::\n\n   x = 1\n\n.. testcode::\n\n   x\n",
        [("hidden", "x = 1\n"), ("code", "x\n")],
    ),
    "comment, label, class": (".. nothing\n   here\n\n.. _a:\n\n.. rst-class:: b\n\nx\n", [("prose", "x")]),
    "note": (".. note:: Take\n   care\n", [("prose", "> **Note**\n>\n> Take\n> care")]),
    "note with code in it": (
        ".. tip::\n\n   a\n\n   >>> 1\n   1\n\n   b\n",
        [("prose", "> **Tip**\n>\n> a"), ("code", "1\n"), ("prose", "> b")],
    ),
    "admonition": (".. admonition:: The ``why``\n\n  x\n", [("prose", "> **The `why`**\n>\n> x")]),
    "version": (
        ".. versionadded:: 2.1  Added\n   it\n",
        [("prose", "> **New in version 2.1**\n>\n> Added\n> it")],
    ),
    "container": (".. container:: c\n\n   x\n", [("prose", "> x")]),
    "unknown directive": (".. frobnicate:: y\n\n   x\n", [("prose", "x")]),
    "list": ("* a\n  b\n* c\n\n#. d\n", [("prose", "* a\n  b"), ("prose", "* c"), ("prose", "1. d")]),
    "list with code in it": (
        "* a::\n\n    >>> 1\n    1\n\n  b\n",
        [("prose", "* a:"), ("code", "1\n"), ("prose", "b")],
    ),
    "definition": ("term\n  meaning\n", [("prose", "* term\n\n  meaning")]),
    "block quote": ("x\n\n  quoted\n", [("prose", "x"), ("prose", "> quoted")]),
    "table": (
        "====  ===\nName  No.\n====  ===\na|b   1\n      2\nc     3\n====  ===\n\nx\n",
        [("prose", "| Name | No. |\n| --- | --- |\n| a\\|b | 1 2 |\n| c | 3 |"), ("prose", "x")],
    ),
    "grid table": ("+---+\n| a |\n+---+\n", [("fragment", "", "+---+\n| a |\n+---+")]),
    "footnote": (".. [1] It\n   is\n", [("prose", "\\[1\\] It\nis")]),
    "transition": ("a\n\n-----\n\nb\n", [("prose", "a"), ("prose", "b")]),
}


@pytest.mark.parametrize(("text", "wanted"), BLOCKS.values(), ids=BLOCKS.keys())
def test_block_becomes_parts(text: str, wanted: list[tuple[str, ...]]) -> None:
    assert in_short(rst(f"Title\n=====\n\n{text}")) == wanted


def test_first_section_is_the_title_and_others_stand_below_it() -> None:
    read = rst(":orphan:\n\n---\nThe\n---\n\nOne\n---\n\nDeep\n~~~~\n\nTwo\n---\n\n---\nTop\n---\n")
    assert read.title == "The"
    assert in_short(read) == [("prose", text) for text in ("## One", "### Deep", "## Two", "## Top")]


def test_code_without_prompts_runs_where_no_code_has_them() -> None:
    block = ".. code-block:: python\n\n   x = 1\n\n"
    assert in_short(rst(block)) == [("code", "x = 1\n")]
    shown, run = rst(f"{block}>>> 1\n1\n").parts
    assert isinstance(shown, Fragment)
    assert shown.why == "This has no prompts (`>>>`), and what the document runs has."
    assert isinstance(run, Code)


def test_code_of_no_named_language_is_shown_with_its_reason() -> None:
    first, second = rst("a::\n\n   x = 1\n\nb::\n\n   words\n").parts[1::2]
    assert first == Fragment("x = 1", "python", 3, "The document does not say that this is Python.")
    assert second == Fragment("words", "", 7)


def test_escapes_that_are_none_are_no_warning_to_whoever_imports() -> None:
    (_, part) = rst('a::\n\n   x = "\\d"\n').parts
    assert isinstance(part, Fragment)
    assert part.language == "python"


def test_what_the_document_does_not_test_is_shown() -> None:
    read = rst(".. doctest-disable:\n\n>>> x\n\n.. doctest-enable\n\n>>> 1\n")
    assert in_short(read) == [("fragment", "pycon", ">>> x"), ("code", "1\n")]


def test_included_code_runs_hidden_and_is_told_by_the_line_that_includes_it() -> None:
    read = rst("a\n\n.. doctest-include setup.rst\n\n>>> x\n", setup="T\n=\n\nb\n\n>>> x = 1\n")
    assert in_short(read) == [("prose", "a"), ("hidden", "x = 1\n"), ("code", "x\n")]
    assert [code.line for code in read.codes] == [3, 5]


def test_what_is_left_out_is_told_with_its_line() -> None:
    read = rst("a\n\n.. image:: x.png\n\n.. doctest-include gone.rst\n")
    assert [str(problem) for problem in read.problems] == [
        "doc.rst:3:1: `.. image:: x.png` is left out: lessons have nothing like it.",
        "doc.rst:5:1: The code of `gone.rst` would run here, and there is no such document beside this one.",
    ]


def test_blocks_too_deep_in_one_another_are_shown_as_written() -> None:
    deep = "".join(f"{'   ' * level}.. note::\n\n" for level in range(200))
    (*_, last) = rst(f"{deep}{'   ' * 200}x\n").parts
    assert isinstance(last, Fragment)
    assert last.code.endswith("x")
