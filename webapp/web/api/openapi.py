"""The document of the HTTP API, in OpenAPI 3.1: made of the routes, of what each takes and answers, and of its words.

`python -m webapp.web.api.openapi` writes it to the file that is checked in and served.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from webapp.web.api.answers import Failed
from webapp.web.api.operations import OPERATIONS, PAGE, TEXT, Operation

FILE = Path(__file__).with_name("openapi.json")
TELLS = (
    "What a lesson's page asks of its server. Visitors are anonymous: the cookie that the first submission sets is all "
    "that they are known by. What changes anything is refused where a browser says that another site asks. Errors are "
    "JSON for whoever asks for JSON, else a page."
)
FAILURES = {
    400: "It cannot be read",
    401: "Nobody is logged in as an instructor",
    403: "Asked by another site's page, or of nobody",
    404: "Nothing is there",
    408: "It did not come whole in time",
    409: "The page is older than the lesson",
    410: "The visitor was forgotten meanwhile",
    413: "It is too long",
    415: "JSON was expected",
    429: "Too often; `Retry-After` says when again",
    502: "The snippet could not be run",
    503: "Too much is going on, or something is away; `Retry-After` says when again",
}


def document(app: Flask) -> dict[str, Any]:
    """The OpenAPI document of an application. Raises KeyError for a route that `operations` does not describe."""
    paths: dict[str, dict[str, Any]] = {}
    for path, method, rule in sorted(_routes(app), key=lambda each: each[:2]):
        view = app.view_functions[rule.endpoint]
        paths.setdefault(path, {})[method] = _operation(rule, method, view.__doc__ or "", OPERATIONS[rule.endpoint])
    return {
        "openapi": "3.1.0",
        "info": {"title": "Savepoint", "version": "1", "description": TELLS},
        "paths": paths,
        "components": {"schemas": _schemas()},
    }


def _routes(app: Flask) -> Iterator[tuple[str, str, Rule]]:
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield path, method.lower(), rule


def _operation(rule: Rule, method: str, words: str, kept: Operation) -> dict[str, Any]:
    summary, _, more = re.sub(r"[ \t]*\n[ \t]*", "\n", words.strip()).partition("\n\n")
    made: dict[str, Any] = {"operationId": f"{rule.endpoint}{'.console' if rule.defaults else ''}", "summary": summary}
    if more:
        made["description"] = more
    parameters = [*_in_path(rule), *({"name": n, "in": "query", "schema": s} for n, s in kept.query.items())]
    if parameters:
        made["parameters"] = parameters
    if method != "get":
        made["requestBody"] = {"required": kept.form is None or "source" in kept.form, "content": _taken(kept)}
    made["responses"] = _responses(kept)
    return made


def _in_path(rule: Rule) -> Iterator[dict[str, Any]]:
    for name in (each for each in re.findall(r"<(?:[^:<>]+:)?(\w+)>", rule.rule)):
        kind = rule._converters[name]  # werkzeug has no public way to ask
        schema: dict[str, Any] = {"type": "string", "minLength": 1}
        if isinstance(kind, IntegerConverter):
            schema = {"type": "integer", "minimum": 0, "maximum": kind.max}
        elif isinstance(kind, AnyConverter):
            schema = {"enum": sorted(kind.items)}
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _taken(kept: Operation) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if kept.takes:
        content["application/json"] = {"schema": _ref(kept.takes)}
    if kept.form is not None:
        form: dict[str, Any] = {"type": "object", "properties": kept.form}
        if kept.takes:
            form["required"] = ["source"]
        content["application/x-www-form-urlencoded"] = {"schema": form}
    return content


def _responses(kept: Operation) -> dict[str, Any]:
    found: dict[str, Any] = {}
    content: dict[str, Any] = {kind: {} for kind in kept.others}
    if kept.json:
        content["application/json"] = {"schema": _ref(kept.json)}
    if kept.page:
        content[PAGE] = {"schema": TEXT}
    if content:
        found["200"] = {"description": "As asked", "content": content}
    if kept.leads:
        found[str(kept.leads)] = {"description": "To the page that shows it", "headers": {"Location": {"schema": TEXT}}}
    reads = 413 in kept.fails  # a body, which may come too slowly
    for status in (*kept.fails, *([408] if reads else [])):
        told = {"application/json": {"schema": _ref(Failed)}, PAGE: {"schema": TEXT}}
        found[str(status)] = {"description": FAILURES[status], "content": told}
    for status, model in kept.also.items():
        found[str(status)] = {"description": FAILURES[status], "content": {"application/json": {"schema": _ref(model)}}}
    return dict(sorted(found.items()))


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _schemas() -> dict[str, Any]:
    answered = {model for each in OPERATIONS.values() for model in (each.json, *each.also.values()) if model} | {Failed}
    taken = {each.takes for each in OPERATIONS.values() if each.takes}
    every = [(model, "serialization") for model in answered] + [(model, "validation") for model in taken]
    every.sort(key=lambda each: each[0].__name__)
    _, made = models_json_schema(every, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    return {
        name: made["$defs"][name] for name in sorted(_reached(made["$defs"], {model.__name__ for model, _ in every}))
    }


def _reached(schemas: dict[str, Any], names: set[str]) -> set[str]:
    """The schemas of these names and all that they refer to: an entry leaves out much of what an observation has."""
    ahead = list(names)
    for name in ahead:
        ahead.extend(set(re.findall(r"#/components/schemas/(\w+)", json.dumps(schemas[name]))).difference(ahead))
    return set(ahead)


def written(app: Flask) -> str:
    """The document as the file has it."""
    return json.dumps(document(app), indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Writes the file anew, from an application that nobody asks anything."""
    from webapp.attempts import Attempts
    from webapp.config import Settings
    from webapp.lessons.catalogue import Catalogue
    from webapp.sandbox.client import LocalSandboxes
    from webapp.store.store import Store
    from webapp.web.app import create_app

    store, catalogue = Store("sqlite://"), Catalogue()
    attempts = Attempts(store, LocalSandboxes(Path("/nowhere")), lambda: catalogue, longest_snippet=1)
    app = create_app(Settings(secret_key="of nobody"), store, attempts, lambda: catalogue)  # noqa: S106
    FILE.write_text(written(app), encoding="utf-8")


if __name__ == "__main__":
    main()
