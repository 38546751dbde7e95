"""Looking for words in lessons and errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

from flask import Blueprint, Flask, current_app, render_template, request, url_for

from webapp.explained import reference
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.search.context import Piece, context, marked
from webapp.lessons.search.documents import PROSE, TITLE, Document, of_lessons
from webapp.lessons.search.index import Found, Index
from webapp.web.parts import parts

NAME = "savepoint-search"
LONGEST = 200
"""Characters of a question that are looked at."""
MOST = 40
"""Results shown."""

blueprint = Blueprint("search", __name__)


class Searcher:
    """The index of the latest catalogue, made anew when lessons were read again."""

    def __init__(self) -> None:
        self._made = Lock()
        self._of: Catalogue | None = None
        self._index = Index(())

    def index(self, catalogue: Catalogue) -> Index:
        """The index of these lessons and all errors."""
        with self._made:
            if self._of is not catalogue:
                self._index, self._of = Index([*of_lessons(catalogue.lessons), *of_errors()]), catalogue
            return self._index


@dataclass(frozen=True, slots=True)
class Result:
    """What is shown of a document that was found."""

    address: str
    title: tuple[Piece, ...]
    what: str
    pieces: tuple[Piece, ...]


def register(app: Flask) -> None:
    """Adds the page and the index behind it."""
    app.extensions[NAME] = Searcher()
    app.register_blueprint(blueprint)


@blueprint.get("/search")
def page() -> str:
    """What goes with `q`."""
    asked = request.args.get("q", "").strip()[:LONGEST]
    searcher = current_app.extensions[NAME]
    if not isinstance(searcher, Searcher):
        raise TypeError(f"{searcher!r} does not search")
    found = searcher.index(parts().catalogue()).find(asked) if asked else ()
    return render_template(
        "search.html", asked=asked, results=[_result(each) for each in found[:MOST]], count=len(found)
    )


def of_errors() -> Iterator[Document]:
    """A document for each page on an error."""
    for each in reference.pages().values():
        head = f"{each.title.replace('`', '')} {each.type} {each.code}"
        texts = ((head, TITLE), (each.sample, PROSE), (" ".join(each.says).replace("`", ""), PROSE))
        yield Document("error", each.id, "", each.title.replace("`", ""), texts)


def _result(found: Found) -> Result:
    document = found.document
    if document.kind == "error":
        address, what = url_for("known_errors.one", error_id=document.page), "Error"
    else:
        address = url_for("lesson.page", lesson_id=document.page, _anchor=document.anchor or None)
        what = document.kind.capitalize()
    return Result(address, marked(document.title, found.by), what, context(document, found.by))
