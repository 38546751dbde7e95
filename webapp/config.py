"""The settings: one frozen table that feeds the server, `savepoint --help`, the README and the tests."""

from __future__ import annotations

import math
import os
from dataclasses import Field, dataclass, field, fields
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, get_type_hints

from webapp.errors import SavepointError


class SettingError(SavepointError):
    """A setting has a value that cannot be used."""


def setting(
    env: str,
    default: Any,
    tells: str,
    *,
    least: float | None = None,
    most: float | None = None,
    among: tuple[str, ...] = (),
    secret: bool = False,
) -> Any:
    """A field of the table: its environment variable, its default, what it does, and the range of a number or the words
    it is one of. A `secret` one is no option of a command line, which every list of processes shows."""
    kept = {"env": env, "tells": tells, "least": least, "most": most, "among": among, "secret": secret}
    return field(default=default, metadata=kept)


def reach(each: Field[Any]) -> str:
    """The range of a setting in words, such as "1 to 128" or "at least 0"; empty where it is no number."""
    least, most = each.metadata["least"], each.metadata["most"]
    if least is None:
        return ""
    return f"at least {least}" if most is None else f"{least} to {most}"


def values(each: Field[Any]) -> str:
    """What a setting can be, in words: a number's range, the words that it is one of, or text."""
    return " or ".join(each.metadata["among"]) or reach(each) or "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting, with its environment variable, default and meaning."""

    home: Path = setting("SAVEPOINT_HOME", Path(".savepoint"), "folder for the database and the generated secret key")
    database_url: str = setting("DATABASE_URL", "", "store; empty means a SQLite file in the home folder")
    secret_key: str = setting(
        "SAVEPOINT_SECRET_KEY",
        "",
        "signs the visitor's cookie; of several, comma separated, the first signs and all are good; "
        "each has 32 characters or more; on loopback one is generated",
        secret=True,
    )
    metrics_token: str = setting(
        "SAVEPOINT_METRICS_TOKEN",
        "",
        "who presents it may read /metrics; without it this machine alone may",
        secret=True,
    )
    proxies: str = setting(
        "SAVEPOINT_PROXIES",
        "",
        "whose X-Forwarded-For, -Proto and X-Request-ID are believed: addresses or networks, comma separated, or how "
        "many proxies every request passes; empty: nobody's",
    )
    log: str = setting("SAVEPOINT_LOG", "text", "lines of the log: for people, or JSON objects", among=("text", "json"))
    log_refused: str = setting(
        "SAVEPOINT_LOG_REFUSED",
        "nothing",
        "what the log says of a refused snippet beside its outcome; never its text",
        among=("nothing", "rules"),
    )
    redis_url: str = setting(
        "REDIS_URL", "", "Redis that several machines share; empty means that this machine is the only one"
    )
    sandboxes: str = setting(
        "SAVEPOINT_SANDBOXES",
        "here",
        "where snippets run: here, or on workers, the machines that run savepoint worker",
        among=("here", "workers"),
    )
    sandbox_user: str = setting(
        "SAVEPOINT_SANDBOX_USER",
        "",
        "user that sandboxes and their supervisor run as, where the server is started as root",
    )
    web_user: str = setting(
        "SAVEPOINT_WEB_USER",
        "",
        "user that the web runs as and whose the store's files are, where the server is started as root; another than "
        "the sandboxes'",
    )
    lessons: str = setting(
        "SAVEPOINT_LESSONS", "", "folders with lessons, instead of the course that ships; +FOLDER adds to it"
    )
    host: str = setting("HOST", "127.0.0.1", "address to listen on")
    port: int = setting("PORT", 8000, "port to listen on; 0 takes a free one", least=0, most=65535)
    workers: int = setting("SAVEPOINT_WORKERS", 2, "gunicorn worker processes", least=1, most=256)
    threads: int = setting("SAVEPOINT_THREADS", 64, "threads in each worker process", least=1, most=1024)
    request_seconds: float = setting(
        "SAVEPOINT_REQUEST_SECONDS", 15.0, "time for a client to send a whole request, in seconds", least=1, most=600
    )
    # The seconds stay far below the time in which the web gives the supervisor up.
    cpu_seconds: float = setting(
        "SAVEPOINT_CPU_SECONDS", 2.0, "processor time of one snippet, in seconds", least=0.1, most=60
    )
    wall_seconds: float = setting("SAVEPOINT_WALL_SECONDS", 5.0, "time of one snippet, in seconds", least=0.1, most=60)
    replay_seconds: float = setting(
        "SAVEPOINT_REPLAY_SECONDS", 10.0, "processor time to rebuild a sandbox, in seconds", least=0.1, most=60
    )
    memory_mib: int = setting(
        "SAVEPOINT_MEMORY_MIB", 128, "memory of a sandbox above its start, in MiB", least=16, most=65536
    )
    # An observation takes 200,000 characters of each, so 128 KiB fit, whatever they are.
    output_kib: int = setting("SAVEPOINT_OUTPUT_KIB", 64, "output kept of one snippet, in KiB", least=1, most=128)
    snippet_kib: int = setting("SAVEPOINT_SNIPPET_KIB", 16, "longest snippet, in KiB", least=1, most=128)
    statements: int = setting(
        "SAVEPOINT_STATEMENTS", 1000, "SQL statements recorded of one snippet", least=1, most=10_000
    )
    retention_days: int = setting(
        "SAVEPOINT_RETENTION_DAYS",
        400,
        "days after a visitor's last sign of life until all that is kept of them is deleted; 0 keeps it",
        least=0,
        most=36500,
    )
    runs: int = setting(
        "SAVEPOINT_RUNS", 8, "runs of one visitor in a second; 0 sets no limit", least=0, most=1_000_000
    )
    address_runs: int = setting(
        "SAVEPOINT_ADDRESS_RUNS",
        6000,
        "runs from one address in a minute; 0 sets no limit",
        least=0,
        most=1_000_000,
    )
    new_visitors: int = setting(
        "SAVEPOINT_NEW_VISITORS",
        300,
        "new visitors from one address in a minute, a class at once say; 0 sets no limit",
        least=0,
        most=1_000_000,
    )
    completions: int = setting(
        "SAVEPOINT_COMPLETIONS", 20, "completions of one visitor in a second; 0 sets no limit", least=0, most=1_000_000
    )
    drafts: int = setting(
        "SAVEPOINT_DRAFTS", 20, "drafts of one visitor kept in a second; 0 sets no limit", least=0, most=1_000_000
    )
    changes: int = setting(
        "SAVEPOINT_CHANGES",
        10,
        "other changes by one visitor in a second, such as asking for help; 0 sets no limit",
        least=0,
        most=1_000_000,
    )
    resumes: int = setting(
        "SAVEPOINT_RESUMES",
        120,
        "resume and login links tried from one address in a minute; 0 sets no limit",
        least=0,
        most=1_000_000,
    )
    live_sandboxes: int = setting(
        "SAVEPOINT_LIVE_SANDBOXES", 0, "sandboxes kept alive; 0 derives it from free memory", least=0
    )

    def __post_init__(self) -> None:
        """Raises SettingError, naming the variable, its value and what it must be, where it is something else, and
        where snippets are to run nowhere."""
        proxies(self.proxies)
        for each in fields(self):
            if each.metadata["among"] and getattr(self, each.name) not in each.metadata["among"]:
                raise SettingError(
                    f"{each.metadata['env']} is {getattr(self, each.name)!r}; it must be {values(each)}."
                )
        if self.redis_url and not self.redis_url.startswith(("redis://", "rediss://")):  # it may hold a password
            raise SettingError("REDIS_URL names no Redis, as redis://127.0.0.1:6379/0 or rediss://... would.")
        if self.sandboxes == "workers" and not self.redis_url:
            raise SettingError("SAVEPOINT_SANDBOXES is workers, so REDIS_URL must name the Redis they are asked over.")
        for each in fields(self):
            if not reach(each):
                continue
            value, least, most = getattr(self, each.name), each.metadata["least"], each.metadata["most"]
            if not math.isfinite(value) or value < least or (most is not None and value > most):
                raise SettingError(f"{each.metadata['env']} is {value}; it must be {reach(each)}.")

    @classmethod
    def from_environment(cls, environ: dict[str, str] | None = None, **given: Any) -> Settings:
        """Settings from the environment; `given` (command-line options that are not None) wins.

        Raises SettingError, naming the variable, its value and what it must be.
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


Network = IPv4Network | IPv6Network


def proxies(text: str) -> int | tuple[Network, ...]:
    """How many proxies every request passes, or the networks that they are in. Raises SettingError."""
    if text.strip().isdecimal() and len(text.strip()) == 1:
        return int(text)
    try:
        return tuple(ip_network(each.strip()) for each in text.split(",") if each.strip())
    except ValueError as error:
        raise SettingError(
            f"SAVEPOINT_PROXIES is {text!r}; it must be addresses such as 127.0.0.1 or networks such as 10.0.0.0/8, "
            "or how many proxies every request passes, 0 to 9."
        ) from error


def keys(text: str) -> tuple[str, ...]:
    """The secret keys: the first signs, all are good."""
    return tuple(each.strip() for each in text.split(",") if each.strip())


def table() -> str:
    """The settings as a Markdown table, for the README."""
    rows = ["| variable | default | what it is | range |", "|---|---|---|---|"]
    for each in fields(Settings):
        default = f"`{each.default}`" if str(each.default) else "none"
        rows.append(f"| `{each.metadata['env']}` | {default} | {each.metadata['tells']} | {values(each)} |")
    return "\n".join(rows) + "\n"
