"""What the preview adds: a page of all problems, notes and answers on each lesson's page, and word of changes."""

from __future__ import annotations

from uuid import uuid4

from flask import Blueprint, Flask, current_app, get_template_attribute, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from webapp.lessons.schema import Graded, Lesson
from webapp.web.preview import hosts
from webapp.web.preview.desk import Desk
from webapp.web.preview.notes import notes, step_of
from webapp.web.preview.tries import tries

NAME = "savepoint-desk"
blueprint = Blueprint("preview", __name__, url_prefix="/preview")


def register(app: Flask, desk: Desk) -> None:
    """Makes the application an author's: lessons' pages get notes, and renew themselves."""
    hosts.register(app)
    app.extensions[NAME] = desk
    app.register_blueprint(blueprint)
    app.add_template_global(head, "preview_head")
    app.add_template_global(top, "preview_top")
    app.add_template_global(beside, "preview_beside")


def desk() -> Desk:
    """The desk of the application that answers this request."""
    found = current_app.extensions[NAME]
    if not isinstance(found, Desk):
        raise TypeError(f"{found!r} is no desk")
    return found


@blueprint.get("")
def page() -> str:
    """Everything that is wrong, file by file, with the lines it stands in."""
    return render_template("preview/page.html", notes=notes(desk().problems), proven=desk().is_proven)


@blueprint.get("/changes")
def changes() -> ResponseReturnValue:
    """Answers as soon as something is shown otherwise than in the state `seen`, and at the latest after a while."""
    return jsonify(state=desk().next_state(request.args.get("seen", "")))


def head() -> Markup:
    """For the head of every page."""
    return _part("head", desk().state)


def top(lesson: Lesson) -> Markup:
    """For the beginning of a lesson: how it stands, and what is wrong outside its steps."""
    mine = [each for each in desk().problems if each.path == lesson.path]
    others = len(desk().problems) - len(mine)
    above = [each for each in mine if step_of(lesson, each) is None]
    return _part("top", lesson, len(mine), others, notes(above), desk().is_proven)


def beside(lesson: Lesson, index: int) -> Markup:
    """For the place below a step: what is wrong with it, and its author's answers."""
    mine = [each for each in desk().problems if each.path == lesson.path and step_of(lesson, each) == index]
    step = lesson.steps[index]
    start = lesson.start_of(step).digest if isinstance(step, Graded) else ""
    return _part("beside", lesson, index, getattr(step, "id", ""), start, notes(mine), list(tries(step)), uuid4)


def _part(name: str, *given: object) -> Markup:
    made: Markup = get_template_attribute("preview/parts.html", name)(*given)
    return made
