"""Looking for words in lessons, the glossary and errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from threading import Lock

from flask import Blueprint, Flask, current_app, render_template, request, url_for

from webapp.lessons.catalogue import Catalogue
from webapp.lessons.search.context import Piece, context, marked
from webapp.lessons.search.documents import of_glossary, of_lessons
from webapp.lessons.search.index import Found, Index
from webapp.lessons.search.order import in_order
from webapp.web.parts import parts
from webapp.web.search_errors import error_in, of_errors

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

    def find(self, catalogue: Catalogue, question: str) -> Sequence[Found]:
        """What goes with a question in these lessons, their glossary and all errors, in the order to be shown."""
        error = error_in(question)
        return in_order(self._indexed(catalogue).find(error or question), question, errors_first=bool(error))

    def _indexed(self, catalogue: Catalogue) -> Index:
        with self._made:
            if self._of is not catalogue:
                documents = of_lessons(catalogue.lessons, catalogue.beside), of_glossary(catalogue.beside), of_errors()
                self._index, self._of = Index(chain.from_iterable(documents)), catalogue
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
    found = searcher.find(parts().catalogue(), asked) if asked else ()
    return render_template(
        "search.html", asked=asked, results=[_result(each) for each in found[:MOST]], count=len(found)
    )


def _result(found: Found) -> Result:
    document = found.document
    if document.kind == "error":
        address, what = url_for("known_errors.one", error_id=document.page), "Error"
    elif document.kind == "term":
        address, what = url_for("glossary.page", _anchor=document.anchor), "Glossary"
    else:
        address = url_for("lesson.page", lesson_id=document.page, _anchor=document.anchor or None)
        what = document.kind.capitalize()
    return Result(address, marked(document.title, found.by), what, context(document, found.by))
