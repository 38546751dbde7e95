"""What each route takes and answers, by its endpoint: with the routes themselves, the HTTP API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, get_args

from pydantic import BaseModel

from webapp.store.entries import HelpKind
from webapp.web.api import answers
from webapp.web.completion import Before
from webapp.web.drafts import Typed
from webapp.web.look import PANELS
from webapp.web.submitted import Submitted

TEXT = {"type": "string"}
PAGE = "text/html"
PLACE = {"type": "integer", "minimum": 0}
FLAG = {"type": "string", "description": "Anything; that it is there counts."}
QUESTION = {"type": "string", "description": "Of more than 200 characters the first 200 are looked at."}


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one route.

    `json` is the model of the JSON it answers, `others` further kinds of content; `page`: a browser gets HTML, or is
    redirected where `leads` says so. `takes` is the model of its JSON body, `form` the fields of its form, `query`
    those of its address. `fails` are the statuses of its errors; other answers that have a model are in `also`.
    """

    json: type[BaseModel] | None = None
    others: tuple[str, ...] = ()
    page: bool = False
    leads: Literal[0, 302, 303] = 0
    takes: type[BaseModel] | None = None
    form: Mapping[str, Any] | None = None
    query: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    fails: tuple[int, ...] = ()
    also: Mapping[int, type[BaseModel]] = field(default_factory=lambda: MappingProxyType({}))


NOTHING: dict[str, Any] = {}
SANDBOX = (429, 502, 503)
SHEET = "text/csv"
LOGGED_IN = (401, 404, 503)
OF_A_CLASS = (400, 401, 403, 404, 413, 429, 503)
BACK = {"exercise": TEXT}
RUN_FORM = {
    "source": TEXT,
    "submission": {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,64}$"},
    "kind": {"enum": ["console", "answer", "example", "prediction"]},
    "step": TEXT,
    "start": TEXT,
    "seen": TEXT,
    "exercise": TEXT,
}
HELP_FORM = {"what": {"enum": list(get_args(HelpKind))}, "number": TEXT}
LOOK = {
    "exercise": TEXT,
    "look": PLACE,
    "at": PLACE,
    "others": FLAG,
    "replaced": FLAG,
}

