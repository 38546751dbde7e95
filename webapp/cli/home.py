"""The home folder: the store's file and the generated key stand in it."""

from __future__ import annotations

import tempfile

from webapp.config import SettingError, Settings


def make_home(settings: Settings) -> None:
    """Makes the home folder, where it is missing. Raises SettingError where files cannot be made in it."""
    home = settings.home
    if "?" in str(home.absolute()):
        raise SettingError(f"SAVEPOINT_HOME is {home}; a database's address cannot have a question mark in its path.")
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        raise SettingError(
            f"The home folder {home} cannot be used: {error.strerror or error}. "
            "Set SAVEPOINT_HOME to a folder that this user can write."
        ) from error
