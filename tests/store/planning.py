"""How a database would go about a statement."""

from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool


def scans(url: str, statement: str, parameters: Any) -> list[str]:
    """The parts of the database's plan that read a whole table, for want of an index."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        plan = _sqlite if engine.dialect.name == "sqlite" else _postgresql
        return plan(connection, statement, parameters)


def _sqlite(connection: Connection, statement: str, parameters: Any) -> list[str]:
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    return [row.detail for row in plan if row.detail.startswith("SCAN")]


def _postgresql(connection: Connection, statement: str, parameters: Any) -> list[str]:
    # It would rather read a small table whole; what is asked is whether it has another way.
    connection.exec_driver_sql("SET enable_seqscan = off")
    plan = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars()
    return [line for line in plan if "Seq Scan" in line]
