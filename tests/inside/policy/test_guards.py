"""What the review cannot see ends in an error inside the sandbox, and reaches nothing."""

import pytest

from tests.inside.policy.disguises import DISGUISES, SHARED
from tests.inside.policy.routes import ENGINE, MAPPED, OBJECTS, SQLALCHEMY
from tests.sandbox.visiting import Visitor
from webapp.inside.policy.annotation_guards import check_names
from webapp.sandbox.launch import Launched

REFUSALS = {"ArgumentError", "AttributeError", "InvalidRequestError", "KeyError", "TypeError", "ValueError"}


def check_closed(sandboxes: Launched, *begin: str, code: str) -> None:
    visitor = Visitor(sandboxes.sandboxes)
    for each in begin:
        assert visitor.run(each).outcome == "ok"
    seen = visitor.run(f"{code.strip()}\nprint('reached')")
    assert seen.violations == [], "the review sees this one, so it does not try the guard"
    assert seen.error is not None, seen.output
    assert seen.error.type.rpartition(".")[2] in REFUSALS, seen.output
    assert "reached" not in seen.output.splitlines()


@pytest.mark.parametrize("name", SQLALCHEMY)
def test_route_through_sqlalchemy_is_closed(sandboxes: Launched, name: str) -> None:
    check_closed(sandboxes, MAPPED, code=SQLALCHEMY[name])


@pytest.mark.parametrize("name", OBJECTS)
def test_route_through_an_object_is_closed(sandboxes: Launched, name: str) -> None:
    check_closed(sandboxes, ENGINE, code=OBJECTS[name])


@pytest.mark.parametrize("name", DISGUISES)
def test_disguise_is_seen_through(sandboxes: Launched, name: str) -> None:
    *earlier, code = DISGUISES[name]
    check_closed(sandboxes, ENGINE, *earlier, code=code)


@pytest.mark.parametrize("name", SHARED)
def test_what_everybody_shares_is_not_changed(sandboxes: Launched, name: str) -> None:
    *earlier, code = SHARED[name]
    check_closed(sandboxes, ENGINE, *earlier, code=code)


@pytest.mark.parametrize("name", ["mysql.enumerated", "postgresql.array", "sqlite.base", "oracle.dictionary", "os"])
def test_keyword_loads_no_module(sandboxes: Launched, name: str) -> None:
    seen = Visitor(sandboxes.sandboxes).run(
        f"from sqlalchemy import MetaData, Table\nTable('t', MetaData(), **dict([('{name}_x', 1)])).kwargs"
    )
    assert seen.outcome == "ok", seen.output
    assert f"can't locate any SQLAlchemy dialect named '{name}'" in seen.output


def test_annotation_is_not_evaluated_among_the_names_of_what_is_wrapped(sandboxes: Launched) -> None:
    visitor = Visitor(sandboxes.sandboxes)
    seen = visitor.run(
        "from functools import singledispatch, wraps\nfrom sqlalchemy import select\n"
        "@wraps(select)\nclass C:\n    x: 'coercions.lambdas.types.FunctionType'\n"
        "@singledispatch\ndef f(x): pass\n"
        "f.register(wraps(C)(lambda x: 0))\n"
    )
    assert seen.error is not None, seen.output
    assert (seen.error.type, seen.error.message) == ("NameError", "name 'coercions' is not defined")


@pytest.mark.parametrize("name", ["sqlalchemy.util", "webapp.inside.repl", "typing"])
def test_annotation_is_not_evaluated_among_a_librarys_names(name: str) -> None:
    with pytest.raises(TypeError):
        check_names({"__name__": name})
    check_names({"__name__": "__main__"})
