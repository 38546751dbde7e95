"""Marks in code of every kind: what they tell, and what they leave as it was."""

import ast
import traceback
from collections.abc import Callable
from types import CodeType
from typing import Any

import pytest

from webapp.inside.recorder import marks

FILE = "<marked>"


def compiled(source: str, mark: marks.Mark) -> CodeType:
    tree = ast.parse(source)
    mark.first_lines = marks.first_lines(tree)
    for statement in tree.body:
        marks.put_into(statement)
    return marks.joined(compile(tree, FILE, "exec", dont_inherit=True), mark)


def ran(source: str) -> tuple[list[int], dict[str, Any]]:
    lines: list[int] = []
    names: dict[str, Any] = {}
    exec(compiled(source, marks.Mark(lines.append, lines.append)), names)
    return lines, names


CASES = {
    "function": ("def f():\n    'doc'\n    x = 1\n    return x\nf()\n", [3, 4]),
    "function on a line": ("def f(): return 1\nf()\n", [1]),
    "loop": ("for n in (1, 2):\n    n\nelse:\n    n\n", [2, 2, 4]),
    "while": ("n = 2\nwhile n:\n    n -= 1\n", [3, 3]),
    "loop on a line": ("for n in (1, 2): n\n", []),
    "two statements on a line": ("if True:\n    x = 1; y = 2\n", [2]),
    "elif": ("x = 2\nif x == 1:\n    a = 1\nelif x == 2:\n    a = 2\nelse:\n    a = 3\n", [4, 5]),
    "try": (
        "try:\n    1 / 0\nexcept ZeroDivisionError:\n    x = 1\nelse:\n    x = 2\nfinally:\n    x = 3\n",
        [2, 4, 8],
    ),
    "with": ("from contextlib import nullcontext\nwith nullcontext():\n    x = 1\n", [3]),
    "match": ("match 2:\n    case 1:\n        x = 1\n    case _:\n        x = 2\n", [5]),
    "class": ("class A:\n    x = 1\n    def f(self):\n        return 1\nA().f()\n", [4]),
    "global": ("def f():\n    global x\n    x = 1\nf()\n", [3]),
    "generator": ("def f():\n    yield 1\n    yield 2\nlist(f())\n", [2, 3]),
    "except group": ("try:\n    raise ExceptionGroup('', [KeyError()])\nexcept* KeyError:\n    x = 1\n", [2, 4]),
    "coroutine": (
        "async def f():\n    return 1\ntry:\n    f().send(None)\nexcept StopIteration:\n    pass\n",
        [4, 2, 6],
    ),
}


@pytest.mark.parametrize(("source", "lines"), CASES.values(), ids=CASES.keys())
def test_marks_tell_the_lines_of_nested_statements(source: str, lines: list[int]) -> None:
    assert ran(source)[0] == lines


def test_marks_add_no_names() -> None:
    lines, names = ran(
        "class A:\n    def f(self):\n        return dir(), sorted(locals())\n"
        "seen = A().f()\nwhole = sorted(globals())\n"
    )
    assert lines == [3]
    assert names["seen"] == (["self"], ["self"])
    assert names["whole"] == ["A", "__builtins__", "seen"]


def test_docstrings_annotations_and_signatures_stay() -> None:
    _, names = ran("class A:\n    'of A'\n    x: int = 1\n    def f(self, y: str) -> None:\n        'of f'\n")
    assert (names["A"].__doc__, names["A"].f.__doc__) == ("of A", "of f")
    assert names["A"].__annotations__ == {"x": int}
    assert names["A"].f.__annotations__ == {"y": str, "return": None}


def test_tracebacks_are_the_same() -> None:
    source = "def f(x):\n    y = (\n        x\n        / 0\n    )\ndef g():\n    for n in (1,):\n        f(n)\ng()\n"

    def trace(code: CodeType) -> list[tuple[object, ...]]:
        with pytest.raises(ZeroDivisionError) as caught:
            exec(code, {})
        found = traceback.extract_tb(caught.value.__traceback__)
        return [(each.name, each.lineno, each.end_lineno, each.colno, each.end_colno) for each in found[1:]]

    plain = trace(compile(source, FILE, "exec"))
    assert trace(compiled(source, marks.Mark(_ignore, _ignore))) == plain
    assert len(plain) == 3


def test_a_constant_of_the_snippets_own_is_never_the_mark() -> None:
    _, names = ran("def f():\n    return ((frozenset(),), () in {()}, (1, (2,)))\nx = f()\n")
    assert names["x"] == ((frozenset(),), True, (1, (2,)))


def test_marks_switched_off_call_nothing() -> None:
    lines: list[int] = []
    mark = marks.Mark(lines.append, lines.append)
    mark.on = False
    exec(compiled("for n in (1, 2):\n    n\n", mark), {})
    assert lines == []


def test_lines_of_a_statement_have_its_first() -> None:
    called = "x = (\n    1\n)\n@print\ndef f(\n    a=1,\n):\n    return (\n        a\n    )\n"
    lines = marks.first_lines(ast.parse(called + "class A:\n    y = (\n        1)\n"))
    assert lines == dict.fromkeys((2, 3), 1) | dict.fromkeys((4, 6, 7), 5) | {9: 8, 10: 8, 12: 11, 13: 11}


def test_long_chain_of_elif_is_marked() -> None:
    source = "x = 1\nif x == 0:\n    pass\n" + "".join(f"elif x == -{n}:\n    pass\n" for n in range(1, 200))
    put: Callable[[ast.stmt], None] = marks.put_into
    tree = ast.parse(source)
    for statement in tree.body:
        put(statement)
    assert ast.unparse(tree).count(".step(") == 399


def _ignore(_line: int) -> None:
    return
