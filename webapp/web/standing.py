"""Where a visitor stands now: what a page that was left for a while, or lost its connection, lacks."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from webapp.web import visitors
from webapp.web.document import console_document
from webapp.web.drafts import drafts_of
from webapp.web.fragments import page_state_of
from webapp.web.parts import parts

blueprint = Blueprint("standing", __name__, url_prefix="/lessons/<lesson_id>")


@blueprint.get("/standing")
def standing(lesson_id: str) -> Response:
    """The drafts, the latest answers, and the console where it is not as the page has `seen` it; else that is None."""
    lesson, store = parts().catalogue().get(lesson_id), parts().store
    visitor = visitors.current()
    console = None
    transcript = store.transcript(visitor, lesson.id) if visitor else None
    if transcript and transcript.position != request.args.get("seen", ""):
        console = console_document(page_state_of(visitor, lesson), panel="later")
    latest = store.latest_attempts(visitor, lesson.id) if visitor else {}
    drafts = {
        step: {"text": draft.text, "version": draft.version}
        for step, draft in drafts_of(visitor, lesson, latest).items()
    }
    answers = {step: attempt.source for step, attempt in latest.items()}
    return jsonify(visitor=visitor is not None, drafts=drafts, answers=answers, console=console)
