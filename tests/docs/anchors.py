"""Links into SQLAlchemy's documentation, and what its pages have: nothing of it is asked of the network.

The source archive of SQLAlchemy has its documentation, built, so its pages and anchors are those of the site. They are
kept in `anchors.txt` for the pages that are linked. After a new link to another page, or for a new version:

    pip download --no-deps --no-binary sqlalchemy sqlalchemy==2.1.9
    python -m tests.docs.anchors sqlalchemy-2.1.9.tar.gz
"""

from __future__ import annotations

import re
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

from webapp.explained.errors import KNOWN
from webapp.explained.errors.known import CODES, DOCS
from webapp.explained.reference.pages import pages
from webapp.lessons.folders import shipped

LIST = Path(__file__).with_name("anchors.txt")
GUIDES = Path(__file__).parents[2] / "webapp" / "docs"
LINK = re.compile(re.escape(DOCS) + r"([^\s#)\"'<>`]*)#?([^\s)\"'<>`]*)")
ID = re.compile(r'\bid="([^"]+)"')
OBJECT = "sqlalchemy."
FRAME = ("docs-", "sidebar-", "fixed-", "narrow-", "left-")
"""How the ids of what stands around every page begin."""


def linked() -> Iterator[tuple[str, str, str]]:
    """Every link there is: where it stands, the page, the anchor (empty without one)."""
    for file in [*sorted(shipped().glob("*.yaml")), *sorted(GUIDES.glob("*.md"))]:
        for page, anchor in LINK.findall(file.read_text(encoding="utf-8")):
            yield file.name, page, anchor
    for known in KNOWN:
        if known.page:
            page, _, anchor = known.page.partition("#")
            yield known.id, page, anchor
    for error in pages().values():
        if error.link.startswith(CODES):
            yield error.id, "errors.html", f"error-{error.link.removeprefix(CODES)}"
        else:
            page, _, anchor = error.link.removeprefix(DOCS).partition("#")
            yield error.id, page, anchor


def listed() -> dict[str, set[str]]:
    """The anchors of each page in the list, without those of objects."""
    found: dict[str, set[str]] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        page, _, anchor = line.partition(" ")
        found.setdefault(page, set()).add(anchor)
    return found


def write(archive: Path) -> None:
    """Makes the list anew; says which linked page the documentation lacks."""
    lines = [f"# The documentation in {archive.name}, by tests/docs/anchors.py: page, anchor."]
    with tarfile.open(archive) as tar:
        top = tar.getnames()[0].split("/")[0]
        for page in sorted({page for _, page, _ in linked() if page}):
            try:
                built = tar.extractfile(f"{top}/doc/{page}")
            except KeyError:
                print(f"There is no page {page}.", file=sys.stderr)
                continue
            assert built is not None
            ids = sorted(set(ID.findall(built.read().decode())))
            lines += [f"{page} {each}" for each in ["", *ids] if not each.startswith((OBJECT, *FRAME))]
    LIST.write_text("\n".join(line.rstrip() for line in lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
