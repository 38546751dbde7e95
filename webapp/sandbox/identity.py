"""Whose process a supervisor is: this user's, or another's where the server is started as root."""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from webapp.config import SettingError


@dataclass(frozen=True, slots=True)
class Identity:
    """A user, by number, and their group."""

    user: int
    group: int

    def own(self, folder: Path) -> None:
        """Gives them the folder: their socket is made in it, and root still reaches it. Raises OSError."""
        os.chown(folder, self.user, self.group)


def identity(name: str) -> Identity | None:
    """The user of that name; None where that is who runs this, or none is named. Raises SettingError."""
    if not name:
        return None
    try:
        found = pwd.getpwnam(name)
    except KeyError as error:
        raise SettingError(f"SAVEPOINT_SANDBOX_USER is {name!r}; this machine has no such user.") from error
    if found.pw_uid == 0:
        raise SettingError("SAVEPOINT_SANDBOX_USER is root's; it must be a user that can do less.")
    if found.pw_uid == os.geteuid():
        return None
    if os.geteuid() != 0:
        raise SettingError(
            f"SAVEPOINT_SANDBOX_USER is {name!r}, and only root can start processes of another user's. Leave it empty."
        )
    return Identity(found.pw_uid, found.pw_gid)
