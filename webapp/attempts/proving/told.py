"""What proofs tell of a run: the line it ended in, and texts set apart from the sentences around them."""

from __future__ import annotations

from webapp.observation import Observation


def line_of(seen: Observation) -> int:
    """The line, from 1, where a run was refused or ended in an exception; 0 where there is none."""
    if seen.violations:
        return seen.violations[0].line
    return (seen.error.line or 0) if seen.error else 0


def indented(text: str) -> str:
    """The text's lines, each four blanks deep; "(nothing)" for none."""
    return "\n".join(f"    {line}" for line in text.splitlines()) or "    (nothing)"
