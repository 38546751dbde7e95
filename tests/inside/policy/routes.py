"""Ways out that no review can see, each from an object or a text made at run time. They run in a real sandbox.

`SQLALCHEMY` comes after `MAPPED`; `OBJECTS` after `ENGINE`. One that gets through prints "reached".
"""

# ruff: noqa: E501 - snippets stand here as people write them

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

SQLALCHEMY = {
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
    "relationship names a private module": """
rel = [relationship][0]
class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    other = rel("C", primaryjoin="".join(["_ut", "il.langhelpers.operator.eq(C.id, remote(foreign(C.id)))"]), viewonly=True)
configure_mappers()
""",
    "relationship names what is closed": """
class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    other = relationship("C", primaryjoin="and_(remote(C.id) == foreign(C.id), cast(C.id, PickleType) == 1)", viewonly=True)
configure_mappers()
""",
    "relationship makes an engine of a file": """
class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    other = relationship("C", primaryjoin="create_engine('sqlite:///x.db')", viewonly=True)
configure_mappers()
""",
    "relationship makes an engine by a plugin": """
class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    other = relationship("C", primaryjoin="and_(remote(C.id) == foreign(C.id), create_engine('sqlite://', creator=C).name == 'sqlite')", viewonly=True)
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

ENGINE = """
from abc import ABC
from copy import copy, deepcopy
from dataclasses import Field, dataclass, fields, replace
from enum import Enum
from functools import cached_property, singledispatch, wraps
from operator import attrgetter, methodcaller
from sqlalchemy import ColumnElement, Engine, MetaData, Table, create_engine, event, inspect, select, text
from sqlalchemy.ext.hybrid import ExprComparator, hybrid_property
from sqlalchemy import Column, Integer, TypeDecorator
from sqlalchemy.ext.mutable import MutableComposite
from sqlalchemy.ext.orderinglist import OrderingList
from sqlalchemy.orm import InstrumentedAttribute, MapperProperty, Session, attribute_keyed_dict, declarative_base, dynamic_loader
from sqlalchemy.orm import sessionmaker, with_loader_criteria
from sqlalchemy.pool import QueuePool
from sqlalchemy.types import TypeEngine, UserDefinedType
from types import GenericAlias, SimpleNamespace
from typing import Annotated, Counter, List, Type, get_origin
d = "_" * 2
engine = create_engine("sqlite://")
made = []
@event.listens_for(engine, "connect")
def keep(dbapi_connection, record):
    made.append(dbapi_connection)
connection = engine.connect()
raw = made[0]
class Suite:
    def __enter__(self): return self
    def __exit__(self, kind, value, trace):
        self.trace = trace
        return True
suite = Suite()
with suite: 1 / 0
class State:
    def __setstate__(self, state): self.got = state
class Asks:
    def obj_of(self): return self.obj
    def connection_of(self): return self.connection
    def logger_of(self): return self.logger
    def write(self): self.bind_typing = 3
    def write_past(self): object.__setattr__(self, "bind_typing", 3)
    def type_of_super(self): return type(super())
@dataclass
class A:
    x: int = 0
class Mine(TypeDecorator):
    impl = Integer
    cache_ok = True
class Mapped(declarative_base()):
    __tablename__ = "m"
    id = Column(Integer, primary_key=True)
def failed():
    try: engine.nothing
    except AttributeError as error: return error
"""

OBJECTS = {
    "attrgetter's class": "type(attrgetter('name'))(d + 'class' + d)",
    "attrgetter by another name": "[attrgetter][0](*['real'] * 100, d + 'class' + d)",
    "attrgetter of the driver": "[attrgetter][0]('connec' + 'tion')(connection)",
    "attrgetter of an error": "attrgetter('obj')(failed())",
    "methodcaller's class": "type(methodcaller('upper'))(d + 'subclasses' + d)",
    "methodcaller on a dialect": "methodcaller('connect', ':memory:')(engine.dialect)",
    "wraps a dialect": "wraps(engine.dialect)(State())",
    "wraps onto an engine": "wraps(print)(engine)",
    "wraps onto a class of the library": "wraps(print)(Session)",
    "single dispatch of a dialect": "copy(wraps(singledispatch(engine.dialect))(State())).got['db' + 'api']",
    "copy of a dialect": "copy(engine.dialect)",
    "copy of an engine": "copy(engine)",
    "copy of a pool": "deepcopy(engine.pool)",
    "copy of a Session": "class S(Session, State): pass\ncopy(S(engine))",
    "copy of a hybrid": "class H(hybrid_property, State): pass\ncopy(H(engine.dialect))",
    "deep copy beside a table": "deepcopy([Table('t', MetaData()), State()])",
    "state with a class": "class S:\n    def __getstate__(self): return (None, {d + 'class' + d: A})\ncopy(S())",
    "state of the mapping": "class S:\n    def __getstate__(self): return {'_sa_' + 'instance_state': 1}\ncopy(S())",
    "field renamed": "fields(A)[0].name = 'x,print(1),self.x'",
    "field renamed by setattr": "setattr(fields(A)[0], 'name', 'y')",
    "field renamed past setattr": "object.__setattr__(fields(A)[0], 'name', 'y')",
    "field renamed by its property": "Field.name.fset(fields(A)[0], 'y')",
    "fields changed": "A.__dataclass_fields__['y'] = 1\nA.__dataclass_fields__['y']",
    "fields of an enumeration": "Enum('E', {d + 'dataclass_fields' + d: {}})",
    "finalizer of an enumeration": "Enum('E', [d + 'del' + d])",
    "enumeration of a closed class": "Enum('E', [], type=type(raw))",
    "real type by its stand-in": "type.real('M', (), {})",
    "real type by a comparison": "class E:\n    def __eq__(self, other): other('X', (), {})\nE() == int.__class__",
    "real type by an alias": "type[int].__origin__('X', (), {})",
    "real type by an old alias": "Type[int].__origin__('X', (), {})",
    "real type by its origin": "get_origin(type[int])('X', (), {})",
    "super's class": "Asks().type_of_super()(A, A())",
    "super of the driver": "super(type(raw), raw).execute('SELECT 1')",
    "super of a library": "super(Session, Session())",
    "traceback registered": "class T(ABC):\n    __match_args__ = ('x',)\nT.register(type(suite.trace))",
    "dialect registered": "class T(ABC): pass\nT.register(type(engine.dialect))",
    "driver's class called": "type(raw)('')",
    "driver's cursor made": "type(raw.cursor())(raw)",
    "driver's class inherited": "class M(type(raw)): pass",
    "driver's guard replaced": "raw.interrupted = print",
    "object of an error": "for x in [failed()]: x.obj",
    "object of an error by a method": "Asks.obj_of(failed())",
    "object of an error by getattr": "getattr(failed(), 'obj')",
    "connection by a method": "Asks.connection_of(connection)",
    "logger by a method": "Asks.logger_of(engine)",
    "context of a result": "for x in [connection.execute(text('SELECT 1'))]: x.context",
    "dialect written": "engine.dialect.bind_typing = 1",
    "dialect written by a method": "Asks.write(engine.dialect)",
    "dialect written past its class": "Asks.write_past(engine.dialect)",
    "dialect written by setattr": "setattr(engine.dialect, 'bind_typing', 1)",
    "dialect written by a loop": "for engine.dialect.bind_typing in [1]: pass",
    "dialect augmented": "engine.dialect.name += 'x'",
    "dialect's class written": "D = type(engine.dialect)\nD.do_begin = print",
    "dialect's attribute deleted": "del engine.dialect.name",
    "pool written": "engine.pool.recreate = print",
    "engine written": "engine.begin = print",
    "library's class written": "S = [Session][0]\nS.commit = print",
    "library's function written": "f = [select][0]\nf.x = 1",
    "pool by a name": "def f(*a): pass\nf.__name__ = 'StaticPool'\n[create_engine][0]('sqlite://', poolclass=[f][0])",
    "pool by equality": "class P:\n    def __hash__(self): return hash(QueuePool)\n    def __eq__(self, other): return True\n"
    "[create_engine][0]('sqlite://', poolclass=[P()][0])",
    "keyword by equality": "class S(str):\n    def __hash__(self): return hash('echo')\n    def __eq__(self, o): return True\n"
    "[create_engine][0]('sqlite://', **dict([(S('creator'), print)]))",
    "constructor's keyword by a subclass of str": "class S(str):\n    def startswith(self, *a): return False\n"
    "    def __len__(self): return 1\n    def __hash__(self): return str.__hash__(self)\n"
    "Mapped(**dict([(S(d + 'class' + d), A)]))",
    "connection of a cursor called": "connection_of = [raw.cursor()]\nfor x in connection_of: x.connection('SELECT 1')",
    "ordering list on a dialect": "OrderingList('bind_typing', reorder_on_append=True).append(engine.dialect)",
    "keyed dictionary of errors": "attribute_keyed_dict('obj')().keyfunc(failed())",
    "keyed dictionary's class of getters": "type(attribute_keyed_dict('x')().keyfunc)(d + 'class' + d)(1).real",
    "member by a subclass of tuple": "class P(tuple):\n    def __getitem__(self, i): return 'x'\nEnum('E', [P((d + 'del' + d, 1))])",
    "text that is no text": "class S(str):\n    def split(self, *a): return ['x']\n[attrgetter][0](S(d + 'class' + d))",
    "library's class written by an alias": "Annotated[Session, 1].commit = print",
    "library's class written by an alias and setattr": "setattr(Annotated[Session, 1], 'commit', print)",
    "dialect by an alias of an alias": "for x in [Annotated[GenericAlias(engine.dialect, int), 1]]: x.connect",
    "class of Python's written by its alias": "for x in [Counter]: x.update = print",
    "driver's guard replaced by an alias": "Annotated[raw, 1].interrupted = print",
    "driver's class written by an alias": "Annotated[type(raw), 1].pool = print",
    "dialect written by an alias": "Asks.write(Annotated[engine.dialect, 1])",
    "private state of a pool by an alias": "class S:\n    def __init__(self): self._dialect = 1\nAnnotated[engine.pool, 1]._dialect = 1",
    "object of an error by an alias": "for x in [GenericAlias(failed(), int)]: x.obj",
    "object of an error by an alias and getattr": "getattr(GenericAlias(failed(), int), 'obj')",
    "object of an error by an alias and attrgetter": "attrgetter('obj')(GenericAlias(failed(), int))",
    "dialect by an alias and methodcaller": "methodcaller('connect', ':memory:')(GenericAlias(engine.dialect, int))",
    "logger by an alias": "Asks.logger_of(Annotated[engine, 1])",
    "preparation by an alias": "GenericAlias(Session, int).__init__(Session(engine), connection)",
    "preparation by an alias and getattr": "getattr(GenericAlias(Session, int), '__init__')(Session(engine), connection)",
    "template of an alias": "GenericAlias('{0.' + d + 'class' + d + '}', int).format(engine)",
    "dialect's table by an alias": "GenericAlias(engine.dialect, int).ischema_names['x'] = 1",
    "logger passed on by a type": "t = Mine()\nt.impl = engine\nAsks.logger_of(t)",
    "object of an error passed on by a type": "t = Mine()\nt.impl = failed()\nfor x in [t]: x.obj",
    "object of an error's alias passed on by a type": "t = Mine()\nt.impl = GenericAlias(failed(), int)\nfor x in [t]: x.obj",
    "private state passed on by a type": "class S:\n    def __init__(self): self._allow_autobegin = 1\nt = Mine()\nt.impl = connection\nt._allow_autobegin",
    "object of an error passed on by a column": "class T(UserDefinedType):\n    comparator_factory = lambda *a: failed()\nfor x in [Column('x', T())]: x.obj",
    "object of an error passed on by a hybrid": "for x in [ExprComparator(Mapped, failed(), None)]: x.obj",
    "object of an error passed on by a hybrid's expression": "class H:\n    @hybrid_property\n    def x(self): return 1\n    @x.expression\n    def x(cls): return failed()\nfor x in [H]: x.x.obj",
    "object of an error passed on by a hybrid's comparator": "class H:\n    @hybrid_property\n    def x(self): return 1\n    @x.comparator\n    def x(cls): return failed()\nfor x in [H]: x.x.obj",
    "object of an error in a criterion": "held = failed()\nonly = with_loader_criteria(Mapped, lambda cls: cls.id == held.obj)\nSession(connection).execute(select(Mapped).options(only))",
    "listeners by a dataclass": "@dataclass(init=False)\nclass S(Session):\n    dispatch: object",
    "private state by a dataclass": "@dataclass(init=False)\nclass S(Session):\n    _transaction: object",
    "path in the name of a visit": "class E(ColumnElement):\n    __visit_name__ = 'null.__func__.__globals__.get'\n    def __hash__(self): return hash('util')\n    def __eq__(self, other): return True\nE().compile().string",
    "code among what is traversed": "class E(ColumnElement):\n    __visit_name__, type, x = 'null', Integer(), Column('x')\n    _traverse_internals = [('type if print(open) else self.x', 'CE')]\nlist(E().get_children())",
    "code in a text that lies": "class T(str):\n    def isidentifier(self): return True\nclass E(ColumnElement):\n    __visit_name__, type, x = 'null', Integer(), Column('x')\n    _traverse_internals = [(T('type if print(open) else self.x'), 'CE')]\nlist(E().get_children())",
    "dictionary of a dialect by a cached property": "class C(cached_property):\n    def of(self, obj, name):\n        self.attrname = name\n        return super().__get__(obj, None)\nC(print).of(engine.dialect, 'db' + 'api')",
    "dictionary of a dialect by a cached property's class": "class C(cached_property): pass\nc = C(print)\nc.attrname = 'db' + 'api'\nsuper(C, C).__get__(c, engine.dialect, None)",
    "private state by a cached property": "c = cached_property(print)\nclass S(Session): x = c\nc.attrname = '_' + 'transaction'\nS().x",
    "dictionary of a dialect by a mapped attribute": "class I(InstrumentedAttribute):\n    supports_population = True\n    def __init__(self): self.key, self.impl = 'db' + 'api', self\n    def of(self, obj): return super().__get__(obj, None)\nI().of(engine.dialect)",
    "dictionary of a dialect by a class's method": "class C(classmethod):\n    def of(self, obj): return super().__get__(None, obj)\nC(Mapped.id).of(engine.dialect)",
    "dictionary given to a mapped attribute": "class I(InstrumentedAttribute):\n    def __init__(self): self.impl = self\n    def set(self, state, held, *others): made.append(held)\nsuper(I, I).__set__(I(), Mapped(), 1)\nsuper(I, I).__set__(I(), engine.dialect, 1)",
    "dictionary of an object by a pattern": "match inspect(Mapped()):\n    case object(dict=x): pass",
    "dialect's types by a pattern": "match engine.dialect:\n    case object(colspecs=x): pass",
    "dialect's types by a pattern's position": "class T(ABC):\n    __match_args__ = ('colspecs',)\nclass U(T): pass\ndef shown(x):\n    match x:\n        case object(ischema_names=y): return y\nshown(engine.dialect)",
    "heir of an engine by a maker of sessions": "sessionmaker(class_=Engine)",
    "heir of an engine by a query's class": "class P(declarative_base()):\n    __tablename__ = 'p'\n    id = Column(Integer, primary_key=True)\n    ps = dynamic_loader('P', query_class=Engine, primaryjoin='P.id == remote(foreign(P.id))')\nP().ps",
    "heir of an engine by a comparator": "class T(UserDefinedType): comparator_factory = Engine\nclass D(TypeDecorator): impl = T\nColumn('x', D()).comparator",
    "class of any module by a text": "F = type(List['x'].__args__[0])\nfound = F('Repl', module='webapp.inside.repl')\n@singledispatch\ndef f(x): pass\ndef g(x: found): pass\nf.register(g)",
    "attribute of a dialect by a property's getter": "class Duck: pass\nduck = Duck()\nduck.key, duck.parent = 'db' + 'api', duck\nduck.class_ = engine.dialect\nMapperProperty.class_attribute.fget(duck)",
    "attribute by a key that lies": "class T(str):\n    def __hash__(self): return 1\nclass Duck: pass\nduck = Duck()\nduck.key, duck.parent = T('db' + 'api'), duck\nduck.class_ = engine.dialect\nMapperProperty.class_attribute.fget(duck)",
    "listeners by a property's getter": "class Duck: pass\nduck = Duck()\nduck.key, duck.parent = 'dis' + 'patch', duck\nduck.class_ = engine\nMapperProperty.class_attribute.fget(duck)",
    "dictionary of a dialect made a type": "class Grab:\n    def __init__(self, dbapi=None): print('reached')\nTypeEngine.adapt(engine.dialect, Grab)",
    "dialect written by a composite": "class P:\n    _attribute_keys = ['bind_typing']\n    def _composite_values_from_instance(self, x): return [1]\n    def get_property(self, key): return self\n    def obj(self): return engine.dialect\n"
    "class Own:\n    def __init__(self):\n        p = P()\n        p.mapper = p\n        self._parents = {p: 'x'}\nMutableComposite.changed(Own())",
    "private state by a namespace": "class S(SimpleNamespace, Session): pass\nS(_new={}).new",
    "pool prepared anew": "engine.pool.__init__(print)",
    "pool made and prepared": "pool = object.__new__(QueuePool)\npool.__init__(print)",
    "dialect prepared by a class's parent": "class S(Session): pass\nsuper(S, S).__init__(engine.dialect)",
}
