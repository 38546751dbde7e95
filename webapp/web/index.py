"""The first page: the lessons, and how far the visitor is."""

from __future__ import annotations

from flask import Blueprint, render_template

from webapp.web import visitors
from webapp.web.course import in_parts
from webapp.web.nearness import asked_from_this_machine
from webapp.web.parts import parts
from webapp.web.progress import whole
from webapp.web.welcome import course_progress, onward_of

blueprint = Blueprint("index", __name__)


@blueprint.get("/")
def page() -> str:
    """The lessons in order. Problems in lessons are told on one's own machine only: they name files."""
    catalogue = parts().catalogue()
    visitor = visitors.current()
    progress = course_progress(visitor)
    return render_template(
        "index.html",
        progress=progress,
        course=in_parts(progress),
        begun=any(each.tried for each in progress),
        onward=onward_of(visitor, progress),
        whole=whole(progress),
        first=next((each for each in progress if not each.lesson.optional), None),
        before=[each for each in progress[:1] if each.lesson.optional],
        problems=catalogue.problems if asked_from_this_machine() else (),
        refused=catalogue.refused,
    )
