"""Drafts: what a page has typed and not run, kept with its visitor so that their other devices have it too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from flask import Blueprint, Response, jsonify, make_response, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.exceptions import BadRequest, Forbidden

from webapp.errors import SnippetTooLargeError, UnknownLessonError
from webapp.lessons.schema import Lesson
from webapp.store.entries import Attempt, Draft
from webapp.store.errors import UnknownVisitorError
from webapp.web import visitors
from webapp.web.errors import Answer
from webapp.web.numbers import LARGEST
from webapp.web.parts import parts
from webapp.web.unreadable import unreadable_in

CONSOLE = ""
"""The step under which the draft of the console's prompt is kept."""
MOVED = "This was also changed in another tab, or on another device."

blueprint = Blueprint("drafts", __name__, url_prefix="/lessons/<lesson_id>")


class Typed(BaseModel):
    """What a page sends: `text` is None where nothing is drafted any more; `version` is that which it was made from."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    text: str | None
    version: Annotated[int, Field(ge=0, lt=LARGEST)]


@blueprint.put("/drafts", defaults={"step": CONSOLE})
@blueprint.put("/drafts/<step>")
def keep(lesson_id: str, step: str) -> Response:
    """Keeps a draft and answers its version; 409 with the newer text where another page has changed it since."""
    lesson = parts().catalogue().get(lesson_id)
    if step != CONSOLE and all(step != each.id for each in lesson.graded):
        raise UnknownLessonError(f"The lesson {lesson.id} has no step {step!r}.")
    sent = _typed()
    try:
        kept, draft = parts().store.keep_draft(_visitor(), lesson.id, step, sent.text, sent.version)
    except UnknownVisitorError as error:
        raise Forbidden(str(error)) from error
    if kept:
        return jsonify(version=draft.version)
    moved = Answer(409, "moved", "", MOVED).document
    return make_response(jsonify(moved | {"text": draft.text, "version": draft.version}), 409)


def drafts_of(visitor: str | None, lesson: Lesson, latest: Mapping[str, Attempt]) -> dict[str, Draft]:
    """The visitor's drafts in a lesson, by step. One that is older than the latest answer to its step was that answer,
    or has been overtaken by it: it keeps its version and has no text."""
    if visitor is None:
        return {}
    found = parts().store.drafts(visitor, lesson.id)
    return {
        step: replace(draft, text=None) if step in latest and latest[step].created > draft.changed else draft
        for step, draft in found.items()
    }


def _visitor() -> str:
    visitor = visitors.claimed()
    if visitor is None:
        raise Forbidden("Nothing is kept of you before you first run something; until then drafts stay in the browser.")
    return visitor


def _typed() -> Typed:
    sent: Any = request.get_json()
    try:
        typed = Typed.model_validate(sent)
    except ValidationError:
        raise BadRequest("A draft is sent as a JSON object with a text and the version it was made from.") from None
    longest = parts().settings.snippet_kib * 1024
    if typed.text is not None and len(typed.text.encode("utf-8", "replace")) > longest:
        raise SnippetTooLargeError(f"This draft has more than {longest:,} bytes, so it stays on this device.")
    unreadable = unreadable_in(typed.text or "")
    if unreadable:
        raise BadRequest(f"{unreadable}, which cannot be kept, so this draft stays on this device.")
    return typed
