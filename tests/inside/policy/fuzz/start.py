"""What a program of the fuzz begins with: names for one live object of every kind that a lesson could hand out."""

from tests.inside.policy.ordinary import SHOP

START = (
    SHOP
    + """
import copy, datetime, functools, json, operator, random, re, uuid
import sqlalchemy as sa
from abc import ABC
from collections import ChainMap, OrderedDict, UserDict, defaultdict, namedtuple
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from enum import Enum, Flag
from functools import cached_property, partial, partialmethod, reduce, singledispatch, wraps
from itertools import chain, groupby, tee
from operator import attrgetter, itemgetter, methodcaller
from types import MappingProxyType, SimpleNamespace
from typing import Annotated, Any, Generic, NamedTuple, Protocol, Type, TypedDict, TypeVar, get_args, get_origin
from sqlalchemy import Column, Integer, MetaData, Table, event, inspect, literal, make_url, text
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.ext.orderinglist import OrderingList, ordering_list
from sqlalchemy.orm import aliased, attribute_keyed_dict, backref, column_property, composite, configure_mappers
from sqlalchemy.orm import declarative_base, object_session, registry, scoped_session, sessionmaker, synonym, validates
from sqlalchemy.types import TypeDecorator, UserDefinedType
d = "_" * 2
made, contexts, failures = [], [], []
@event.listens_for(engine, "connect")
def on_connect(dbapi_connection, record):
    made.append((dbapi_connection, record))
@event.listens_for(engine, "before_cursor_execute")
def on_execute(connection, cursor, statement, parameters, context, many):
    contexts[:] = [(cursor, context)]
engine.dispose()
Base.metadata.create_all(engine)
session = Session(engine)
user = User(name="eva", addresses=[Address(email="eva@x.org")])
session.add(user)
session.commit()
address = user.addresses[0]
connection = session.connection()
raw, record = made[-1]
result = connection.execute(select(User.id, User.name))
row = result.first()
cursor, context = contexts[-1]
statement = select(User).where(User.name == "eva").order_by(User.id)
compiled = statement.compile(engine)
state, mapper, inspector, table = inspect(user), inspect(User), inspect(engine), User.__table__
dialect, pool = engine.dialect, engine.pool
generator = (each for each in [1, 2])
class Suite:
    def __enter__(self): return self
    def __exit__(self, kind, error, trace):
        self.kind, self.error, self.trace = kind, error, trace
        return True
with Suite() as suite: engine.nothing
error, trace = suite.error, suite.trace
class Own:
    def __init__(self): self.kept, self._hidden = [1], 2
    def obj_of(self): return self.obj
    def connection_of(self): return self.connection
    def context_of(self): return self.context
    def logger_of(self): return self.logger
    def manager_of(self): return self.manager
    def set(self, value): self.name = value
    def __setstate__(self, given): self.got = given
own = Own()
@dataclass
class Pair:
    x: int = 0
    y: object = None
pair = Pair()
Point = namedtuple("Point", "x y")
point = Point(1, user)
class Colour(Enum):
    RED = 1
@contextmanager
def block():
    yield own
def same(*args, **keywords): return args[0] if args else keywords
def attempt(function, *args, **keywords):
    try: return function(*args, **keywords)
    except Exception as caught: return caught
v0, v1, v2, v3, v4, v5 = own, engine, connection, raw, error, state
v6, v7, v8, v9, v10, v11 = dialect, result, session, generator, user, context
"""
)

VARIABLES = [f"v{number}" for number in range(12)]
"""Names that programs bind, which therefore have a value also where the binding failed."""
