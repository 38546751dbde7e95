"""`uses` and `avoids`: pieces of code in the answer's own text, without its comments and strings."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from webapp.checks.sequence import follow
from webapp.checks.verdict import Result
from webapp.observation import Observation

LOOKED_AT = "How your answer is written"
TOKEN = re.compile(r"\w+|[^\w\s]")
UNSEEN = ("c", "s")
"""Beginnings of Pygments' short names for comments and strings; what is replaced in an f-string is `si`."""
REPLACED = "si"


def judge_uses(pieces: Sequence[str], observation: Observation) -> Result:
    """Whether every piece stands in the answer."""
    text = tokens(code(observation))
    missing = [piece for piece in pieces if not follow(tokens(piece), text)]
    if not missing:
        return Result(passed=True, looked_at=LOOKED_AT, says=f"It uses {ticked(pieces)}, as expected.")
    says = f"This exercise is about {ticked(pieces)}: your answer does not use {ticked(missing)}."
    return Result(passed=False, looked_at=LOOKED_AT, says=says)


def judge_avoids(pieces: Sequence[str], observation: Observation) -> Result:
    """Whether no piece stands in the answer."""
    source = code(observation)
    found = [piece for piece in pieces if follow(tokens(piece), tokens(source))]
    if not found:
        return Result(passed=True, looked_at=LOOKED_AT, says=f"It does without {ticked(pieces)}, as expected.")
    line = line_of(found[0], source)
    where = f" in line {line}" if line else ""
    says = f"This exercise is to be done without {ticked(pieces)}: your answer has {ticked(found)}{where}."
    return Result(passed=False, looked_at=LOOKED_AT, says=says)


def code(observation: Observation) -> str:
    """The answer without comments and strings; each leaves its line breaks, and a blank."""
    source = observation.source
    lengths = [length for _, length in observation.source_spans]
    if sum(lengths) != len(source):
        return source  # too long to have been read, or from a run that was cut short
    parts = []
    for (kind, length), end in zip(observation.source_spans, accumulate(lengths), strict=True):
        part = source[end - length : end]
        parts.append(" " + "\n" * part.count("\n") if kind.startswith(UNSEEN) and kind != REPLACED else part)
    return "".join(parts)


def tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def line_of(piece: str, source: str) -> int | None:
    """The first line that has all of the piece; None where it is spread over several."""
    wanted = tokens(piece)
    lines = enumerate(source.split("\n"), start=1)
    return next((number for number, line in lines if follow(wanted, tokens(line))), None)


def ticked(pieces: Iterable[str]) -> str:
    return ", ".join(f"`{piece.strip()}`" for piece in pieces)
