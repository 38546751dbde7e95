"""Going on at another device, by a link that stands for the visitor."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response as BaseResponse

from webapp.web import visitors
from webapp.web.me import TOLD, private
from webapp.web.parts import parts

LONGEST = 400
"""Characters that are looked at: a whole link may be pasted where its code is asked for."""

blueprint = Blueprint("resume", __name__, url_prefix="/resume")
blueprint.after_request(private)


@blueprint.get("")
def page() -> str:
    """Asks whether to go on here, and says what becomes of this browser's own progress.

    The code stands after the address's `#`, which only the page's code sees; without JavaScript it is pasted.
    Nothing happens by reading: a link that others have sent, or a program that looks at it first, changes nobody.
    """
    return _asking()


@blueprint.post("")
def go_on() -> BaseResponse:
    """This browser is that visitor's from now on."""
    code = request.form.get("code", "")[:LONGEST].strip().rpartition("#")[2]
    visitor = parts().store.resume(code)
    if visitor is None:
        return make_response(_asking(refused=True), 404)
    if visitor != visitors.current():
        visitors.become(visitor)
        cookie[TOLD] = "resumed"
    return redirect(url_for("me.page"), 303)


def _asking(*, refused: bool = False) -> str:
    visitor = visitors.current()
    own = parts().store.kept(visitor) if visitor else None
    return render_template("resume.html", own=own, refused=refused)
