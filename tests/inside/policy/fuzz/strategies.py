"""What hypothesis gives the policy to read: texts that are hardly Python, and programs of the fuzz's grammar."""

from __future__ import annotations

import ast
import functools

from hypothesis import strategies as st

from tests.inside.policy.evasions import EVASIONS
from tests.inside.policy.fuzz.grammar import Writer
from tests.inside.policy.fuzz.mutation import Mutator
from tests.inside.policy.fuzz.words import Words, words
from tests.inside.policy.snippets import corpus

NAMES = "user session engine connection raw error state result own d same attempt User Base Own text select".split()
ODD = st.sampled_from(
    [
        "\0",
        "\ud800",
        "\ufeff",
        "\f",
        "\t",
        "\r",
        "\r\n",
        "\x0b",
        "\u2028",
        "\x85",
        "\\\n",
        "# -*- coding: utf-16 -*-\n",
        "# coding: no-such\n",
        "x = 1;",
        "\n",
        " ",
        "    ",
        "'",
        '"""',
        "f'{",
        "}'",
        "(",
        ")",
        "if x:\n",
        "\tx\n        y\n",
        "é",
        "🙂",
        "ª",
        "\uff10",
        "open",
        ".__class__",
        "9" * 400,
        "0x" + "f" * 400,
        "1e999",
        "'" + "a" * 300 + "'",
        "lambda:" * 30,
        "(" * 90,
        "-" * 90,
        "\\N{BULLET}",
        "'\\N{no such}'",
    ]
)


def odd_texts() -> st.SearchStrategy[str]:
    """Characters and pieces of text that a parser may stumble over."""
    return st.lists(ODD | st.text(st.characters(), max_size=5), max_size=25).map("".join)


@functools.cache
def _words() -> Words:
    return words(dict.fromkeys(NAMES))


def written() -> st.SearchStrategy[str]:
    """Programs of the grammar."""
    return st.randoms(use_true_random=False).map(lambda chance: Writer(chance, _words()).program(3)).filter(is_python)


def mutated() -> st.SearchStrategy[str]:
    """Programs of the corpora, changed."""
    snippets = st.sampled_from(_words().snippets)

    def made(chance: object, one: ast.Module, two: ast.Module) -> str:
        return Mutator(chance, _words()).mutated(one, two)  # type: ignore[arg-type]

    return st.builds(made, st.randoms(use_true_random=False), snippets, snippets).filter(is_python)


def programs() -> st.SearchStrategy[str]:
    return written() | mutated()


def refused() -> list[str]:
    """Snippets that must be refused, all of one piece."""
    hostile = [each["code"] for each in corpus("hostile.yaml") if each["expect"] == "refused"]  # type: ignore[attr-defined]
    return [source for source in (*hostile, *EVASIONS.values()) if is_python(source)]


def is_python(source: str) -> bool:
    """Whether it can be parsed, and is not empty."""
    try:
        return bool(ast.parse(source).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
