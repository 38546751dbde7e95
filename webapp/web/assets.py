"""Static files, under an address that changes with their content, so that browsers may keep them for good."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from flask import Blueprint, Flask, Response, current_app, request, url_for
from werkzeug.exceptions import NotFound

from webapp.web.slim import slim

FOLDER = Path(__file__).parent / "static"
YEAR = 365 * 24 * 3600
IMPORTED = re.compile(r"""^(?:import|\}|export)\b[^"';]*?from\s*["'](\.[^"']+)["']""", re.MULTILINE)
"""A module that another one names. Not those that are imported later, by a call: they are not needed at once."""

blueprint = Blueprint("assets", __name__)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent. `packed` is it by gzip, None where that is no smaller; `needs` the modules it imports."""

    content: bytes
    packed: bytes | None
    mimetype: str
    needs: tuple[str, ...]


def register(app: Flask) -> None:
    """Adds the route, and to the templates `asset(name)`, `modules(name)`."""
    app.config["ASSETS_DIGEST"] = digest_of(FOLDER)
    app.register_blueprint(blueprint)
    app.add_template_global(asset)
    app.add_template_global(modules)


def digest_of(folder: Path) -> str:
    """Twelve hexadecimal digits over every file's name and content.

    One digest for all of them: modules import each other by relative addresses, which a digest per file would break.
    """
    digest = hashlib.sha256()
    for name, found in sorted(files_of(folder).items()):
        digest.update(f"{name} {len(found.content)}\n".encode())
        digest.update(found.content)
    return digest.hexdigest()[:12]


@cache
def _ours() -> dict[str, Asset]:
    # Read and packed once, in 50 ms, before gunicorn forks its workers: half a megabyte that they share.
    return files_of(FOLDER)


def files_of(folder: Path) -> dict[str, Asset]:
    """Every file of a folder, by its name as addresses have it."""
    return {path.relative_to(folder).as_posix(): _read(path, folder) for path in folder.rglob("*") if path.is_file()}


def _read(path: Path, folder: Path) -> Asset:
    content = path.read_bytes()
    if path.parent.name in ("js", "css"):
        content = slim(content.decode()).encode()
    packed = gzip.compress(content, 9, mtime=0)
    mimetype = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    within = dirname(path.relative_to(folder).as_posix())
    named = IMPORTED.findall(content.decode()) if path.suffix == ".js" and path.parent.name != "vendor" else []
    needs = tuple(normpath(join(within, each)) for each in named)
    return Asset(content, packed if len(packed) < len(content) else None, mimetype, needs)


def asset(name: str) -> str:
    """The address of a static file."""
    return url_for("assets.file", digest=current_app.config["ASSETS_DIGEST"], name=name)


def modules(*names: str) -> list[str]:
    """The addresses of all modules that these import, near ones first: named by a page, none waits for another."""
    return [asset(name) for name in dict.fromkeys(_imported(names, _ours())) if name not in names]


def _imported(names: tuple[str, ...], files: dict[str, Asset]) -> Iterator[str]:
    seen, ahead = set(names), list(names)
    for name in ahead:
        for each in files[name].needs:
            if each in files and each not in seen:
                seen.add(each)
                ahead.append(each)
                yield each


@blueprint.get("/static/<digest>/<path:name>")
def file(digest: str, name: str) -> Response:
    """A static file. One asked for by another version's digest is sent too, but not kept."""
    known = current_app.config["ASSETS_DIGEST"]
    if digest == known:
        response = _sent(name)  # nobody asks whether it has changed, so it has no mark to ask by
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    else:
        response = _checked(_sent(name), known)
        response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """What browsers ask for unasked."""
    response = _checked(_sent("icon.svg"), current_app.config["ASSETS_DIGEST"])
    response.headers["Cache-Control"] = f"public, max-age={24 * 3600}"
    return response


def _sent(name: str) -> Response:
    found = _ours().get(name)
    if found is None:
        raise NotFound
    packs = found.packed is not None and request.accept_encodings.quality("gzip") > 0
    response = Response(found.packed if packs else found.content, mimetype=found.mimetype)
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    if found.packed is not None:
        response.vary.add("Accept-Encoding")
    return response


def _checked(response: Response, digest: str) -> Response:
    """The same with its ETag; without its content where the browser has that."""
    response.set_etag(f"{digest}-gzip" if response.content_encoding else digest)
    response.make_conditional(request)
    return response