OPERATIONS: dict[str, Operation] = {
    "index.page": Operation(page=True, fails=(503,)),
    "lesson.page": Operation(page=True, query=LOOK, fails=(404, 503)),
    "search.page": Operation(page=True, query={"q": QUESTION}),
    "scratch.page": Operation(leads=302, query={"data": TEXT}),
    "glossary.page": Operation(page=True),
    "cheatsheet.page": Operation(page=True),
    "known_errors.all_pages": Operation(page=True, leads=302, query={"q": QUESTION, "code": QUESTION}),
    "known_errors.of_code": Operation(page=True, leads=302, fails=(404,)),
    "known_errors.one": Operation(page=True, fails=(404,)),
    "error_data.file": Operation(json=answers.ErrorData, fails=(404,)),
    "runs.run": Operation(
        json=answers.Ran,
        others=("application/x-ndjson",),
        leads=303,
        takes=Submitted,
        form=RUN_FORM,
        fails=(400, 403, 404, 409, 410, 413, 415, *SANDBOX),
    ),
    "runs.interrupt": Operation(json=answers.Interrupted, leads=303, form=BACK, fails=(403, 404, 413, *SANDBOX)),
    "runs.reset": Operation(json=answers.Replaced, leads=303, form=BACK, fails=(403, 404, 410, 413, *SANDBOX)),
    "runs.bring_back": Operation(json=answers.Replaced, leads=303, form=BACK, fails=(403, 404, 410, 413, *SANDBOX)),
    "completion.complete": Operation(
        json=answers.Completed, takes=Before, fails=(400, 403, 404, 410, 413, 415, *SANDBOX)
    ),
    "looks.snippet": Operation(
        json=answers.Looked, query={"at": PLACE, "panel": {"enum": [*PANELS, "later"]}}, fails=(404, 503)
    ),
    "helping.page": Operation(json=answers.Helped, leads=303, fails=(404, 503)),
    "helping.ask": Operation(json=answers.Helped, leads=303, form=HELP_FORM, fails=(400, 403, 404, 410, 413, 429, 503)),
    "drafts.keep": Operation(
        json=answers.Saved, takes=Typed, fails=(400, 403, 404, 410, 413, 415, 429, 503), also={409: answers.Moved}
    ),
    "standing.standing": Operation(json=answers.Standing, query={"seen": TEXT}, fails=(404, 503)),
    "downloads.transcript": Operation(
        others=("text/x-python", "text/plain", "application/x-ipynb+json"), fails=(404, 503)
    ),
    "me.page": Operation(page=True, fails=(503,)),
    "me.make_link": Operation(leads=303, form=NOTHING, fails=(403, 413, 429, 503)),
    "me.revoke_link": Operation(leads=303, form=NOTHING, fails=(403, 413, 429, 503)),
    "me.ask_to_leave": Operation(page=True, fails=(503,)),
    "me.leave": Operation(leads=303, form=NOTHING, fails=(403, 413, 429, 503)),
    "me.ask_to_forget": Operation(page=True, fails=(503,)),
    "me.forget": Operation(leads=303, form=NOTHING, fails=(403, 413, 429, 502, 503)),
    "me.gone": Operation(page=True, fails=(503,)),
    "resume.page": Operation(page=True, fails=(503,)),
    "resume.go_on": Operation(leads=303, form={"code": TEXT}, fails=(403, 404, 413, 429, 503)),
    "joining.page": Operation(page=True),
    "joining.look": Operation(page=True, form={"code": TEXT}, fails=(403, 404, 413, 429, 503)),
    "joining.join": Operation(leads=303, form={"code": TEXT, "name": TEXT}, fails=(403, 404, 413, 429, 503)),
    "joining.leave": Operation(leads=303, form=NOTHING, fails=(403, 404, 413, 429, 503)),
    "instructor.login_page": Operation(page=True),
    "instructor.log_in": Operation(leads=303, form={"code": TEXT}, fails=(403, 413, 429, 503)),
    "instructor.log_out": Operation(leads=303, form=NOTHING, fails=(401, 403, 413, 429, 503)),
    "instructor.page": Operation(page=True, fails=(401, 503)),
    "instructor.steps_csv": Operation(others=(SHEET,), fails=(401, 503)),
    "instructor.lesson": Operation(page=True, fails=LOGGED_IN),
    "instructor.step": Operation(page=True, fails=LOGGED_IN),
    "instructor.source": Operation(page=True, fails=LOGGED_IN),
    "instructor.make_class": Operation(leads=303, form={"title": TEXT}, fails=(400, 401, 403, 413, 429, 503)),
    "instructor.class_page": Operation(page=True, fails=LOGGED_IN),
    "instructor.live": Operation(json=answers.Live, fails=LOGGED_IN),
    "instructor.class_csv": Operation(others=(SHEET,), fails=LOGGED_IN),
    "instructor.renew_link": Operation(leads=303, form=NOTHING, fails=OF_A_CLASS),
    "instructor.assign": Operation(leads=303, form={"step": TEXT}, fails=OF_A_CLASS),
    "instructor.open_solutions": Operation(leads=303, form={"when": TEXT}, fails=OF_A_CLASS),
    "instructor.remove_member": Operation(leads=303, form={"student": PLACE}, fails=OF_A_CLASS),
    "instructor.close_class": Operation(leads=303, form={"open": FLAG}, fails=OF_A_CLASS),
    "instructor.drop_class": Operation(leads=303, form=NOTHING, fails=OF_A_CLASS),
    "health.healthz": Operation(others=("text/plain",)),
    "health.readyz": Operation(json=answers.Ready, also={503: answers.Ready}),
    "metrics.metrics": Operation(others=("text/plain",), fails=(403,)),
    "assets.file": Operation(others=("*/*",), fails=(404,)),
    "assets.favicon": Operation(others=("image/svg+xml",)),
    "api.file": Operation(others=("application/json",)),
}
"""Every route has its row."""
