"""Values as YAML text that reads back as the same, for a lesson's file."""

import json
import math
import re
from typing import Any

from webapp.lessons.scalars import plain

WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[ .-][A-Za-z0-9_]+)*")
"""Text that needs no quotes, wherever it stands."""
WIDTH = 120


def block(text: str, indent: int, step: int = 2) -> str:
    """A text as a value that follows its key: under a bar, or in quotes where a bar cannot hold it.

    `indent` is the column, from 0, of the lines below; `step` how much deeper that is than the key.
    """
    lines = text.removesuffix("\n").split("\n")
    if not lines[-1] or not all(line.expandtabs().isprintable() for line in lines):
        return quoted(text)
    first = next(line for line in lines if line)
    told = str(step) if first[0] in " \t" else ""
    kept = "" if text.endswith("\n") else "-"
    return f"|{told}{kept}\n" + "\n".join(" " * indent + line if line else "" for line in lines)


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=not text.isprintable())


def scalar(value: Any) -> str:
    """A cell of a row, as it stands inside brackets."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, float) and not math.isfinite(value):
        return ".nan" if math.isnan(value) else f"{'-' if value < 0 else ''}.inf"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {scalar(each)}" for key, each in value.items()) + "}"
    if not isinstance(value, str):
        return repr(value)
    is_word = WORD.fullmatch(value) and value != "None" and plain(value) == value
    return value if is_word else quoted(value)


def rows(found: list[list[Any]], column: int, dash: int | None) -> str:
    """Rows as a list: behind a dash each at the column `dash`, or in brackets that begin at `column` (both from 0)."""
    lines = ["[" + ", ".join(scalar(cell) for cell in row) + "]" for row in found]
    if dash is not None and lines:
        return f"\n{' ' * dash}".join(f"- {line}" for line in lines)
    whole = f"[{', '.join(lines)}]"
    if column + len(whole) < WIDTH:
        return whole
    return "[" + f",\n{' ' * (column + 1)}".join(lines) + "]"
