"""The key that signs visitors' cookies: given, or made once and kept beside the store. There is no default."""

from __future__ import annotations

import fcntl
import os
import secrets
from pathlib import Path

from webapp.cli.home import make_home
from webapp.config import SettingError, Settings, keys

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHORTEST = 32
"""Characters of a key that is given: as many as 128 bits have, written as the command below writes them."""
MAKES_ONE = 'python3 -c "import secrets; print(secrets.token_hex(32))" makes one'


def secret_key(settings: Settings) -> str:
    """The key, or several as they were given.

    Raises SettingError for one that is short enough to be guessed, where others can reach the server and none was
    given, and where none can be kept.
    """
    if given := keys(settings.secret_key):
        if (shortest := min(map(len, given))) < SHORTEST:
            raise SettingError(
                f"SAVEPOINT_SECRET_KEY has a key of {shortest} characters, which can be guessed from a "
                f"cookie; a key has at least {SHORTEST}: {MAKES_ONE}."
            )
        return settings.secret_key
    if settings.host not in LOOPBACK:
        raise SettingError(
            "SAVEPOINT_SECRET_KEY is not set. It signs the visitors' cookies, so a server that others can reach needs "
            f"one of its own: {MAKES_ONE}."
        )
    path = settings.home / "secret-key"
    try:
        return _kept(path) or _made(path, settings)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise SettingError(
            f"The key in {path} cannot be read or made: {reason}. SAVEPOINT_SECRET_KEY can give one instead."
        ) from error


def _kept(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _made(path: Path, settings: Settings) -> str:
    make_home(settings)
    # Under a lock on the very file, servers that start at once agree on the key of the first; one that is killed here
    # leaves an empty file and no lock, and the next one goes on. Nothing else is made that could be left behind.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        key = file.read().strip()
        if not key:
            key = secrets.token_hex(32)
            file.seek(0)
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        return key
