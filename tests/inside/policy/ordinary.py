"""Further snippets as learners write them, which must be accepted and run clean. Each stands alone or after SHOP."""

# ruff: noqa: E501 - snippets stand here as people write them

SHOP = """
from sqlalchemy import ForeignKey, String, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "user_account"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    fullname: Mapped[str | None]
    addresses: Mapped[list["Address"]] = relationship(back_populates="user", cascade="all, delete-orphan")

class Address(Base):
    __tablename__ = "address"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    user: Mapped["User"] = relationship(back_populates="addresses")

engine = create_engine("sqlite:///:memory:")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all([User(name="ada", addresses=[Address(email="ada@x.org")]), User(name="bob")])
    session.commit()
"""

ALONE = {
    "copies": """
import copy
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
class Base(DeclarativeBase): pass
class User(Base):
    __tablename__ = "u"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    obj: Mapped[str | None]
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
class Kept:
    def __init__(self):
        self.a, self.open = 1, True
    def __getstate__(self):
        return {"a": self.a}
    def __setstate__(self, state):
        self.a, self.open = state["a"], False
with Session(engine) as session:
    user = User(name="a", obj="x")
    session.add(user)
    session.commit()
    assert (user.name, copy.copy(user).obj, copy.deepcopy(user).name) == ("a", "x", "a")
    assert copy.deepcopy([user, {"k": user}])[1]["k"].name == "a"
    row = session.execute(select(User.id, User.name)).one()
    assert copy.copy(row) == copy.deepcopy(row) == (1, "a")
    statement = select(User)
    assert copy.copy(statement) is not statement
assert copy.copy(Kept()).open is False and copy.deepcopy(Kept()).a == 1
""",
    "attributes set on libraries' objects": """
from decimal import getcontext
from types import SimpleNamespace
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, event, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declarative_base, mapped_column, sessionmaker
engine = create_engine("sqlite://")
engine.echo = True
engine.echo = False
@event.listens_for(engine, "connect")
def on_connect(dbapi_connection, record):
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
    assert isinstance(dbapi_connection, type(dbapi_connection)) and type(dbapi_connection).__name__
@event.listens_for(engine, "before_cursor_execute")
def before(conn, cursor, statement, parameters, context, executemany):
    context._began_at = 1
@event.listens_for(engine, "begin")
def begin(conn):
    conn.exec_driver_sql("BEGIN")
with engine.connect() as connection:
    connection.execute(text("SELECT 1"))
Base = declarative_base()
Base.query = "q"
Base.to_dict = lambda self: {}
table = Table("n", MetaData(), Column("a", Integer), mysql_engine="InnoDB", sqlite_autoincrement=True)
table.c.a.nullable = False
table.comment = "x"
class MySession(Session):
    def __init__(self, *args, **keywords):
        super().__init__(*args, **keywords)
        self.who = "me"
session = sessionmaker(engine, class_=MySession)()
session.autoflush = False
session.who += "!"
@event.listens_for(session, "do_orm_execute")
def on_execute(state):
    state.statement = state.statement
session.execute(text("SELECT 1"))
getcontext().prec = 8
box = SimpleNamespace(a=1)
box.obj = 3
del box.a
class Config: pass
config = Config()
config.connection, config.logger = "c", "l"
Config.shared: int = 2
print(box.obj, session.who, Config.shared)
""",
    "objects called obj": """
class NotFound(Exception):
    def __init__(self, obj):
        super().__init__("not found")
        self.obj = obj
try:
    raise NotFound(3)
except NotFound as missing:
    assert missing.obj == 3
class Node:
    def __init__(self, obj, connection=None):
        self.obj, self.connection = obj, connection
    def show(self):
        return self.obj, self.connection
match Node(1):
    case Node(obj=x):
        assert x == 1
assert [node.obj for node in (Node(2), Node(3))] == [2, 3] and Node(1).show() == (1, None)
""",
    "decorators that wrap": """
from functools import lru_cache, partial, wraps
def count(function):
    @wraps(function)
    def counted(*args):
        counted.calls += 1
        return function(*args)
    counted.calls = 0
    return counted
@count
def hello(name):
    "says it"
    return name
assert (hello(1), hello.calls, hello.__name__, hello.__doc__) == (1, 1, "hello", "says it")
class Traced:
    def __init__(self, function):
        wraps(function)(self)
        self.function = function
    def __call__(self, *args):
        return self.function(*args)
def cached(function):
    @wraps(function)
    @lru_cache
    def inner(x):
        return function(x)
    return inner
assert Traced(hello)(2) == 2 and cached(hello)(3) == 3
assert wraps(hello)(partial(hello, 1))() == 1 and wraps(print)(lambda: 1)() == 1
""",
    "patterns and abstract classes": """
import dataclasses
from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass, field, fields, replace
from enum import Enum
from operator import attrgetter, methodcaller
from typing import NamedTuple, Protocol, get_origin, runtime_checkable
class Shape(ABC):
    @abstractmethod
    def area(self): ...
@dataclass
class Circle(Shape):
    r: float
    manager: str = "m"
    def area(self):
        return self.r
    def __post_init__(self):
        self.twice = 2 * self.r
@dataclass(frozen=True)
class Area:
    x: int
    y: int = field(init=False, default=3)
    def __post_init__(self):
        object.__setattr__(self, "y", self.x)
@dataclass(slots=True, order=True)
class Small:
    a: int
    b: str = "b"
@dataclass
class Tagged(Circle):
    tag: str = ""
class Point(NamedTuple):
    x: int
    y: int
match [Circle(2.0), Area(1), Point(1, 2)]:
    case [Circle(r, manager), Area(x), Point(a, b)]:
        assert (r, manager, x, a, b) == (2.0, "m", 1, 1, 2)
assert [each.name for each in fields(Area)] == list(Area.__dataclass_fields__) == ["x", "y"]
assert replace(Circle(1.0), r=3).r == 3 and asdict(Tagged(1.0))["tag"] == "" and Small(1) < Small(2)
@runtime_checkable
class HasArea(Protocol):
    def area(self): ...
assert isinstance(Circle(1), HasArea) and dataclasses.is_dataclass(Area)
class Sequences(ABC): pass
Sequences.register(tuple)
Sequences.register(Area)
assert isinstance((), Sequences)
assert [len(e) for e in (Enum("A", "X Y"), Enum("B", {"X": 1}), Enum("C", ["X"]), Enum("D", [("X", 9)]))] == [2, 1, 1, 1]
assert sorted([Point(2, 1), Point(1, 2)], key=attrgetter("x", "y"))[0].x == 1
assert attrgetter("r.real")(Circle(2)) == 2 and methodcaller("upper")("x") == "X"
class A:
    def __init__(self):
        self.v = 1
class B(A):
    def __init__(self):
        super(B, self).__init__()
    def clone(self):
        return self.__class__()
assert B().clone().v == 1 and B().__class__.__name__ == "B"
assert list[int].__origin__ is list and get_origin(dict[str, int]) is dict
""",
    "declarative_base of 1.x": """
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import declarative_base, sessionmaker
Base = declarative_base()
class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    def __repr__(self):
        return "<User(name='%s', id=%d)>" % (self.name, self.id)
engine = create_engine("sqlite:///:memory:", echo=False)
Base.metadata.create_all(engine)
Session = sessionmaker(bind=engine)
session = Session()
session.add(User(name="ed"))
session.commit()
session.query(User).filter(User.name == "ed").one()
session.close()
""",
    "metaclass of 1.4": """
from sqlalchemy import Column, Integer
from sqlalchemy.orm import DeclarativeMeta, registry
mapper_registry = registry()
class Base(metaclass=DeclarativeMeta):
    __abstract__ = True
    registry = mapper_registry
    metadata = mapper_registry.metadata
    __init__ = mapper_registry.constructor
class A(Base):
    __tablename__ = "a"
    id = Column(Integer, primary_key=True)
print(A(id=1).id, type(A), isinstance(A, type))
""",
    "main guard and script": '''
"""A script with a docstring."""
from sqlalchemy import create_engine

def main() -> None:
    engine = create_engine("sqlite://")
    print(engine)

if __name__ == "__main__":
    main()
''',
    "url in a constant": """
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy import URL
DATABASE_URL = "sqlite:///:memory:"
e1 = sa.create_engine(DATABASE_URL)
e2 = sa.create_engine(make_url("sqlite://"))
e3 = sa.create_engine(URL.create("sqlite", database=":memory:"))
e4 = sa.create_engine(URL.create(drivername="sqlite"))
url = make_url("postgresql://scott:tiger@localhost/test")
print(url.host, url.database, url.render_as_string(hide_password=True))
""",
    "static pool": """
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
e = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool, echo=False)
print(type(e.pool).__name__, e.pool.status())
e.dispose()
""",
    "engines in a loop": """
from sqlalchemy import create_engine
for url in ("sqlite://", "sqlite:///:memory:"):
    print(create_engine(url))
engines = {name: create_engine("sqlite://") for name in ("a", "b")}
""",
    "words as columns": """
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy import ForeignKey
class Base(DeclarativeBase): pass
class Course(Base):
    __tablename__ = "course"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    credits: Mapped[int]
    license: Mapped[str | None]
    format: Mapped[str | None]
    open: Mapped[bool] = mapped_column(default=True)
    input: Mapped[str | None]
    context: Mapped[str | None]
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"))
    manager: Mapped["Course | None"] = relationship(remote_side="Course.id")
c = Course(type="x", credits=3, license="MIT", format="pdf", open=True, input="i", context="c")
c.manager = Course(type="y", credits=1)
print(c.type, c.credits, c.license, c.open, c.input, c.manager.credits)
credits = c.credits + 1
print(credits)
""",
    "self-referential tree": """
from typing import List, Optional
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, backref, mapped_column, relationship
class Base(DeclarativeBase): pass
class Node(Base):
    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("node.id"))
    name: Mapped[str]
    children: Mapped[List["Node"]] = relationship("Node", backref=backref("parent", remote_side=[id]))
e = create_engine("sqlite://"); Base.metadata.create_all(e)
with Session(e) as s:
    s.add(Node(name="root", children=[Node(name="leaf")]))
    s.commit()
    def dump(node, indent=0):
        print("  " * indent + node.name)
        for child in node.children:
            dump(child, indent + 1)
    dump(s.get(Node, 1))
""",
    "dictionary of columns": """
from sqlalchemy import create_engine, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
class Base(DeclarativeBase):
    def to_dict(self):
        return {c.name: getattr(self, c.name) for c in self.__table__.columns}
    def update(self, **values):
        for key, value in values.items():
            setattr(self, key, value)
class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
t = T(id=1, name="x")
t.update(name="y")
print(t.to_dict(), {a.key: getattr(t, a.key) for a in inspect(t).mapper.column_attrs})
for attribute in ("id", "name"):
    print(attribute, getattr(t, attribute), hasattr(t, attribute))
""",
    "dunder repr from columns": """
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase):
    def __repr__(self):
        values = ", ".join(f"{key}={getattr(self, key)!r}" for key in self.__mapper__.column_attrs.keys())
        return f"{type(self).__name__}({values})"
class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
print(T(id=2))
""",
    "equality by class": """
class Point:
    def __init__(self, x, y):
        self._x, self._y = x, y
    def __eq__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return (self._x, self._y) == (other._x, other._y)
    def __hash__(self):
        return hash((self._x, self._y))
    __radd__ = __eq__
    def copy(self):
        return type(self)(self._x, self._y)
    def __str__(self):
        return f"{self.__class__.__name__}({self._x}, {self._y})"
    __repr__ = __str__
print(Point(1, 2) == Point(1, 2).copy(), Point(1, 2))
""",
    "private bank account": """
class Account:
    interest = 0.05
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.__balance = balance
        self._log = []
        self._data = {}
    def deposit(self, amount):
        self.__balance += amount
        self._log.append(("deposit", amount))
        return self
    @property
    def balance(self):
        return self.__balance
a = Account("ada").deposit(10)
print(a.balance, a._log, a._Account__balance)
""",
    "dataclasses": """
from dataclasses import asdict, astuple, dataclass, field, replace, fields
from typing import ClassVar
@dataclass(order=True)
class Item:
    name: str
    price: float = 0.0
    tags: list[str] = field(default_factory=list)
    count: ClassVar[int] = 0
    def __post_init__(self):
        self.name = self.name.title()
@dataclass(frozen=True)
class Area:
    width: int
    height: int
    area: int = field(init=False)
    def __post_init__(self):
        object.__setattr__(self, "area", self.width * self.height)
i = Item("pen", 1.5)
print(asdict(i), astuple(i), replace(i, price=2), [f.name for f in fields(i)], Area(2, 3), i < Item("zoo"))
match Area(2, 3):
    case Area(w, h):
        print(w, h)
match (1, {"a": "b"}):
    case (int(n), {"a": str(text), **others}):
        print(n, text, others)
""",
    "mapped dataclass with registry": """
from dataclasses import dataclass, field
from sqlalchemy import Column, Integer, String, Table
from sqlalchemy.orm import registry
reg = registry()
@reg.mapped
@dataclass
class User:
    __table__ = Table("user", reg.metadata, Column("id", Integer, primary_key=True), Column("name", String(50)))
    id: int = field(init=False)
    name: str | None = None
print(User(name="x"))
""",
    "mapped_as_dataclass": """
from sqlalchemy.orm import Mapped, mapped_column, registry
reg = registry()
@reg.mapped_as_dataclass
class User:
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    name: Mapped[str]
print(User("x"))
""",
    "annotated columns": """
import datetime
from typing import Annotated
from sqlalchemy import DateTime, String, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
intpk = Annotated[int, mapped_column(primary_key=True)]
str30 = Annotated[str, 30]
timestamp = Annotated[datetime.datetime, mapped_column(nullable=False, server_default=func.now())]
class Base(DeclarativeBase):
    type_annotation_map = {str30: String(30), datetime.datetime: DateTime(timezone=True)}
class A(Base):
    __tablename__ = "a"
    id: Mapped[intpk]
    name: Mapped[str30]
    created: Mapped[timestamp]
    flag: Mapped[bool] = mapped_column(server_default=text("0"))
print(A.__table__.c.name.type, A.__table__.c.created.server_default)
""",
    "literal and enum columns": """
import enum
from typing import Literal
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
Status = Literal["open", "not yet done", "import os"]
class Color(enum.Enum):
    RED = 1
    GREEN = 2
    @property
    def label(self):
        return self.name.lower()
    @classmethod
    def _missing_(cls, value):
        return cls.RED
class Base(DeclarativeBase): pass
class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[Status]
    other: Mapped[Literal["a b", "c"]]
    color: Mapped[Color] = mapped_column(default=Color.RED)
print(T.__table__.c.status.type, Color("x").label, [c.value for c in Color], Color.RED._value_, Color._member_names_)
""",
    "mixins and declared_attr": """
from datetime import datetime, timezone
from sqlalchemy import DateTime, ForeignKey, Index, MetaData, UniqueConstraint, func
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship
class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={"ix": "ix_%(column_0_label)s"})
    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.__name__.lower()
    __mapper_args__ = {"eager_defaults": True}
    id: Mapped[int] = mapped_column(primary_key=True)
class Stamped:
    created_at: Mapped[datetime] = mapped_column(DateTime, default=lambda: datetime.now(timezone.utc))
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
class Owner(Base): pass
class Pet(Stamped, Base):
    name: Mapped[str] = mapped_column(index=True)
    @declared_attr
    def owner_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("owner.id"))
    @declared_attr
    def owner(cls) -> Mapped["Owner"]:
        return relationship("Owner")
    __table_args__ = (UniqueConstraint("name"), Index("by_name", "name"), {"comment": "pets"})
print(Pet.__tablename__, Pet.__table_args__[0], Base.metadata.tables.keys())
""",
    "joined inheritance": """
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, selectin_polymorphic, with_polymorphic
class Base(DeclarativeBase): pass
class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "employee", "polymorphic_on": "type"}
class Manager(Employee):
    __tablename__ = "manager"
    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    title: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "manager"}
e = create_engine("sqlite://"); Base.metadata.create_all(e)
with Session(e) as s:
    s.add_all([Employee(), Manager(title="x")]); s.commit()
    poly = with_polymorphic(Employee, [Manager])
    print(s.scalars(select(poly).where(poly.Manager.title == "x")).all())
    print(s.scalars(select(Employee).options(selectin_polymorphic(Employee, [Manager]))).all())
""",
    "association proxy and object": """
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
class Base(DeclarativeBase): pass
class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    kw: Mapped[list["Keyword"]] = relationship()
    keywords: AssociationProxy[list[str]] = association_proxy("kw", "keyword", creator=lambda k: Keyword(keyword=k))
class Keyword(Base):
    __tablename__ = "keyword"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    keyword: Mapped[str]
u = User(); u.keywords.append("cheese")
print(u.keywords, u.kw[0].keyword, list(u.keywords))
""",
    "ordering list and composite": """
import dataclasses
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, composite, mapped_column, relationship
class Base(DeclarativeBase): pass
@dataclasses.dataclass
class Point:
    x: int
    y: int
class Deck(Base):
    __tablename__ = "deck"
    id: Mapped[int] = mapped_column(primary_key=True)
    slides: Mapped[list["Slide"]] = relationship(order_by="Slide.position", collection_class=ordering_list("position"))
    start: Mapped[Point] = composite(mapped_column("x1"), mapped_column("y1"))
class Slide(Base):
    __tablename__ = "slide"
    id: Mapped[int] = mapped_column(primary_key=True)
    deck_id: Mapped[int] = mapped_column(ForeignKey("deck.id"))
    position: Mapped[int]
d = Deck(slides=[Slide(), Slide()], start=Point(1, 2))
d.slides.insert(0, Slide())
print([s.position for s in d.slides], d.start.x)
e = create_engine("sqlite://"); Base.metadata.create_all(e)
with Session(e) as s:
    s.add(d); s.commit(); print(s.scalars(select(Deck).where(Deck.start == Point(1, 2))).one().start)
""",
    "validators and reconstructor": """
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, column_property, mapped_column, reconstructor, validates
class Base(DeclarativeBase): pass
class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column()
    first: Mapped[str] = mapped_column(default="f")
    full = column_property(first + " " + email)
    def __init__(self, **kw):
        super().__init__(**kw)
        self.init_on_load()
    @reconstructor
    def init_on_load(self):
        self.cache = {}
    @validates("email")
    def check(self, key, value):
        if "@" not in value:
            raise ValueError("no @")
        return value
try:
    User(email="x")
except ValueError as error:
    print(error, type(error), error.args, repr(error))
e = create_engine("sqlite://"); Base.metadata.create_all(e)
with Session(e) as s:
    s.add(User(email="a@b")); s.commit(); print(s.get(User, 1).full)
""",
    "session events": """
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, sessionmaker
engine = create_engine("sqlite://")
counts = {"n": 0}
@event.listens_for(Engine, "before_cursor_execute")
def count(conn, cursor, statement, parameters, context, executemany):
    conn.info.setdefault("query_start_time", []).append(1)
    counts["n"] += 1
    print("SQL:", statement, parameters)
@event.listens_for(Session, "after_commit")
def committed(session):
    print("committed")
def before_flush(session, flush_context, instances):
    for obj in session.new:
        print("new", obj)
event.listen(Session, "before_flush", before_flush)
for name in ("after_begin", "after_rollback"):
    event.listen(Session, name, lambda *args: print(len(args)))
@event.listens_for(Session, "do_orm_execute")
def orm(state):
    print(state.is_select, state.statement)
with sessionmaker(engine).begin() as session:
    session.execute(text("select 1"))
event.remove(Session, "before_flush", before_flush)
print(counts, event.contains(Session, "after_commit", committed))
""",
    "savepoint recipe": """
from sqlalchemy import create_engine, event
engine = create_engine("sqlite://")
@event.listens_for(engine, "connect")
def do_connect(dbapi_connection, connection_record):
    # disable pysqlite's emitting of the BEGIN statement entirely.
    dbapi_connection.isolation_level = None
@event.listens_for(engine, "begin")
def do_begin(conn):
    # emit our own BEGIN
    conn.exec_driver_sql("BEGIN")
@event.listens_for(engine, "connect")
def functions(dbapi_connection, connection_record):
    dbapi_connection.create_function("double", 1, lambda x: x * 2)
    cursor = dbapi_connection.cursor()
    try:
        cursor.execute("PRAGMA foreign_keys = ON")
    finally:
        cursor.close()
with engine.begin() as conn:
    print(conn.exec_driver_sql("select double(2)").scalar())
    with conn.begin_nested() as nested:
        nested.rollback()
""",
    "result methods": """
from sqlalchemy import create_engine, text
with create_engine("sqlite://").connect() as conn:
    result = conn.execute(text("select 1 as a, 'x' as b union select 2, 'y'"))
    print(result.keys(), result.fetchone())
    row = result.fetchone()
    print(row.a, row[0], row._mapping["b"], row._asdict(), row._fields, row._tuple(), dict(row._mapping), tuple(row), row == (2, "y"))
    a, b = row
    for mapping in conn.execute(text("select 1 as a")).mappings():
        print(mapping["a"], dict(mapping))
    for a, in conn.execute(text("select 1 as a")).tuples():
        print(a)
    r = conn.execute(text("create table t(x)"))
    print(conn.execute(text("insert into t values (:x)"), [{"x": 1}, {"x": 2}]).rowcount)
    conn.commit()
    for part in conn.execute(text("select x from t")).partitions(1):
        print(part)
    print(conn.execute(text("select x from t")).yield_per(1).all(), conn.in_transaction())
""",
    "reflection and inspector": """
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, inspect
engine = create_engine("sqlite://")
metadata = MetaData()
Table("a", metadata, Column("id", Integer, primary_key=True))
metadata.create_all(engine)
inspector = inspect(engine)
print(inspector.get_table_names(), inspector.get_columns("a"), inspector.has_table("a"))
other = MetaData()
other.reflect(engine)
print(other.tables["a"].c.id.type, Table("a", MetaData(), autoload_with=engine).columns.keys())
from sqlalchemy.schema import CreateTable
print(CreateTable(other.tables["a"]))
""",
    "compile for another database": """
from sqlalchemy import Column, Integer, MetaData, Table, select
from sqlalchemy.dialects import postgresql, sqlite
t = Table("t", MetaData(), Column("id", Integer))
print(select(t).where(t.c.id == 5).compile(compile_kwargs={"literal_binds": True}))
print(str(select(t).compile(dialect=postgresql.dialect())), select(t).compile().params)
stmt = sqlite.insert(t).values(id=1)
print(stmt.on_conflict_do_update(index_elements=["id"], set_={"id": stmt.excluded.id}))
""",
    "standard library tour": """
import collections, datetime as dt, functools, itertools, math, operator, random, re, string, textwrap, time, uuid, json
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, getcontext
from fractions import Fraction
from functools import cache, lru_cache, partial, reduce, singledispatch, total_ordering, wraps
from itertools import chain, count, groupby, islice
from operator import attrgetter, itemgetter, methodcaller
from typing import Any, Callable, Generic, NamedTuple, Protocol, TypedDict, TypeVar
getcontext().prec = 6
T = TypeVar("T")
class Stack(Generic[T]):
    def __init__(self) -> None:
        self._items: list[T] = []
    def push(self, item: T) -> "Stack[T]":
        self._items.append(item)
        return self
class Movie(TypedDict):
    name: str
class P(NamedTuple):
    x: int
    y: int = 2
class Sized2(Protocol):
    def __len__(self) -> int: ...
Point = namedtuple("Point", "x y")
p = Point(1, 2)
print(p._replace(x=3), p._asdict(), Point._make([1, 2]), P(1)._fields, Stack[int]().push(1)._items, Movie(name="m"))
people = [P(2, 1), P(1, 2)]
print(sorted(people, key=attrgetter("x", "y")), sorted(people, key=itemgetter(1)), list(map(methodcaller("count", 1), people)))
print(reduce(operator.add, [1, 2]), partial(int, base=2)("10"), list(islice(count(), 3)), Counter("aab").most_common(1))
print({k: list(g) for k, g in groupby("aabb")}, dict(defaultdict(list)), deque([1], maxlen=2), Fraction(1, 3), Decimal(1) / 3)
print(datetime.strptime("2024-01-02", "%Y-%m-%d").date(), date.today() - timedelta(days=1), datetime.now(timezone.utc).tzinfo, dt.datetime(2024, 1, 1).strftime("%A"), dt.date(2024, 1, 1).isoformat())
print(re.sub(r"\\d+", "#", "a1b22"), re.compile("a(?P<n>b)").match("ab").group("n"), string.ascii_lowercase[:3], textwrap.dedent("  x"))
print(time.strftime("%Y"), time.time() > 0, isinstance(uuid.uuid4(), uuid.UUID), uuid.uuid5(uuid.NAMESPACE_DNS, "x").hex)
@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(30), fib.cache_info())
@singledispatch
def show(x): return "other"
@show.register
def _(x: int): return "int"
@show.register(str)
def _(x): return "str"
print(show(1), show("a"), show(1.0))
with suppress(KeyError), nullcontext(5) as n, ExitStack() as stack:
    stack.callback(print, "bye")
    {}["x"]
@total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(V(1) >= V(0), json.dumps({"d": dt.date(2024, 1, 1)}, default=str), math.inf)
random.seed(1); random.shuffle(people); print(random.sample(range(10), 2))
""",
    "copy and pprint": """
import copy
from pprint import pformat, pprint
a = {"x": [1, 2], "y": {1, 2}}
b = copy.deepcopy(a); c = copy.copy(a)
b["x"].append(3)
pprint(a); print(pformat(b, width=20), c is a)
class Thing:
    def __init__(self): self.items = [1]
t = copy.deepcopy(Thing()); print(t.items)
""",
    "context manager class": """
import time
class Timer:
    def __enter__(self):
        self.start = time.perf_counter()
        return self
    def __exit__(self, exc_type, exc, tb):
        self.seconds = time.perf_counter() - self.start
        if exc_type is not None:
            print("failed", exc_type.__name__, exc)
        return True
with Timer() as t:
    1 / 0
print(t.seconds >= 0)
""",
    "decorator that times": '''
from functools import wraps
import time
def timed(label="x"):
    def decorator(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            start = time.time()
            try:
                return function(*args, **kwargs)
            finally:
                print(f"{function.__name__}: {time.time() - start:.1f}", label)
        return wrapper
    return decorator
@timed("y")
def work(n: int, *rest: int, flag: bool = False, **named: str) -> int:
    """Works."""
    return n
print(work(3), work.__doc__, work.__name__)
def plain(f):
    def inner(*a):
        return f(*a)
    inner.__name__ = f.__name__
    inner.__doc__ = f.__doc__
    return inner
print(plain(work).__name__)
''',
    "exceptions": '''
class AppError(Exception):
    """Mine."""
    def __init__(self, message, *, code=1):
        super().__init__(message)
        self.code = code
    def __str__(self):
        return f"[{self.code}] {super().__str__()}"
try:
    try:
        raise KeyError("a")
    except KeyError as inner:
        raise AppError("b", code=2) from inner
except AppError as error:
    print(error, error.code, error.__cause__, repr(error.__context__), type(error).__name__, error.args)
    error.add_note("note")
try:
    raise ExceptionGroup("several", [ValueError(1), TypeError(2)])
except* ValueError as group:
    print(group.exceptions)
except* TypeError:
    pass
try:
    int("x")
except (ValueError, TypeError) as e:
    print(f"{type(e).__name__}: {e}")
assert issubclass(AppError, Exception), "no"
''',
    "format of literals": """
name, n = "x", 3.14159
template = "{} and {name!r:>5}"
print("{:.2f} {:,}".format(n, 10000), template.format(1, name=name), "{0[a]} {1.real}".format({"a": 1}, 2))
print("%s %d %.2f %%" % (name, 3, n), f"{n:.{2}f} {name=} {name!r:>10} {n:{8}.{3}}", "x".join(["a", "b"]))
print("{:{width}}|".format("a", width=5), format(n, ".1f"), "{user}".format(user="me"))
""",
    "generators": """
def numbers(limit):
    n = 0
    while n < limit:
        received = yield n
        n = received if received is not None else n + 1
g = numbers(3)
print(next(g), g.send(2), list(g))
def chained():
    yield from numbers(2)
    return "done"
print(list(chained()), sum(x * x for x in chained()), [*chained()], {**{"a": 1}}, (lambda x, y=2: x + y)(1))
first, *others = range(4)
x = y = 0
x, y = y, x + 1
print(first, others, x, y, 0 if x else 1, [i for i in range(9) if i % 2 if i > 3], 1 if True else 2)
""",
    "abstract classes": """
import abc
from abc import ABC, ABCMeta, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...
class Square(Shape):
    __slots__ = ("side",)
    def __init__(self, side): self.side = side
    def area(self): return self.side ** 2
class Other(metaclass=ABCMeta):
    pass
print(Square(2).area(), isinstance(Square(1), Shape), issubclass(Square, Shape), type(Square), Square.__name__)
try:
    Shape()
except TypeError as e:
    print(e)
""",
    "type as a value": """
def make(cls: type, kind: type[int] = int):
    return cls(), kind("1")
print(make(list), type(1) is int, type([]) == list, isinstance(int, type), type(int), {type(x).__name__ for x in (1, "a")})
print(list(map(type, [1, "a"])), type(None), type(type(1)), type(int) is type)
registry = {int: "i", str: "s"}
print(registry[type(3)])
""",
    "future annotations": """
from __future__ import annotations
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase): pass
class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
""",
    "identity map and gc": """
import gc, weakref
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
class Base(DeclarativeBase): pass
class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
e = create_engine("sqlite://"); Base.metadata.create_all(e)
s = Session(e)
s.add(A()); s.commit()
a = s.get(A, 1)
ref = weakref.ref(a)
print(len(s.identity_map), a in s, list(s.identity_map.values()), s.identity_map.keys())
del a
gc.collect()
print(len(s.identity_map), ref())
""",
    "automap and hybrid method": """
from sqlalchemy import create_engine, select
from sqlalchemy.ext.hybrid import Comparator, hybrid_method, hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy import func
class Base(DeclarativeBase): pass
class CaseInsensitive(Comparator):
    def __eq__(self, other):
        return func.lower(self.__clause_element__()) == func.lower(other)
class Interval(Base):
    __tablename__ = "interval"
    id: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    word: Mapped[str] = mapped_column(default="A")
    @hybrid_property
    def length(self) -> int:
        return self.end - self.start
    @length.setter
    def length(self, value: int) -> None:
        self.end = self.start + value
    @hybrid_method
    def contains(self, point: int) -> bool:
        return (self.start <= point) & (point <= self.end)
    @hybrid_property
    def insensitive(self):
        return self.word.lower()
    @insensitive.comparator
    def insensitive(cls):
        return CaseInsensitive(cls.word)
i = Interval(start=1, end=5)
i.length = 3
print(i.length, i.contains(2), select(Interval).where(Interval.length > 3, Interval.contains(2), Interval.insensitive == "a"))
""",
    "mutable json": """
from sqlalchemy import JSON, create_engine
from sqlalchemy.ext.mutable import MutableDict, MutableList
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.orm.attributes import flag_modified, get_history
from typing import Any
class Base(DeclarativeBase):
    type_annotation_map = {dict[str, Any]: JSON}
class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[dict[str, Any]] = mapped_column(MutableDict.as_mutable(JSON))
    plain: Mapped[dict[str, Any]]
e = create_engine("sqlite://"); Base.metadata.create_all(e)
with Session(e) as s:
    a = A(data={"x": 1}, plain={}); s.add(a); s.commit()
    a.data["y"] = 2; a.plain["z"] = 1; flag_modified(a, "plain")
    print(a in s.dirty, get_history(a, "plain")); s.commit(); print(a.data, a.plain)
""",
    "dunder words in data": """
words = ["__init__", "__dict__", "format", "os", "sys"]
for word in words:
    print("the word", word, len(word))
print({"__class__": 1}["__class__"], "__globals__".strip("_"))
""",
    "scoped session": """
from sqlalchemy import create_engine, text
from sqlalchemy.orm import scoped_session, sessionmaker
Session = scoped_session(sessionmaker(bind=create_engine("sqlite://")))
print(Session() is Session(), Session.execute(text("select 1")).scalar(), Session.registry.has())
Session.remove()
""",
    "session subclass": """
from sqlalchemy import create_engine
from sqlalchemy.orm import Query, Session, sessionmaker
class Counting(Session):
    commits = 0
    def commit(self):
        type(self).commits += 1
        super().commit()
class Soft(Query):
    def active(self):
        return self.filter_by(deleted=False)
maker = sessionmaker(create_engine("sqlite://"), class_=Counting, query_cls=Soft, info={"who": "me"})
with maker() as session:
    session.commit()
print(Counting.commits, session.info, maker.kw, isinstance(maker, sessionmaker))
maker.configure(expire_on_commit=False)
""",
    "repository class": """
from sqlalchemy import create_engine, text
class Repository:
    def __init__(self, engine):
        self.engine = engine
        self.connection = engine.connect()
        self._session = None
        self._connection = self.connection
    def all(self):
        return self.connection.execute(text("select 1")).all()
    def serialize(self):
        return {"rows": len(self.all())}
    def close(self):
        self.connection.close()
        self._connection = None
repo = Repository(create_engine("sqlite://"))
print(repo.all(), repo.serialize())
repo.close()
""",
    "datasets": """
import crew
from crew import NAMES, count
print(crew.NAMES, NAMES, count(), crew.count())
""",
    "singleton and slots": """
class Singleton:
    _instance = None
    def __new__(cls, *args, **kwargs):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
class Registry:
    plugins = []
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.plugins.append(cls.__name__)
class A(Registry): pass
class Typed:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, kind=None): return 5
class Uses:
    x = Typed()
print(Singleton() is Singleton(), Registry.plugins, Uses().x)
""",
    "view only and viewonly texts": """
from sqlalchemy import ForeignKey, and_, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, configure_mappers, foreign, mapped_column, relationship, remote
class Base(DeclarativeBase): pass
class Host(Base):
    __tablename__ = "host"
    id: Mapped[int] = mapped_column(primary_key=True)
    ip: Mapped[str]
    peers = relationship("Host", primaryjoin="remote(Host.ip) == cast(foreign(Host.ip), String)", viewonly=True, order_by="desc(Host.id), Host.ip")
    other = relationship("__main__.Host", primaryjoin=lambda: remote(Host.ip) == foreign(Host.ip), viewonly=True, uselist=True)
configure_mappers()
print(Host.peers.property.primaryjoin)
""",
    "many to many with secondary text": """
from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.orm import declarative_base, relationship, configure_mappers
Base = declarative_base()
link = Table("link", Base.metadata, Column("left_id", ForeignKey("left.id")), Column("right_id", ForeignKey("right.id")))
class Left(Base):
    __tablename__ = "left"
    id = Column(Integer, primary_key=True)
    rights = relationship("Right", secondary="link", backref="lefts", order_by="Right.id", lazy="selectin",
        primaryjoin="Left.id == link.c.left_id", secondaryjoin="Right.id == link.c.right_id")
class Right(Base):
    __tablename__ = "right"
    id = Column(Integer, primary_key=True)
configure_mappers()
print(Left(rights=[Right()]).rights[0].lefts)
""",
    "type decorators": """
import json
from sqlalchemy import String, Text, TypeDecorator, create_engine, select, literal
from sqlalchemy.types import UserDefinedType
class JSONText(TypeDecorator):
    impl = Text
    cache_ok = True
    def __init__(self, length=None, **kw):
        super().__init__(length, **kw)
    def process_bind_param(self, value, dialect):
        return None if value is None else json.dumps(value)
    def process_result_value(self, value, dialect):
        return None if value is None else json.loads(value)
    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(String(50)) if dialect.name == "sqlite" else self.impl
    def coerce_compared_value(self, op, value):
        return self.impl
class Money(UserDefinedType):
    cache_ok = True
    def get_col_spec(self, **kw):
        return "MONEY"
    def bind_processor(self, dialect):
        def process(value):
            return str(value)
        return process
with create_engine("sqlite://").connect() as conn:
    print(conn.scalar(select(literal({"a": 1}, JSONText()))), Money())
""",
    "the chapter": """
from sqlalchemy import create_engine, text
DATABASE = 'sqlite:///:memory:'
engine = create_engine(DATABASE)
from sqlalchemy.orm import sessionmaker
Session = sessionmaker(bind=engine)
session = Session()
session = sessionmaker(bind=engine)()
session = sessionmaker(bind=engine).__call__()
from sqlalchemy.orm import Session
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase): pass
class Astronaut(Base):
    __tablename__ = "astronauts"
    id: Mapped[int] = mapped_column(primary_key=True)
Base.metadata.create_all(engine)
object1, object2, some_object, some_other_object = Astronaut(), Astronaut(), Astronaut(), Astronaut()
with Session(engine) as session:
    session.add(object1)
    session.add(object2)
    session.commit()
with Session(engine) as session:
    session.begin()
    try:
        session.add(some_object)
        session.add(some_other_object)
    except:
        session.rollback()
        raise
    else:
        session.commit()
with Session(engine) as session:
    with session.begin():
      session.add(Astronaut())
      session.add(Astronaut())
with Session(engine) as session, session.begin():
    session.add(Astronaut())
    session.add(Astronaut())
session = sessionmaker(bind=engine)
with session.begin() as db:
    result = db.execute(text('SELECT * FROM astronauts')).all()
""",
    "mutable composite": """
import dataclasses
from sqlalchemy.ext.mutable import MutableComposite
@dataclasses.dataclass
class Point(MutableComposite):
    x: int
    y: int
    def __setattr__(self, key, value):
        object.__setattr__(self, key, value)
        self.changed()
    def __getstate__(self):
        return self.x, self.y
    def __setstate__(self, state):
        self.x, self.y = state
print(Point(1, 2))
""",
    "words of one's own": """
from dataclasses import dataclass
@dataclass
class Task:
    context: str
    obj: int
    manager: str
    backup: bool = False
t = Task("c", 1, "m")
print(t.context, t.obj, t.manager, t.backup)
class Transaction:
    def __init__(self, amount): self.amount = amount
    def format(self, width): return f"{self.amount:>{width}}"
    def show(self): return self.format(5)
class Deposit(Transaction): pass
help = "words"
license = "MIT"
print(Deposit(3).show(), help, license)
def lookup(obj, path):
    for part in path.split("__"):
        obj = getattr(obj, part)
    return obj
print(lookup(t, "context"), [getattr(t, f"{name}") for name in ("obj", "backup")])
""",
    "annotations in words": """
def area(width: "in metres", height: "in metres, too" = 1) -> "square metres":
    return width * height
total: "a number" = area(2)
print(total)
""",
    "modules shown": """
import math, datetime as dt
print(math, dir(math)[:1], math.pi, dt)
math
m = math
print(m.sqrt(4), dt.datetime(2024, 1, 1).year)
""",
}

