"""What looks like one's own to a review, and is a library's when it runs. Each comes after `ENGINE` in `routes`.

Where an earlier snippet prepares the change, it is the first of two. One that gets through prints "reached".
"""

# ruff: noqa: E501 - snippets stand here as people write them

SWAP = "def swap():\n    global T\n    T = AttributeError"
MATCH = "match failed():\n    case {}(obj=o): pass"

DISGUISES: dict[str, list[str]] = {
    "pattern's class swapped by an earlier function": [SWAP, "class T: pass\nswap()\n" + MATCH.format("T")],
    "pattern's class swapped by its subject": [
        SWAP + "\n    return failed()",
        "class T: pass\nmatch swap():\n    case T(obj=o): pass",
    ],
    "pattern's class deleted": ["class AttributeError: pass\ndel AttributeError\n" + MATCH.format("AttributeError")],
    "pattern's class never made": ["if 0:\n    class AttributeError: pass\n" + MATCH.format("AttributeError")],
    "pattern's class of another scope": ["def f():\n    class AttributeError: pass\n" + MATCH.format("AttributeError")],
    "pattern's class of an earlier snippet": ["T = AttributeError", MATCH.format("T")],
    "pattern by position of an error's heir": [
        "class T(AttributeError):\n    __match_args__ = ('obj',)",
        "class G:\n    @property\n    def x(self): raise T()\ntry: G().x\nexcept T as error:\n    match error:\n        case T(o): pass",
    ],
    "private name in a pattern": [
        "T = [type(engine)][0]",
        "match engine:\n    case T(_compiled_cache=o): pass",
    ],
    "private name of a method's first parameter": [
        "class T:\n    def __init__(self): self._compiled_cache = 1\n    def peek(self): return self._compiled_cache\nT.peek(engine)"
    ],
    "private name of a class elsewhere": [
        "def f():\n    class engine:\n        _compiled_cache = 1\nengine._compiled_cache"
    ],
    "private name of a library in an heir": [
        "class S(Session):\n    def __init__(self):\n        super().__init__()\n        self._transaction = None\n    def peek(self): return self._transaction\nS().peek()"
    ],
    "object of an error, added to": [
        "class G:\n    def __radd__(self, other): made.append(other)\nfor x in [failed()]: x.obj += G()"
    ],
    "private name, added to": [
        "class T(AttributeError):\n    def __init__(self): self._compiled_cache = 1\n    def go(self): self._compiled_cache += 1\nT.go(engine)"
    ],
    "object by another name": ["object = Session", "object.__get__(1)"],
    "format of a method's first parameter": [
        "class T:\n    def format(self): pass\n    def go(self, x): return self.format(x)\nT.go('{0.' + d + 'class' + d + '}', 1)"
    ],
    "format of an earlier text": [
        "t = '{0.' + d + 'class' + d + '}'",
        "def f():\n    class t:\n        def format(self): pass\nt.format(1)",
    ],
    "format of a text that is written out elsewhere": [
        "t = '{0.' + d + 'class' + d + '}'",
        "def f():\n    t = '{}'\nt.format(1)",
    ],
    "name exchanged in __setattr__": [
        (
            "from sqlalchemy.ext.mutable import MutableComposite\nclass Q(MutableComposite): pass\nclass P(MutableComposite):\n"
            "    def __setattr__(self, key, value):\n        key = d + 'class' + d\n        object.__setattr__(self, key, value)\nP().x = Q"
        )
    ],
    "name exchanged for the parent's __setattr__": [
        (
            "from sqlalchemy.ext.mutable import MutableComposite\nclass Q(MutableComposite): pass\nclass P(MutableComposite):\n"
            "    def __setattr__(self, key, value):\n        key = d + 'class' + d\n        super().__setattr__(key, value)\nP().x = Q"
        )
    ],
    "dataclass prepares a dialect": [
        "@dataclass\nclass D:\n    name: str\nD.__init__(engine.dialect, 'x')",
    ],
    "dataclass prepares a dialect, by getattr": [
        "@dataclass\nclass D:\n    name: str\ngetattr(D, '__init__')(engine.dialect, 'x')",
    ],
    "Session prepares a dialect": ["Session.__init__(engine.dialect)"],
    "model prepares a dialect": ["Mapped.__init__(engine.dialect, id=1)"],
    "copy to another object": [
        (
            "class S:\n    made = []\n    def __new__(cls): return S.made[0] if S.made else object.__new__(cls)\n    def __getstate__(self): return {'name': 'x'}\n"
            "s = S()\nS.made.append(engine.dialect)\ncopy(s)"
        )
    ],
    "serialize of a pool's connection": [
        "other = create_engine('sqlite://')\n@event.listens_for(other, 'checkout')\ndef see(raw, record, proxy):\n    class T:\n        def serialize(self): pass\n    proxy.serialize()\nother.connect()"
    ],
    "function by its class": ["type(lambda: 0)(5, {})"],
    "function by another's class": ["f = [type(select)][0]\nf(5, {})"],
    "code in a cache key": [
        (
            "@event.listens_for(engine, 'before_cursor_execute')\ndef see(conn, cursor, statement, parameters, context, many): made.append(context)\n"
            "connection.execute(select(1))\nmade[-1].compiled.cache_key"
        )
    ],
}

