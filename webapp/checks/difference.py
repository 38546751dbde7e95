"""Two lists of rows: which of them differ, and the sentence that helps."""

from collections import Counter
from collections.abc import Callable, Sequence

from webapp.checks.meaning import Meaning

Rows = Sequence[Meaning]


def differing(expected: Rows, came: Rows, ordered: bool) -> tuple[list[bool], list[bool]]:
    """For each side, which rows differ: those the other side lacks; where only order is wrong, those out of place."""
    if ordered and Counter(expected) == Counter(came):
        marks = [mine != its for mine, its in zip(expected, came, strict=True)]
        return marks, marks
    return lacking(expected, came), lacking(came, expected)


def lacking(rows: Rows, others: Rows) -> list[bool]:
    left = Counter(others)
    marks = []
    for row in rows:
        marks.append(left[row] == 0)
        left[row] -= left[row] > 0
    return marks


def sentence(expected: Rows, came: Rows, ordered: bool) -> str:
    """What is wrong with the rows that came, and what is nearest; empty where they are right."""
    if list(expected) == list(came):
        return ""
    if Counter(expected) == Counter(came):
        return "The rows are right, in another order." if ordered else ""
    if not expected:
        return f"Expected no row, got {len(came)}."
    if not came:
        return f"Expected {rows(len(expected))}, got none."
    return alike(expected, came) or f"{counts(expected, came)} {missing(expected, came)}".rstrip()


def rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def counts(expected: Rows, came: Rows) -> str:
    if len(expected) == len(came):
        differ = sum(lacking(came, expected))
        return (
            f"The number of rows is right ({len(came)}), but {differ} of them {'differs' if differ == 1 else 'differ'}."
        )
    return f"Expected {rows(len(expected))}, got {len(came):,}."


def missing(expected: Rows, came: Rows) -> str:
    absent, extra = sum(lacking(expected, came)), sum(lacking(came, expected))
    if not absent:
        if set(came) == set(expected):
            return "Every expected row is there, some of them more than once."
        return f"Every expected row is there, and {extra} more."
    if not extra:
        return f"What is there is right; {absent} {'is' if absent == 1 else 'are'} missing."
    return f"{absent} expected, but missing; {extra} there, but not expected." if len(expected) != len(came) else ""


def alike(expected: Rows, came: Rows) -> str:
    """What all rows have in common with the expected ones, if only something small differs."""
    for change, says in NEARLY:
        if Counter(map(change, expected)) == Counter(map(change, came)):
            return says
    return ""


def each(change: Callable[[Meaning], Meaning]) -> Callable[[Meaning], Meaning]:
    return lambda row: Meaning("items", parts=tuple(change(cell) for cell in row.parts))


def caseless(cell: Meaning) -> Meaning:
    return Meaning("text", str(cell.value).casefold()) if cell.kind == "text" else cell


def blankless(cell: Meaning) -> Meaning:
    return Meaning("text", "".join(str(cell.value).split())) if cell.kind == "text" else cell


def as_text(cell: Meaning) -> Meaning:
    return Meaning("text", str(cell.value)) if cell.kind == "number" else cell


def as_nothing(cell: Meaning) -> Meaning:
    nothing = cell.kind == "null" or cell.value in ("", 0, "None", "NULL")
    return Meaning("null") if nothing and cell.kind in ("null", "text", "number") else cell


def sorted_cells(row: Meaning) -> Meaning:
    return Meaning("set", parts=tuple(sorted(row.parts, key=repr)))


NEARLY: Sequence[tuple[Callable[[Meaning], Meaning], str]] = (
    (each(caseless), "The rows are right but for upper and lower case."),
    (each(blankless), "The rows are right but for blanks."),
    (each(lambda cell: caseless(blankless(cell))), "The rows are right but for blanks and upper and lower case."),
    (each(as_text), "The rows are right, but text and numbers are mixed up: 1 and '1' are two values."),
    (each(as_nothing), "The rows are right but for NULL: an empty text and 0 are not NULL."),
    (sorted_cells, "The rows are right, but their values stand in other columns."),
)
