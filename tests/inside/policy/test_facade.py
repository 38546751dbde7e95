"""What a snippet has at run time, whatever the review did not see."""

import datetime
import enum
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import orm

from webapp.inside.policy.catalogue import MODULES
from webapp.inside.policy.facade import FACADES, visitor_builtins


def run(code: str) -> dict[str, Any]:
    """Runs code unreviewed, with a visitor's builtins; the names it made."""
    names: dict[str, Any] = {"__builtins__": visitor_builtins({"crew": {"NAMES": ["Rick"]}}), "__name__": "__main__"}
    exec(code, names)
    return names


@pytest.mark.parametrize(
    "code",
    [
        "import sqlalchemy.orm\nx = sqlalchemy.orm.Session",
        "import sqlalchemy as sa\nx = sa.orm.Session",
        "import sqlalchemy.orm as o\nx = o.Session",
        "from sqlalchemy import orm\nx = orm.Session",
        "from sqlalchemy.orm import Session as x",
        "from sqlalchemy.orm.session import Session as x",
    ],
)
def test_import_forms_give_the_real_session(code: str) -> None:
    assert run(code)["x"] is orm.Session


def test_data_module_is_imported() -> None:
    assert run("import crew\nfrom crew import NAMES\nx = crew.NAMES is NAMES")["x"] is True


@pytest.mark.parametrize(
    "code",
    [
        "import os",
        "import sqlalchemy.util",
        "from sqlalchemy import util",
        "from sqlalchemy.orm import mapperlib",
        "import sqlalchemy.orm.clsregistry",
        "from datetime import sys",
        "from . import x",
        "__import__('os')",
        "__import__('os', None, None, ['path'], 0)",
        "__import__('os', None, None, ('path',), 0)",
        "import crew.os",
        "from crew import os",
    ],
)
def test_closed_import_is_an_import_error(code: str) -> None:
    with pytest.raises(ImportError):
        run(code)


def test_import_for_c_code_hands_out_nothing() -> None:
    assert dir(run("x = __import__('sys', None, None, [], 0)")["x"]) == []


def test_facades_hold_no_module() -> None:
    for facade in FACADES.values():
        assert not [name for name, value in vars(facade).items() if isinstance(value, ModuleType)]


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("sqlalchemy")])
def test_facade_has_every_listed_name(name: str) -> None:
    assert {each for each in MODULES[name].names if each not in vars(FACADES[name])} == set()


@pytest.mark.parametrize(
    "code",
    [
        "import time\ntime.sleep = None",
        "import time\ndel time.sleep",
        "import time\nsetattr(time, 'sleep', None)",
        "import datetime\ndatetime.sys",
        "getattr((), '__class__')",
        "getattr(print, '_' + '_self__')",
        "setattr(print, '__name__', 'x')",
        "class A: pass\nsetattr(A, 'a; b', 1)",
        "class A: pass\ndelattr(A, '__doc__')",
    ],
)
def test_closed_attribute_is_an_attribute_error(code: str) -> None:
    with pytest.raises(AttributeError):
        run(code)


def test_attribute_name_of_a_subclass_of_str_is_taken_as_it_is() -> None:
    sly = "class Sly(str):\n    def startswith(self, *a): return False\n    def __eq__(self, o): return False\n"
    with pytest.raises(AttributeError):
        run(
            sly + "    def __hash__(self): return 1\n    def __str__(self): return 'name'\ngetattr(1, Sly('__class__'))"
        )


@pytest.mark.parametrize(
    "code",
    [
        "type('A', (), {})",
        "type(int)('A', (), {})",
        "class M(type): pass",
        "T = type(int)\nclass M(T): pass",
        "import enum\ntype(enum.Enum)('A', (), {})",
        "import abc\nabc.ABCMeta('A', (), {})",
        "class A(metaclass=lambda *a: 1): pass",
        "from typing import Type\nclass M(Type): pass",
        "from typing import Type\nclass M(Type[int]): pass",
        "class M(type[int]): pass",
        "from types import GenericAlias\nclass M(GenericAlias(type, int)): pass",
        "from types import SimpleNamespace as N\nclass M(N(**dict([('__mro' + '_entries__', print)]))): pass",
        "import sqlalchemy\nB = sqlalchemy.TableClause\nclass A(B): pass",
        "from sqlalchemy.pool import StaticPool\nclass A(StaticPool): pass",
    ],
)
def test_making_classes_without_a_class_statement_is_a_type_error(code: str) -> None:
    with pytest.raises(TypeError):
        run(code)


