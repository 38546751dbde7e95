"""Nothing of the visitor's runs, no SQL is sent and no object changes, whatever is completed."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from sqlalchemy import event
from sqlalchemy.orm import InstanceState

from tests.inside.completion.asking import labels, namespace
from webapp.inside.completion.completing import completion

MEMBERS = ("{}", "{}.", "{}.a", "{}._", "{}.x.", "{}(", "{}(1, ", "{}().", "{}[0].", "{}.go(", "{}.go().")
TEXTS = (*MEMBERS, "for e in {}:\n    e.", "with {} as e:\n    e.")
HOSTILE = YAML(typ="safe").load(Path(__file__).with_name("hostile.yaml"))


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_completion_runs_nothing_of_a_class(source: str) -> None:
    names = namespace(source)
    for name in ("x", "y", "X"):
        for text in TEXTS:
            completion(text.format(name), names)
    assert names["ran"] == []


def loaded(value: Any) -> set[str]:
    state: InstanceState[Any] = value._sa_instance_state
    return set(state.dict) - {"_sa_instance_state"}


def test_completion_of_an_expired_object_sends_no_sql_and_begins_nothing() -> None:
    names = namespace()
    astronaut, session = names["astronaut"], names["session"]
    sent: list[str] = []
    event.listen(names["engine"], "before_cursor_execute", lambda *given: sent.append(given[2]))
    assert (loaded(astronaut), session.in_transaction()) == (set(), False)
    for text in TEXTS:
        completion(text.format("astronaut"), names)
    assert "firstname" in labels("astronaut.", names)
    assert labels("astronaut.missions[0].titl", names) == ["title"]
    assert labels("session.get(Astronaut, 1).missions[0].titl", names) == ["title"]
    assert (sent, names["ran"]) == ([], [])
    assert (loaded(astronaut), session.in_transaction()) == (set(), False)


def test_completion_of_a_detached_object_raises_nothing() -> None:
    names = namespace()
    names["session"].expunge_all()
    assert labels("astronaut.missions.app", names) == ["append"]


def test_completion_configures_no_mapper() -> None:
    names = namespace(
        "from sqlalchemy.orm import *\nclass Base(DeclarativeBase): pass\nclass A(Base):\n __tablename__ = 'a'\n"
        " id: Mapped[int] = mapped_column(primary_key=True)\n others: Mapped[list['Nowhere']] = relationship()\n"
    )
    assert labels("A.othe", names) == ["others"]
    completion("A.others.", names)
    assert names["A"].__mapper__.configured is False


def test_completion_leaves_a_session_of_no_transaction_alone() -> None:
    names = namespace()
    for text in ("session.", "session.new.", "session.connection().", "session.begin().", "with session as s:\n    s."):
        completion(text, names)
    assert not names["session"].in_transaction()


def test_completion_leaves_generators_where_they_are() -> None:
    names = namespace("def made():\n    ran.append('ran')\n    yield 1\nx = made()")
    for text in TEXTS:
        completion(text.format("x"), names)
    assert (names["ran"], next(names["x"])) == (["ran"], 1) or names["ran"] == []
