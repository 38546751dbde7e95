"""Running, interrupting and resetting: what a page posts."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.attempts import Done
from webapp.lessons.predictions import Prediction
from webapp.lessons.schema import Lesson
from webapp.lessons.steps import ArrangeStep
from webapp.store.errors import StoreError, UnknownVisitorError
from webapp.web import visitors
from webapp.web.carried import carry
from webapp.web.document import console_document, run_document
from webapp.web.errors import wants_json
from webapp.web.fragments import page_state_after, page_state_of
from webapp.web.limiting import new_visitor
from webapp.web.metrics.counted import counted
from webapp.web.parts import parts
from webapp.web.request_log import notes
from webapp.web.stream import LINES, Watch, streamed
from webapp.web.submitted import Submitted, submitted

RECORDED = "This has run and is kept, but the database does not answer now. Try again in a moment."

blueprint = Blueprint("runs", __name__, url_prefix="/lessons/<lesson_id>")


@blueprint.post("/run")
def run(lesson_id: str) -> BaseResponse:
    """Runs a snippet. JSON gets a document, JSON that accepts lines a stream, a form goes back to its page."""
    lesson = parts().catalogue().get(lesson_id)
    sent = submitted()
    try:
        return _answer(visitors.claimed() or new_visitor(), lesson, sent)
    except UnknownVisitorError:  # the cookie is older than the database; nothing has run
        return _answer(new_visitor(), lesson, sent)


def _answer(visitor: str, lesson: Lesson, sent: Submitted) -> BaseResponse:
    attempts, count, kept = parts().attempts, counted().run, notes()

    def document(done: Done) -> dict[str, object]:
        try:
            return run_document(done, page_state_after(done, visitor, lesson, sent.seen), sent.panel)
        except StoreError as error:
            raise StoreError(RECORDED) from error

    def work(watch: Watch | None = None) -> Done:
        done = count(sent.kind, lambda: attempts.run(visitor, lesson.id, sent.as_submission(), watch))
        kept.ran(done)
        return done

    if request.accept_mimetypes.best == LINES:
        return streamed(work, document)
    done = work()
    if wants_json():
        return jsonify(document(done))
    if done.rebuilt:
        carry(done.rebuilt)
    return _back(lesson, sent, replaced=done.replaced)


def _back(lesson: Lesson, sent: Submitted, *, replaced: bool = False) -> BaseResponse:
    exercise = request.form.get("exercise")
    if any(step.id == sent.step for step in lesson.graded if isinstance(step, ArrangeStep | Prediction)):
        return _to_page(lesson, exercise, f"step-{sent.step}", replaced=replaced)
    if sent.kind == "answer":
        return _to_page(lesson, sent.step, "verdict", replaced=replaced)
    return _to_page(lesson, exercise, "console", replaced=replaced)


def _to_page(lesson: Lesson, exercise: str | None, anchor: str, *, replaced: bool = False) -> BaseResponse:
    address = url_for(
        "lesson.page",
        lesson_id=lesson.id,
        exercise=exercise or None,
        replaced=1 if replaced else None,
        _anchor=anchor,
    )
    return redirect(address, 303)


@blueprint.post("/interrupt")
def interrupt(lesson_id: str) -> BaseResponse:
    """Asks the run in flight to stop; its own request brings the outcome."""
    lesson = parts().catalogue().get(lesson_id)
    visitor = visitors.current()
    stopped = visitor is not None and parts().attempts.interrupt(visitor, lesson.id)
    return jsonify(interrupted=stopped) if wants_json() else _console(visitor, lesson)


@blueprint.post("/reset")
def reset(lesson_id: str) -> BaseResponse:
    """Begins afresh: the console is empty, the names made in it are gone. Progress stays."""
    lesson = parts().catalogue().get(lesson_id)
    visitor = visitors.current()
    replaced = False
    if visitor is not None:
        before = parts().store.transcript(visitor, lesson.id)
        replaced = before is not None and before.has_console
        parts().attempts.reset(visitor, lesson.id)
    return _console(visitor, lesson, replaced=replaced)


@blueprint.post("/bring-back")
def bring_back(lesson_id: str) -> BaseResponse:
    """Goes back to the console as it was before the last fresh start."""
    lesson = parts().catalogue().get(lesson_id)
    visitor = visitors.current()
    if visitor is not None:
        parts().attempts.bring_back(visitor, lesson.id)
    return _console(visitor, lesson)


def _console(visitor: str | None, lesson: Lesson, *, replaced: bool = False) -> BaseResponse:
    if not wants_json():
        return _to_page(lesson, request.form.get("exercise"), "console", replaced=replaced)
    answer: Response = jsonify(replaced=replaced, **console_document(page_state_of(visitor, lesson)))
    return answer
