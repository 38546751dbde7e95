"""Lines of a snippet that belong together, by their indentation alone."""

from collections.abc import Sequence


def block(source: str, begins: str) -> range | None:
    """The numbers, from 1, of the first line that begins with the text and of all lines indented below it.

    None where no line begins so. Lines that are empty or indented less within brackets do not end it before the next
    line of code does.
    """
    lines = source.split("\n")
    wanted = "".join(begins.split())
    first = next((at for at, line in enumerate(lines) if "".join(line.split()).startswith(wanted)), None)
    if first is None:
        return None
    return range(first + 1, _end(lines, first) + 1)


def _end(lines: Sequence[str], first: int) -> int:
    """The number of the block's last line."""
    depth = _indent(lines[first])
    last = first
    for at in range(first + 1, len(lines)):
        if lines[at].strip() and not lines[at].strip().startswith((")", "]", "}")):
            if _indent(lines[at]) <= depth:
                break
            last = at
        elif lines[at].strip():
            last = at
    return last + 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
