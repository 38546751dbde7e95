"""reStructuredText's simple tables, whose borders are rows of `=`, as Markdown's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from webapp.lessons.importing.inline import Names, markdown
from webapp.lessons.importing.lines import Line

BORDER = re.compile(r"=+(?: +=+)+")
COLUMN = re.compile(r"=+")


def end_of_table(lines: Sequence[Line], at: int) -> int:
    """Where the table ends whose upper border is at `at`: after its last border, or at the next blank line."""
    borders = 0
    for number in range(at, len(lines)):
        borders += BORDER.fullmatch(lines[number].text) is not None
        after = lines[number + 1].text if number + 1 < len(lines) else ""
        if not after and (borders == 3 or not lines[number].text or (borders == 2 and number > at + 2)):
            return number + 1
    return len(lines)


def table(lines: Sequence[Line], names: Names) -> str:
    """The table as Markdown; its first row is the head."""
    columns = [found.start() for found in COLUMN.finditer(lines[0].text)]
    rows: list[list[str]] = []
    for line in lines:
        if not line.text or BORDER.fullmatch(line.text):
            continue
        cells = [line.text[start:end].strip() for start, end in zip(columns, [*columns[1:], None], strict=True)]
        if rows and not cells[0]:  # the row above goes on
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    written = [_row(markdown(cell, names) for cell in row) for row in rows]
    return "\n".join([*written[:1], _row("---" for _ in columns), *written[1:]])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
