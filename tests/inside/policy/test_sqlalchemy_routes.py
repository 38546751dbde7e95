"""Every way that is known from public names to dangerous things is refused, or comes to nothing in a real sandbox."""

from pathlib import Path
from typing import Any

import pytest

from tests.inside.policy.snippets import corpus
from tests.sandbox.visiting import Visitor
from webapp.inside.policy.review import review
from webapp.lessons.start import Start
from webapp.sandbox.launch import Launched

ROUTES: Any = corpus("sqlalchemy-routes.yaml")
PATHS = [f"{package}.{path}" for package, paths in ROUTES["modules"].items() for path in paths]
CANARY = Path("/tmp/savepoint-canary")
START = """\
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, event, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declarative_base, mapped_column

class Base(DeclarativeBase): pass

class A(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)

MANY = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 20000)"
d = "_" * 2
seen = []
engine = create_engine("sqlite://")
event.listen(engine, "connect", lambda dbapi_connection, record: seen.append(dbapi_connection))
connection = engine.connect()
Base.metadata.create_all(connection)

def run(statement):
    result = connection.execute(text(statement))
    return result.all() if result.returns_rows else None
"""


def routes(part: str) -> list[Any]:
    return [
        pytest.param(route, id=f"{about}-{name}")
        for about, named in ROUTES[part].items()
        for name, route in named.items()
    ]


def lines_refused(code: str) -> set[int]:
    reviewed = review(code)
    assert reviewed.tree is not None, reviewed.violations
    return {each["line"] for each in reviewed.violations}


@pytest.mark.parametrize("path", PATHS)
def test_module_within_a_module_is_refused_by_each_way_of_asking(path: str) -> None:
    package, _, _ = path.partition(".")
    within, _, name = path.rpartition(".")
    refused = lines_refused(f"import {package}\n{path}")
    assert 1 in refused if lines_refused(f"import {package}") else refused == {2}
    assert lines_refused(f"from {within} import {name}") == {1}
    assert lines_refused(f"import {path}") == {1}


@pytest.mark.parametrize("code", routes("refused"))
def test_route_is_refused_where_it_leads_out(code: str) -> None:
    lines = code.rstrip().splitlines()
    assert lines_refused(code) == {len(lines)}


@pytest.mark.parametrize("route", routes("contained"))
def test_route_that_is_open_comes_to_nothing(sandboxes: Launched, route: dict[str, Any]) -> None:
    visitor = Visitor(sandboxes.sandboxes, Start(prelude=START))
    seen = visitor.run(route["code"])
    assert seen.violations == []
    assert any(each in f"{seen.output}{seen.note}" for each in route["says"]), seen.output
    assert not CANARY.exists()
    assert visitor.run("6 * 7").output == "42\n"
