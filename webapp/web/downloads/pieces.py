"""A recorded snippet, cut into its statements with what each of them showed.

Nothing is parsed here: where statements begin, and what was shown before, was seen inside when they ran.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from webapp.observation import Observation
from webapp.store.entries import Entry
from webapp.web.prompts import console_lines, in_strings


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement, or those that share a line.

    `lines` are its own and those up to the next, `inside` says which of them begin within a string. `output` is what it
    showed, without the traceback of one that `raised`. Not `reached` is one that did not begin, or was interrupted.
    """

    lines: tuple[str, ...]
    inside: tuple[bool, ...]
    output: str = ""
    reached: bool = True
    raised: bool = False

    @property
    def source(self) -> str:
        return "\n".join(self.lines)


def ran(entry: Entry) -> bool:
    """Whether any of the snippet ran to its end, or to an exception of its own."""
    seen = entry.observation
    begun = [start for _, start in seen.ran if start is not None]
    return seen.outcome in ("ok", "error") or (seen.outcome == "interrupted" and len(begun) > 1)


def pieces(entry: Entry) -> list[Piece]:
    """The statements of a snippet of which some ran. What stands before the first belongs to it."""
    seen = entry.observation
    # Python takes a carriage return for the end of a line, so whatever is told of lines must.
    source = (seen.source or entry.source).rstrip().replace("\r", "\n")
    lines, inside = source.split("\n"), in_strings(source, seen.source_spans)
    begun = _whole(_begun(seen, source), inside)
    last = sum(start is not None for _, start in begun) - 1
    shown = _without_traceback(seen)
    found: list[Piece] = []
    for number, ((line, start), (below, end)) in enumerate(pairwise([*begun, (len(lines) + 1, None)])):
        rows = slice(line - 1 if number else 0, below - 1)
        found.append(
            Piece(
                lines=tuple(lines[rows]),
                inside=tuple(inside[rows]),
                output="" if start is None else shown[start:end],
                reached=number <= last - (seen.outcome == "interrupted"),
                raised=seen.outcome == "error" and number == last,
            )
        )
    return found


def _whole(begun: Sequence[tuple[int, int | None]], inside: Sequence[bool]) -> Sequence[tuple[int, int | None]]:
    """Those that are no cut within a string, whose text would then be code; and that the snippet has lines for."""
    return [
        each for number, each in enumerate(begun) if each[0] <= len(inside) and not (number and inside[each[0] - 1])
    ]


def _without_traceback(seen: Observation) -> str:
    if seen.events and seen.events[-1].kind == "error":
        return seen.output.removesuffix(seen.events[-1].text)
    return seen.output


def _begun(seen: Observation, source: str) -> Sequence[tuple[int, int | None]]:
    """Of statements that share a line, the first. Where it was kept by a version that did not tell, the lines with a
    prompt begin one, and all that was shown counts as the last one's."""
    if seen.ran:
        return sorted(dict(reversed(seen.ran)).items())
    lines = console_lines(source, seen.source_spans)
    return [(number, 0) for number, each in enumerate(lines, 1) if each.prompt == ">>>"]