SHARED: dict[str, list[str]] = {
    "dialect's types": ["engine.dialect.colspecs.clear()"],
    "dialect's types by item": ["engine.dialect.ischema_names['x'] = 1"],
    "dialect's types by getattr": ["getattr(engine.dialect, 'colspecs').clear()"],
    "dialect's types by attrgetter": ["attrgetter('colspecs')(engine.dialect).clear()"],
    "class's table": ["type(engine.dialect).ischema_names.pop('INTEGER')"],
    "compiler's table": ["select(1).compile(engine).extract_map.update(x=1)"],
    "plugins": ["select(Mapped).compile(engine).compile_state.plugins.clear()"],
    "enumeration's members": ["from sqlalchemy import SelectLabelStyle\nSelectLabelStyle._member_map_.clear()"],
    "object's dictionary": ["from sqlalchemy import inspect\ninspect(Mapped()).dict['_sa_' + 'instance_state'] = 1"],
    "view's own": ["view = engine.dialect.colspecs\nview._of"],
    "compiled cache by a computed name": [
        "o = {name: {} for name in ['compiled_' + 'cache']}\nconnection.execution_options(**o).execute(select(1))"
    ],
    "compiled cache of one statement": [
        "o = {name: {} for name in ['compiled_' + 'cache']}\nconnection.execute(select(1), execution_options=o)"
    ],
    "registry's classes by a computed name": [
        "from sqlalchemy.orm import registry\nregistry(**{name: {} for name in ['class_' + 'registry']})"
    ],
    "metaclass by a computed name": ["declarative_base(**{name: print for name in ['meta' + 'class']})"],
    "dataclass of a library's class": ["dataclass(Session)"],
    "order of a library's class": ["from functools import total_ordering\ntotal_ordering(Session)"],
    "mark on a library's class": ["from typing import final\nfinal(Session)"],
    "mark on a library's function": ["from abc import abstractmethod\nabstractmethod(select)"],
    "reconstructor of a library's": ["from sqlalchemy.orm import reconstructor\nreconstructor(Session.commit)"],
    "validator of a library's": ["from sqlalchemy.orm import validates\nvalidates('x')(Session.commit)"],
    "mapping of a library's class": [
        (
            "from sqlalchemy import Engine\nfrom sqlalchemy.orm import registry\nr = registry()\n"
            "r.map_imperatively(Engine, Table('t', r.metadata, Column('dialect', Integer, primary_key=True)))"
        )
    ],
    "mapping of a facade's class": [
        (
            "import uuid\nfrom sqlalchemy.orm import registry\nr = registry()\n"
            "r.map_imperatively(type(uuid), Table('t', r.metadata, Column('id', Integer, primary_key=True)))"
        )
    ],
    "collection of a library's class": [
        (
            "from sqlalchemy import ForeignKey\nfrom sqlalchemy.orm import relationship\nBase = declarative_base()\n"
            "class P(Base):\n    __tablename__ = 'p'\n    id = Column(Integer, primary_key=True)\n    cs = relationship('C', collection_class=lambda: engine)\n"
            "class C(Base):\n    __tablename__ = 'c'\n    id = Column(Integer, ForeignKey('p.id'), primary_key=True)\nP().cs"
        )
    ],
}
