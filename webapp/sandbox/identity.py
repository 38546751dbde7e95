"""Whose a process is: this user's, or another's where the server is started as root."""

from __future__ import annotations

import os
import pwd
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webapp.config import SettingError

NOBODY = 65534
"""Whom a sandbox becomes that root forks."""
SANDBOX_USER, WEB_USER = "SAVEPOINT_SANDBOX_USER", "SAVEPOINT_WEB_USER"


@dataclass(frozen=True, slots=True)
class Identity:
    """A user, by number, and their own group; they have no other here."""

    user: int
    group: int
    name: str
    home: str

    def own(self, folder: Path) -> None:
        """Gives them the folder: what they make in it is theirs, and root still reaches it. Raises OSError."""
        os.chown(folder, self.user, self.group, follow_symlinks=False)

    @contextmanager
    def acting(self) -> Iterator[None]:
        """What root does in the block, it does as them: a link that they have put somewhere leads root nowhere."""
        groups = os.getgroups()
        os.setgroups([])
        os.setegid(self.group)
        os.seteuid(self.user)
        try:
            yield
        finally:
            os.seteuid(0)
            os.setegid(0)
            os.setgroups(groups)


def process(whose: Identity | None) -> dict[str, Any]:
    """Arguments of subprocess.Popen that make a process theirs; none make it ours."""
    return {"user": whose.user, "group": whose.group, "extra_groups": []} if whose else {}


def identity(name: str, setting: str = SANDBOX_USER) -> Identity | None:
    """The user of that name; None where that is who runs this, or none is named. Raises SettingError."""
    if not name:
        return None
    try:
        found = pwd.getpwnam(name)
    except KeyError as error:
        raise SettingError(f"{setting} is {name!r}; this machine has no such user.") from error
    if found.pw_uid == 0:
        raise SettingError(f"{setting} is root's; it must be a user that can do less.")
    if found.pw_uid == os.geteuid():
        return None
    if os.geteuid() != 0:
        raise SettingError(
            f"{setting} is {name!r}, and only root can start processes of another user's. Leave it empty."
        )
    them = Identity(found.pw_uid, found.pw_gid, name, found.pw_dir)
    _check_that_it_runs(them, setting)
    return them


def check_apart(web: Identity, sandboxes: Identity | None) -> None:
    """Raises SettingError where both are one user: what broke out of a sandbox could then reach the web's memory."""
    if web.user == (sandboxes.user if sandboxes else NOBODY):
        raise SettingError(
            f"{WEB_USER} is {web.name!r}, whom sandboxes run as here. Name another user, one made for the web say."
        )


def _check_that_it_runs(them: Identity, setting: str) -> None:
    needs = (
        ("run this Python", Path(sys.executable), os.X_OK),
        ("read this checkout", Path(__file__), os.R_OK),
        ("go through the folder for temporary files, TMPDIR", Path(tempfile.gettempdir()), os.X_OK),
    )
    for what, path, how in needs:
        with them.acting():
            may = os.access(path, how, effective_ids=True)
        if not may:
            raise SettingError(
                f"{setting} is {them.name!r}, who cannot {what}: {path.resolve()}. It, or a folder above it, is closed "
                "to them: take one that all users may use, below /srv, /opt or /tmp say."
            )
