"""Guards on SQLite, put in where connections are made.

Pool events could be cleared by a snippet; the class of the connection cannot. Every connection starts by deserializing
an empty image, because only then does serialize() give the committed rows alone (without that, an open transaction's
rows are in it too; seen on SQLite 3.40).
"""

from __future__ import annotations

import math
import sqlite3
import sys
import weakref
from collections.abc import Callable
from types import FunctionType
from typing import Any, NoReturn

from sqlalchemy.dialects.sqlite import pysqlite

from webapp.inside.driver.passing import SeenConnection

_BACKED = sqlite3.connect(":memory:")
_BACKED.execute("VACUUM")
EMPTY_IMAGE = _BACKED.serialize()
"""A database without tables: one page. `b""` is refused by deserialize()."""
BUILT_IN = frozenset(str(row[0]).lower() for row in _BACKED.execute("PRAGMA function_list"))
COLLATIONS = frozenset({"binary", "nocase", "rtrim"})
_BACKED.close()

LONGEST_VALUE = 20_000_000
"""Bytes in one string or BLOB, and in one statement; SQLite's own limit is a thousand million."""
STEPS_BETWEEN_LOOKS = 20_000
"""Virtual machine instructions between two looks at the interrupt: about a fifth of a millisecond."""

_LIMITS = {
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,  # ATTACH and VACUUM INTO write files
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 500,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_SETTINGS = ("timeout", "detect_types", "isolation_level", "autocommit")
"""What a snippet may ask of a connection; the driver refuses what its version does not know."""
_FORBIDDEN_ACTIONS = {sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH}
_FORBIDDEN_FUNCTIONS = {"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"}
_FORBIDDEN_PRAGMAS = {
    *("temp_store", "temp_store_directory", "data_store_directory", "cache_spill", "mmap_size"),
    "writable_schema",  # SQLite trusts what is written there, down to the numbers of pages
    *("hard_heap_limit", "soft_heap_limit"),  # of the whole process, and a hard one can only be lowered
}

connections: weakref.WeakSet[GuardedConnection] = weakref.WeakSet()
"""Every connection made so far that is still alive, for the recorder."""
_with_own: weakref.WeakSet[sqlite3.Connection] = weakref.WeakSet()
_made = [0]
"""How many; the last one's number."""


def _authorize(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action in _FORBIDDEN_ACTIONS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _FORBIDDEN_PRAGMAS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FORBIDDEN_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _fill(connection: sqlite3.Connection, image: bytes) -> None:
    """Puts an image into a connection just made, and the guards on."""
    plain = sqlite3.Connection
    plain.deserialize(connection, image)  # before the guards: it attaches a database inside
    plain.execute(connection, "PRAGMA temp_store=MEMORY").close()  # the default spills sorts to files
    plain.execute(connection, "PRAGMA cache_spill=OFF").close()  # spilled pages would look committed
    for limit, value in _LIMITS.items():
        plain.setlimit(connection, limit, value)
    if sys.version_info >= (3, 12):
        plain.setconfig(connection, sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)  # no writing beneath virtual tables
    plain.set_authorizer(connection, _authorize)
    interrupted = GuardedConnection.interrupted
    plain.set_progress_handler(connection, lambda: 1 if interrupted() else 0, STEPS_BETWEEN_LOOKS)


class GuardedConnection(SeenConnection):
    """A connection to a database of its own in memory, with guards that stay on.

    A snippet can reach this class by `type(connection)`, so making one is as safe as being handed one, and the methods
    that would take the guards off are refused.
    """

    interrupted: Callable[[], object] = staticmethod(lambda: False)
    """Whether what runs is to end; set once, by install()."""
    pool: Callable[[], object] = staticmethod(lambda: None)
    """A weak reference to the pool that holds this connection, once an engine has used it."""

    def __init__(self, database: object = ":memory:", *_args: object, **keywords: Any) -> None:
        """An empty database. Raises OperationalError for any other than `:memory:`."""
        if database not in (":memory:", ""):
            raise sqlite3.OperationalError("only a database in memory can be opened here: use sqlite:///:memory:")
        kept = {key: keywords[key] for key in _SETTINGS if key in keywords}
        later = {key: kept.pop(key) for key in ("autocommit",) if key in kept and sys.version_info >= (3, 12)}
        super().__init__(":memory:", check_same_thread=False, **kept)
        _made[0] += 1
        self.number = _made[0]
        _fill(self, EMPTY_IMAGE)
        for name, value in later.items():
            setattr(self, name, value)  # False begins a transaction, in which no image could be put in
        connections.add(self)

    def create_function(self, *args: Any, **keywords: Any) -> None:
        """As the driver's. Raises NotSupportedError for a name that is SQLite's own: what checks ask relies on it."""
        if not _is_sqlalchemys(*args):
            _check_own("function", BUILT_IN, *args, **keywords)
            _with_own.add(self)
        super().create_function(*args, **keywords)

    def create_aggregate(self, *args: Any, **keywords: Any) -> None:
        """As the driver's, and as create_function()."""
        _check_own("function", BUILT_IN, *args, **keywords)
        _with_own.add(self)
        super().create_aggregate(*args, **keywords)

    def create_collation(self, *args: Any, **keywords: Any) -> None:
        """As the driver's, and as create_function()."""
        _check_own("collation", COLLATIONS, *args, **keywords)
        super().create_collation(*args, **keywords)

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise sqlite3.NotSupportedError("this method of the driver's connection is not available here")

    set_authorizer = set_progress_handler = setlimit = serialize = deserialize = _refuse
    backup = load_extension = enable_load_extension = setconfig = set_trace_callback = blobopen = _refuse


def _is_sqlalchemys(name: object = "", _count: object = 0, given: object = None, *_args: object) -> bool:
    """Whether it is one of the functions that SQLAlchemy gives each connection, `floor` and `regexp`."""
    if name == "regexp":
        return type(given) is FunctionType and given.__globals__ is vars(pysqlite)
    return name == "floor" and given is math.floor


def _check_own(kind: str, built_in: frozenset[str], name: object = "", *_args: object, **_keywords: object) -> None:
    if isinstance(name, str) and str.lower(name) in built_in:
        raise sqlite3.NotSupportedError(f"SQLite has a {kind} of the name {str.lower(name)!r}: give yours another")


def has_functions(connection: sqlite3.Connection) -> bool:
    """Whether a snippet has given a connection functions of its own."""
    return connection in _with_own


def install(interrupted: Callable[[], object]) -> None:
    """Makes every `sqlite3.connect` of this process give a guarded connection; `interrupted()` true ends what runs."""
    GuardedConnection.interrupted = staticmethod(interrupted)

    def connect(*args: Any, **keywords: Any) -> sqlite3.Connection:
        return GuardedConnection(*args, **keywords)

    sqlite3.connect = connect  # type: ignore[assignment]
    sqlite3.dbapi2.connect = connect  # type: ignore[assignment]


def forget() -> None:
    """From now on nobody sees the connections made so far, and those to come are counted from 1."""
    connections.clear()
    _made[0] = 0


def committed(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A new, separate connection to what is committed on this one; the caller closes it. Changes nothing here."""
    return _of_image(sqlite3.Connection.serialize(connection))


def empty() -> sqlite3.Connection:
    """A new connection to an empty database; the caller closes it."""
    return _of_image(EMPTY_IMAGE)


def _of_image(image: bytes) -> sqlite3.Connection:
    connection = sqlite3.Connection(":memory:", check_same_thread=False)
    _fill(connection, image)
    return connection
