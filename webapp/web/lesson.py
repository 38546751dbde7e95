"""The page of a lesson."""

from __future__ import annotations

import uuid

from flask import Blueprint, render_template, request

from webapp.web import visitors
from webapp.web.fragments import state_of
from webapp.web.outline import chosen, outline
from webapp.web.parts import parts

blueprint = Blueprint("lesson", __name__)


@blueprint.get("/lessons/<lesson_id>")
def page(lesson_id: str) -> str:
    """The lesson, the chosen exercise with its latest verdict, and the console as it stands."""
    catalogue, store = parts().catalogue(), parts().store
    lesson = catalogue.get(lesson_id)
    visitor = visitors.current()
    state = state_of(visitor, lesson)
    latest = store.latest_attempts(visitor, lesson.id) if visitor else {}
    shown = outline(lesson, state.progress, latest)
    replaced = bool(visitor and "replaced" in request.args and store.earlier(visitor, lesson.id))
    before, after = catalogue.neighbours(lesson.id)
    return render_template(
        "lesson.html",
        lesson=lesson,
        parts=shown,
        chosen=chosen(shown, request.args.get("exercise"), state.step),
        state=state,
        replaced=replaced,
        before=before,
        after=after,
        submission=lambda: str(uuid.uuid4()),
    )
