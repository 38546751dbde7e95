"""Markdown, MyST's too, as the parts of a lesson: what is prose stays as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from webapp.lessons.importing.blocks import PYTHON, UNNAMED, block
from webapp.lessons.importing.lines import Line, dedented, joined, numbered
from webapp.lessons.importing.outward import outward
from webapp.lessons.importing.parts import Document, Part, Prose
from webapp.lessons.importing.prompts import PROMPT, is_prompted
from webapp.lessons.problems import Problem

MARKDOWN = MarkdownIt("commonmark").enable("table").disable("inline")
"""Only blocks are looked for."""
FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
IMAGE = re.compile(r"!\[(?P<text>[^\]\n]{0,200})\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,200}\])")
OPTION = re.compile(r":[\w-]+:(?: .*)?")
HEADING = re.compile(r"#(?= )")

IN_A_LIST = "Code in a list is shown, not run; put it after the list."
PICTURE = "A picture is left out: lessons have none."
HTML = "HTML is left out: lessons have none."


def marked(path: Path, text: str) -> Document:
    """The document in `text`. Raises nothing."""
    front = FRONT.match(text)
    reader = Reader(path, prompts=is_prompted(text))
    first = front.end() if front else 0
    parts = tuple(reader.parts(text[first:], 1 + text[:first].count("\n")))
    return Document(path, reader.title, parts, tuple(reader.problems))


class Reader:
    """Reads texts of one document, whose title is the first heading; `problems` are what it had to leave out."""

    def __init__(self, path: Path, *, prompts: bool) -> None:
        self.title = ""
        self.problems: list[Problem] = []
        self._path = path
        self._prompts = prompts

    def parts(self, text: str, line: int, *, run: bool = True) -> Iterator[Part]:
        """The parts of the text, which begins in that line of the document; without `run`, code in it is prose."""
        lines = numbered(text, line)
        environment: dict[str, Any] = {}
        tokens = MARKDOWN.parse(text, environment)
        links = {label: str(link["href"]) for label, link in environment.get("references", {}).items()}
        for token, inner in _blocks(tokens):
            if token.map is None:
                continue
            part = lines[slice(*token.map)]
            if run and token.type in ("fence", "code_block"):
                yield from self._code(token, part)
            elif run and token.type == "blockquote_open" and PROMPT.match(part[0].text):
                yield from block(dedented(part), UNNAMED, tested=True, prompts=True)
            elif token.type == "html_block":
                self._lost(part[0].number, HTML, wanted=not token.content.lstrip().startswith("<!--"))
            elif token.type == "heading_open" and not self.title and inner:
                self.title = inner[0].content
            else:
                self._look_for_code(inner, part[0].number, run)
                yield self._prose(part, links, heading=token.type == "heading_open")

    def _code(self, token: Token, lines: list[Line]) -> Iterator[Part]:
        if token.type == "code_block":
            yield from block(dedented(lines), UNNAMED, tested=True, prompts=self._prompts)
            return
        body = lines[1:-1] if len(lines) > 1 and lines[-1].text.strip().startswith(token.markup) else lines[1:]
        info = token.info.strip()
        while info.startswith("{") and body and OPTION.fullmatch(body[0].text.strip()):
            body = body[1:]
        words = re.sub(r"[{}.]", " ", info).split()
        language = next((word.lower() for word in words if word.lower() in PYTHON), words[0] if words else UNNAMED)
        yield from block(dedented(body), language, tested=True, prompts=self._prompts)

    def _look_for_code(self, tokens: Sequence[Token], line: int, run: bool) -> None:
        python = [
            token for token in tokens if token.type == "fence" and token.info.split()[:1] in [[each] for each in PYTHON]
        ]
        self._lost(line, IN_A_LIST, wanted=run and bool(python))

    def _prose(self, lines: Sequence[Line], links: Mapping[str, str], *, heading: bool) -> Prose:
        text, number = joined(lines), lines[0].number
        shown = IMAGE.sub(lambda found: found["text"], text)
        self._lost(number, PICTURE, wanted=shown != text)
        if heading and HEADING.match(shown):
            shown = f"#{shown}"
        return Prose(outward(shown.strip("\n"), links), number)

    def _lost(self, line: int, message: str, *, wanted: bool) -> None:
        if wanted:
            self.problems.append(Problem(str(self._path), line, 1, message))


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[Token, list[Token]]]:
    """The blocks that stand in no other, each with what is in it."""
    at = 0
    while at < len(tokens):
        end = at + 1
        while tokens[at].nesting == 1 and end < len(tokens) and tokens[end].level > tokens[at].level:
            end += 1
        yield tokens[at], list(tokens[at + 1 : end])
        at = end + (tokens[at].nesting == 1)
