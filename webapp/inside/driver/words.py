"""The first words of an SQL statement: whether it controls a transaction, and whether it can write."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Atomic, or a text of many comments could be read in many ways, and one after the other would be tried.
_BLANK = r"(?>\s|--[^\n]*(?:\n|\Z)|/\*[\s\S]*?(?:\*/|\Z))"
_NAME = r"""(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|`(?:[^`]|``)*`|\[[^\]]*\]|[^\s;"'`\[/-]+)"""
_FIRST = re.compile(rf"{_BLANK}*+([A-Za-z]+)")
_CONTROL = re.compile(
    rf"{_BLANK}*+(?:(?P<begin>BEGIN)\b|(?P<commit>COMMIT|END)\b"
    rf"|SAVEPOINT{_BLANK}++(?P<savepoint>{_NAME})"
    rf"|RELEASE{_BLANK}++(?:SAVEPOINT{_BLANK}++)?(?P<release>{_NAME})"
    rf"|ROLLBACK\b(?:{_BLANK}++TRANSACTION\b)?(?:{_BLANK}++TO\b{_BLANK}++(?:SAVEPOINT{_BLANK}++)?(?P<back>{_NAME})"
    r"|(?P<rollback>)))",
    re.IGNORECASE,
)
_MARKS = {
    "begin": "BEGIN",
    "commit": "COMMIT",
    "savepoint": "SAVEPOINT",
    "release": "RELEASE",
    "back": "ROLLBACK TO",
    "rollback": "ROLLBACK",
}
CONTROL = frozenset("BEGIN COMMIT END SAVEPOINT RELEASE ROLLBACK".split())
DML = frozenset("INSERT UPDATE DELETE REPLACE".split())
WRITES = DML | frozenset("CREATE DROP ALTER REINDEX ANALYZE VACUUM".split())
STILL = frozenset("SELECT VALUES EXPLAIN PRAGMA BEGIN SAVEPOINT".split())
"""What changes neither a row nor who sees it."""


@dataclass(frozen=True, slots=True)
class FirstWords:
    """`verb` is the first word in capitals, or empty; `mark` says how it controls a transaction, if it does.

    `name` is that of the savepoint meant, in the form in which SQLite compares names.
    """

    verb: str = ""
    mark: str | None = None
    name: str = ""

    @property
    def may_move(self) -> bool:
        """Whether it can change a table, or what others see of one."""
        return self.verb not in STILL


def words_of(sql: object) -> FirstWords:
    """The first words of what is given to the driver; none where that is no text."""
    found = _FIRST.match(sql) if isinstance(sql, str) else None
    if found is None:
        return FirstWords()
    verb = found[1].upper()
    if verb not in CONTROL:
        return FirstWords(verb)
    control = _CONTROL.match(found.string)
    if control is None or control.lastgroup is None:
        return FirstWords(verb)
    return FirstWords(verb, _MARKS[control.lastgroup], _plain(control[control.lastgroup]))


def _plain(name: str) -> str:
    if name[:1] in ('"', "'", "`"):
        return name[1:-1].replace(name[0] * 2, name[0]).lower()
    return name.strip("[]").lower()
