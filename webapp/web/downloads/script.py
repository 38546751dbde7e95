"""The transcript as a script: `python transcript.py` does what was done in the lesson, and ends without an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from webapp.lessons.start import Start
from webapp.store.entries import Entry
from webapp.web.downloads.pieces import Piece, pieces, ran
from webapp.web.downloads.start import modules_code, start_code
from webapp.web.downloads.told import NEEDS, heading, plain, why_not

ABOUT = """\
# {title}: what you ran, in order.
#
# {needs}
#
# Lines that begin with #> are what the console showed. A value at the prompt is shown there only: print() it to see it
# here. A statement that raised stands in a `try`, so that the script goes on as the console did.
"""
FUTURE = "from __future__ import "


def script(title: str, start: Start, entries: Sequence[Entry]) -> str:
    """The file's text. `from __future__` imports come first, where Python wants them in a file."""
    body = [modules_code(start.modules), start_code(start), *map(_snippet, entries)]
    if any(entry.observation.outcome == "error" for entry in entries):
        body.insert(0, "import traceback")
    code = "\n\n\n".join(part for part in body if part)
    lines = code.split("\n")
    first = list(dict.fromkeys(line for line in lines if line.startswith(FUTURE)))
    rest = "\n".join(line for line in lines if not line.startswith(FUTURE))
    return "\n".join([ABOUT.format(title=plain(title), needs=NEEDS), *first, rest.strip("\n"), ""])


def _snippet(entry: Entry) -> str:
    title = [f"# {heading(entry)}"] if heading(entry) else []
    if not ran(entry):
        return "\n".join([*title, f"# {why_not(entry)}", *_commented(entry.source)])
    return "\n".join([*title, *_statements(entry)])


def _statements(entry: Entry) -> Iterator[str]:
    found = pieces(entry)
    for each in found:
        if not each.reached:
            continue
        yield from _tried(each, entry) if each.raised else each.lines
        yield from _shown(each.output)
        if each.raised:
            yield from _shown(entry.observation.events[-1].text if entry.observation.events else "")
    missed = [each.source for each in found if not each.reached]
    if missed:
        yield f"# {why_not(entry)}"
        yield from _commented("\n".join(missed))


def _tried(piece: Piece, entry: Entry) -> Iterator[str]:
    error = entry.observation.error
    yield "try:"
    for line, inside in zip(piece.lines, piece.inside, strict=True):
        yield line if inside or not line.strip() else f"    {line}"
    bases = [error.type, *error.bases] if error else []
    yield f"except {'Exception' if not error or 'Exception' in bases else 'BaseException'}:"
    yield "    traceback.print_exc()"


def _shown(output: str) -> Iterator[str]:
    for line in output.removesuffix("\n").split("\n") if output else ():
        yield f"#> {_one_line(line)}".rstrip()


def _commented(source: str) -> Iterator[str]:
    for line in source.rstrip().split("\n"):
        yield f"# {_one_line(line)}".rstrip()


def _one_line(text: str) -> str:
    # A carriage return or a form feed would end the comment, or the file's encoding would not have the rest.
    return "".join(each if each.isprintable() or each == "\t" else repr(each)[1:-1] for each in text)
