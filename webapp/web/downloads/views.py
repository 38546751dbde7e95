"""The transcript's downloads."""

from __future__ import annotations

import re

from flask import Blueprint, Response, make_response

from webapp.web import visitors
from webapp.web.downloads.doctested import doctested
from webapp.web.downloads.notebook import notebook
from webapp.web.downloads.script import script
from webapp.web.parts import parts

KINDS = {
    "py": (script, "text/x-python; charset=utf-8"),
    "txt": (doctested, "text/plain; charset=utf-8"),
    "ipynb": (notebook, "application/x-ipynb+json"),
}

blueprint = Blueprint("downloads", __name__, url_prefix="/lessons/<lesson_id>")


@blueprint.get("/transcript.<any(py, txt, ipynb):kind>")
def transcript(lesson_id: str, kind: str) -> Response:
    """The visitor's transcript in this lesson, with its start; of nobody, and before the first run, the start alone."""
    lesson, store = parts().catalogue().get(lesson_id), parts().store
    visitor = visitors.current()
    found = store.transcript(visitor, lesson.id) if visitor else None
    start, entries = (found.start, store.entries(found.id)) if found else (lesson.start, ())
    make, mimetype = KINDS[kind]
    # A snippet may have printed half a character, which no file can hold.
    response = make_response(make(lesson.title, start, entries).encode("utf-8", "backslashreplace"))
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", lesson.id)
    response.headers["Content-Type"] = mimetype
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-transcript.{kind}"'
    response.headers["Cache-Control"] = "no-store"
    return response
