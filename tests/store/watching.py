"""What is asked of the store meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

from webapp.store.tables import SnippetRow


@dataclass
class Asked:
    """Statements with their parameters, those that begin a transaction too, and the ids of the snippets read."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    snippets: list[int] = field(default_factory=list)

    @property
    def selects(self) -> list[tuple[str, Any]]:
        return [each for each in self.statements if each[0].startswith("SELECT")]


@contextmanager
def watching() -> Iterator[Asked]:
    """Watches every engine, in every thread."""
    asked = Asked()

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        asked.statements.append((statement, parameters))

    def note_snippet(row: SnippetRow, _context: object) -> None:
        asked.snippets.append(row.id)

    event.listen(Engine, "before_cursor_execute", note)
    event.listen(SnippetRow, "load", note_snippet)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)
        event.remove(SnippetRow, "load", note_snippet)
