"""The page of a lesson."""

from __future__ import annotations

import uuid

from flask import Blueprint, render_template, request

from webapp.web import visitors
from webapp.web.carried import carried
from webapp.web.drafts import drafts_of
from webapp.web.fragments import page_state_of
from webapp.web.help import helps_of
from webapp.web.looks import look_at
from webapp.web.outline import chosen, outline, prose
from webapp.web.parts import parts
from webapp.web.progress import progress_of

blueprint = Blueprint("lesson", __name__)


@blueprint.get("/lessons/<lesson_id>")
def page(lesson_id: str) -> str:
    """The lesson, the chosen exercise with its latest verdict, and the console as it stands."""
    catalogue, store = parts().catalogue(), parts().store
    lesson = catalogue.get(lesson_id)
    visitor = visitors.current()
    state = page_state_of(visitor, lesson)
    latest = store.latest_attempts(visitor, lesson.id) if visitor else {}
    progress = state.progress or progress_of(lesson, {})
    shown = outline(lesson, progress, latest, catalogue.beside)
    counted = [each.id for each in catalogue.lessons if each is lesson or not each.optional]
    place = counted.index(lesson.id) + 1 if lesson.id in counted else 0  # a console without a lesson has none
    before, after = catalogue.neighbours(lesson.id)
    return render_template(
        "lesson.html",
        lesson=lesson,
        parts=shown,
        terms=prose(lesson, catalogue.beside).terms,
        chosen=chosen(shown, request.args.get("exercise"), state.step),
        state=state,
        helps=helps_of(visitor, lesson, progress),
        look=look_at(lesson.id, state),
        progress=progress,
        drafts=drafts_of(visitor, lesson, latest),
        is_known=visitor is not None,
        replaced="replaced" in request.args and state.can_bring_back,
        told=carried(),
        place=(place, len(counted)),
        before=before,
        after=after,
        longest=parts().settings.snippet_kib * 1024,
        submission=lambda: str(uuid.uuid4()),
    )
