"""Which statements `sql` looks at, and in which order it wants them."""

from typing import Any

import pytest

from tests.checks.making import MARKS, check, ran, seen
from webapp.checks.each import judged
from webapp.checks.verdict import Result

SOURCE = """\
with Session(engine) as session:
    session.add(
        Astronaut()
    )
    session.commit()
for name in names:
    print(name)
"""


def sent(text: str, line: int | None = None, cause: str = "written", many: int = 0) -> dict[str, Any]:
    mark = text if text in MARKS else None
    return {"text": MARKS.get(text, text), "mark": mark, "line": line, "cause": {"kind": cause}, "many": many}


SENT = [
    sent("BEGIN", 5, "commit"),
    sent("INSERT INTO astronauts VALUES (1)", 5, "commit", many=3),
    sent("COMMIT", 5, "written"),
    sent("SELECT * FROM missions", 7, "lazy load"),
    sent("SELECT * FROM missions", 7, "lazy load"),
    sent("SELECT * FROM astronauts", 6),
]


def sql(wanted: dict[str, Any], statements: list[dict[str, Any]] = SENT) -> Result:
    return judged(check(sql=wanted), seen(ran(source=SOURCE, statements=statements)), None)


@pytest.mark.parametrize(
    "wanted",
    [
        {"SELECT": 2, "cause": "lazy load"},
        {"SELECT": 3, "cause": ["lazy load", "written"]},
        {"SELECT": 1, "INSERT": 1, "table": "Astronauts"},
        {"any": 0, "table": "astro"},
        {"INSERT": 1, "any": 1, "many": True},
        {"INSERT": 0, "SELECT": 3, "many": False},
        {"SELECT": 0, "INSERT": 1, "block": "with Session"},
        {"SELECT": 3, "INSERT": 0, "block": "for name in"},
        {"sequence": ["INSERT", "SELECT", "SELECT"]},
        {"sequence": ["BEGIN", "COMMIT"], "never": "ROLLBACK"},
        {"exactly": ["BEGIN", "INSERT", "COMMIT"], "block": "with"},
        {"sequence": ["any", "COMMIT", "any"]},
    ],
    ids=repr,
)
def test_statements_as_expected_pass(wanted: dict[str, Any]) -> None:
    result = sql(wanted)
    assert result.passed, result.says


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        pytest.param(
            {"SELECT": 1},
            "SELECT: expected 1, got 3 (2 by lazy load in line 7, in line 6).",
            id="causes and lines",
        ),
        pytest.param(
            {"SELECT": 0, "cause": "lazy load"},
            "SELECT: expected 0, got 2 (2 by lazy load in line 7).",
            id="of one cause",
        ),
        pytest.param({"never": ["INSERT"]}, "INSERT: expected none, got 1 (by commit in line 5).", id="never"),
        pytest.param(
            {"sequence": ["COMMIT", "INSERT"]},
            "Expected COMMIT, INSERT in this order: there was no INSERT after COMMIT; the last one was earlier, "
            "in line 5.",
            id="other order",
        ),
        pytest.param(
            {"sequence": ["INSERT", "ROLLBACK"]},
            "Expected INSERT, ROLLBACK in this order, but there was no ROLLBACK.",
            id="one missing",
        ),
        pytest.param(
            {"exactly": ["BEGIN", "COMMIT", "INSERT"], "block": "with"},
            "The statements are right, in another order: number 2 is INSERT, not COMMIT.",
            id="exactly, in another order",
        ),
        pytest.param(
            {"exactly": ["BEGIN", "INSERT", "INSERT", "ROLLBACK"], "block": "with"},
            "Expected 4 statements and marks, got 3; missing: INSERT, ROLLBACK; not expected: COMMIT.",
            id="exactly, others",
        ),
        pytest.param({"any": 0, "block": "while"}, "Your answer has no line that begins with `while`.", id="no block"),
    ],
)
def test_other_statements_are_told(wanted: dict[str, Any], says: str) -> None:
    result = sql(wanted)
    assert not result.passed
    assert result.says == says


def test_order_that_came_is_shown_beside_the_expected_one() -> None:
    result = sql({"exactly": ["BEGIN", "INSERT", "ROLLBACK"], "block": "with"})
    assert result.expected is not None
    assert result.came is not None
    assert (result.expected.text, result.came.text) == ("BEGIN\nINSERT\nROLLBACK", "BEGIN\nINSERT\nCOMMIT")


def test_what_is_looked_at_is_said() -> None:
    result = sql({"SELECT": 0, "cause": "lazy load", "block": "for", "table": "missions", "many": False})
    assert result.looked_at == (
        "The SQL your answer sends in the block `for` on the table `missions` by lazy load one set of parameters at a "
        "time"
    )


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        pytest.param(
            {"INSERT": 1, "cause": "autoflush"},
            "INSERT: expected 1, got 0 (others: by commit in line 5).",
            id="for another reason",
        ),
        pytest.param(
            {"COMMIT": 1, "block": "for"}, "COMMIT: expected 1, got 0 (others: in line 5).", id="outside the block"
        ),
        pytest.param(
            {"DELETE": 1, "block": "for"},
            "DELETE: expected 1, got 0 (no such change was flushed to the database).",
            id="nowhere",
        ),
    ],
)
def test_what_is_missing_and_was_sent_all_the_same_is_told_where(wanted: dict[str, Any], says: str) -> None:
    assert sql(wanted).says == says
