"""`--record`: what lessons compute, written into their files."""

from __future__ import annotations

import difflib
import os
import stat
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import click

from webapp.attempts.proving.computed import computed
from webapp.cli.lessons.proving import AT_ONCE
from webapp.errors import SandboxError, SavepointError
from webapp.lessons.rewrite import RewriteError, rewritten
from webapp.lessons.schema import Lesson
from webapp.sandbox.interface import Sandboxes

COLOURS = {"+": "green", "-": "red", "@": "cyan"}
BELOW = {"shows": "example"}
"""Which key a new one is written below."""


class RecordError(SavepointError):
    """A file cannot be written."""


def record(lessons: Sequence[Lesson], sandboxes: Sandboxes, *, ask: bool) -> bool:
    """Shows what would change in the lessons' files, and changes it if that is agreed; whether anything was.

    Raises RecordError.
    """
    changed: dict[Path, str] = {}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for lesson, new in zip(lessons, threads.map(partial(_new_text, sandboxes), lessons), strict=True):
            if new is not None:
                changed[Path(lesson.path)] = new
    if not changed:
        click.echo("Nothing to record: every `shows` and `are` is as computed, or its code does not run.")
        return False
    for path, new in changed.items():
        _show(path, new)
    if ask and not click.confirm(f"Write this into {', '.join(map(str, changed))}?"):
        return False
    for path, new in changed.items():
        _write(path, new)
    return True


def _new_text(sandboxes: Sandboxes, lesson: Lesson) -> str | None:
    path = Path(lesson.path)
    try:
        values = computed(sandboxes, lesson)
        old = _text(path)
        return rewritten(old, values, BELOW) if values else None
    except RewriteError as error:
        click.echo(f"{path}:1:1: {error}", err=True)
        return None
    except SandboxError:
        return None  # its start does not run, which the check tells


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _show(path: Path, new: str) -> None:
    old = _text(path).splitlines(keepends=True)
    for line in difflib.unified_diff(old, new.splitlines(keepends=True), str(path), str(path), n=2):
        click.secho(line if line.endswith("\n") else f"{line}\n", fg=COLOURS.get(line[:1]), nl=False)


def _write(path: Path, new: str) -> None:
    """Puts the new file in the old one's place at once, so that no half of it is ever read."""
    old = path.read_bytes()
    data = (b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b"") + new.encode()
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
            file.write(data)
        os.chmod(file.name, mode)
        os.replace(file.name, os.path.realpath(path))
    except OSError as error:
        raise RecordError(f"{path} cannot be written: {error.strerror or error}.") from error
