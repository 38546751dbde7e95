"""The key that signs visitors' cookies: given, or made once and kept beside the store. There is no default."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from webapp.config import SettingError, Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def secret_key(settings: Settings) -> str:
    """The key. Raises SettingError where others can reach the server and none was given."""
    if settings.secret_key:
        return settings.secret_key
    if settings.host not in LOOPBACK:
        raise SettingError(
            "SAVEPOINT_SECRET_KEY is not set. It signs the visitors' cookies, so a server that others can reach needs "
            'one of its own: python3 -c "import secrets; print(secrets.token_hex(32))" makes one.'
        )
    path = settings.home / "secret-key"
    if not path.exists():
        _write_once(path, secrets.token_hex(32))
    return path.read_text().strip()


def _write_once(path: Path, key: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    try:
        os.link(partial, path)  # fails where another server was quicker; then its key is the one
    except FileExistsError:
        return
    finally:
        partial.unlink()
