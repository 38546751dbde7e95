"""The guards inside SQLAlchemy: texts put together while running end in an error, and reach nothing."""

import pytest

from tests.inside.policy.snippets import run_apart

MAPPED = """
from sqlalchemy import ForeignKey, create_engine, event, select, true
from sqlalchemy.ext.associationproxy import AssociationProxy
from sqlalchemy.ext.orderinglist import OrderingList
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, configure_mappers, mapped_column, relationship
class Base(DeclarativeBase): pass
d = "_" * 2
class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    bs: Mapped[list["B"]] = relationship()
class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)
    a_id: Mapped[int] = mapped_column(ForeignKey("a.id"))
"""
ROUTES = {
    "relationship evaluates a text": """
rel = [relationship][0]
class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    other = rel("C", primaryjoin="".join(["pri", "nt(1)"]))
configure_mappers()
""",
    "relationship walks to a module": """
rel = [relationship][0]
class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    other = rel("".join(["C.", d, "init", d]))
configure_mappers()
""",
    "annotation is evaluated": """
parts = ["pri", "nt(1)"]
def make(text):
    class C(Base):
        __tablename__ = "c"
        id: Mapped[int] = mapped_column(primary_key=True)
        x: Mapped[text]
make("".join(parts))
""",
    "association proxy by its class": """
P = [AssociationProxy][0]
A.leak = P("bs", d + "class" + d)
print(A(bs=[B()]).leak[0])
""",
    "ordering list by its class": """
O = [OrderingList][0]
O(d + "doc" + d, lambda index, collection: index).append(B())
""",
    "constructor sets a special name": """
A(**dict([(d + "class" + d, B)]))
""",
    "filter_by reads a special name": """
select(A).filter_by(**dict([(d + "init" + d, 1)]))
""",
    "query filter_by reads a special name": """
Session().query(A).filter_by(**dict([(d + "init" + d, 1)]))
""",
    "engine opens a file": """
e = create_engine("sqlite://")
def dialect_of(engine): return engine.dialect
[dialect_of(e)][0].connect("savepoint-canary")
""",
    "fields are named by text": """
from dataclasses import dataclass
from typing import TypedDict
dataclass(TypedDict("T", {"a b": int}))
""",
    "dispatched type is evaluated": """
from functools import singledispatch
@singledispatch
def f(x): pass
def annotate(text):
    def g(x: text): pass
    return g
f.register(annotate("".join(["pri", "nt(1)"])))
""",
}


@pytest.fixture(scope="module")
def ended() -> dict[str, str]:
    return dict(zip(ROUTES, run_apart([[MAPPED, code] for code in ROUTES.values()]), strict=True))


@pytest.mark.parametrize("name", ROUTES)
def test_route_is_closed_inside(ended: dict[str, str], name: str) -> None:
    said = ended[name]
    assert "refused" not in said, "the review sees this one, so it does not try the guard"
    assert any(f"{kind}:" in said for kind in ("ArgumentError", "TypeError", "InvalidRequestError")), said
