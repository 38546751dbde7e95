"""Asking for help with a step, and seeing what was asked for."""

from __future__ import annotations

from typing import get_args

from flask import Blueprint, jsonify, redirect, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from webapp.errors import KeptBackError
from webapp.lessons.schema import Lesson
from webapp.store.entries import HelpKind
from webapp.store.errors import UnknownVisitorError
from webapp.web import visitors
from webapp.web.errors import wants_json
from webapp.web.fragments import fragment
from webapp.web.help import help_of, solution_opens
from webapp.web.limiting import new_visitor
from webapp.web.parts import parts

blueprint = Blueprint("helping", __name__, url_prefix="/lessons/<lesson_id>/help/<step>")


@blueprint.get("")
def page(lesson_id: str, step: str) -> Response:
    """The help at a step as it stands: `html`. A form's reader is led to the lesson."""
    lesson = parts().catalogue().get(lesson_id)
    return _shown(visitors.current(), lesson, step)


@blueprint.post("")
def ask(lesson_id: str, step: str) -> Response:
    """Asks for `what`: `hint` (with its `number`, from 1), `lines` or `solution`. It then stays there."""
    lesson = parts().catalogue().get(lesson_id)
    exercise = lesson.exercise(step)
    what, number = _asked(len(exercise.hints))
    visitor = visitors.claimed() or new_visitor()
    if what == "solution" and (opens := solution_opens(visitor, lesson, exercise)):
        raise KeptBackError(f"Your class keeps this solution back until {opens:%d %B %Y, %H:%M} UTC. Hints are open.")
    try:
        parts().store.take_help(visitor, lesson.id, exercise.id, what, number)
    except UnknownVisitorError:  # the cookie is older than the database
        visitor = new_visitor()
        parts().store.take_help(visitor, lesson.id, exercise.id, what, number)
    return _shown(visitor, lesson, exercise.id)


def _asked(hints: int) -> tuple[HelpKind, int]:
    what = request.form.get("what", "")
    for kind in get_args(HelpKind):
        if what == kind:
            number = request.form.get("number", "0") if kind == "hint" else "0"
            return kind, min(int(number), hints) if number.isdecimal() and len(number) < 4 else 0
    raise BadRequest("Help is asked for as a hint, lines or solution.")


def _shown(visitor: str | None, lesson: Lesson, step: str) -> Response:
    part = help_of(visitor, lesson, step)
    if wants_json():
        answer: Response = jsonify(html=fragment("help", part))
        return answer
    anchor = f"help-{part.step}"
    return redirect(url_for("lesson.page", lesson_id=lesson.id, exercise=part.step, _anchor=anchor), 303)
