"""`sql`: how many statements and transaction marks of each kind the answer sends."""

import re
from collections import Counter

from webapp.checks.evidence import Evidence
from webapp.checks.verdict import Result, Shown
from webapp.lessons.expectations import Count, SqlCheck
from webapp.observation import Observation, Statement

LOOKED_AT = "The SQL your answer sends"
COMMENT = re.compile(r"\s+|--[^\n]*(?:\n|$)|/\*.*?\*/|\(", re.DOTALL)
WORD = re.compile(r"[A-Za-z]+")
MAIN_VERB = re.compile(r"\)\s*(INSERT|UPDATE|DELETE|REPLACE|SELECT|VALUES)\b", re.IGNORECASE)
ALIASES = {"REPLACE": "INSERT", "VALUES": "SELECT", "END": "COMMIT"}
WRITES = ("INSERT", "UPDATE", "DELETE")


def keyword(statement: Statement) -> str:
    """What a statement counts under: its mark, or its first SQL keyword. `WITH` counts under its main verb."""
    if statement.mark is not None:
        return statement.mark
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


def count(observation: Observation) -> Counter[str]:
    """Statements and marks by keyword; `any` counts the statements without the marks."""
    counted = Counter(keyword(statement) for statement in observation.statements)
    counted["any"] = sum(statement.mark is None for statement in observation.statements)
    return counted


def judge_sql(check: SqlCheck, seen: Evidence) -> Result:
    """Whether every count is as expected."""
    came = count(seen.observation)
    wrong = {key: wanted for key, wanted in check.counts.items() if not wanted.holds(came[key])}
    says = [line(key, wanted, came) for key, wanted in wrong.items()] or ["Every count is as expected."]
    if wrong and seen.observation.statements_left_out:
        says.append(f"{seen.observation.statements_left_out:,} statements beyond the limit were not counted.")
    return Result(
        passed=not wrong,
        looked_at=LOOKED_AT,
        says=" ".join(says),
        expected=Shown(text="\n".join(f"{name(key)}: {wanted}" for key, wanted in check.counts.items()))
        if wrong
        else None,
        came=Shown(text="\n".join(f"{name(key)}: {came[key]}" for key in check.counts)) if wrong else None,
    )


def name(key: str) -> str:
    return "Statements" if key == "any" else key


def line(key: str, wanted: Count, came: Counter[str]) -> str:
    why = reason(key, too_few=came[key] < wanted.number, came=came)
    return f"{name(key)}: expected {wanted}, came {came[key]}{f' ({why})' if why else ''}."


def reason(key: str, too_few: bool, came: Counter[str]) -> str:
    """What such a count usually means; empty where it could mean anything."""
    writes = any(came[word] for word in WRITES)
    if too_few and not came["any"] and key in ("COMMIT", "BEGIN", "ROLLBACK", "any", "SELECT"):
        return "nothing was sent to the database"
    if key == "COMMIT" and too_few and not came["COMMIT"]:
        return (
            "the transaction was rolled back" if writes and came["ROLLBACK"] else "the transaction was never committed"
        )
    if key in ("INSERT", "UPDATE", "DELETE") and too_few and not came[key]:
        return "no such change was flushed to the database"
    if key == "ROLLBACK" and not too_few:
        return "something was rolled back: by a call, by an exception, or because its session was closed uncommitted"
    if key == "SAVEPOINT" and too_few and not came[key]:
        return "begin_nested() makes one"
    return ""
