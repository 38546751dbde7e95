"""The table of SQLAlchemy's functions, held against the SQLAlchemy that is installed."""

import pytest

from webapp.inside.recorder.statements import functions
from webapp.inside.recorder.statements.functions import CALLED, DECIDING, KNOWN, code_of

ROWS = [*DECIDING, *CALLED]


def test_every_function_is_where_the_table_says() -> None:
    assert functions.MISSING == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_function_has_the_locals_that_are_read(row: functions.Row) -> None:
    path, kind, by, read, needs = row
    known = KNOWN[id(code_of(path))]
    assert (known.kind, known.by, known.read) == (kind, by, read)
    assert set(needs.split()) <= {*known.code.co_varnames, *known.code.co_cellvars, *known.code.co_freevars}


def test_what_reads_locals_names_them() -> None:
    assert [row[0] for row in ROWS if row[3] is not None and not row[4]] == [
        "orm.session:ORMExecuteState.invoke_statement"  # reads none
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Session.execute",
        "Session.flush",
        "Session.commit",
        "scoped_session.get",
        "Query.all",
        "Connection.execute",
        "Engine.begin",
        "SessionTransaction.rollback",
        "Transaction.commit",
        "Result.all",
        "ScalarResult.one",
        "MetaData.create_all",
        "Inspector.get_columns",
    ],
)
def test_what_a_visitor_calls_is_known(name: str) -> None:
    assert name in {known.by for known in KNOWN.values()}


@pytest.mark.parametrize("path", ["orm.session:Session.nothing", "orm.nothing:Session", "orm.session:Session"])
def test_a_function_that_moved_is_told(path: str) -> None:
    with pytest.raises((AttributeError, ImportError, LookupError)):
        code_of(path)
