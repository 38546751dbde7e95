from typing import Any

import pytest

from tests.checks.making import check, failed_probe, raised, ran, rows_probe, seen
from webapp.checks.evidence import AuthorFaultError, Evidence
from webapp.checks.rows import MOST_SHOWN, judge_rows
from webapp.checks.verdict import Result
from webapp.observation import Probe, Table

QUERY = "SELECT a, b FROM t"
ASKED = f"Looked up with `{QUERY}`."


def judged(wanted: dict[str, Any], came: Evidence, solution: Evidence | None = None) -> Result:
    expectation = check(rows={"of": QUERY, **wanted}).rows
    assert expectation is not None
    return judge_rows(expectation, came, solution)


def left(*rows: list[Any], sql: tuple[str, ...] = ()) -> Evidence:
    return seen(ran(sql=sql), rows_probe(QUERY, *rows))


@pytest.mark.parametrize(
    ("wanted", "came"),
    [
        pytest.param({"are": [[1, "a"]]}, left([1.0, "a"]), id="equal by meaning"),
        pytest.param({"are": [[1, "a"], [2, "b"]]}, left([2, "b"], [1, "a"]), id="any order"),
        pytest.param({"are": [[1, "a"], [2, "b"]], "ordered": True}, left([1, "a"], [2, "b"]), id="that order"),
        pytest.param({"are": []}, left(), id="none"),
        pytest.param({"are": [[None, {"blob": "ff"}]]}, left([None, {"blob": "FF"}]), id="NULL and a blob"),
        pytest.param({"are": [[True, "a"]]}, left([1, "a"]), id="a boolean is 1"),
    ],
)
def test_rows_as_expected_pass(wanted: dict[str, Any], came: Evidence) -> None:
    result = judged(wanted, came)
    assert result.passed
    assert result.looked_at == "The rows that are stored"
    assert result.says.endswith(f", as expected. {ASKED}")


A, B, C = [1, "Annie"], [2, "Beth"], [3, "Chris"]


@pytest.mark.parametrize(
    ("expected", "came", "says"),
    [
        pytest.param([A], [], "Expected 1 row, got none.", id="none"),
        pytest.param([], [A], "Expected no row, got 1.", id="some"),
        pytest.param(
            [A, B, C], [A, B], "Expected 3 rows, got 2. What is there is right; 1 is missing.", id="one missing"
        ),
        pytest.param([A], [A, B], "Expected 1 row, got 2. Every expected row is there, and 1 more.", id="one too many"),
        pytest.param(
            [A], [A, A], "Expected 1 row, got 2. Every expected row is there, some of them more than once.", id="twice"
        ),
        pytest.param([A, B], [A, C], "The number of rows is right (2), but 1 of them differs.", id="one differs"),
        pytest.param(
            [A, B],
            [C, C, C],
            "Expected 2 rows, got 3. 2 expected, but missing; 3 there, but not expected.",
            id="all differ",
        ),
        pytest.param([A], [[1, "ANNIE"]], "The rows are right but for upper and lower case.", id="case"),
        pytest.param([A], [[1, "Annie "]], "The rows are right but for blanks.", id="blanks"),
        pytest.param(
            [A],
            [["1", "Annie"]],
            "The rows are right, but text and numbers are mixed up: 1 and '1' are two values.",
            id="number as text",
        ),
        pytest.param(
            [[1, None]],
            [[1, ""]],
            "The rows are right but for NULL: an empty text and 0 are not NULL.",
            id="empty text for NULL",
        ),
        pytest.param(
            [[1, None]], [[1, 0]], "The rows are right but for NULL: an empty text and 0 are not NULL.", id="0 for NULL"
        ),
        pytest.param(
            [["x", "y"]],
            [["y", "x"]],
            "The rows are right, but their values stand in other columns.",
            id="columns swapped",
        ),
    ],
)
def test_other_rows_fail_and_are_told(expected: list[Any], came: list[Any], says: str) -> None:
    result = judged({"are": expected}, left(*came))
    assert not result.passed
    assert result.says == f"{says} {ASKED}"


def test_rows_in_another_order_fail_only_where_order_counts() -> None:
    result = judged({"are": [A, B, C], "ordered": True}, left(A, C, B))
    assert not result.passed
    assert result.says == f"The rows are right, in another order. {ASKED}"
    assert result.came is not None
    assert result.came.marks == [False, True, True]


def test_differing_rows_are_marked_on_both_sides() -> None:
    result = judged({"are": [A, A, B]}, left(A, B, C))
    assert result.expected is not None
    assert result.came is not None
    assert (result.expected.columns, result.came.columns) == (["a", "b"], ["a", "b"])
    assert (result.expected.rows, result.expected.marks) == ([A, A, B], [False, True, False])
    assert (result.came.rows, result.came.marks) == ([A, B, C], [False, False, True])


def test_many_rows_are_cut_but_those_that_differ_stay() -> None:
    many = [[number, "x"] for number in range(400)]
    result = judged({"are": many}, left(*many[:399], [999, "x"]))
    assert result.came is not None
    assert result.came.rows == [*many[:MOST_SHOWN], [999, "x"]]
    assert result.came.marks[-1]
    assert result.came.text == "349 rows more"


