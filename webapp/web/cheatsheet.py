"""The cheat sheet: what each lesson is to leave behind, on one page that prints."""

from __future__ import annotations

from flask import Blueprint, render_template

from webapp.web.parts import parts

blueprint = Blueprint("cheatsheet", __name__)


@blueprint.get("/cheatsheet")
def page() -> str:
    """A box for each lesson that has something to remember, in course order."""
    lessons = [lesson for lesson in parts().catalogue().lessons if lesson.remember]
    return render_template("cheatsheet.html", lessons=lessons)
