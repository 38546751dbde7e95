"""How the course goes: over all lessons, one, one step; and its files, which figures link to."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from webapp.lessons.problems import Problem
from webapp.lessons.reader import text_of
from webapp.store.teaching.values import Instructor
from webapp.web.instructor import login
from webapp.web.instructor.figures import lesson_row, sentence_rows, step_rows
from webapp.web.instructor.sheet import sheet
from webapp.web.parts import parts
from webapp.web.resume import LONGEST

CLUSTERS = 8
"""Groups of wrong answers that are shown of a step."""
HEAD = "lesson step kind students answers passed median_tries median_seconds explained unexplained line".split()
FREE = {"instructor.log_in", "instructor.login_page"}

blueprint = Blueprint("instructor", __name__, url_prefix=login.PATH)


@blueprint.before_request
def refuse_others() -> Response | None:
    """Every page here but the login is for instructors."""
    if request.endpoint in FREE or login.current() is not None:
        return None
    return make_response(render_template("instructor/login.html"), 401)


@blueprint.after_request
def private(response: Response) -> Response:
    """No cache may have these pages."""
    response.headers["Cache-Control"] = "no-store"
    return response


def whose() -> Instructor:
    """The instructor who asks."""
    found = login.current()
    if found is None:
        raise NotFound
    return found


@blueprint.get("/login")
def login_page() -> str:
    """Asks for the code of a login link. It stands after the address's `#`; reading logs nobody in."""
    return render_template("instructor/login.html")


@blueprint.post("/login")
def log_in() -> BaseResponse:
    """Logs in by the code of a login link."""
    if not login.can_be_kept():
        return make_response(render_template("instructor/login.html", plain=True), 403)
    code = request.form.get("code", "")[:LONGEST].strip().rpartition("#")[2]
    found = parts().store.teaching.log_in(code)
    if found is None:
        return make_response(render_template("instructor/login.html", refused=True), 403)
    response = make_response(redirect(url_for("instructor.page"), 303))
    login.log_in(response, found)
    return response


@blueprint.post("/logout")
def log_out() -> BaseResponse:
    """Logs out."""
    response = make_response(redirect(url_for("instructor.login_page"), 303))
    login.log_out(response)
    return response


@blueprint.get("")
def page() -> str:
    """The classes, and the lessons with their figures in sum."""
    teaching, instructor = parts().store.teaching, whose()
    figures = teaching.step_figures()
    return render_template(
        "instructor/course.html",
        instructor=instructor,
        classes=teaching.classes(instructor.id),
        rows=[lesson_row(each, figures) for each in parts().catalogue().lessons if each.graded],
    )


@blueprint.get("/steps.csv")
def steps_csv() -> Response:
    """The figures of all steps."""
    figures = parts().store.teaching.step_figures()
    rows = []
    for lesson in parts().catalogue().lessons:
        for row in step_rows(lesson, figures):
            seen = row.figures
            counts = (
                (seen.students, seen.attempts, seen.passed, seen.tries, seen.seconds) if seen else (0, 0, 0, None, None)
            )
            wrong = (seen.explained, seen.unexplained) if seen else (0, 0)
            rows.append((lesson.id, row.name, row.kind, *counts, *wrong, str(row.line or "")))
    return sheet("steps", HEAD, rows)


@blueprint.get("/lessons/<lesson_id>")
def lesson(lesson_id: str) -> str:
    """The steps of a lesson."""
    known = parts().catalogue().get(lesson_id)
    rows = step_rows(known, parts().store.teaching.step_figures(known.id))
    return render_template("instructor/lesson.html", lesson=known, rows=rows)


@blueprint.get("/lessons/<lesson_id>/steps/<step_id>")
def step(lesson_id: str, step_id: str) -> str:
    """One step: its sentences, and the wrong answers that none of them explains."""
    known, teaching = parts().catalogue().get(lesson_id), parts().store.teaching
    found = next((each for each in known.graded if each.id == step_id), None)
    if found is None:
        raise NotFound
    rows = step_rows(known, teaching.step_figures(known.id))
    return render_template(
        "instructor/step.html",
        lesson=known,
        step=found,
        row=next(each for each in rows if each.name == step_id),
        sentences=sentence_rows(known, found, teaching.mistake_figures(known.id)),
        clusters=teaching.clusters(known.id, step_id, CLUSTERS),
    )


@blueprint.get("/lessons/<lesson_id>/source")
def source(lesson_id: str) -> str:
    """The lesson's file, line by line."""
    known = parts().catalogue().get(lesson_id)
    if not known.path:
        raise NotFound  # a console without a lesson has none
    text = text_of(Path(known.path))
    lines = str(text).splitlines() if isinstance(text, Problem) else text.splitlines()
    return render_template("instructor/source.html", lesson=known, lines=lines, name=Path(known.path).name)
