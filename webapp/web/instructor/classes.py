"""An instructor's classes: made, assigned, watched while they work, downloaded."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, jsonify, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as BaseResponse

from webapp.store.teaching.values import Class
from webapp.web.fragments import fragment
from webapp.web.instructor.board import Board, board, called, steps_of, tried_at
from webapp.web.instructor.sheet import sheet
from webapp.web.instructor.views import blueprint, whose
from webapp.web.me import address
from webapp.web.numbers import LARGEST
from webapp.web.one_line import one_line
from webapp.web.parts import parts

TITLE = 80
"""Characters of a title."""
SECONDS = 5
"""Between two looks of the page's code."""


@blueprint.post("/classes")
def make_class() -> BaseResponse:
    """Makes a class; its page then shows the join link."""
    title = one_line(request.form.get("title", ""), TITLE)
    if not title:
        raise BadRequest("A class needs a title, such as the day it meets.")
    number, _ = parts().store.teaching.make_class(whose().id, title)
    return _to(number, "link")


@blueprint.get("/classes/<int:number>")
def class_page(number: int) -> str:
    """A class as it stands now, and what can be set."""
    found, teaching, catalogue = _mine(number), parts().store.teaching, parts().catalogue()
    link = address("joining.page", found.token) if found.token and not found.closed else None
    assigned = {(lesson.id, step.id) for lesson, step in steps_of(catalogue, teaching.assigned(number))}
    return render_template(
        "instructor/class.html",
        group=found,
        link=link,
        board=_board(found),
        lessons=[each for each in catalogue.lessons if each.graded],
        assigned=assigned,
        seconds=SECONDS,
    )


@blueprint.get("/classes/<int:number>/live")
def live(number: int) -> Response:
    """The part of the page that changes while a class works: `html`."""
    return jsonify(html=fragment("live", _board(_mine(number))))


@blueprint.post("/classes/<int:number>/link")
def renew_link(number: int) -> BaseResponse:
    """A new join link, in place of the one before."""
    return _done(parts().store.teaching.renew_join_link(whose().id, number) is not None, number, "link")


@blueprint.post("/classes/<int:number>/steps")
def assign(number: int) -> BaseResponse:
    """Assigns the steps that the form names, as `lesson#step`."""
    catalogue = parts().catalogue()
    wanted = {(lesson, step) for lesson, _, step in (each.partition("#") for each in request.form.getlist("step"))}
    steps = [(lesson.id, step.id) for lesson, step in steps_of(catalogue, wanted)]
    return _done(parts().store.teaching.assign(whose().id, number, steps), number, "assigned")


@blueprint.post("/classes/<int:number>/solutions")
def open_solutions(number: int) -> BaseResponse:
    """Sets when solutions open: `when` in UTC, as a browser's field has it; empty for always."""
    text = request.form.get("when", "").strip()
    try:
        when = datetime.strptime(text, "%Y-%m-%dT%H:%M").replace(tzinfo=UTC) if text else None
    except ValueError:
        raise BadRequest("The moment is written as 2026-12-01T10:00, in UTC.") from None
    return _done(parts().store.teaching.open_solutions(whose().id, number, when), number, "solutions")


@blueprint.post("/classes/<int:number>/remove")
def remove_member(number: int) -> BaseResponse:
    """Takes the `student` of that number in the class out of it; who has left it already is out."""
    found, seat = _mine(number), request.form.get("student", 0, type=int)
    if 0 < seat <= LARGEST:
        parts().store.teaching.remove_member(whose().id, found.id, seat)
    return _to(number, "students")


@blueprint.post("/classes/<int:number>/close")
def close_class(number: int) -> BaseResponse:
    """Closes a class or, with `open`, opens it again."""
    closed = "open" not in request.form
    return _done(parts().store.teaching.close_class(whose().id, number, closed=closed), number, "closing")


@blueprint.post("/classes/<int:number>/drop")
def drop_class(number: int) -> BaseResponse:
    """Deletes a class that is closed; one that is open stays as it is."""
    if not parts().store.teaching.drop_class(whose().id, number):
        return _to(_mine(number).id, "closing")
    return redirect(url_for("instructor.page", _anchor="classes"), 303)


@blueprint.get("/classes/<int:number>/class.csv")
def class_csv(number: int) -> Response:
    """Each member at each step. Nobody is named who has not given a name."""
    found = _mine(number)
    rows = [(each.lesson, each.step) for each in _board(found).rows]
    told = []
    for member in parts().store.teaching.roll(number):
        for lesson, step in rows:
            done = tried_at(member, lesson, step)
            passed = done.passed.isoformat(timespec="seconds") if done and done.passed else ""
            state = "passed" if passed else "trying" if done else "not started"
            told.append((called(member), lesson.id, step.id, state, done.tries if done else 0, passed))
    return sheet(f"class-{number}", ("student", "lesson", "step", "state", "tries", "passed"), told)


def _mine(number: int) -> Class:
    found = parts().store.teaching.a_class(whose().id, number)
    if found is None:
        raise NotFound
    return found


def _board(found: Class) -> Board:
    teaching = parts().store.teaching
    return board(
        parts().catalogue(),
        teaching.assigned(found.id),
        teaching.class_steps(found.id),
        teaching.class_mistakes(found.id),
        teaching.roll(found.id),
        datetime.now(UTC),
    )


def _done(found: bool, number: int, anchor: str) -> BaseResponse:
    if not found:
        raise NotFound
    return _to(number, anchor)


def _to(number: int, anchor: str) -> BaseResponse:
    return redirect(url_for("instructor.class_page", number=number, _anchor=anchor), 303)
