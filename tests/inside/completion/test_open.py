"""What is offered is what the policy lets through."""

from typing import Any

import pytest

from tests.inside.completion.asking import labels, namespace
from webapp.inside.policy.facade import visitor_builtins
from webapp.inside.policy.objects import read_refusal
from webapp.inside.policy.review import review


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    made = namespace()
    made["__builtins__"] = visitor_builtins({})
    return made


BASES = (
    *("session", "astronaut", "Astronaut", "Astronaut.firstname", "engine", "select(Astronaut)", "inspect(astronaut)"),
    *("inspect(Astronaut)", "session.execute(select(Astronaut))", "session.connection()", "engine.dialect", "Maker"),
    *("Base.metadata", "Mission.__table__", "func", "ValueError()", "'text'"),
)


@pytest.mark.parametrize("base", BASES)
def test_members_that_are_offered_pass_the_policy(names: dict[str, Any], base: str) -> None:
    offered = labels(f"{base}.", names)
    assert offered
    value = eval(base, dict(names))
    for name in offered:
        if name in ("connection", "cursor"):
            text = f"{base}.{name}()"
        else:
            text, _ = f"{base}.{name}", read_refusal(value, name)
            assert read_refusal(value, name) is None, name
        assert review(text, names=names.keys()).violations == [], name


def test_names_that_are_offered_pass_the_policy(names: dict[str, Any]) -> None:
    for start in "abcdefghijklmnopqrstuvwxyz_":
        for name in labels(start, names):
            if name.isidentifier() and review(name).violations:
                assert review(name).violations[0]["rule"] in ("syntax", "call")  # words of the language; `super` alone


@pytest.mark.parametrize("module", ["sqlalchemy", "sqlalchemy.orm", "sqlalchemy.exc", "datetime", "typing"])
def test_imports_that_are_offered_pass_the_policy(module: str, names: dict[str, Any]) -> None:
    for start in "abcdefghijklmnopqrstuvwxyz":
        for name in labels(f"from {module} import {start}", names):
            assert review(f"from {module} import {name}").violations == []


@pytest.mark.parametrize(
    "text", ["import o", "import sys", "from os import pa", "import subp", "from sqlalchemy.ext import asy"]
)
def test_imports_that_are_closed_are_not_offered(names: dict[str, Any], text: str) -> None:
    assert not {"os", "sys", "path", "subprocess", "asyncio"} & set(labels(text, names))


@pytest.mark.parametrize(
    "text",
    [
        *("session.__cl", "session._ne", "astronaut._sa", "engine.raw_c", "engine.dialect.dbapi.", "helper.__glo"),
        *("Astronaut.mr", "session.disp", "engine.logger", "session.connection().connec"),
        "session.execute(select(Astronaut)).contex",
    ],
)
def test_members_that_are_closed_are_not_offered(names: dict[str, Any], text: str) -> None:
    assert labels(text, names) == []


def test_members_of_ones_own_that_are_private_are_offered_to_who_begins_one() -> None:
    names = namespace("class X:\n    def __init__(self): self._mine = 1\nx = X()")
    assert labels("x._m", names) == ["_mine"]
    assert labels("x.", names) == []
