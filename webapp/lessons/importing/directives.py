"""What becomes of reStructuredText's and Sphinx's directives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.lessons.importing.lines import Line, dedented

BLOCKS = frozenset("code code-block sourcecode doctest ipython prompt parsed-literal math".split())
"""Their content is shown as it is."""
RUN = frozenset(("testcode",))
UNSEEN = frozenset(("testsetup", "testcleanup"))
"""Code that is run and not shown."""
BOXES = {
    name: name.replace("-", " ").capitalize()
    for name in "attention caution danger error hint important note tip warning legacy".split()
} | {"seealso": "See also", "deepalchemy": "Deep Alchemy", "todo": "To do"}
TITLED = frozenset("admonition topic sidebar footer_topic".split())
VERSIONS = {
    "versionadded": "New in version",
    "versionchanged": "Changed in version",
    "deprecated": "Deprecated since version",
}
QUIET = frozenset(
    "toctree index currentmodule module py:module contents default-role meta sectionauthor codeauthor "
    "tabularcolumns role title".split()
)
"""Of these nothing is to be seen on a page."""
LOST = frozenset("image figure include literalinclude raw csv-table graphviz plot".split())
"""What these bring along is not in the document's text, or nothing that a lesson can show."""
AUTOMATIC = re.compile(r"(py:)?auto\w+")

OPTION = re.compile(r":[\w-]+:(?: .*)?")
DIRECTIVE = re.compile(r"(?P<name>[a-zA-Z][\w:+.-]*?) ?::(?: +(?P<argument>.*))?")


@dataclass(frozen=True, slots=True)
class Directive:
    """`.. name:: argument` with what is indented below it, options left out."""

    name: str
    argument: str
    body: list[Line]
    line: int
    apart: bool
    """A blank line is between both."""

    @property
    def content(self) -> list[Line]:
        """All of its text where the argument is the beginning of that, as in `.. note:: Take care`."""
        return self._after(self.argument)

    def _after(self, beginning: str) -> list[Line]:
        if not beginning:
            return self.body
        gap = [Line(self.line, "")] if self.apart else []
        return [Line(self.line, beginning), *gap, *self.body]

    @property
    def box(self) -> str | None:
        """The heading of what is set apart from the text; None where it is no such thing."""
        if self.name in VERSIONS:
            return f"{VERSIONS[self.name]} {self.argument.partition(' ')[0]}"
        if self.name in TITLED:
            return self.argument or "Note"
        return BOXES.get(self.name)

    @property
    def boxed(self) -> list[Line]:
        """What stands in that box."""
        if self.name in VERSIONS:
            return self._after(self.argument.partition(" ")[2].strip())
        return self.body if self.name in TITLED else self.content


def directive(first: str, block: Sequence[Line], line: int) -> Directive | None:
    """The directive of a line such as `.. note::`, without its dots; `block` is what is indented below it."""
    found = DIRECTIVE.fullmatch(first)
    if found is None:
        return None
    at = 0
    while at < len(block) and OPTION.fullmatch(block[at].text.strip()):
        at += 1
    body = dedented(block[at:])
    apart = bool(body) and body[0].number > line + 1
    return Directive(found["name"].lower(), (found["argument"] or "").strip(), body, line, apart)
