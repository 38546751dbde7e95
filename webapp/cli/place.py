"""Where progress is kept, fit to be printed: a database's URL may hold a password."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from webapp.cli.secret import LOOPBACK
from webapp.config import Settings

MAY_BE_LOST = (
    "DATABASE_URL is not set, so progress is kept on this machine's own disk. Where that does not outlast a "
    "restart, as on Heroku and hosts like it, all of it is lost then: set DATABASE_URL to a PostgreSQL."
)


def place(url: str) -> str:
    """The file of a SQLite URL, else scheme, host and database without user, password, port and query."""
    scheme, _, rest = url.partition("://")
    if scheme.partition("+")[0] == "sqlite":
        return rest.partition("?")[0].removeprefix("/") or "memory alone"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return _UNCLEAR
    # Where a password holds characters that a URL gives another meaning, nobody can tell where it ends.
    if url.count("@") > parts.netloc.count("@") or parts.netloc.count("@") > 1:
        return _UNCLEAR
    return f"{parts.scheme}://{host}{parts.path}"


_UNCLEAR = "the database that DATABASE_URL names"


def may_be_lost(settings: Settings, environ: Mapping[str, str]) -> bool:
    """Whether this looks like a host whose disk may not be kept: it serves others, or says that it is a dyno."""
    return not settings.database_url and ("DYNO" in environ or settings.host not in LOOPBACK)
