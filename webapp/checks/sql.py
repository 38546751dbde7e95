"""`sql`: what statements and transaction marks the answer sends."""

from collections import Counter
from collections.abc import Iterator, Sequence

from webapp.checks.block import block
from webapp.checks.evidence import Evidence
from webapp.checks.keywords import WRITES, count, is_key, keyword
from webapp.checks.sequence import exact, in_order
from webapp.checks.verdict import Result, Shown
from webapp.lessons.expectations import Count, SqlCheck
from webapp.observation import Observation, Statement

LOOKED_AT = "The SQL your answer sends"
MOST_SHOWN = 60
"""Statements listed of an answer, when their order is wrong."""


def judge_sql(check: SqlCheck, seen: Evidence) -> Result:
    """Whether what was sent is as expected."""
    looked_at = LOOKED_AT + described(check)
    statements = chosen(check, seen.observation)
    if statements is None:
        says = f"Your answer has no line that begins with `{check.block}`."
        return Result(passed=False, looked_at=looked_at, says=says)
    wrong = list(differences(check, statements, seen.observation.statements))
    if not wrong:
        return Result(passed=True, looked_at=looked_at, says="It is as expected.")
    if seen.observation.statements_left_out:
        wrong.append(f"{seen.observation.statements_left_out:,} statements beyond the limit were not counted.")
    expected, came = shown(check, statements)
    return Result(
        passed=False, looked_at=looked_at, says=" ".join(wrong), expected=Shown(text=expected), came=Shown(text=came)
    )


def described(check: SqlCheck) -> str:
    """Which statements are looked at, as the rest of a sentence; empty for all."""
    parts = [f" in the block `{check.block}`"] if check.block else []
    parts += [f" on the table `{check.table}`"] if check.table else []
    parts += [f" by {' or '.join(check.causes)}"] if check.causes else []
    if check.many is not None:
        parts.append(" with many sets of parameters at once" if check.many else " one set of parameters at a time")
    return "".join(parts)


def chosen(check: SqlCheck, observation: Observation) -> list[Statement] | None:
    """The statements that are looked at; None where the answer does not have the block."""
    found = observation.statements
    if check.block is not None:
        lines = block(observation.source, check.block)
        if lines is None:
            return None
        found = [each for each in found if each.line in lines]
    if check.causes:
        found = [each for each in found if each.cause is not None and each.cause.kind in check.causes]
    if check.table is not None:
        found = [each for each in found if names_table(each, check.table)]
    if check.many is not None:
        found = [each for each in found if each.mark is None and bool(each.many) == check.many]
    return found


def names_table(statement: Statement, table: str) -> bool:
    return statement.mark is None and table.lower() in words(statement.text.lower())


def words(text: str) -> set[str]:
    return set("".join(letter if letter.isalnum() or letter == "_" else " " for letter in text).split())


def differences(check: SqlCheck, statements: Sequence[Statement], sent: Sequence[Statement]) -> Iterator[str]:
    """A sentence for everything that is not as expected; `sent` is all that the answer sends."""
    came = count(statements)
    for key, wanted in check.counts.items():
        if not wanted.holds(came[key]):
            yield line(key, wanted, statements, sent)
    for key in check.never:
        if came[key]:
            yield f"{name(key)}: expected none, got {came[key]}{where(key, statements)}."
    keywords = [keyword(statement) for statement in statements]
    if check.sequence and (problem := in_order(check.sequence, statements)):
        yield problem
    if check.exactly is not None and (problem := exact(check.exactly, keywords)):
        yield problem


def shown(check: SqlCheck, statements: Sequence[Statement]) -> tuple[str, str]:
    """Both sides of the comparison as text."""
    came = count(statements)
    if check.exactly is None and not check.sequence:
        keys = dict.fromkeys([*check.counts, *check.never])
        wanted = [f"{name(key)}: {check.counts.get(key, 0)}" for key in keys]
        return "\n".join(wanted), "\n".join(f"{name(key)}: {came[key]}" for key in keys)
    keywords = [keyword(statement) for statement in statements]
    left = [f"… and {len(keywords) - MOST_SHOWN:,} more"] if len(keywords) > MOST_SHOWN else []
    expected = check.exactly if check.exactly is not None else check.sequence
    return "\n".join(expected) or "(nothing)", "\n".join([*keywords[:MOST_SHOWN], *left]) or "(nothing)"


def name(key: str) -> str:
    return "Statements" if key == "any" else key


def line(key: str, wanted: Count, statements: Sequence[Statement], sent: Sequence[Statement]) -> str:
    came = count(statements)[key]
    too_few = came < wanted.number
    looked_at = {id(each) for each in statements}
    others = where(key, [each for each in sent if id(each) not in looked_at]) if too_few else ""
    if others:
        return f"{name(key)}: expected {wanted}, got {came}{others.replace('(', '(others: ', 1)}."
    why = reason(key, too_few=too_few, came=count(sent))
    told = f" ({why})" if why else where(key, statements)
    return f"{name(key)}: expected {wanted}, got {came}{told}."


def where(key: str, statements: Sequence[Statement]) -> str:
    """In brackets, what caused the statements that count under the key, and in which lines; empty for none."""
    causes = Counter(
        (each.cause.kind if each.cause is not None else "", each.line) for each in statements if is_key(each, key)
    )
    parts = []
    for (kind, at), number in causes.most_common(4):
        by = f"by {kind}" if kind not in ("", "written") else ""
        place = f"in line {at}" if at is not None else ""
        told = " ".join(part for part in (by, place) if part)
        parts.append(f"{number} {told}" if told and number > 1 else told)
    told = ", ".join(part for part in parts if part)
    return f" ({told}{', …' if len(causes) > 4 else ''})" if told else ""


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
