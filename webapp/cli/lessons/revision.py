"""The lessons as an earlier revision of their repository has them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from webapp.errors import SavepointError
from webapp.lessons.history import ids_in
from webapp.lessons.misplaced import SUFFIXES, is_reserved

LONGEST = 60.0
"""Seconds for git to answer."""


class RevisionError(SavepointError):
    """There is no such revision, or no git, or no repository."""


def ids_at(revision: str, folders: Iterable[Path]) -> dict[Path, frozenset[str]]:
    """The ids in each lesson's file of the folders, as of that revision. Raises RevisionError."""
    found: dict[Path, frozenset[str]] = {}
    for folder in folders:
        commit = git(folder, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        commit = commit.strip()
        names = git(folder, revision, "ls-tree", "-z", "--name-only", commit, "./").split("\0")
        for path in map(Path, names):
            if path.suffix not in SUFFIXES or path.name[0] == "." or is_reserved(path):
                continue
            path = folder / path
            found[path] = ids_in(git(folder, revision, "show", f"{commit}:./{path.name}"))
    return found


def git(folder: Path, revision: str, *arguments: str) -> str:
    """What git prints, asked in that folder. Raises RevisionError, with what to do, where it cannot."""
    try:
        ended = subprocess.run(  # whichever git the author uses
            ["git", "-C", str(folder), *arguments],  # noqa: S607
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except FileNotFoundError as error:
        raise RevisionError("--against needs git, and there is none on this machine.") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RevisionError(f"--against: git does not answer in {folder}.") from error
    if ended.returncode:
        said = ended.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
        why = said[0] if said else "there is no such revision; name a commit, a tag or a branch"
        raise RevisionError(f"--against {revision}: git has no lessons of it in {folder}: {why}.")
    return ended.stdout.decode("utf-8", "replace")
