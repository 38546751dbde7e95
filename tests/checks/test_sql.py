from typing import Any

import pytest

from tests.checks.making import check, ran, seen, statements
from webapp.checks.keywords import count, keyword
from webapp.checks.sql import judge_sql
from webapp.checks.verdict import Result

INSERT = "INSERT INTO t VALUES (1)"


def judged(wanted: dict[str, Any], *sql: str, **more: Any) -> Result:
    expectation = check(sql=wanted).sql
    assert expectation is not None
    return judge_sql(expectation, seen(ran(sql=sql, **more)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("SELECT 1", "SELECT"),
        ("  \n-- note\n/* and\nmore */ select 1", "SELECT"),
        ("(SELECT 1) UNION SELECT 2", "SELECT"),
        ("WITH a AS (SELECT 1) SELECT * FROM a", "SELECT"),
        ("WITH a(x) AS (VALUES (1)), b AS (SELECT max(1) FROM a) INSERT INTO t (id) SELECT x FROM a", "INSERT"),
        ("WITH a AS (SELECT 1) DELETE FROM t", "DELETE"),
        ("INSERT OR REPLACE INTO t VALUES (1)", "INSERT"),
        ("REPLACE INTO t VALUES (1)", "INSERT"),
        ("CREATE TABLE t (id INTEGER)", "CREATE"),
        ("PRAGMA foreign_keys", "PRAGMA"),
        ("ROLLBACK TO sp", "ROLLBACK TO"),
        ("ROLLBACK TRANSACTION TO SAVEPOINT sp", "ROLLBACK TO"),
        ("ROLLBACK", "ROLLBACK"),
        ("", ""),
    ],
    ids=repr,
)
def test_statement_counts_under_its_keyword(text: str, word: str) -> None:
    (statement,) = statements(text)
    assert keyword(statement.model_copy(update={"mark": None})) == word


def test_marks_count_under_themselves_and_not_as_statements() -> None:
    counted = count(statements("BEGIN", INSERT, "SAVEPOINT", "SELECT 1", "ROLLBACK TO", "RELEASE", "COMMIT"))
    assert counted["any"] == 2
    assert all(counted[word] == 1 for word in ("BEGIN", "INSERT", "SELECT", "SAVEPOINT", "RELEASE", "COMMIT"))
    assert (counted["ROLLBACK TO"], counted["ROLLBACK"]) == (1, 0)


@pytest.mark.parametrize(
    "wanted",
    [{"COMMIT": 1}, {"INSERT": ">= 1", "ROLLBACK": 0}, {"any": 2}, {"SELECT": "< 2", "UPDATE": "!= 1"}],
    ids=repr,
)
def test_counts_as_expected_pass(wanted: dict[str, Any]) -> None:
    result = judged(wanted, "BEGIN", INSERT, "SELECT 1", "COMMIT")
    assert result.passed
    assert result.says == "It is as expected."


@pytest.mark.parametrize(
    ("wanted", "sql", "says"),
    [
        pytest.param(
            {"COMMIT": 1},
            ("BEGIN", INSERT),
            "COMMIT: expected 1, got 0 (the transaction was never committed).",
            id="no commit",
        ),
        pytest.param(
            {"COMMIT": 1},
            ("BEGIN", INSERT, "ROLLBACK"),
            "COMMIT: expected 1, got 0 (the transaction was rolled back).",
            id="rolled back",
        ),
        pytest.param(
            {"COMMIT": ">= 1"},
            (),
            "COMMIT: expected at least 1, got 0 (nothing was sent to the database).",
            id="nothing",
        ),
        pytest.param(
            {"COMMIT": 1},
            ("BEGIN", INSERT, "COMMIT", "BEGIN", INSERT, "COMMIT"),
            "COMMIT: expected 1, got 2.",
            id="twice",
        ),
        pytest.param(
            {"INSERT": 1},
            ("BEGIN", "SELECT 1"),
            "INSERT: expected 1, got 0 (no such change was flushed to the database).",
            id="no insert",
        ),
        pytest.param(
            {"SAVEPOINT": 1},
            ("BEGIN", INSERT),
            "SAVEPOINT: expected 1, got 0 (begin_nested() makes one).",
            id="no savepoint",
        ),
        pytest.param(
            {"ROLLBACK": 0},
            ("BEGIN", "ROLLBACK"),
            "ROLLBACK: expected 0, got 1 (something was rolled back: by a call, by an exception, or because its "
            "session was closed uncommitted).",
            id="rollback",
        ),
        pytest.param(
            {"any": "<= 1"}, ("SELECT 1", "SELECT 2"), "Statements: expected at most 1, got 2.", id="too many"
        ),
        pytest.param(
            {"INSERT": 1, "COMMIT": 2, "BEGIN": 1},
            ("BEGIN", INSERT, INSERT, "COMMIT"),
            "INSERT: expected 1, got 2. COMMIT: expected 2, got 1.",
            id="two counts",
        ),
    ],
)
def test_other_counts_fail_and_are_told(wanted: dict[str, Any], sql: tuple[str, ...], says: str) -> None:
    result = judged(wanted, *sql)
    assert not result.passed
    assert result.says == says


def test_failure_shows_every_count() -> None:
    result = judged({"INSERT": 1, "COMMIT": ">= 1"}, INSERT)
    assert result.expected is not None
    assert result.came is not None
    assert result.expected.text == "INSERT: 1\nCOMMIT: at least 1"
    assert result.came.text == "INSERT: 1\nCOMMIT: 0"


def test_statements_beyond_the_limit_are_mentioned() -> None:
    assert judged({"any": 5}, "SELECT 1", statements_left_out=1200).says.endswith(
        "1,200 statements beyond the limit were not counted."
    )


def test_write_that_commits_itself_is_no_commit_that_was_asked_for() -> None:
    sent = [{"text": "CREATE TABLE t (a)"}, {"text": "COMMIT (autocommit)", "mark": "COMMIT"}]
    counted = count(ran(statements=sent).statements)
    assert (counted["COMMIT"], counted["CREATE"], counted["any"]) == (0, 1, 1)
    assert count(ran(statements=[{"text": "COMMIT (by RELEASE)", "mark": "COMMIT"}]).statements)["COMMIT"] == 1
