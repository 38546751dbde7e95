"""What is one's own stays open, whatever a library's objects have under the same name."""

# ruff: noqa: E501 - snippets stand here as people write them

import pytest

from tests.sandbox.visiting import Visitor
from webapp.sandbox.launch import Launched

OWN = {
    "positions of an earlier class": (
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n    manager: str",
        "for x in range(3):\n    match [P(x, 'm')]:\n        case [P(0, m)]: print(m)\n        case [P(a, manager=m)] if a > 1: print(a, m)",
        "m\n2 m\n",
    ),
    "positions of an heir of int": (
        "class I(int): pass",
        "match I(5):\n    case I(x, real=r): print(x, r)",
        "5 5\n",
    ),
    "private names in a pattern": (
        "class T:\n    def __init__(self): self._state, self._transaction = 1, 2",
        "match T():\n    case T(_state=s, _transaction=t): print(s, t)",
        "1 2\n",
    ),
    "an error's heir in a pattern": (
        "class Refused(Exception):\n    def __init__(self, obj): self.obj = obj",
        "try: raise Refused(5)\nexcept Refused as error:\n    match error:\n        case Refused(obj=o): print(o)",
        "5\n",
    ),
    "match in a class and in a function": (
        "class P:\n    __match_args__ = ('x',)\n    x = 1",
        "class C:\n    match P():\n        case P(y): pass\ndef f(p):\n    match p, 2:\n        case P(y), z: return y + z\nprint(C.y, f(P()))",
        "1 3\n",
    ),
    "a method called format": (
        "class Price:\n    def format(self, sign): return sign\n    def show(self): return self.format('€')",
        "t = '{:>3}'\nprint(Price().show(), t.format(1), '{}'.format(2))",
        "€   1 2\n",
    ),
    "a dictionary called dict": (
        "class Bag:\n    def __init__(self): self.dict, self.plugins = {}, []",
        "b = Bag()\nb.dict['x'] = 1\nb.plugins.append(2)\nprint(b.dict, b.plugins)",
        "{'x': 1} [2]\n",
    ),
    "a parent's __init__ by its name": (
        "class A:\n    def __init__(self, x): self.x = x\nclass B(A):\n    def __init__(self): A.__init__(self, 5)",
        "class E(ValueError):\n    def __init__(self): ValueError.__init__(self, 'no')\nprint(B().x, E())",
        "5 no\n",
    ),
    "types of functions": (
        "def f(): pass",
        "print(type(f), type(f) is type(lambda: 0), isinstance(f, type(f)), type(f).__name__)",
        "<class 'function'> True True function\n",
    ),
    "the dictionary behind an object": (
        (
            "from sqlalchemy import inspect\nfrom sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\nclass Base(DeclarativeBase): pass\n"
            "class A(Base):\n    __tablename__ = 'a'\n    id: Mapped[int] = mapped_column(primary_key=True)"
        ),
        "a = A(id=1)\nseen = inspect(a).dict\na.id = 2\nprint(seen['id'], 'id' in seen, sorted(seen)[1:], seen.copy()['id'], {**seen} == seen)",
        "2 True ['id'] 2 True\n",
    ),
    "caching switched off": (
        "from sqlalchemy import create_engine, select",
        "with create_engine('sqlite://').connect() as c:\n    print(c.execution_options(compiled_cache=None).scalar(select(1)))",
        "1\n",
    ),
    "descriptors of descriptors": (
        (
            "from functools import cached_property\nclass P(property):\n    def __get__(self, obj, owner=None): return super().__get__(obj, owner)\n"
            "    def __set__(self, obj, value): super().__set__(obj, value)\nclass C(cached_property):\n    def __get__(self, obj, owner=None):\n"
            "        print('asked')\n        return super().__get__(obj, owner)"
        ),
        (
            "class A:\n    @P\n    def x(self): return 5\n    @x.setter\n    def x(self, value): print(value)\n    @C\n    def connection(self): return 7\n"
            "    @cached_property\n    def _state(self): return 8\na = A()\na.x = sum\nprint(a.x, type(A.x).__name__, a.connection, a.connection, a._state)"
        ),
        "<built-in function sum>\nasked\n5 P 7 7 8\n",
    ),
    "a construct of SQL": (
        "from sqlalchemy import ColumnElement, Integer, column",
        (
            "class E(ColumnElement):\n    __visit_name__, type, x = 'null', Integer(), column('y')\n    inherit_cache = True\n"
            "    _traverse_internals = [('x', 'CE')]\nprint(E(), *E().get_children())"
        ),
        "NULL y\n",
    ),
    "names for filter_by": (
        "names = {f'{x}': 1 for x in 'ab'}\ndef f(**given): return given",
        "print(f(**names), f(**dict(names, c=2)), f(**names | {'d': 3}))",
        "{'a': 1, 'b': 1} {'a': 1, 'b': 1, 'c': 2} {'a': 1, 'b': 1, 'd': 3}\n",
    ),
}


@pytest.mark.parametrize("name", OWN)
def test_own_is_open(sandboxes: Launched, name: str) -> None:
    before, code, output = OWN[name]
    visitor = Visitor(sandboxes.sandboxes)
    assert visitor.run(before).outcome == "ok"
    seen = visitor.run(code)
    assert (seen.violations, seen.output) == ([], output)
