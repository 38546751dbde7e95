"""Errors of getting and keeping a connection, which no sandbox meets and many a program does."""

from __future__ import annotations

from webapp.explained.errors.general import said
from webapp.explained.errors.known import Known

POOL = "core/pooling.html"
ENGINES = "core/engines.html"

LOST = (
    r"server closed the connection unexpectedly|MySQL server has gone away|Lost connection to MySQL|"
    r"connection (?:was|is|already) closed|SSL connection has been closed|terminating connection"
)
REFUSED = (
    r"could not connect to server|connection to server at|Can't connect to|Connection refused|"
    r"unable to open database file|could not translate host name|password authentication failed|Access denied for"
)

CONNECTIONS = (
    Known(
        "queue-pool-limit",
        "TimeoutError",
        said(
            "{line} waited for a connection of the pool, and all that it may open were in use until the time was up",
            "Close sessions and connections as soon as their work is done, best with a `with` block; raise `pool_size` "
            "only if so much really runs at once",
        ),
        POOL,
        "QueuePool limit",
    ),
    Known(
        "sqlite-thread",
        "ProgrammingError",
        said(
            "{line} uses a SQLite connection in another thread than the one that made it",
            "Give each thread a session of its own; for one shared `:memory:` database use `StaticPool` with "
            '`connect_args={"check_same_thread": False}`',
        ),
        "dialects/sqlite.html#pysqlite-threading-pooling",
        "SQLite objects created in a thread",
    ),
    Known(
        "connection-lost",
        "DBAPIError",
        said(
            "{line} sends a statement over a connection that the database or the network has closed meanwhile",
            "Let the pool look first, with `create_engine(..., pool_pre_ping=True)`, and run the transaction again",
        ),
        f"{POOL}#dealing-with-disconnects",
        LOST,
    ),
    Known(
        "cannot-connect",
        "OperationalError",
        said(
            "{line} needs the first connection, and the database at that address does not let it in",
            "Check the URL's host, port, name, user and password, and that the server runs; for SQLite, that the "
            "folder of the file is there",
        ),
        ENGINES,
        REFUSED,
    ),
    Known(
        "aborted-transaction",
        "DBAPIError",
        said(
            "{line} sends a statement in a transaction in which one failed before, and PostgreSQL takes no more",
            "Look for the first error in the log, and call `rollback()` where it is caught, or try the risky statement "
            "inside `begin_nested()`",
        ),
        "orm/session_transaction.html",
        "current transaction is aborted",
    ),
    Known(
        "deadlock",
        "DBAPIError",
        said(
            "{line} and another transaction each wait for rows that the other has locked, and the database ended one",
            "Roll back and run the whole transaction again; let all transactions touch rows in the same order",
        ),
        "orm/session_transaction.html",
        "deadlock detected|Deadlock found",
    ),
    Known(
        "no-driver",
        "ModuleNotFoundError",
        said(
            "{line} makes an engine for a database whose driver is not installed in this Python",
            "Install the driver with pip, or name another in the URL, as in `postgresql+psycopg://`",
        ),
        f"{ENGINES}#supported-databases",
        r"No module named '(?:psycopg2?|asyncpg|pg8000|MySQLdb|pymysql|mysql|aiosqlite|aiomysql|pyodbc|oracledb)'",
    ),
    Known(
        "no-dialect",
        "NoSuchModuleError",
        said(
            "{line} makes an engine from a URL that begins with a name no dialect has",
            "Look for a slip before `://`; since 1.4 it is `postgresql`, no longer `postgres`",
        ),
        f"{ENGINES}#supported-databases",
        "Can't load plugin",
    ),
    Known(
        "unreadable-url",
        "ArgumentError",
        said(
            "{line} makes an engine from a text that is no database URL, perhaps an empty setting",
            "Write `dialect+driver://user:password@host/name`, and build it with `URL.create` where the password has "
            "special characters",
        ),
        f"{ENGINES}#database-urls",
        "Could not parse SQLAlchemy URL",
    ),
    Known(
        "pool-for-asyncio",
        "ArgumentError",
        said(
            "{line} gives an engine a pool of the other kind: one for asyncio to a plain engine, or the other way",
            "Leave `poolclass` out, or use `AsyncAdaptedQueuePool` with an asyncio engine",
        ),
        POOL,
        "Pool class {name} cannot be used with",
    ),
    Known(
        "pool-of-memory-url",
        "SADeprecationWarning",
        said(
            "{line} makes an engine from a SQLite URL with `mode=memory`, for which another pool will be chosen later",
            "Say which pool you mean, with `create_engine(..., poolclass=...)`",
        ),
        "dialects/sqlite.html",
        "Selection of the {name} pool class",
    ),
    Known(
        "sqlite-url-arguments",
        "SAWarning",
        said(
            "{line} makes an engine from a SQLite URL whose arguments are not used, as the file is not given as a URI",
            "Add `uri=true` to the URL, or leave the arguments out",
        ),
        "dialects/sqlite.html",
        "are not accepted by the pysqlite driver",
    ),
)
