"""What a statement counts under."""

import re
from collections import Counter
from collections.abc import Iterable

from webapp.observation import Statement

COMMENT = re.compile(r"\s+|--[^\n]*(?:\n|$)|/\*.*?\*/|\(", re.DOTALL)
WORD = re.compile(r"[A-Za-z]+")
MAIN_VERB = re.compile(r"\)\s*(INSERT|UPDATE|DELETE|REPLACE|SELECT|VALUES)\b", re.IGNORECASE)
ALIASES = {"REPLACE": "INSERT", "VALUES": "SELECT", "END": "COMMIT"}
AUTOCOMMIT = "autocommit"
WRITES = ("INSERT", "UPDATE", "DELETE")


def keyword(statement: Statement) -> str:
    """What a statement counts under: its mark, or its first SQL keyword. `WITH` counts under its main verb.

    A write outside a transaction commits itself: that is no COMMIT that anybody asked for, and counts under no key.
    """
    if statement.mark is not None:
        return AUTOCOMMIT if statement.text.endswith("(autocommit)") else statement.mark
    text, at = statement.text, 0
    while skipped := COMMENT.match(text, at):
        at = skipped.end()
    found = WORD.match(text, at)
    word = found[0].upper() if found else ""
    if word == "WITH":
        # A common table expression ends in a bracket; the main verb is the first that follows one.
        verb = MAIN_VERB.search(text, at)
        word = verb[1].upper() if verb else "SELECT"
    if word == "ROLLBACK" and re.match(r"\s+(?:TRANSACTION\s+)?TO\b", text[at + len(word) :], re.IGNORECASE):
        return "ROLLBACK TO"
    return ALIASES.get(word, word)


def count(statements: Iterable[Statement]) -> Counter[str]:
    """Statements and marks by keyword; `any` counts the statements without the marks."""
    counted: Counter[str] = Counter()
    for statement in statements:
        counted[keyword(statement)] += 1
        counted["any"] += statement.mark is None
    return counted


def is_key(statement: Statement, key: str) -> bool:
    """Whether a statement counts under a key of `sql`."""
    return statement.mark is None if key == "any" else keyword(statement) == key
