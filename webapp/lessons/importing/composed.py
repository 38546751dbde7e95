"""Parts that were run, as the steps of a lesson."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from webapp.lessons.importing.characters import UNREADABLE
from webapp.lessons.importing.parts import Document, Example, Fragment, Prose, Ran
from webapp.lessons.importing.printed import LONGEST

SENTENCE = re.compile(r".+?[.!?](?= |$)")
LINK = re.compile(r"\[(?P<text>(?:\\.|[^\]\\])*)\]\([^)]*\)")
ESCAPE = re.compile(r"\\([^a-zA-Z0-9\s])")
NO_PROSE = ("#", ">", "* ", "- ", "+ ", "1", "|", "`", "[", "\\[")
LONGEST_SUMMARY = 240
LONGEST_LOOKED_AT = 2_000
"""Characters of a paragraph that are looked at for its first sentence."""

OTHERWISE = "The document shows something else here:"


def composed(document: Document, prelude: str, parts: Iterable[Ran]) -> dict[str, Any]:
    """The lesson, its keys in the order in which they are written."""
    steps = list(_steps(parts))
    lesson: dict[str, Any] = {"title": _title(document), "summary": _summary(document)}
    if prelude:
        lesson["prelude"] = prelude
    return {**lesson, "steps": steps}


def _steps(parts: Iterable[Ran]) -> Iterator[dict[str, Any]]:
    waiting: list[str] = []
    continues = False
    for part in _joined(parts):
        if not isinstance(part, Example):
            waiting.append(_markdown(part))
            continue
        yield from _text(waiting)
        waiting = [] if part.as_shown else [_otherwise(part)]
        yield _example(part, continues)
        continues = True
    yield from _text(waiting)


def _joined(parts: Iterable[Ran]) -> Iterator[Ran]:
    """The parts; neighbours that do not run for the same reason are one."""
    last: Ran | None = None
    for part in parts:
        if isinstance(part, Fragment) and isinstance(last, Fragment) and part.tried and part.why == last.why:
            last = replace(last, code=f"{last.code}\n{part.code}")
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _text(blocks: list[str]) -> Iterator[dict[str, Any]]:
    if blocks:
        yield {"text": "\n\n".join(blocks) + "\n"}


def _example(example: Example, continues: bool) -> dict[str, Any]:
    step: dict[str, Any] = {"example": example.code.source.strip("\n") + "\n"}
    if continues:
        step["continues"] = True
    if example.raises:
        step["raises"] = True
    if example.shows:
        step["shows"] = example.shows
    return step


def _markdown(part: Prose | Fragment | Any) -> str:
    if isinstance(part, Prose):
        return part.text
    told = f"\n\n*This does not run here.*\n{_sentence(part.why)}" if part.tried else ""
    return _fenced(part.code, part.language) + told


def _otherwise(example: Example) -> str:
    printed = UNREADABLE.sub("...", "".join(prompt.printed or "" for prompt in example.code.prompts))[:LONGEST]
    return f"*{OTHERWISE}*\n\n{_fenced(printed, '')}" if printed.strip() else "*The document shows no output here.*"


def _fenced(code: str, language: str) -> str:
    lines = [line.rstrip() for line in code.strip("\n").split("\n")]
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    ticks = "`" * (longest + 1)
    name = language if re.fullmatch(r"[\w+.-]*", language) else ""
    return "\n".join([f"{ticks}{name}", *lines, ticks])


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _title(document: Document) -> str:
    return _plain(document.title) or _words(document.path)


def _words(path: Path) -> str:
    words = re.sub(r"[_\W]+", " ", path.stem).strip()
    return words[:1].upper() + words[1:] or "A lesson"


def _summary(document: Document) -> str:
    for part in document.parts:
        if not isinstance(part, Prose) or part.text.startswith(NO_PROSE):
            continue
        found = SENTENCE.match(_plain(part.text))
        if found is not None and len(found[0]) <= LONGEST_SUMMARY:
            return found[0]
    return f"What `{document.path.name}` tells, to try out."


def _plain(markdown: str) -> str:
    """The text on one line, with backticks as its only markup."""
    text = LINK.sub(lambda found: found["text"], " ".join(markdown[:LONGEST_LOOKED_AT].split()))
    return ESCAPE.sub(r"\1", re.sub(r"\*+(?=\S)|(?<=\S)\*+", "", text))
