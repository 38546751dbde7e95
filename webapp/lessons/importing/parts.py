"""What a document consists of, in its order: prose, code to run, code to show."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from webapp.lessons.problems import Problem


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is typed at one prompt, or in one cell, and where it stands in the document.

    `printed` is what the document shows after it, None where it does not say. Where it marks a part of that as the SQL
    which an engine with `echo=True` logs, `beside_log` is the rest. `raises`: a traceback is shown.
    """

    source: str
    line: int
    printed: str | None = None
    beside_log: str | None = None
    raises: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown: one block or more."""

    text: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Code:
    """Code to run in one go. `hidden`: the document runs it and does not show it.

    `last_only`: of the values that stand on lines of their own the document shows the last alone, as notebooks do.
    """

    prompts: tuple[Prompt, ...]
    hidden: bool = False
    last_only: bool = False

    @property
    def source(self) -> str:
        """The code, without prompts."""
        return "".join(prompt.source for prompt in self.prompts)

    @property
    def line(self) -> int:
        """Where it begins in the document."""
        return self.prompts[0].line


@dataclass(frozen=True, slots=True)
class Fragment:
    """Code to show, and not to run.

    `why` says so of Python that might have been meant to run. `tried`: it is meant to, and does not; the page says why.
    """

    code: str
    language: str
    line: int
    why: str = ""
    tried: bool = False


Part = Prose | Code | Fragment


@dataclass(frozen=True, slots=True)
class Example:
    """Code that was run: what the console shows then, and whether the document shows the same."""

    code: Code
    shows: str
    raises: bool
    as_shown: bool


Ran = Prose | Fragment | Example
"""A part when the code has been run."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read. `problems` are what is lost of it, each with its line."""

    path: Path
    title: str
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def codes(self) -> tuple[Code, ...]:
        """All code to run, hidden or not."""
        return tuple(part for part in self.parts if isinstance(part, Code))
