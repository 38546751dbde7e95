"""A block of code by its language: to be run, or to be shown."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Sequence

from webapp.lessons.importing.lines import Line, joined
from webapp.lessons.importing.parts import Code, Fragment
from webapp.lessons.importing.prompts import is_prompted, prompted, script, without_marks

PYTHON = frozenset("python python3 py py3 pycon pycon3 pycon+sql ipython ipython3".split())
UNNAMED = ""

DISABLED = "The document keeps this from its own tests."
UNPROMPTED = "This has no prompts (`>>>`), and what the document runs has."
NOT_NAMED = "The document does not say that this is Python."


def block(lines: Sequence[Line], language: str, *, tested: bool, prompts: bool) -> Iterator[Code | Fragment]:
    """The parts of a block of code.

    `tested`: the document has not taken it out of its tests. `prompts`: code to run has prompts in this document, so
    that plain Python is there to be looked at; without, it is there to be run.
    """
    if not lines:
        return
    text, line = joined(lines), lines[0].number
    if is_prompted(text):
        if tested:
            yield from prompted(text, line)
        else:
            yield Fragment(without_marks(text), "pycon", line, DISABLED)
    elif language in PYTHON and not prompts:
        yield script(text, line)
    elif language in PYTHON:
        yield Fragment(without_marks(text), "python", line, UNPROMPTED)
    elif language == UNNAMED:
        python = is_python(text)
        why = UNPROMPTED if prompts else NOT_NAMED
        yield Fragment(without_marks(text), "python" if python else "", line, why if python else "")
    else:
        yield Fragment(without_marks(text), language, line)


def is_python(text: str) -> bool:
    """Whether Python could read it, and it does something: a word alone is no code."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it may be no Python at all
            body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(not isinstance(each, ast.Expr) or isinstance(each.value, ast.Call) for each in body)
