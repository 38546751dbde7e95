"""The pages on errors: all of them, one of them, and where a code of SQLAlchemy's leads."""

from __future__ import annotations

from flask import Blueprint, Flask, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.explained import reference
from webapp.explained.reference import ErrorPage
from webapp.web.parts import parts
from webapp.web.teaching import Teaching, teaching

LONGEST = 200
"""Characters of a question that are looked at."""

blueprint = Blueprint("known_errors", __name__, url_prefix="/errors")


def register(app: Flask) -> None:
    """Gives templates the filter `taught`: where an error's page says that it is taught, or None."""
    app.add_template_filter(taught)


def taught(page: ErrorPage) -> Teaching | None:
    return teaching(page.teaches, parts().catalogue()) if page.teaches else None


@blueprint.get("")
def all_pages() -> Response | str:
    """All errors, or those that `q` asks for: a code or its address, a class, or words. `code` is the same."""
    asked = (request.args.get("q") or request.args.get("code") or "").strip()[:LONGEST]
    code = reference.code_in(asked)
    if code:
        return redirect(url_for("known_errors.of_code", code=code), 302)
    found = matching(asked)
    if asked and len(found) == 1:
        return redirect(url_for("known_errors.one", error_id=found[0].id), 302)
    return render_template("errors.html", asked=asked, found=found)


@blueprint.get("/e/<code>")
def of_code(code: str) -> Response | str:
    """The explanation of a code, or of each message that has it."""
    found = reference.of_code(code.lower())
    if not found:
        abort(404)
    if len(found) == 1:
        return redirect(url_for("known_errors.one", error_id=found[0].id), 302)
    return render_template("errors.html", asked=code.lower(), found=found)


@blueprint.get("/<error_id>")
def one(error_id: str) -> str:
    """An error's own page."""
    page = reference.pages().get(error_id) or abort(404)
    alike = [each for each in reference.pages().values() if each.type == page.type and each.id != page.id]
    return render_template("error_page.html", page=page, alike=alike)


def matching(asked: str) -> tuple[ErrorPage, ...]:
    """The pages in which all words stand; all pages where none is asked for."""
    # A class may come with its module and a colon, as it stands in a traceback.
    words = [
        word.strip(":,;").removeprefix("sqlalchemy.").removeprefix("orm.").removeprefix("exc.")
        for word in asked.casefold().split()
    ]
    return tuple(page for page in reference.pages().values() if all(word in _text(page) for word in words))


def _text(page: ErrorPage) -> str:
    return " ".join((page.title, page.type, page.sample, *page.says, page.code)).casefold()
