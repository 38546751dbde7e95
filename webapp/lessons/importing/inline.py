"""reStructuredText within a paragraph, as Markdown: roles, references, literals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from webapp.lessons.importing.outward import is_outward

INLINE = re.compile(
    r"``(?P<literal>.+?)``"
    r"|:(?P<role>[a-zA-Z][\w:+.-]*):`(?P<content>[^`]+)`"
    r"|(?<![\w`])`(?P<quoted>[^`\s](?:[^`]*[^`\s])?)`(?P<reference>__?)?"
    r"|\[(?P<footnote>[0-9]+|#\w*|\*)\]_"
    r"|(?<![\w|])\|(?P<substitution>[\w.-]+)\|"
    r"|(?<![\w`])(?P<word>\w+)_(?![\w`])"
    r"|\\(?P<escaped>.)",
    re.DOTALL,
)
TITLED = re.compile(r"(?P<title>.*?)\s*<(?P<target>[^<>]+)>", re.DOTALL)
MARKUP = re.compile(r"(?<!\w)_|_(?!\w)|[\[\]<]")
"""What plain text may hold and Markdown would take for emphasis, a link or an address."""
MODULE = re.compile(r"^_\w+\.")
"""SQLAlchemy's short names for its modules, as in `_orm.Session`."""
CALLED = frozenset(("func", "meth"))
PROSE = frozenset("ref doc term any numref abbr dfn guilabel menuselection sub sup title-reference".split())
SPOKEN = PROSE - {"ref", "doc", "any", "numref"}
"""Their content is what is to be read; that of the others is a target, of which only this document's have a title."""
ADDRESSES = {
    "pep": ("PEP {}", "https://peps.python.org/pep-{:0>4}/"),
    "rfc": ("RFC {}", "https://www.rfc-editor.org/rfc/rfc{}"),
}


@dataclass(slots=True)
class Names:
    """What a document's references stand for: titles of its labels, addresses of its links, its substitutions."""

    labels: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    substitutions: dict[str, str] = field(default_factory=dict)


def markdown(text: str, names: Names) -> str:
    """The paragraph as Markdown; line breaks stay where they are."""
    pieces: list[str] = []
    at = 0
    for found in INLINE.finditer(text):
        pieces += [_plain(text[at : found.start()]), _piece(found, names)]
        at = found.end()
    return "".join([*pieces, _plain(text[at:])])


def code(text: str) -> str:
    """The text as a code span."""
    text = " ".join(text.split())
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    blank = " " if len(ticks) > 1 else ""
    return f"{ticks}{blank}{text}{blank}{ticks}"


def _plain(text: str) -> str:
    return MARKUP.sub(lambda found: f"\\{found[0]}", text)


def _piece(found: re.Match[str], names: Names) -> str:
    kind, text = found.lastgroup, found[0]
    if found["literal"] is not None:
        return code(found["literal"])
    if found["role"] is not None:
        return _role(found["role"].rpartition(":")[2], found["content"], names)
    if found["quoted"] is not None:
        return _reference(found["quoted"], found["reference"], names)
    if kind == "footnote":
        return f"\\[{found['footnote']}\\]"
    if kind == "substitution":
        # What stands for it holds roles, and must not hold itself.
        return markdown(names.substitutions.get(found["substitution"], ""), Names(names.labels, names.links))
    if kind == "word":
        url = names.links.get(found["word"].lower())
        return f"[{found['word']}]({url})" if url and is_outward(url) else _plain(text)
    escaped = found["escaped"]
    return "" if escaped.isspace() else f"\\{escaped}"


def _role(role: str, content: str, names: Names) -> str:
    content = " ".join(content.split())
    if role in ADDRESSES:
        title, address = ADDRESSES[role]
        return f"[{title.format(content)}]({address.format(content)})" if content.isdigit() else title.format(content)
    titled = TITLED.fullmatch(content)
    if role in PROSE:
        return _title(role, content, titled, names)
    name = titled["title"] if titled else content
    if not titled:
        name = name.removeprefix("!")
        name = name.rpartition(".")[2] if name.startswith("~") else MODULE.sub("", name.removeprefix("."))
    called = role in CALLED and not name.endswith(")") and not titled
    return code(f"{name}()" if called else name)


def _title(role: str, content: str, titled: re.Match[str] | None, names: Names) -> str:
    if titled:
        return markdown(titled["title"], Names())
    known = content if role in SPOKEN else names.labels.get(content.lower())
    if known is not None:
        return markdown(known, Names())
    words = re.sub(r"[_/-]+", " ", content.rpartition("/")[2]).strip()
    return f"*{words}*" if words else ""


def _reference(text: str, mark: str | None, names: Names) -> str:
    if not mark:
        return code(text)
    text = " ".join(text.split())
    titled = TITLED.fullmatch(text)
    title = " ".join((titled["title"] or titled["target"] if titled else text).split())
    url = titled["target"] if titled else names.links.get(title.lower(), "")
    return f"[{_plain(title)}]({url})" if is_outward(url) else _plain(title)
