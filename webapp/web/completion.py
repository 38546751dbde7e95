"""What completes what is being typed: asked by the editors' Tab and within calls."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest

from webapp.web import visitors
from webapp.web.parts import parts

blueprint = Blueprint("completion", __name__, url_prefix="/lessons/<lesson_id>")


@blueprint.post("/complete")
def complete(lesson_id: str) -> Response:
    """Takes `before`, the text up to the cursor, and `step` where it is an exercise's answer; both as JSON.

    Answers `prefix`, `candidates`, `cut`, `signature` (see `webapp.observation.completion`) and `rebuilt`. Makes no
    visitor, and records nothing.
    """
    lesson = parts().catalogue().get(lesson_id)
    sent = request.get_json(silent=True)
    before = sent.get("before") if isinstance(sent, dict) else None
    step = sent.get("step") if isinstance(sent, dict) else None
    if not isinstance(before, str) or not isinstance(step, str | None):
        raise BadRequest("This asks for what completes a text, and sends none.")
    done = parts().attempts.complete(visitors.current(), lesson.id, step or None, before)
    return jsonify(done.completion.model_dump() | {"rebuilt": done.rebuilt})
