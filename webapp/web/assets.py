"""Static files, under an address that changes with their content, so that browsers may keep them for good."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, send_from_directory, url_for

FOLDER = Path(__file__).parent / "static"
YEAR = 365 * 24 * 3600

blueprint = Blueprint("assets", __name__)


def register(app: Flask) -> None:
    """Adds the route, and `asset(name)` to the templates."""
    app.config["ASSETS_DIGEST"] = digest_of(FOLDER)
    app.register_blueprint(blueprint)
    app.add_template_global(asset)


def digest_of(folder: Path) -> str:
    """Twelve hexadecimal digits over every file's name and content.

    One digest for all of them: modules import each other by relative addresses, which a digest per file would break.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a static file."""
    return url_for("assets.file", digest=current_app.config["ASSETS_DIGEST"], name=name)


@blueprint.get("/static/<digest>/<path:name>")
def file(digest: str, name: str) -> Response:
    """A static file. One asked for by another version's digest is sent too, but not kept."""
    response = send_from_directory(FOLDER, name, conditional=True)
    if digest == current_app.config["ASSETS_DIGEST"]:
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """What browsers ask for unasked."""
    return send_from_directory(FOLDER, "icon.svg", max_age=24 * 3600)
