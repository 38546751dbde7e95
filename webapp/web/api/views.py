"""The document of the HTTP API, for programs."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, Response

from webapp.web.api.openapi import FILE

blueprint = Blueprint("api", __name__)


@blueprint.get("/openapi.json")
def file() -> Response:
    """This document."""
    return Response(_document(), mimetype="application/json")


@cache
def _document() -> bytes:
    return FILE.read_bytes()
