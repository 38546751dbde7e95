"""What proofs tell of a run: where it ended and why, and texts set apart from the sentences around them."""

from __future__ import annotations

from webapp.observation import Observation


def line_of(seen: Observation) -> int:
    """The line, from 1, where a run was refused or ended in an exception; 0 where there is none."""
    if seen.violations:
        return seen.violations[0].line
    return (seen.error.line or 0) if seen.error else 0


def why(seen: Observation) -> str:
    """Why a run was refused or stopped."""
    return "; ".join(str(violation) for violation in seen.violations) or seen.note


def trimmed(text: str) -> str:
    """Without the blanks at the ends of lines, and without empty lines at the end."""
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().splitlines())


def indented(text: str) -> str:
    """The text's lines, each four blanks deep; "(nothing)" for none."""
    return "\n".join(f"    {line}" for line in text.splitlines()) or "    (nothing)"
