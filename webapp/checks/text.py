"""Console output compared by doctest's rules, and what is nearest when it differs."""

from webapp.checks.meaning import without_addresses

ELLIPSIS = "..."
LONGEST_SHOWN = 4_000
LONGEST_QUOTED = 120


def normal(text: str) -> str:
    """The text without what nobody sees: blanks at the end of lines, empty lines at the end."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


def same_text(expected: str, came: str, ellipsis: bool = True) -> bool:
    """Whether `came` is what was expected; with `ellipsis`, `...` there stands for anything, also over lines.

    Trailing blanks are ignored, and memory addresses (`at 0x7f...`) equal one another.
    """
    expected, came = normal(expected), normal(came)
    if expected == came or without_addresses(expected) == without_addresses(came):
        return True
    return ellipsis and ELLIPSIS in expected and matches_with_gaps(expected.split(ELLIPSIS), came)


def matches_with_gaps(pieces: list[str], came: str) -> bool:
    """Whether `came` is the pieces in order with anything between; each taken as early as it goes, in linear time."""
    first, *middle, last = pieces
    if not came.startswith(first) or not came.endswith(last) or len(first) + len(last) > len(came):
        return False
    at, end = len(first), len(came) - len(last)
    for piece in middle:
        at = came.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def quoted(text: str) -> str:
    """The text in quotes, short enough for a sentence."""
    return repr(text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…")


def shortened(text: str) -> str:
    """As much of a text as a verdict keeps."""
    if len(text) <= LONGEST_SHOWN:
        return text
    return f"{text[:LONGEST_SHOWN]}\n… ({len(text) - LONGEST_SHOWN:,} characters more)"


def squeezed(text: str) -> str:
    return "".join(text.split())


def near_text(expected: str, came: str) -> str:
    """A sentence on how nearly right a text is that is not; empty where nothing is near."""
    expected, came = normal(expected), normal(came)
    if came.casefold() == expected.casefold():
        return "Upper and lower case differ."
    if squeezed(came) == squeezed(expected):
        return "Only blanks or line breaks differ."
    if squeezed(came).casefold() == squeezed(expected).casefold():
        return "Only blanks and upper or lower case differ."
    if came in (repr(expected), f'"{expected}"'):
        return (
            "The text is right, but it came in quotes: the prompt shows a value's repr; print() shows the text itself."
        )
    if sorted(came.split("\n")) == sorted(expected.split("\n")):
        return "The lines are right, in another order."
    if expected and expected in came:
        return "What was expected is there, with more around it."
    if came and came in expected:
        return "A part of what was expected is there, and the rest is missing."
    return ""


def first_difference(expected: str, came: str, differ: str = "expected {}, got {}") -> str:
    """A sentence on the first line that differs; `differ` tells it of both. Empty where both have only one line."""
    mine, its = normal(expected).split("\n"), normal(came).split("\n")
    if len(mine) < 2 and len(its) < 2:
        return ""
    for number, (want, got) in enumerate(zip(mine, its, strict=False), start=1):
        if not same_text(want, got):
            return f"Line {number} is the first to differ: {differ.format(quoted(want), quoted(got))}."
    if len(its) < len(mine):
        return f"What is there is right; line {len(its) + 1} is missing: {quoted(mine[len(its)])}."
    return f"Everything expected is there; line {len(mine) + 1} is too many: {quoted(its[len(mine)])}."