AFTER_SHOP = {
    "functions over sessions": """
def find(session: Session, name: str) -> User | None:
    return session.scalars(select(User).filter_by(name=name)).first()
def crew() -> list[str]:
    with Session(engine) as session:
        return [u.name for u in session.scalars(select(User).order_by(User.name.desc()))]
filters = {"name": "ada"}
with Session(engine) as session:
    print(find(session, "ada").id, crew(), session.query(User).filter_by(**filters).count(), User(**{"name": "zoe"}).name)
""",
    "states": """
from sqlalchemy import inspect
from sqlalchemy.orm import make_transient, object_session
u = User(name="new")
state = inspect(u)
print(state.transient, state.pending, state.persistent, state.deleted, state.detached, state.dict, state.session)
with Session(engine) as session:
    session.add(u); print(state.pending, u in session.new)
    session.flush(); print(state.persistent, state.identity, state.key, state.identity_key, session.identity_map)
    print(state.unloaded, state.expired_attributes, state.attrs.name.value, state.attrs["name"].loaded_value, state.mapper.class_.__name__)
    print(state.obj() is u, object_session(u) is session, session.dirty, session.deleted, state.modified, state.has_identity)
    session.rollback()
""",
    "integrity error": """
from sqlalchemy.exc import IntegrityError, PendingRollbackError
with Session(engine) as session:
    session.add(User(name="ada"))
    try:
        session.commit()
    except IntegrityError as e:
        print(type(e.orig).__name__, e.orig.args, e.statement, e.params, e.code, str(e.__cause__))
        session.rollback()
""",
    "loader options": """
from sqlalchemy.orm import joinedload, lazyload, load_only, raiseload, selectinload, subqueryload, defer, with_loader_criteria
with Session(engine) as session:
    print(session.scalars(select(User).options(selectinload(User.addresses).joinedload(Address.user))).all()[0].addresses)
    print(session.execute(select(User).options(joinedload(User.addresses))).unique().scalars().all())
    print(session.scalars(select(User).options(load_only(User.name), raiseload("*"))).first().name)
    print(session.scalars(select(User).options(with_loader_criteria(User, User.name != "bob"))).all())
    limit = "bob"
    print(session.scalars(select(User).options(with_loader_criteria(User, lambda cls: cls.name != limit))).all())
    print(session.get(User, 1, options=[defer(User.fullname)], populate_existing=True))
""",
    "windows and subqueries": """
from sqlalchemy import and_, cast, desc, distinct, exists, extract, literal_column, not_, or_, over, text, tuple_, union_all, Integer, lateral, values, column
sub = select(Address.user_id, func.count(Address.id).label("n")).group_by(Address.user_id).subquery()
with Session(engine) as session:
    print(session.execute(select(User.name, func.coalesce(sub.c.n, 0)).outerjoin(sub, User.id == sub.c.user_id)).all())
    print(session.execute(select(User.name, func.row_number().over(partition_by=User.name, order_by=User.id))).all())
    print(session.scalars(select(User).where(exists().where(Address.user_id == User.id))).all(), session.scalar(select(func.count()).select_from(User)))
    print(session.scalars(select(User).where(User.addresses.any(Address.email.contains("ada")), User.id.in_([1, 2]), User.name.between("a", "z"))).all())
    print(session.execute(text("select name from user_account where id = :id"), {"id": 1}).scalar_one(), session.scalars(select(User).from_statement(text("select * from user_account"))).all())
    print(session.execute(union_all(select(User.id), select(Address.id))).all(), cast(User.id, Integer), User.id.label("x").desc().nulls_last())
""",
    "bulk and returning": """
from sqlalchemy import delete, insert, update, bindparam
with Session(engine) as session:
    ids = session.scalars(insert(User).returning(User.id), [{"name": f"u{i}"} for i in range(3)]).all()
    session.execute(update(User), [{"id": ids[0], "fullname": "F"}])
    session.execute(update(User).where(User.id == bindparam("b")).values(fullname="x"), {"b": 1}) if False else None
    print(session.execute(delete(User).where(User.name.like("u%")).execution_options(synchronize_session="fetch")).rowcount)
    session.bulk_save_objects([User(name="bulk")]); session.bulk_insert_mappings(User, [{"name": "m"}]); session.commit()
""",
    "explicit transactions": """
session = Session(engine)
trans = session.begin()
try:
    session.add(User(name="t"))
    trans.commit()
except:
    trans.rollback()
    raise
finally:
    session.close()
with engine.connect() as connection:
    with connection.begin():
        session = Session(bind=connection, join_transaction_mode="create_savepoint")
        session.add(User(name="q")); session.commit(); session.close()
    outer = connection.begin(); outer.rollback()
session.__enter__(); session.__exit__(None, None, None)
print(Session(engine).in_transaction(), session.get_transaction(), session.get_nested_transaction())
""",
    "operators on names": """
u = Session(engine).get(User, 1)
u.name += "!"
u.addresses[0].email = u.addresses[0].email.replace("x.org", "y.org")
print(u.name, User.__tablename__, User.__table__.columns.keys(), User.__mapper__.relationships.keys(), User.name.key, User.metadata.tables)
print(User.__table__.primary_key, [m.class_.__name__ for m in Base.registry.mappers], User.addresses.property.mapper)
del u.addresses[0]
""",
    "iterating over attributes": """
from sqlalchemy import inspect
with Session(engine) as session:
    u = session.get(User, 1)
    for column in User.__table__.columns:
        print(column.name, getattr(u, column.name))
    for attr in inspect(User).all_orm_descriptors:
        print(attr.key)
    data = {"name": "new", "fullname": "N"}
    for key, value in data.items():
        setattr(u, key, value)
    for field in ["name", "fullname"]:
        if hasattr(u, field):
            print(f"{field}: {getattr(u, field)}")
    order = getattr(User, "name").desc()
    print(session.scalars(select(User).order_by(order)).all()[0].name)
""",
    "sort helpers": """
from operator import attrgetter
with Session(engine) as session:
    users = session.scalars(select(User)).all()
    print([u.name for u in sorted(users, key=attrgetter("name"), reverse=True)], max(users, key=lambda u: u.id).name)
    by_name = {u.name: u for u in users}
    print(by_name.get("ada"), dir(users[0])[:0], callable(session.add), id(users) == id(users), users[:1] == users[0:1])
    print(*[u.name for u in users], sep=", ", end="!\\n")
""",
}
