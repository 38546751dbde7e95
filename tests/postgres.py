"""A PostgreSQL server of the tests' own, on a free loopback port."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from tests.ports import free_port

SUPERUSER = "postgres"
ACCOUNT = SUPERUSER if os.geteuid() == 0 else None
"""The system's account that the server runs under: it refuses to be root."""
WITHIN = 60
"""Seconds for the server to start or to stop."""
# Nothing here has to outlive the machine's power, but what was committed must outlive the server's processes.
SPEEDY = ("fsync=off", "full_page_writes=off", "max_connections=60", "shared_buffers=32MB")


def binary(name: str) -> str:
    """The path of one of PostgreSQL's programs. Debian keeps them beside the version, outside of PATH."""
    there = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    found = str(there[-1]) if there else shutil.which(name)
    assert found, f"These tests use a real PostgreSQL: install it by the system's packages, for {name}"
    return found


class Postgres:
    """A server in a folder of its own; `database()` makes an empty database in it."""

    def __init__(self, folder: Path) -> None:
        self._data = folder / "data"
        self._folder = folder
        self.port = free_port()
        self._numbers = count(1)
        self._call("initdb", "--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        self.start()

    def start(self) -> None:
        """Starts it and waits until it answers."""
        settings = " ".join(f"-c {each}" for each in SPEEDY)
        options = f"-p {self.port} -h 127.0.0.1 -k {self._folder} {settings}"
        self._call("pg_ctl", "start", "-w", "-t", str(WITHIN), "-l", str(self._folder / "log"), "-o", options)

    def stop(self, *, at_once: bool = False) -> None:
        """Stops it: whoever is connected is cut off. `at_once` is as a loss of power would."""
        self._call("pg_ctl", "stop", "-w", "-t", str(WITHIN), "-m", "immediate" if at_once else "fast")

    def database(self) -> str:
        """The SQLAlchemy URL of a new, empty database."""
        name = f"savepoint_{next(self._numbers)}"
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return f"postgresql://{SUPERUSER}@127.0.0.1:{self.port}/{name}"

    def _dsn(self, database: str) -> str:
        return f"host=127.0.0.1 port={self.port} user={SUPERUSER} dbname={database}"

    def _call(self, program: str, *arguments: str) -> None:
        # The server keeps what it inherits: a pipe would stay open as long as it runs.
        done = subprocess.run(
            [binary(program), "-D", str(self._data), *arguments],
            user=ACCOUNT,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, f"{program} ended with {done.returncode}; see {self._folder / 'log'}"


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server as long as the block lasts."""
    # Not in pytest's own folder, which another account cannot enter.
    folder = Path(tempfile.mkdtemp(prefix="savepoint-postgres-"))
    if ACCOUNT:
        shutil.chown(folder, ACCOUNT)
    try:
        server = Postgres(folder)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)
