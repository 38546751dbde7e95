"""Looking at one snippet, the last or an earlier one, as one of its steps left everything."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import NotFound

from webapp.store.entries import Entry
from webapp.web import visitors
from webapp.web.fragments import PageState, panes
from webapp.web.look import PANELS, Look, Panel
from webapp.web.numbers import LARGEST
from webapp.web.parts import parts

blueprint = Blueprint("looks", __name__, url_prefix="/lessons/<lesson_id>")


@blueprint.get("/snippets/<int:entry_id>")
def snippet(lesson_id: str, entry_id: int) -> Response:
    """The tabs' HTML for a snippet of the visitor's own: `at` a step, by default the last; with `panel`, that one."""
    lesson = parts().catalogue().get(lesson_id)
    look = Look(_entry(lesson.id, entry_id), asked=_number("at"), is_latest=False)
    return jsonify(entry=entry_id, at=look.at, html=panes(look, panel_named(request.args.get("panel"))))


def look_at(lesson_id: str, state: PageState) -> Look:
    """What the page is asked to show in the tabs: `look` names a snippet, else it is the latest. Raises NotFound."""
    latest = state.entries[-1] if state.entries else None
    kept = {name: value for name in ("exercise",) if (value := request.args.get(name))}
    asked = _number("look")
    found = latest if asked is None else _of(state.entries, asked) or _entry(lesson_id, asked)
    return Look(found, _number("at"), "others" in request.args, kept, is_latest=found == latest)


def panel_named(name: str | None) -> Panel | None:
    """The panel of that name."""
    return next((panel for panel in PANELS if panel == name), None)


def _of(entries: tuple[Entry, ...], number: int) -> Entry | None:
    return next((entry for entry in entries if entry.id == number), None)


def _entry(lesson_id: str, number: int) -> Entry:
    visitor = visitors.claimed()
    found = parts().store.entry_by_id(visitor, lesson_id, number) if visitor and number <= LARGEST else None
    if found is None:
        raise NotFound
    return found


def _number(name: str) -> int | None:
    """A number of the address, None where it is not there. Raises NotFound where it is none."""
    asked = request.args.get(name, "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 20):
        raise NotFound
    return int(asked)
