"""A block of code as a document shows it, told apart: what is typed, and what is printed after it."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator

from webapp.lessons.importing.parts import Code, Fragment, Prompt

PROMPT = re.compile(r"^[ \t]*>>>(?: |$)", re.MULTILINE)
MARK = re.compile(r"{(stop|sql|opensql|execsql|printsql)}")
"""SQLAlchemy's marks in an output: where an engine's log begins and ends, and SQL that was printed."""
LOGGED = frozenset(("sql", "opensql", "execsql"))
STOP = re.compile(r"^([ \t]*){stop}(?=>>> )", re.MULTILINE)
FLAGS = re.compile(r"#[ \t]*doctest:.*$", re.MULTILINE)
ABOVE = re.compile(r"(?:[ \t]*(?:#.*)?\n)+")
"""Blank lines and comments between two prompts, which belong to the second."""
TRACEBACK = re.compile(r"^Traceback \((?:most recent call last|innermost last)\):", re.MULTILINE)

SKIPPED = "The document marks this with `# doctest: +SKIP`."


def is_prompted(text: str) -> bool:
    """Whether there is a prompt (`>>>`) at the beginning of any of its lines."""
    return PROMPT.search(text) is not None


def without_marks(text: str) -> str:
    """The text without SQLAlchemy's marks in outputs."""
    return MARK.sub("", text)


def prompted(text: str, line: int, *, hidden: bool = False) -> Iterator[Code | Fragment]:
    """The parts of a block with prompts; `line` is where it begins.

    What doctest leaves out is a fragment, and so is the whole block where its prompts cannot be read.
    """
    try:
        pieces = doctest.DocTestParser().parse(STOP.sub(r"\1", text))
    except ValueError as error:
        why = f"The prompts cannot be read: {re.sub(r'^line .* docstring for .*? ', 'a line ', str(error))}."
        yield Fragment(without_marks(text), "pycon", line, why, tried=True)
        return
    kept: list[Prompt] = []
    above = ""
    for piece in pieces:
        if isinstance(piece, str):
            above = piece if ABOVE.fullmatch(piece) else ""
        elif piece.options.get(doctest.SKIP):
            if kept:
                yield Code(tuple(kept), hidden)
                kept = []
            skipped = _prompt(piece, above, line)
            yield fragment(skipped, SKIPPED)
            above = ""
        else:
            kept.append(_prompt(piece, above if kept else above.lstrip("\n"), line))
            above = ""
    if kept:
        yield Code(tuple(kept), hidden)


def script(text: str, line: int, *, hidden: bool = False) -> Code:
    """A block of plain Python, of which the document does not say what it prints."""
    return Code((Prompt(f"{text.rstrip()}\n", line),), hidden)


def fragment(prompt: Prompt, why: str, *, tried: bool = False) -> Fragment:
    """What is typed at the prompt, to be shown with what the document shows after it."""
    code, printed = prompt.source.strip("\n"), (prompt.printed or "").strip("\n")
    if printed:
        first, *rest = code.split("\n")
        code = "\n".join([f">>> {first}", *(f"... {line}".rstrip() for line in rest), printed])
    return Fragment(code, "pycon" if printed else "python", prompt.line, why, tried)


def _prompt(example: doctest.Example, above: str, line: int) -> Prompt:
    want = example.want.replace(f"{doctest.BLANKLINE_MARKER}\n", "\n")
    log, beside = _told_apart(want)
    return Prompt(
        source=_without_flags(above + example.source),
        line=line + example.lineno,
        printed=without_marks(want),
        beside_log=beside if log else None,
        raises=TRACEBACK.search(without_marks(want)) is not None,
    )


def _told_apart(want: str) -> tuple[bool, str]:
    """Whether a part of an output is marked as an engine's log, and the rest of it."""
    first, *rest = MARK.split(want)
    kept = [first] + [text for name, text in zip(rest[::2], rest[1::2], strict=True) if name not in LOGGED]
    return any(name in LOGGED for name in rest[::2]), "".join(kept)


def _without_flags(source: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in FLAGS.sub("", source).splitlines())
