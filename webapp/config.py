"""The settings: one frozen table that feeds the server, `savepoint --help`, the README and the tests."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from webapp.errors import SavepointError


class SettingError(SavepointError):
    """A setting has a value that cannot be used."""


def setting(env: str, default: Any, tells: str) -> Any:
    """A field of the table: its environment variable, its default, and what it does."""
    return field(default=default, metadata={"env": env, "tells": tells})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting, with its environment variable, default and meaning."""

    home: Path = setting("SAVEPOINT_HOME", Path(".savepoint"), "folder for the database and the generated secret key")
    database_url: str = setting("DATABASE_URL", "", "store; empty means a SQLite file in the home folder")
    secret_key: str = setting("SAVEPOINT_SECRET_KEY", "", "signs the visitor's cookie; on loopback one is generated")
    lessons: str = setting(
        "SAVEPOINT_LESSONS", "", "folder with the lessons; empty means those that ship with Savepoint"
    )
    host: str = setting("HOST", "127.0.0.1", "address to listen on")
    port: int = setting("PORT", 8000, "port to listen on; 0 takes a free one")
    workers: int = setting("SAVEPOINT_WORKERS", 2, "gunicorn worker processes")
    threads: int = setting("SAVEPOINT_THREADS", 16, "threads in each worker process")
    cpu_seconds: float = setting("SAVEPOINT_CPU_SECONDS", 2.0, "processor time of one snippet, in seconds")
    wall_seconds: float = setting("SAVEPOINT_WALL_SECONDS", 5.0, "time of one snippet, in seconds")
    replay_seconds: float = setting("SAVEPOINT_REPLAY_SECONDS", 10.0, "processor time to rebuild a sandbox, in seconds")
    memory_mib: int = setting("SAVEPOINT_MEMORY_MIB", 128, "memory of a sandbox above its start, in MiB")
    output_kib: int = setting("SAVEPOINT_OUTPUT_KIB", 64, "output kept of one snippet, in KiB")
    snippet_kib: int = setting("SAVEPOINT_SNIPPET_KIB", 16, "longest snippet, in KiB")
    statements: int = setting("SAVEPOINT_STATEMENTS", 1000, "SQL statements recorded of one snippet")
    live_sandboxes: int = setting("SAVEPOINT_LIVE_SANDBOXES", 0, "sandboxes kept alive; 0 derives it from free memory")

    @classmethod
    def from_environment(cls, environ: dict[str, str] | None = None, **given: Any) -> Settings:
        """Settings from the environment; `given` (command-line options that are not None) wins.

        Raises SettingError, naming the variable and what it must be.
        """
        environ = dict(os.environ) if environ is None else environ
        hints = get_type_hints(cls)
        values = {key: value for key, value in given.items() if value is not None}
        for each in fields(cls):
            text = environ.get(each.metadata["env"], "")
            if each.name in values or not text:
                continue
            try:
                values[each.name] = hints[each.name](text)
            except ValueError as error:
                kind = "a whole number" if hints[each.name] is int else "a number"
                raise SettingError(f"{each.metadata['env']} must be {kind}, not {text!r}.") from error
        return cls(**values)

    @property
    def store_url(self) -> str:
        """The store's SQLAlchemy URL."""
        if not self.database_url:
            return f"sqlite:///{(self.home / 'savepoint.sqlite3').resolve()}"
        # Heroku-like hosts still hand out the scheme that SQLAlchemy dropped in 1.4.
        scheme, separator, rest = self.database_url.partition("://")
        return f"{'postgresql+psycopg' if scheme in ('postgres', 'postgresql') else scheme}{separator}{rest}"


def table() -> str:
    """The settings as a Markdown table, for the README."""
    rows = ["| variable | default | what it is |", "|---|---|---|"]
    for each in fields(Settings):
        default = f"`{each.default}`" if str(each.default) else "none"
        rows.append(f"| `{each.metadata['env']}` | {default} | {each.metadata['tells']} |")
    return "\n".join(rows) + "\n"
