"""What is kept about a visitor, and their ways out: a resume link, leaving this device, being forgotten."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for
from flask import session as cookie
from werkzeug.wrappers import Response as BaseResponse

from webapp.store.entries import Kept
from webapp.store.errors import UnknownVisitorError
from webapp.web import visitors
from webapp.web.parts import parts
from webapp.web.welcome import onward_of

WORDS = {
    "snippets": "Snippets that ran, each with what it showed",
    "transcripts": "Fresh starts of a console or an answer",
    "attempts": "Answers, with their verdicts",
    "progress": "Steps you tried",
    "drafts": "Texts you typed, run or not",
    "help_taken": "Steps you took help with",
    "members": "Classes you are in, with the name you gave, if any",
    "resume_links": "Resume links made, each as a digest that nobody can turn back into the link",
}
"""By table, in the order they are told."""
LINK, TOLD = "link", "told"
"""What the cookie carries over one redirect: a new link's token; what was just done."""

blueprint = Blueprint("me", __name__, url_prefix="/me")


@blueprint.after_request
def private(response: Response) -> Response:
    """No cache may have these pages: one of them shows a resume link, once."""
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("")
def page() -> str:
    """What is kept, in words and numbers. Reading it makes no visitor."""
    visitor = visitors.current()
    token = _once(LINK)
    return render_template(
        "me.html",
        kept=_kept(visitor),
        words=WORDS,
        link=token and address("resume.page", str(token)),
        classes=parts().store.teaching.memberships(visitor) if visitor else (),
        resumed=_once(TOLD) == "resumed",
        onward=visitor and onward_of(visitor),
    )


@blueprint.post("/link")
def make_link() -> BaseResponse:
    """Makes a resume link, which the page then shows this once; the one before is good no more."""
    visitor = visitors.current()
    if visitor is not None:
        cookie[LINK] = parts().store.make_resume_link(visitor)
    return redirect(url_for("me.page", _anchor="link"), 303)


@blueprint.post("/link/revoke")
def revoke_link() -> BaseResponse:
    """Makes the resume link good no more."""
    visitor = visitors.current()
    if visitor is not None:
        parts().store.revoke_resume_link(visitor)
    return redirect(url_for("me.page", _anchor="link"), 303)


@blueprint.get("/leave")
def ask_to_leave() -> str:
    """Asks once more, and says whether there is a way back."""
    return render_template("leave.html", kept=_kept(visitors.current()))


@blueprint.post("/leave")
def leave() -> BaseResponse:
    """This browser forgets who it was; what is kept stays."""
    kept = _kept(visitors.current())
    visitors.leave()
    return _gone({"left": kept is not None, "link": kept is not None and kept.link is not None})


@blueprint.get("/forget")
def ask_to_forget() -> str:
    """Asks once more, with what would be deleted."""
    return render_template("forget.html", kept=_kept(visitors.current()), words=WORDS)


@blueprint.post("/forget")
def forget() -> BaseResponse:
    """Deletes everything about the visitor, here and in the sandboxes."""
    visitor = visitors.current()
    try:
        deleted = parts().attempts.forget(visitor) if visitor else {}
    except UnknownVisitorError:  # another tab was faster
        deleted = {}
    visitors.leave()
    return _gone({"deleted": deleted})


@blueprint.get("/gone")
def gone() -> str:
    """Says what was done; the page's code clears what this browser keeps by itself."""
    told = _once(TOLD)
    return render_template("gone.html", told=told if isinstance(told, dict) else {}, words=WORDS)


def address(endpoint: str, token: str) -> str:
    """The whole address of a link that holds a secret. What stands after `#` no browser sends: it is in no log and no
    Referer."""
    return url_for(endpoint, _external=True, _anchor=token)


def _kept(visitor: str | None) -> Kept | None:
    return parts().store.kept(visitor) if visitor else None


def _gone(told: dict[str, object]) -> BaseResponse:
    cookie[TOLD] = told
    return redirect(url_for("me.gone"), 303)


def _once(key: str) -> Any:
    # A cookie that is not changed is not sent again.
    return cookie.pop(key) if key in cookie else None
