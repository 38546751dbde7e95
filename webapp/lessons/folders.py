"""The folders that lessons come from."""

import os
from pathlib import Path

ADDED = "+"
"""What a setting begins with whose folders come beside the course."""


def shipped() -> Path:
    """The folder of the lessons that come with Savepoint: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    wheel = package / "shipped_lessons"
    return wheel if wheel.is_dir() else package.parent / "lessons"


def folders(setting: str) -> tuple[Path, ...]:
    """The folders that the setting of the lessons names, in order; empty means the course that ships.

    Several are separated as in PATH. They take the place of the course, or with a plus sign in front are added to it.
    """
    names = setting.removeprefix(ADDED)
    named = tuple(Path(name) for name in names.split(os.pathsep) if name)
    return named if named and not setting.startswith(ADDED) else (shipped(), *named)