def test_type_tells_types_as_python_does() -> None:
    names = run(
        "import abc, enum, datetime\nclass E(enum.Enum):\n    A = 1\nclass B(metaclass=abc.ABCMeta): pass\n"
        "x = [type(1) is int, type(int) is type, isinstance(int, type), not isinstance(1, type),"
        " type(E) is enum.EnumMeta, issubclass(type(E), type), repr(type), type[int] == type[int], type(B).__name__,"
        " type(datetime.date(1, 1, 1))]"
    )
    assert names["x"][:6] == [True] * 6
    assert names["x"][6:] == ["<class 'type'>", True, "ABCMeta", datetime.date]
    assert type(names["E"]) is enum.EnumMeta


@pytest.mark.parametrize(
    "call",
    [
        "f('sqlite:////tmp/savepoint-canary')",
        "f(U.create('sqlite', database='/tmp/savepoint-canary'))",
        "f(f('sqlite://').url.set(database='/tmp/savepoint-canary'))",
        "f('sqlite://?plugin=x')",
        "f('postgresql://')",
        "f('sqlite://', creator=print)",
        "f('sqlite://', connect_args={'factory': print})",
        "f('sqlite://', poolclass=print)",
        "f('sqlite://', execution_options={'compiled_cache': {}})",
        "list(map(f, ['sqlite:///x']))",
        "event.listen(f('sqlite://'), 'do_' + 'connect', print)",
        "event.listens_for(f('sqlite://'), identifier='do_' + 'connect')",
        "ap('a', '__cla' + 'ss__')",
        "ap('a', attr='b.__cla' + 'ss__')",
        "ak('__cla' + 'ss__')",
        "syn('__di' + 'ct__')",
        "ol('__do' + 'c__')",
        "ag('a.__cla' + 'ss__')",
        "mc('for' + 'mat', 1)",
    ],
)
def test_checked_function_refuses_what_the_review_cannot_see(call: str) -> None:
    names = (
        "import sqlalchemy, operator\nfrom sqlalchemy import event, URL as U\nf = sqlalchemy.create_engine\n"
        "from sqlalchemy.ext.associationproxy import association_proxy as ap\n"
        "from sqlalchemy.orm import attribute_keyed_dict as ak, synonym as syn\n"
        "from sqlalchemy.ext.orderinglist import ordering_list as ol\n"
        "ag, mc = operator.attrgetter, operator.methodcaller\n"
    )
    with pytest.raises(sqlalchemy.exc.ArgumentError):
        run(names + call)


def test_wraps_takes_no_names() -> None:
    with pytest.raises(TypeError):
        run("from functools import wraps\nwraps(print, assigned=('__self__',))")


def test_closed_builtins_are_absent() -> None:
    for name in ("open", "eval", "exec", "compile", "input", "vars", "globals", "locals", "breakpoint", "help"):
        with pytest.raises(NameError):
            run(name)


@pytest.mark.parametrize(
    "body",
    [
        "    class T(*bases):\n        __match_args__ = ('tb_' + 'frame',)",
        "    class D:\n        def __get__(self, o, c): return 'x',\n    class T:\n        __match_args__ = D()",
        "    from typing import NamedTuple\n    class P(NamedTuple):\n        tb_frame: int\n    class T(P): pass",
        "    from typing import Protocol\n    class T(Protocol):\n        __match_args__ = ('obj',)",
    ],
    ids=["put together", "descriptor", "inherited", "protocol"],
)
def test_positions_that_nobody_checked_are_taken_from_a_class(body: str) -> None:
    assert run(f"def make(*bases):\n{body}\n    return T\nx = make()")["x"].__match_args__ == ()


def test_positions_of_plain_names_stay() -> None:
    assert run("class T:\n    __match_args__ = ('x', 'y')\nclass x(T): pass")["x"].__match_args__ == ("x", "y")
