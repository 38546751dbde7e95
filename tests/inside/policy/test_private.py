"""Private names that a library uses too: open on objects of one's own, closed on the library's."""

from enum import Enum
from typing import Any, Generic, TypeVar

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from webapp.inside.policy.objects import asked, written
from webapp.inside.policy.review import review

T = TypeVar("T")


class Base(DeclarativeBase):
    pass


class Mapping(Base):
    __tablename__ = "mapping"
    id: Mapped[int] = mapped_column(primary_key=True)
    _state: Mapped[str]


class Node(Generic[T]):
    _cache: Any = None

    def __init__(self) -> None:
        self._next = self


class Saved(Session):
    _new = "own"  # type: ignore[assignment]


class Colour(Enum):
    RED = 1


class Numbers(dict[str, int]):
    _keys = ()


@pytest.mark.parametrize(
    ("obj", "name"),
    [(Node(), "_next"), (Node, "_cache"), (Mapping(), "_state"), (Mapping, "_state"), (Numbers(), "_keys")],
)
def test_own_private_name_is_open(obj: Any, name: str) -> None:
    assert asked(obj, name, False) is obj
    assert written(obj, name) is obj


LIBRARYS = [
    (create_engine("sqlite://"), "_next"),
    (Session(), "_transaction"),
    (Saved(), "_transaction"),
    (Saved, "_new"),
    (Saved(), "_new"),
    (Session, "_new"),
    (Colour.RED, "_value2member_map_"),
    (Colour, "_member_type_"),
    (Node(), "_creator"),
    (Mapping(), "_sa_instance_state"),
    (Mapping, "_sa_registry"),
    (lambda: None, "_next"),
    (type, "_next"),
]


@pytest.mark.parametrize(("obj", "name"), [*LIBRARYS, ("text", "_next")])
def test_librarys_private_name_is_closed(obj: Any, name: str) -> None:
    with pytest.raises(AttributeError, match="is private"):
        asked(obj, name, False)


@pytest.mark.parametrize(("obj", "name"), LIBRARYS)
def test_librarys_private_name_is_not_written(obj: Any, name: str) -> None:
    with pytest.raises(AttributeError, match=r"is private|belongs to everybody"):
        written(obj, name)


def test_private_name_is_asked_for_only_beside_a_class_that_has_it() -> None:
    node = "class Node:\n    def __init__(self): self._next = None\n"
    assert review(node + "Node()._next._next = 1").violations == []
    assert review("node._next").violations != []
    assert review("class A:\n    _creator = 1\npool._creator").violations != []
    assert review("class A:\n    _sa_registry = 1").violations != []
