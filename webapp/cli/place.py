"""Where progress is kept, fit to be printed: a database's URL may hold a password."""

from __future__ import annotations

from urllib.parse import urlsplit


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
