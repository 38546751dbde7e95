"""What the policy allows and refuses, as Markdown, written from the rules themselves.

`webapp/docs/what-is-allowed.md` ends in what `markdown` gives; a test compares them. To write it again:

    python -m webapp.inside.policy.table
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from webapp.inside.policy import (
    attributes,
    bases,
    closed,
    engines,
    events,
    modules,
    names,
    nodes,
    shared,
    special,
    writing,
)
from webapp.inside.policy.catalogue import MODULES
from webapp.inside.policy.refusal import Group

FILE = Path(__file__).parents[2] / "docs" / "what-is-allowed.md"
SECTIONS: tuple[tuple[str, str, tuple[Group, ...], tuple[Group, ...]], ...] = (
    ("Syntax", "By the names of Python's `ast`.", nodes.ALLOWED, nodes.REFUSED),
    ("Built-in names", "Anything else is a name of your own.", names.ALLOWED, names.REFUSED),
    (
        "Special names",
        "Reading them as attributes. All others are refused.",
        (*special.READABLE, *special.CALLABLE, special.ON_SUPER),
        special.REFUSED,
    ),
    (
        "Special names in a class body",
        "Defining them. All others are refused.",
        (*special.DEFINABLE_METHODS, *special.DEFINABLE_DATA),
        (),
    ),
    (
        "Bases of a class",
        (
            "A class inherits from your own classes, Python's, and those of SQLAlchemy's that can be imported; not "
            "from these, nor from what inherits from them."
        ),
        (),
        (bases.CLOSED,),
    ),
    (
        "Attributes",
        (
            "Public attributes may be used, but for these. Private ones, with one underscore, may be used where no "
            "library has the same one for itself."
        ),
        (Group(attributes.DOCUMENTED_PRIVATE, "are documented by SQLAlchemy and Python"),),
        (
            *attributes.REFUSED,
            *attributes.CALL_ONLY,
            *attributes.ON_SELF_ONLY,
            attributes.AFTER_INSPECT,
            attributes.OF_A_RESULT,
            attributes.OF_AN_ERROR,
            attributes.OF_A_DIALECT,
            attributes.OF_THE_DRIVER,
            attributes.OF_A_CURSOR,
            attributes.OF_COMPILED,
        ),
    ),
    (
        "Keyword arguments of `create_engine`",
        f"The URL is one of {', '.join(f'`{url}`' for url in engines.URLS)}.",
        (engines.KEYWORDS, engines.CONNECT_ARGS),
        (),
    ),
    (
        "Attributes of a library's objects",
        "Setting them. Those of your own objects and classes are all open; of sessions, tables, types and errors too.",
        tuple(named for _, named in writing.NAMED),
        (),
    ),
    (
        "A library's own tables",
        "Reading them gives what is in them, to look at: changing that changes no library.",
        shared.SHOWN,
        (),
    ),
    ("Events", "For `event.listen` and its like.", events.ALLOWED, events.REFUSED),
    ("Names of SQLAlchemy that stay closed", "All its other public names are open.", (), closed.CLOSED),
    ("Modules that stay closed", "What to use in their place.", (), tuple(dict.fromkeys(modules.REFUSED.values()))),
)


def document() -> str:
    """The published page: what stands above its first heading of the second level, and the rules below."""
    introduction, _, _ = FILE.read_text("utf-8").partition("\n## ")
    return f"{introduction.rstrip()}\n\n{markdown()}"


def markdown() -> str:
    """All rules as Markdown: a heading and a table for each subject."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    for title, tells, allowed, refused in SECTIONS:
        yield from (f"## {title}", "", tells, "")
        if allowed:
            yield from ("| allowed | because they |", "|---|---|")
            yield from (f"| {_listed(each.names)} | {_cell(each.reason)} |" for each in allowed)
            yield ""
        if refused:
            yield from ("| refused | because it | write instead |", "|---|---|---|")
            yield from (f"| {_listed(each.names)} | {_cell(each.reason)} | {_cell(each.instead)} |" for each in refused)
            yield ""
    yield from ("## Modules", "", "| module | for | names |", "|---|---|---|")
    for name in sorted(MODULES):
        found = MODULES[name]
        yield f"| `{name}` | {_cell(found.reason)} | {_listed(found.names) or 'only the modules in it'} |"


def _listed(found: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in sorted(found))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    FILE.write_text(document(), "utf-8")
