"""The transcript as a doctest: `python -m doctest transcript.txt` runs it, and compares with what was shown.

What doctest cannot do: a `from __future__` import holds for its own example only, and an example whose output begins a
line as a prompt does is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from webapp.lessons.start import Start
from webapp.store.entries import Entry
from webapp.web.downloads.pieces import Piece, pieces, ran
from webapp.web.downloads.start import literal, modules_code, start_code
from webapp.web.downloads.told import NEEDS, heading, plain, why_not

ABOUT = """\
{title}: what you ran, in order, and what the console showed.

{needs}
Then `python -m doctest` with this file's name runs it again and says what comes out differently; without a word, all is
the same.
"""
CHANGES = re.compile(
    r"(?<=0x)[0-9a-f]{6,16}|(?<=^\d)\d{3}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}(?= )|(?<=generated in )[\d.]+(?=s)"
    r"|(?<=cached since )[\d.]+(?=s)|\.\.\. \(\d+ characters more\)",
    re.MULTILINE,
)
"""What differs each time, such as an object's address, and where the console cut a long value."""
LIKE_A_PROMPT = re.compile(r"\s*(?:>>>|\.\.\.)")
LINE_END = re.compile(r"\r\n?|\n")
"""What ends a line once the file is read: a carriage return does, so that a prompt after it would begin an example."""


def doctested(title: str, start: Start, entries: Sequence[Entry]) -> str:
    """The file's text."""
    parts = [ABOUT.format(title=plain(title), needs=NEEDS)]
    parts += [_run_whole(code) for code in (modules_code(start.modules), start_code(start)) if code]
    parts += [_snippet(entry) for entry in entries]
    return "\n".join(parts)


def _run_whole(code: str) -> str:
    """Code that is no snippet, so nobody has told its statements apart; its values are not shown either."""
    return f"{_prompted(f'start = {literal(code)}'.splitlines())}\n>>> exec(start)\n"


def _snippet(entry: Entry) -> str:
    title = f"{heading(entry)}:\n\n" if heading(entry) else ""
    if not ran(entry):
        return f"{title}{why_not(entry)}\n\n{_quoted(entry.source)}\n"
    found = pieces(entry)
    shown = "".join(_example(each, entry) for each in found if each.reached)
    missed = "\n".join(each.source for each in found if not each.reached)
    return f"{title}{shown}" + (f"\n{why_not(entry)}\n\n{_quoted(missed)}\n" if missed else "")


def _example(piece: Piece, entry: Entry) -> str:
    wanted, options = _raised(entry) if piece.raised else _shown(piece, entry)
    lines = piece.source.rstrip().split("\n")
    if options:
        lines.append(f"# doctest: {', '.join(f'+{option}' for option in options)}")
    return f"{_prompted(lines)}\n{wanted}"


def _prompted(lines: Sequence[str]) -> str:
    prompts = (("..." if number else ">>>", line) for number, line in enumerate(lines))
    return "\n".join(f"{prompt} {line}" if line else prompt for prompt, line in prompts)


def _shown(piece: Piece, entry: Entry) -> tuple[str, list[str]]:
    """What is expected, and the options to compare it with."""
    lines = piece.output.removesuffix("\n").split("\n") if piece.output else []
    if entry.observation.left_out or any(map(LIKE_A_PROMPT.match, LINE_END.split(piece.output))):
        return "", ["SKIP"]  # it cannot be told in this format
    text = "\n".join(lines)
    varied = CHANGES.sub("...", text)
    options = [
        option
        for option, needed in (("ELLIPSIS", varied != text), ("NORMALIZE_WHITESPACE", "\t" in text or "\r" in text))
        if needed
    ]
    return "".join(
        f"{line if line.strip() else '<BLANKLINE>'}\n" for line in varied.split("\n")
    ) if lines else "", options


def _raised(entry: Entry) -> tuple[str, list[str]]:
    error = entry.observation.error
    said = LINE_END.split(f"{error.type}: {error.message.strip()}")[0] if error else "Exception"
    # The message may name an address, and the database's own words change with its version.
    return f"Traceback (most recent call last):\n    ...\n{said}\n", ["IGNORE_EXCEPTION_DETAIL"]


def _quoted(source: str) -> str:
    return "\n".join(_lines_quoted(source))


def _lines_quoted(source: str) -> Iterator[str]:
    # Behind a bar, so that a prompt in it is no example.
    for line in LINE_END.split(source.rstrip()):
        yield f"| {line}".rstrip()
