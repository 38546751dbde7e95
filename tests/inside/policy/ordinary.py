"""Snippets as learners, teachers and SQLAlchemy's documentation write them: all are accepted, and run clean.

They stand in the files of `ordinary_snippets/`, by subject. `### title` begins one, `### title @start` one that comes
after a start: `users.txt`, or a setup of the corpus. `---` on a line of its own ends what is submitted in one go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.inside.policy.snippets import corpus

FOLDER = Path(__file__).with_name("ordinary_snippets")
USERS = (FOLDER / "users.txt").read_text("utf-8")


CREW = "NAMES = ['Melissa', 'Rick']\ndef count(): return len(NAMES)\n"
"""A dataset, which they may import as `crew`."""


def _starts() -> dict[str, str]:
    benign: Any = corpus("benign.yaml")
    return {"": "", "users": USERS} | benign["setups"]


@dataclass(frozen=True, slots=True)
class Ordinary:
    title: str
    start: str
    parts: tuple[str, ...]


def _read(path: Path) -> list[Ordinary]:
    pieces = re.split(r"^### (.*)\n", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    titled = zip(pieces[::2], pieces[1::2], strict=True)
    made = []
    for heading, code in titled:
        title, _, start = heading.partition(" @")
        made.append(Ordinary(title, STARTS[start], tuple(code.split("\n---\n"))))
    return made


STARTS = _starts()
SUBJECTS: dict[str, list[Ordinary]] = {
    path.stem: _read(path) for path in sorted(FOLDER.glob("*.txt")) if path.stem != "users"
}
"""By subject, in the order of the files' names."""

SHOP = USERS
ALONE = {each.title: "\n".join(each.parts) for subject in SUBJECTS.values() for each in subject if not each.start}
AFTER_SHOP = {
    each.title: "\n".join(each.parts) for subject in SUBJECTS.values() for each in subject if each.start == USERS
}
"""By title: those that stand alone, and those that come after `SHOP`."""
