"""Pages on what databases say, and on getting a connection to them."""

from __future__ import annotations

from webapp.explained.reference.about import About

OPERATIONAL = "OperationalError"
ARGUMENT = "ArgumentError"

DATABASE = (
    About(
        "no-such-table",
        "The database has no such table",
        OPERATIONAL,
        "(sqlite3.OperationalError) no such table: users",
        "e3q8",
        "whole-example#marked-as-sql",
    ),
    About(
        "no-such-column",
        "The table has no such column",
        OPERATIONAL,
        "(sqlite3.OperationalError) no such column: users.nickname",
        "e3q8",
        "setup#filled-engine",
    ),
    About(
        "table-exists",
        "The table is there already",
        OPERATIONAL,
        "(sqlite3.OperationalError) table users already exists",
        "e3q8",
        "setup#two-databases",
    ),
    About(
        "sql-syntax",
        "The database cannot read the SQL",
        OPERATIONAL,
        '(sqlite3.OperationalError) near "SELCT": syntax error',
        "e3q8",
        "whole-example#marked-as-sql",
    ),
    About(
        "database-locked",
        "The SQLite database is locked",
        OPERATIONAL,
        "(sqlite3.OperationalError) database is locked",
        "e3q8",
        "only-told#one-after-the-other",
    ),
    About(
        "unsupported-type",
        "A value is of a type that the database cannot keep",
        "ProgrammingError",
        "(sqlite3.ProgrammingError) Error binding parameter 1: type 'User' is not supported",
        "f405",
        "whole-example#six-tuples",
    ),
    About(
        "missing-parameter",
        "A statement's parameter got no value",
        "StatementError",
        "(sqlalchemy.exc.InvalidRequestError) A value is required for bind parameter 'name'",
        "cd3x",
        "whole-example#marked-as-sql",
    ),
    About(
        "wrong-value",
        "A value does not fit its column",
        "StatementError",
        "(builtins.TypeError) SQLite Date type only accepts Python date objects as input.",
        "",
        "whole-example#six-tuples",
    ),
    About(
        "queue-pool-limit",
        "The pool has no connection left",
        "TimeoutError",
        "QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00",
        "3o7r",
        "scope#end-of-a-request",
    ),
    About(
        "sqlite-thread",
        "A SQLite connection is used in another thread",
        "ProgrammingError",
        "(sqlite3.ProgrammingError) SQLite objects created in a thread can only be used in that same thread.",
        "f405",
        "scope#each-its-own-session",
    ),
    About(
        "connection-lost",
        "The connection to the database was lost",
        OPERATIONAL,
        "(psycopg2.OperationalError) server closed the connection unexpectedly",
        "e3q8",
        "rolling-back#and-go-on",
    ),
    About(
        "cannot-connect",
        "The database cannot be reached",
        OPERATIONAL,
        '(psycopg2.OperationalError) connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection '
        "refused",
        "e3q8",
        "setup#two-databases",
    ),
    About(
        "no-driver",
        "The database's driver is not installed",
        "ModuleNotFoundError",
        "No module named 'psycopg2'",
        "",
        "setup#two-databases",
    ),
    About(
        "no-dialect",
        "No dialect goes by the URL's first word",
        "NoSuchModuleError",
        "Can't load plugin: sqlalchemy.dialects:postgres",
        "",
        "setup#two-databases",
    ),
    About(
        "unreadable-url",
        "The database's URL cannot be read",
        ARGUMENT,
        "Could not parse SQLAlchemy URL from given URL string",
        "",
        "setup#two-databases",
    ),
    About(
        "pool-for-asyncio",
        "A pool does not go with its engine",
        ARGUMENT,
        "Pool class QueuePool cannot be used with asyncio engine",
        "pcls",
        "only-told#no-hidden-io",
    ),
    About(
        "pool-of-memory-url",
        "The pool for a `:memory:` URL will change",
        "SADeprecationWarning",
        "Selection of the QueuePool pool class based on the 'mode=memory' query string argument is deprecated; a "
        "future release will use SingletonThreadPool for this URL.",
        "sqmp",
        "only-told#second-session-in-memory",
    ),
    About(
        "sqlite-url-arguments",
        "Arguments of a SQLite URL are passed over",
        "SAWarning",
        "Query string argument(s) 'mode' are not accepted by the pysqlite driver and are being ignored",
        "squa",
        "setup#two-databases",
    ),
)
