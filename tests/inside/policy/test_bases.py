"""Which classes a snippet inherits from, however it has come by them."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, select

from webapp.inside.policy.facade import visitor_builtins

IMPORTS = """
from sqlalchemy import String, TypeDecorator, select
from sqlalchemy.orm import declarative_base, sessionmaker
"""


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as made:
        yield made
    engine.dispose()


def run(code: str, **given: object) -> None:
    """Runs code unreviewed, with a visitor's builtins."""
    names: dict[str, Any] = {"__builtins__": visitor_builtins({}), "__name__": "__main__", **given}
    exec(IMPORTS + code, names)


@pytest.mark.parametrize(
    "base",
    [
        "type(result)",
        "type(result)[int]",
        "type(result.scalars())",
        "type(result.one())",
        "type(connection)",
        "type(connection.begin_nested())",
        "type(select(1).selected_columns)",
        "type(connection.dialect).statement_compiler",
        "type(connection.dialect).execution_ctx_cls",
        "sessionmaker(class_=type(result)).class_",
        "declarative_base(cls=type(result))",
        "declarative_base(cls=(Own, type(result)))",
    ],
)
def test_class_that_an_object_is_of_is_not_inherited_from(connection: Connection, base: str) -> None:
    with pytest.raises(TypeError, match="to inherit from here"), connection.execute(select(1)) as result:
        run(f"class Own: pass\nBase = {base}\nclass Heir(Base): pass", connection=connection, result=result)


@pytest.mark.parametrize(
    "base",
    [
        "TypeDecorator.Comparator",
        "String.Comparator",
        "declarative_base()",
        "declarative_base(cls=Own)",
        "sessionmaker().class_",
        "type(Own())",
        "list[int]",
    ],
)
def test_class_that_is_offered_is_inherited_from(base: str) -> None:
    run(f"class Own: pass\nBase = {base}\nclass Heir(Base):\n    __abstract__ = True")
