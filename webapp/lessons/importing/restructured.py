"""reStructuredText, as Sphinx extends it, as the parts of a lesson."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from webapp.lessons.importing import directives
from webapp.lessons.importing.blocks import UNNAMED, block
from webapp.lessons.importing.boxes import boxed, item, quoted
from webapp.lessons.importing.directives import Directive, directive
from webapp.lessons.importing.inline import markdown
from webapp.lessons.importing.lines import Line, dedented, end_of_indented, end_of_paragraph, hanging, joined, numbered
from webapp.lessons.importing.parts import Code, Document, Fragment, Part, Prose
from webapp.lessons.importing.prompts import is_prompted, prompted, script
from webapp.lessons.importing.surveyed import ADORNMENT, section, survey
from webapp.lessons.importing.tables import BORDER, end_of_table, table
from webapp.lessons.problems import Problem

Include = Callable[[str], str | None]
"""The text of the document of that name beside this one; None where it cannot be had."""
Blocks = tuple[int, Iterator[Part]]
"""Where the next block begins, and the parts of this one."""

EXPLICIT = re.compile(r"\.\.(?: +(?P<text>.*))?")
DEFINED = re.compile(r"_|\|")
FOOTNOTE = re.compile(r"\[(?P<name>[^\]]+)\] *(?P<text>.*)")
ITEM = re.compile(r"(?P<marker>[*+-]|(?:\d+|#)[.)]) +(?=\S)")
FIELD = re.compile(r":(?P<name>[^:`]+):(?: +(?P<text>.*))?")
GRID = re.compile(r"\+[-=+]{3,}\+")
TESTS = re.compile(r"doctest-(?P<what>include|enable|disable):?(?: +(?P<file>\S+))?")
DEEPEST = 24
"""Levels of blocks in one another; what is deeper is shown as it is written."""


def restructured(path: Path, text: str, include: Include) -> Document:
    """The document in `text`. Raises nothing."""
    reader = Reader(path, numbered(text), include)
    parts = tuple(reader.parts(reader.lines))
    return Document(path, reader.title, parts, tuple(reader.problems))


class Reader:
    """Reads one document, whose title it finds; `problems` are what it had to leave out."""

    def __init__(self, path: Path, lines: list[Line], include: Include) -> None:
        self.lines = lines
        self.title = ""
        self.problems: list[Problem] = []
        self._path = path
        self._include = include
        self._names = survey(lines)
        self._language = UNNAMED
        self._styles: list[str] = []
        self._tested = True
        self._prompts = any(is_prompted(line.text) for line in lines)

    def parts(self, lines: Sequence[Line], depth: int = 0) -> Iterator[Part]:
        """The parts of these lines, which begin in the first column."""
        at = 0
        while at < len(lines):
            if not lines[at].text:
                at += 1
            elif depth > DEEPEST:
                yield Fragment(joined(lines[at:]), "", lines[at].number)
                return
            else:
                at, found = self._block(lines, at, depth + 1)
                yield from found

    def _block(self, lines: Sequence[Line], at: int, depth: int) -> Blocks:
        text = lines[at].text
        if text[0] == " ":
            end = end_of_indented(lines, at, 1)
            return end, self._indented(dedented(lines[at:end]), depth)
        if (heading := section(lines, at)) is not None:
            title, style, height = heading
            return at + height, self._heading(title, style, lines[at].number)
        if explicit := EXPLICIT.fullmatch(text):
            return self._explicit(lines, at, explicit["text"] or "", depth)
        if text.startswith(">>>"):
            return self._doctest(lines, at)
        if found := ITEM.match(text):
            return self._item(lines, at, found, depth)
        if ADORNMENT.fullmatch(text) or text.startswith("__ ") or (FIELD.fullmatch(text) and not self.title):
            return at + 1, iter(())
        if BORDER.fullmatch(text):
            end = end_of_table(lines, at)
            return end, iter([Prose(table(lines[at:end], self._names), lines[at].number)])
        if GRID.fullmatch(text):
            end = end_of_paragraph(lines, at)
            return end, iter([Fragment(joined(lines[at:end]), "", lines[at].number)])
        return self._paragraph(lines, at, depth)

    def _heading(self, title: str, style: str, line: int) -> Iterator[Part]:
        title = markdown(title, self._names)
        if style not in self._styles:
            self._styles.append(style)
        if not self.title:
            self.title = title
            return
        yield Prose(f"{'#' * min(max(self._styles.index(style) + 1, 2), 6)} {title}", line)

    def _indented(self, lines: list[Line], depth: int) -> Iterator[Part]:
        if lines[0].text.startswith(">>>"):
            yield from self._code(lines, UNNAMED)
        else:
            yield from quoted(self.parts(lines, depth))

    def _doctest(self, lines: Sequence[Line], at: int) -> Blocks:
        end = end_of_paragraph(lines, at)
        while end + 1 < len(lines) and lines[end + 1].text.startswith(">>>"):
            end = end_of_paragraph(lines, end + 1)
        return end, self._code(lines[at:end], UNNAMED)

    def _item(self, lines: Sequence[Line], at: int, found: re.Match[str], depth: int) -> Blocks:
        end = end_of_indented(lines, at + 1, 1)
        body = hanging(lines[at:end], found.end())
        marker = found["marker"].replace("#", "1")
        return end, item(marker, self.parts(body, depth), lines[at].number)

    def _paragraph(self, lines: Sequence[Line], at: int, depth: int) -> Blocks:
        end = end_of_paragraph(lines, at)
        if end > at + 1 and lines[at + 1].text[0] == " " and not lines[at].text.endswith("::"):
            end = end_of_indented(lines, at + 1, 1)
            term = [Prose(markdown(lines[at].text, self._names), lines[at].number)]
            return end, item("*", [*term, *self.parts(dedented(lines[at + 1 : end]), depth)], lines[at].number)
        text = "\n".join(line.text.lstrip().removeprefix("| ") for line in lines[at:end])
        if not text.endswith("::"):
            return end, iter([Prose(markdown(text, self._names), lines[at].number)])
        stop = end_of_indented(lines, end, 1)
        text = text.removesuffix("::").rstrip() + ("" if text.endswith((" ::", "\n::")) or text == "::" else ":")
        return stop, self._literal(text, lines[at].number, dedented(lines[end:stop]))

    def _literal(self, text: str, line: int, lines: list[Line]) -> Iterator[Part]:
        if text:
            yield Prose(markdown(text, self._names), line)
        yield from self._code(lines, self._language)

    def _code(self, lines: Sequence[Line], language: str) -> Iterator[Part]:
        return block(lines, language, tested=self._tested, prompts=self._prompts)

    def _explicit(self, lines: Sequence[Line], at: int, text: str, depth: int) -> Blocks:
        if not text and at + 1 < len(lines) and not lines[at + 1].text:
            return at + 1, iter(())  # an empty comment, which ends what stands above
        end = end_of_indented(lines, at + 1, 1)
        line, body = lines[at].number, list(lines[at + 1 : end])
        if DEFINED.match(text):
            return end, iter(())
        if footnote := FOOTNOTE.fullmatch(text):
            note = [Line(line, f"[{footnote['name']}]_ {footnote['text']}"), *dedented(body)]
            return end, self.parts(note, depth)
        if (found := directive(text, body, line)) is not None:
            return end, self._directive(found, depth)
        return end, self._comment(text, dedented(body), line)

    def _comment(self, text: str, body: list[Line], line: int) -> Iterator[Part]:
        found = TESTS.fullmatch(text)
        if found and found["what"] == "include":
            yield from self._included(found["file"] or "", line)
        elif found:
            self._tested = found["what"] == "enable"
        elif body and is_prompted(joined(body)) and self._tested:
            yield from prompted(joined(body), body[0].number, hidden=True)

    def _included(self, name: str, line: int) -> Iterator[Part]:
        text = self._include(name)
        if text is None:
            self._lost(line, f"The code of `{name}` would run here, and there is no such document beside this one")
            return
        for part in restructured(Path(name), text, lambda _: None).parts:
            if isinstance(part, Code):
                yield replace(part, hidden=True, prompts=tuple(replace(each, line=line) for each in part.prompts))

    def _directive(self, found: Directive, depth: int) -> Iterator[Part]:
        name = found.name
        if name == "highlight":
            self._language = found.argument.lower()
        elif name in directives.BLOCKS:
            yield from self._code(found.body, found.argument.lower() or self._language)
        elif name in directives.RUN | directives.UNSEEN:
            if found.body:
                yield script(joined(found.body), found.body[0].number, hidden=name in directives.UNSEEN)
        elif name in directives.LOST or directives.AUTOMATIC.fullmatch(name):
            self._lost(found.line, f"`.. {found.name}:: {found.argument}` is left out: lessons have nothing like it")
        elif name not in directives.QUIET:
            yield from self._content(found, depth)

    def _content(self, found: Directive, depth: int) -> Iterator[Part]:
        if (heading := found.box) is not None:
            yield from boxed(markdown(heading, self._names), self.parts(found.boxed, depth), found.line)
        elif found.name == "container":
            yield from quoted(self.parts(found.body, depth))
        else:
            yield from self.parts(found.body, depth)

    def _lost(self, line: int, message: str) -> None:
        self.problems.append(Problem(str(self._path), line, 1, f"{message}."))