@pytest.mark.parametrize(
    ("sql", "uncommitted"),
    [
        pytest.param(("BEGIN", "INSERT INTO t VALUES (1)", "ROLLBACK"), True, id="rolled back"),
        pytest.param(("BEGIN", "INSERT INTO t VALUES (1)"), True, id="left open"),
        pytest.param(
            ("BEGIN", "INSERT INTO t VALUES (1)", "COMMIT", "BEGIN", "DELETE FROM t"), True, id="the last write"
        ),
        pytest.param(("BEGIN", "INSERT INTO t VALUES (1)", "COMMIT"), False, id="committed"),
        pytest.param(("BEGIN", "SELECT 1", "ROLLBACK"), False, id="only read"),
    ],
)
def test_rows_that_were_not_committed_are_explained(sql: tuple[str, ...], uncommitted: bool) -> None:
    says = judged({"are": [A]}, left(sql=sql)).says
    assert ("no COMMIT followed what your answer wrote last" in says) is uncommitted


def test_missing_table_is_the_students_miss() -> None:
    came = seen(ran(), failed_probe("rows", QUERY, "no such table: t"))
    result = judged({"are": [A]}, came)
    assert not result.passed
    assert result.says == (
        "There is no table t in the database your answer leaves. "
        "A new in-memory engine begins with an empty database: each has its own."
    )
    assert result.expected is not None
    assert result.expected.rows == [A]


def test_missing_table_names_those_there_are() -> None:
    table = Table(engine="mars", name="rovers", columns=["id"], rows=[], total=0)
    nothing = Table(engine="earth", name="", columns=[], rows=[], total=0)
    came = seen(ran(tables=[nothing, table]), failed_probe("rows", QUERY, "no such table: t"))
    assert judged({"are": [A]}, came).says.endswith("There is rovers (of mars).")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("no such column: born", "The table in your database has no column born."),
        ("no engine has been connected", "The query could not be put to your database: no engine has been connected."),
        (
            "there is no engine named mars",
            "The query could not be put to your database: there is no engine named mars.",
        ),
        ("database is locked", f"The query {QUERY} could not be answered: database is locked."),
    ],
)
def test_query_without_an_answer_is_told(error: str, says: str) -> None:
    assert judged({"are": [A]}, seen(ran(), failed_probe("rows", QUERY, error))).says == says


def test_rows_after_an_exception_say_why_nobody_looked() -> None:
    assert judged({"are": [A]}, seen(raised())).says == "They could not be looked at: the exception came first."


def test_rows_are_compared_with_the_solutions() -> None:
    assert judged({}, left(B, A), left(A, B)).passed
    assert judged({}, left(A), left(A, B)).says.startswith("Expected 2 rows, got 1.")


@pytest.mark.parametrize(
    ("wanted", "came", "solution", "says"),
    [
        pytest.param({}, left(A), None, "the solution was not run", id="no solution"),
        pytest.param(
            {"are": [A]},
            left(A),
            seen(ran(), failed_probe("rows", QUERY, "no such table: t")),
            "not even after its solution can SELECT a, b FROM t be answered: no such table: t",
            id="solution without the table",
        ),
        pytest.param(
            {"are": [A]},
            seen(ran(), failed_probe("rows", QUERY, 'near "FROM": syntax error')),
            None,
            "is not SQL",
            id="no SQL",
        ),
        pytest.param({"are": [A]}, seen(), None, "nobody looked", id="no probe"),
    ],
)
def test_rows_that_cannot_be_checked_are_the_authors_fault(
    wanted: dict[str, Any], came: Evidence, solution: Evidence | None, says: str
) -> None:
    with pytest.raises(AuthorFaultError, match=says):
        judged(wanted, came, solution)


def test_rows_may_be_sorted_by_some_columns_alone() -> None:
    wanted = {"are": [[1, "a"], [1, "b"], [2, "c"]], "ordered": "a"}
    assert judged(wanted, left([1, "b"], [1, "a"], [2, "c"])).passed
    result = judged(wanted, left([2, "c"], [1, "a"], [1, "b"]))
    assert not result.passed
    assert result.says.startswith("The rows are right, but not sorted as expected by `a`.")


def test_column_to_be_sorted_by_that_is_not_there_is_the_authors_fault() -> None:
    with pytest.raises(AuthorFaultError, match="have no column z to be sorted by"):
        judged({"are": [[1, "a"]], "ordered": ["z"]}, left([1, "a"]))


def test_types_of_numbers_count_where_they_are_asked_for() -> None:
    assert judged({"are": [[1, "a"]]}, left([1.0, "a"])).passed
    assert not judged({"are": [[1, "a"]], "types": True}, left([1.0, "a"])).passed
    assert judged({"are": [[1, "a"]], "types": True}, left([1, "a"])).passed


def test_rows_of_the_open_transaction_are_looked_at_where_they_are_asked_for() -> None:
    answer = next(iter(rows_probe(QUERY, [1, "a"]).values()))
    came = seen(ran(sql=("BEGIN", "INSERT INTO t VALUES (1)")), {Probe(kind="rows", of=QUERY, open=True): answer})
    result = judged({"are": [[1, "a"]], "seen": "transaction"}, came)
    assert result.passed
    assert result.looked_at == "The rows your open transaction sees"
    assert "COMMIT" not in judged({"are": [], "seen": "transaction"}, came).says
