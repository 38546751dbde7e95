"""The home folder: the store's file and the generated key stand in it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from webapp.config import SettingError, Settings
from webapp.sandbox.identity import WEB_USER, Identity, identity


@contextmanager
def as_owner(settings: Settings) -> Iterator[Identity | None]:
    """What the block does to the store's files, it does as whom they belong to: the web's user, where root runs this
    and one is named; else whoever runs this. Raises SettingError.
    """
    owner = identity(settings.web_user, WEB_USER)
    if owner is None:
        yield None
        return
    if not settings.home.exists():
        _give(settings, owner)
    with owner.acting():
        yield owner


def _give(settings: Settings, owner: Identity) -> None:
    try:
        settings.home.mkdir(parents=True)
        owner.own(settings.home)
    except OSError as error:
        raise SettingError(f"The home folder {settings.home} cannot be made: {error.strerror or error}.") from error


def make_home(settings: Settings) -> None:
    """Makes the home folder, where it is missing. Raises SettingError where files cannot be made or changed in it."""
    home = settings.home
    if "?" in str(home.absolute()):
        raise SettingError(f"SAVEPOINT_HOME is {home}; a database's address cannot have a question mark in its path.")
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            pass
        for each in home.glob("savepoint.sqlite3*"):
            if not os.access(each, os.R_OK | os.W_OK, effective_ids=True):
                raise PermissionError(0, f"{each.name} in it cannot be written")
    except OSError as error:
        raise SettingError(
            f"The home folder {home} cannot be used: {error.strerror or error}. {_remedy(settings)}"
        ) from error


def _remedy(settings: Settings) -> str:
    if settings.web_user:
        whose = f"It must be {WEB_USER}'s, with all that is in it"
        return f"{whose}: chown -R {settings.web_user}: {settings.home}"
    return "Set SAVEPOINT_HOME to a folder that this user can write."
