"""What a page recognises tracebacks by, for the browser: nothing of a traceback comes here."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from flask import Blueprint, Flask, Response, abort, current_app, jsonify, url_for

from webapp.explained import reference
from webapp.web.assets import YEAR
from webapp.web.fragments import fragment
from webapp.web.parts import parts

blueprint = Blueprint("error_data", __name__)


def register(app: Flask) -> None:
    """Adds the route, and `error_data()`, its address, to the templates."""
    app.register_blueprint(blueprint)
    app.add_template_global(error_data)


def error_data() -> str:
    """The address of the data, which changes with them."""
    return url_for("error_data.file", digest=_digest())


def _digest() -> str:
    lessons = "\n".join(f"{lesson.id} {lesson.title}" for lesson in parts().catalogue().lessons)
    told = f"{_known()}\n{current_app.config['ASSETS_DIGEST']}\n{lessons}"
    return hashlib.sha256(told.encode()).hexdigest()[:12]


@cache
def _known() -> str:
    """Everything that does not depend on the lessons, in one text."""
    return json.dumps([reference.patterns(), [repr(page) for page in reference.pages().values()]])


@blueprint.get("/errors/known/<digest>.json")
def file(digest: str) -> Response:
    """Patterns in order, base classes, codes, and a card to show for each page."""
    if digest != _digest():
        abort(404)
    cards = {page.id: fragment("error_card", page) for page in reference.pages().values()}
    answer = jsonify(
        patterns=reference.patterns(),
        bases=reference.bases(),
        classes=reference.classes(),
        codes=reference.codes(),
        cards=cards,
    )
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer
