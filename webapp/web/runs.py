"""Running, interrupting and resetting: what a page posts."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.attempts import Done
from webapp.lessons.schema import Lesson
from webapp.web import visitors
from webapp.web.document import console_document, run_document
from webapp.web.errors import wants_json
from webapp.web.fragments import state_after, state_of
from webapp.web.parts import parts
from webapp.web.stream import LINES, Watch, streamed
from webapp.web.submitted import Submitted, submitted

blueprint = Blueprint("runs", __name__, url_prefix="/lessons/<lesson_id>")


@blueprint.post("/run")
def run(lesson_id: str) -> BaseResponse:
    """Runs a snippet. JSON gets a document, JSON that accepts lines a stream, a form goes back to its page."""
    lesson = parts().catalogue().get(lesson_id)
    sent = submitted()
    visitor = visitors.current_or_new()
    attempts = parts().attempts

    def document(done: Done) -> dict[str, object]:
        return run_document(done, state_after(done, visitor, lesson, sent.seen))

    def work(watch: Watch | None = None) -> Done:
        return attempts.run(visitor, lesson.id, sent.as_submission(), watch)

    if request.accept_mimetypes.best == LINES:
        return streamed(work, document)
    done = work()
    if wants_json():
        return jsonify(document(done))
    return _back(lesson, sent, replaced=done.replaced)


def _back(lesson: Lesson, sent: Submitted, *, replaced: bool = False) -> BaseResponse:
    exercise = sent.step if sent.kind == "answer" else request.form.get("exercise")
    address = url_for(
        "lesson.page",
        lesson_id=lesson.id,
        exercise=exercise or None,
        replaced=1 if replaced else None,
        _anchor="verdict" if sent.kind == "answer" else "console",
    )
    return redirect(address, 303)


@blueprint.post("/interrupt")
def interrupt(lesson_id: str) -> BaseResponse:
    """Asks the run in flight to stop; its own request brings the outcome."""
    lesson = parts().catalogue().get(lesson_id)
    visitor = visitors.current()
    stopped = visitor is not None and parts().attempts.interrupt(visitor, lesson.id)
    return jsonify(interrupted=stopped) if wants_json() else _to_console(lesson)


@blueprint.post("/reset")
def reset(lesson_id: str) -> BaseResponse:
    """Begins afresh: the console is empty, the names made in it are gone. Progress stays."""
    lesson = parts().catalogue().get(lesson_id)
    visitor = visitors.current()
    if visitor is not None:
        parts().attempts.reset(visitor, lesson.id)
    return _console(visitor, lesson)


@blueprint.post("/bring-back")
def bring_back(lesson_id: str) -> BaseResponse:
    """Goes back to the console as it was before the last fresh start."""
    lesson = parts().catalogue().get(lesson_id)
    visitor = visitors.current()
    if visitor is not None:
        parts().attempts.bring_back(visitor, lesson.id)
    return _console(visitor, lesson)


def _console(visitor: str | None, lesson: Lesson) -> BaseResponse:
    if not wants_json():
        return _to_console(lesson)
    answer: Response = jsonify(console_document(state_of(visitor, lesson)))
    return answer


def _to_console(lesson: Lesson) -> BaseResponse:
    address = url_for(
        "lesson.page", lesson_id=lesson.id, exercise=request.form.get("exercise") or None, _anchor="console"
    )
    return redirect(address, 303)
