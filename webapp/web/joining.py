"""Joining a class by its link, and leaving it: what students do."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.store.errors import UnknownVisitorError
from webapp.store.teaching.values import Invitation
from webapp.web import visitors
from webapp.web.limiting import new_visitor
from webapp.web.one_line import one_line
from webapp.web.parts import parts
from webapp.web.resume import LONGEST

NAME = 60
"""Characters of a name."""

blueprint = Blueprint("joining", __name__, url_prefix="/join")


@blueprint.after_request
def private(response: Response) -> Response:
    """No cache may have these pages."""
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("")
def page() -> str:
    """Asks for the code of a join link. It stands after the address's `#`; reading joins nobody."""
    return render_template("join.html")


@blueprint.post("")
def look() -> BaseResponse:
    """Which class that is and what its instructor will see; asks for a name, which nobody has to give."""
    code = _code()
    found = parts().store.teaching.invitation(code)
    if found is None:
        return _refused()
    return make_response(render_template("join.html", invitation=found, code=code, longest=NAME))


@blueprint.post("/class")
def join() -> BaseResponse:
    """Joins. Who is in it already has the name of this time."""
    name = one_line(request.form.get("name", ""), NAME)
    visitor = visitors.current() or new_visitor()
    found = _joined(visitor, name)
    if found is None:
        return _refused()
    return redirect(url_for("me.page", _anchor="classes"), 303)


@blueprint.post("/leave/<int:number>")
def leave(number: int) -> BaseResponse:
    """Leaves a class. What was done stays the visitor's."""
    visitor = visitors.current()
    if visitor is not None:
        parts().store.teaching.leave_class(visitor, number)
    return redirect(url_for("me.page", _anchor="classes"), 303)


def _joined(visitor: str, name: str) -> Invitation | None:
    try:
        return parts().store.teaching.join(visitor, _code(), name or None)
    except UnknownVisitorError:  # forgotten in another tab meanwhile
        return parts().store.teaching.join(new_visitor(), _code(), name or None)


def _code() -> str:
    return request.form.get("code", "")[:LONGEST].strip().rpartition("#")[2]


def _refused() -> BaseResponse:
    return make_response(render_template("join.html", refused=True), 404)
