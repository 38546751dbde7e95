"""`create_engine`: which URLs and which keyword arguments, for the review and again when the call happens."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.inside.policy.refusal import Refusal, group, nearest

URLS = ("sqlite://", "sqlite:///:memory:", "sqlite+pysqlite://", "sqlite+pysqlite:///:memory:", "sqlite:///")
PLAIN = "sqlite:///:memory:"
DRIVERS = frozenset({"sqlite", "sqlite+pysqlite"})

KEYWORDS = group(
    "echo echo_pool future pool_pre_ping pool_size max_overflow pool_timeout pool_recycle pool_use_lifo "
    "pool_reset_on_return isolation_level execution_options hide_parameters query_cache_size label_length "
    "max_identifier_length enable_from_linting insertmanyvalues_page_size use_insertmanyvalues implicit_returning "
    "skip_autocommit_rollback poolclass connect_args paramstyle",
    "change how SQL is shown, cached and framed",
)
CONNECT_ARGS = group(
    "check_same_thread timeout isolation_level autocommit cached_statements detect_types",
    "are the driver's settings that lead nowhere",
)
POOLS = frozenset("StaticPool SingletonThreadPool NullPool QueuePool AssertionPool".split())
EXECUTION_OPTIONS_REFUSED = frozenset({"compiled_cache"})


def url_refusal(url: str) -> Refusal | None:
    """Why a database URL, as text, is refused; None for SQLite in memory."""
    text = url.strip()
    if text in URLS:
        return None
    driver = text.partition(":")[0]
    if driver not in DRIVERS:
        message = (
            f"`{text[:60]}` is a database outside the sandbox: it needs a driver and a network, and there are none."
        )
    elif "?" in text or "file:" in text:
        message = f"`{text[:60]}` has options that can open files or load code."
    else:
        message = f"`{text[:60]}` is a database in a file, and the sandbox has no files."
    return Refusal("engine", message, f'Write `create_engine("{PLAIN}")`: a database in memory.')


def parts_refusal(driver: str, others: Mapping[str, object]) -> Refusal | None:
    """The same for the parts of `URL.create`: all but the driver and the database must be empty."""
    given = {name: value for name, value in others.items() if value and name != "database"}
    database = others.get("database") or ":memory:"
    if driver in DRIVERS and not given and database == ":memory:":
        return None
    refusal = url_refusal(f"{driver}:///{database}")
    return refusal or Refusal(
        "engine", f"`{next(iter(given))}` has no place here.", f'Write `create_engine("{PLAIN}")`.'
    )


def keyword_refusal(name: str) -> Refusal | None:
    if name in KEYWORDS.names:
        return None
    message = f"`create_engine` takes no `{name}` here: it can replace how connections are made or guarded."
    return Refusal("engine", message, nearest(name, KEYWORDS.names) or "Leave it out; `echo=True` shows the SQL.")


def connect_argument_refusal(name: object) -> Refusal | None:
    if name in CONNECT_ARGS.names:
        return None
    message = f"`connect_args` takes no {name!r:.60} here: it can replace how connections are made."
    return Refusal("engine", message, 'Write `connect_args={"check_same_thread": False}`, or leave it out.')


def pool_refusal(name: str) -> Refusal | None:
    return None if name in POOLS else foreign_pool(name)


def foreign_pool(name: str) -> Refusal:
    """For a pool, called `name`, that is not one of the open ones whatever it is called."""
    return Refusal(
        "engine",
        f"`{name}` is not one of SQLAlchemy's own pools, and a pool of one's own makes its own connections.",
        "Use `StaticPool`, or leave `poolclass` out.",
    )
