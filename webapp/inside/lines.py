"""Lines as Python's own parser counts them: unlike str.splitlines(), a form feed or U+2028 begins no new one."""

from __future__ import annotations

import re

_END = re.compile(r"\r\n|\r|\n")


def lines_of(source: str) -> list[str]:
    """The lines of a text, without their ends; what follows the last end is a line only where it is not empty."""
    lines = _END.split(source)
    return lines[:-1] if lines[-1] == "" else lines
