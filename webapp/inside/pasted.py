"""Text pasted from a Python or an IPython prompt: prompts stripped, printed output left out.

`webapp/web/static/js/prompts.js` does the same in the browser, where it is said; this is for whatever comes without it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from webapp.inside.lines import lines_of


class _Style(NamedTuple):
    """How a console marks what was typed: where a statement begins, and each further line of it."""

    first: re.Pattern[str]
    more: re.Pattern[str]
    is_above: bool
    """A prompt with nothing behind it stands above its code, as copied from a notebook."""


_STYLES = (
    _Style(re.compile(r"\s*>>> ?"), re.compile(r"\s*\.\.\.(?: |$)"), False),
    _Style(re.compile(r"\s*In ?\[[ \d]*\]: ?"), re.compile(r"\s*\.{3,}:(?: |$)"), True),
)
_OUT = re.compile(r"\s*Out ?\[[ \d]*\]:")


def without_prompts(source: str) -> str:
    """The code in a transcript whose first line begins with >>> or In [1]:; any other text as it is."""
    lines = lines_of(source)
    begun = next((line for line in lines if line.strip()), "")
    style = next((style for style in _STYLES if style.first.match(begun)), None)
    if style is None:
        return source
    kept: list[str] = []
    in_block = in_cell = False
    for line in lines:
        first, more = style.first.match(line), style.more.match(line)
        if first:
            kept.append(line[first.end() :])
            in_block, in_cell = True, style.is_above and not kept[-1].strip()
        elif in_block and more:
            kept.append(line[more.end() :])
            in_cell = False
        elif in_cell and not _OUT.match(line):
            kept.append(line)
        else:
            in_block = in_cell = False  # what was printed; a later line of dots belongs to it, not to the code
    return "\n".join(kept) + "\n"
