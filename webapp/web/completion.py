"""What completes what is being typed: asked by the editors' Tab and within calls."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel, ConfigDict, ValidationError
from werkzeug.exceptions import BadRequest

from webapp.web import visitors
from webapp.web.parts import parts

blueprint = Blueprint("completion", __name__, url_prefix="/lessons/<lesson_id>")


class Before(BaseModel):
    """What a page sends: `before`, the text up to the cursor, and `step` where it is an exercise's answer."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    before: str
    step: str | None = None


@blueprint.post("/complete")
def complete(lesson_id: str) -> Response:
    """What may stand at the end of a text.

    Answers `prefix`, `candidates`, `cut`, `signature` (see `webapp.observation.completion`) and `rebuilt`. Makes no
    visitor, and records nothing.
    """
    lesson = parts().catalogue().get(lesson_id)
    sent: Any = request.get_json(silent=True)
    try:
        asked = Before.model_validate(sent)
    except ValidationError:
        raise BadRequest("This asks for what completes a text, and sends none.") from None
    done = parts().attempts.complete(visitors.current(), lesson.id, asked.step or None, asked.before)
    return jsonify(done.completion.model_dump() | {"rebuilt": done.rebuilt})
