import json
from pathlib import Path
from typing import Any

import pytest

from tests.lessons.importing.reading import in_short
from webapp.lessons.importing.notebook import OF_IPYTHON, notebook
from webapp.lessons.importing.parts import Code, Document, Fragment
from webapp.lessons.problems import Problem


def cell(source: Any, *outputs: dict[str, Any], count: int | None = 1) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "outputs": list(outputs), "execution_count": count}


def read(*cells: dict[str, Any], **metadata: Any) -> Document:
    found = notebook(Path("doc.ipynb"), json.dumps({"cells": cells, "metadata": metadata}, indent=1))
    assert isinstance(found, Document)
    return found


def test_cells_become_prose_and_code() -> None:
    markdown = {"cell_type": "markdown", "source": ["# Moons\n", "\n", "*All*\n", "\n", "```python\n", "no\n", "```"]}
    found = read(markdown, cell(["x = 1\r\n", "x"]), {"cell_type": "raw", "source": "raw"})
    assert found.title == "Moons"
    assert in_short(found) == [("prose", "*All*"), ("prose", "```python\nno\n```"), ("code", "x = 1\nx\n")]


def test_output_is_what_a_console_shows_of_it() -> None:
    stdout = {"output_type": "stream", "name": "stdout", "text": ["a\n", "b\n"]}
    stderr = {"output_type": "stream", "name": "stderr", "text": "no"}
    value = {"output_type": "execute_result", "data": {"text/plain": ["[1,\n", " 2]"], "image/png": "..."}}
    error = {"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": ["\x1b[0m"]}
    found = read(cell("1", stdout, stderr, value), cell("2", error), cell("3", count=None), cell("4"))
    prompts = [code.prompts[0] for code in found.codes]
    assert [(each.printed, each.raises) for each in prompts] == [
        ("a\nb\n[1,\n 2]\n", False),
        ("Traceback (most recent call last):\nKeyError: 'x'\n", True),
        (None, False),
        ("", False),
    ]
    assert all(code.last_only for code in found.codes)


def test_cell_stands_in_the_line_where_it_begins() -> None:
    found = read(cell("1"), cell("2"))
    assert [code.line for code in found.codes] == [4, 10]


@pytest.mark.parametrize("source", ["%matplotlib inline", "x = 1\n!ls", "select?", "%%bash\nls"])
def test_what_only_ipython_reads_is_shown(source: str) -> None:
    (part,) = read(cell(source)).parts
    assert isinstance(part, Fragment)
    assert (part.code, part.why) == (source, OF_IPYTHON)


def test_query_that_ends_a_line_with_a_question_mark_is_no_magic() -> None:
    (part,) = read(cell('text("""\nSELECT x FROM t WHERE y = ?\n""")')).parts
    assert isinstance(part, Code)


def test_cell_of_another_kernel_is_shown() -> None:
    assert in_short(read(cell("x <- 1"), language_info={"name": "R"})) == [("fragment", "r", "x <- 1")]


BAD = {
    "no JSON": ('{"cells": [\n  ,]}', "2:3: This is no notebook, for it is no JSON: Expecting value."),
    "no mapping": ("[]", "1:1: This is no notebook of format 4: it has no list `cells`. Save it anew."),
    "format 3": ('{"worksheets": []}', "1:1: This is no notebook of format 4: it has no list `cells`. Save it anew."),
    "too deep": ("[" * 100_000, "1:1: This is no notebook: it is nested too deeply."),
    "a long number": ("9" * 10_000, "1:1: This is no notebook: Exceeds the limit (4300 digits) for integer string"),
    "cell of another shape": (
        '{"cells": [\n{"cell_type": "raw", "source": ""},\n{"cell_type": "code", "source": 5}]}',
        "3:1: Cell 2 is not as a notebook's cells are; see `source`: Input should be a valid string.",
    ),
    "character that YAML forbids": (
        '{"cells": [\n{"cell_type": "code", "source": "a\\u0007"}]}',
        "2:2: The character U+0007 cannot stand in a lesson; remove it.",
    ),
}


@pytest.mark.parametrize(("text", "told"), BAD.values(), ids=BAD.keys())
def test_broken_notebook_is_a_sentence_with_its_line(text: str, told: str) -> None:
    found = notebook(Path("doc.ipynb"), text)
    assert isinstance(found, Problem)
    assert str(found).startswith(f"doc.ipynb:{told}")
