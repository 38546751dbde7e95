"""The HTTP API of a real server with real sandboxes, asked what its own document allows, and what it does not.

Each time the same is asked, so that a failure is there again; with FUZZ_EXAMPLES=200 other things are, and so many.
"""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.cli.serving import WHOLE, serving
from webapp.web.api.openapi import FILE

MORE = int(os.environ.get("FUZZ_EXAMPLES", "0"))
BOUNDED = settings(
    max_examples=MORE or 8,
    derandomize=not MORE,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
KINDS = ["application/json", "application/x-ndjson", "text/html", None]
LOW = {
    "SAVEPOINT_CPU_SECONDS": "0.2",
    "SAVEPOINT_WALL_SECONDS": "0.5",
    "SAVEPOINT_SNIPPET_KIB": "1",
    **dict.fromkeys(("SAVEPOINT_COMPLETIONS", "SAVEPOINT_DRAFTS", "SAVEPOINT_CHANGES", "SAVEPOINT_RESUMES"), "0"),
}
THERE = {"lesson_id": "context-managers", "step": "save-both", "error_id": "lazy-load-detached", "code": "f405"}
"""Parts of addresses: of names made at random hardly one would be found."""
SOURCES = ["print(1)", "1 /", "while True: pass", "import os", "x = '\\ud800'", "\0", "\r", "", "é" * 600]


def runnable(part: Any) -> Any:
    """A part of the document in which what is to be run says something to Python."""
    if isinstance(part, list):
        return [runnable(each) for each in part]
    if not isinstance(part, dict):
        return part
    made = {key: runnable(value) for key, value in part.items()}
    if "submission" in made and "source" in made and "outcome" not in made:
        made["source"] = {"enum": SOURCES}
    return made


schema = schemathesis.openapi.from_dict(runnable(json.loads(FILE.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("home"), environ=LOW | WHOLE) as served:
        yield served.address
        assert "A request failed" not in served.printed


@pytest.fixture(scope="module")
def visitor(server: str) -> Iterator[requests.Session]:
    with requests.Session() as kept:
        assert kept.post(f"{server}/lessons/context-managers/run", json={"source": "1"}).status_code == 200
        yield kept


@schema.parametrize()
@BOUNDED
def test_whatever_is_asked_is_answered_as_described(
    case: schemathesis.Case, server: str, visitor: requests.Session
) -> None:
    made = dict(case.path_parameters)
    for kind in KINDS:
        # What was made for the address is asked for once, as a browser would.
        case.path_parameters = made if kind == "text/html" else {name: THERE.get(name, made[name]) for name in made}
        headers = {"Accept": kind} if kind else {}
        answer = case.call(server, session=visitor, headers=headers, allow_redirects=False, timeout=20)
        assert answer.status_code != 500
        case.validate_response(
            answer, checks=[status_code_conformance, content_type_conformance, response_schema_conformance]
        )
