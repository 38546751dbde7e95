"""How large a request's body may be, and what of it nobody could read."""

from __future__ import annotations

from typing import Any

from flask import Flask, Request, request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

SMALL = 16 * 1024
"""Bytes of a form that carries names and numbers: several times the longest."""
FIELDS = 100
"""Parts of a form, several times what any of ours has."""
CARRY_TEXT = frozenset({"runs.run", "completion.complete", "drafts.keep"})
"""Endpoints that take what somebody typed, and so as much as the application's own limit says."""


class Asked(Request):
    """A request whose JSON may be nested as deep as anybody likes: what Python gives up on is not JSON."""

    def get_json(self, *args: Any, **keywords: Any) -> Any:
        """The JSON of the body. Raises BadRequest, as where it has a slip, where it is nested too deep to be read."""
        try:
            return super().get_json(*args, **keywords)
        except RecursionError as error:
            if keywords.get("silent"):
                return None
            raise BadRequest("This JSON is nested too deep to be read.") from error


def register(app: Flask) -> None:
    """Every request is looked at before its view runs."""
    app.request_class = Asked
    app.config["MAX_FORM_PARTS"] = FIELDS
    app.before_request(refuse_what_is_too_large)


def refuse_what_is_too_large() -> None:
    """Raises RequestEntityTooLarge where a body says that it is larger than its route takes.

    One that does not say so is read up to there. Views that read none would else leave it to the connection.
    """
    if request.endpoint not in CARRY_TEXT:
        request.max_content_length = SMALL
    if request.max_content_length is not None and (request.content_length or 0) > request.max_content_length:
        raise RequestEntityTooLarge
