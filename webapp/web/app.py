"""Makes the Flask application."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from webapp.attempts import Attempts
from webapp.config import SettingError, Settings, keys
from webapp.lessons.catalogue import Catalogue
from webapp.store.store import Store
from webapp.web import (
    assets,
    bodies,
    cells,
    cheatsheet,
    completion,
    compression,
    drafts,
    durations,
    error_data,
    errors,
    explanations,
    glossary,
    health,
    helping,
    highlight,
    index,
    joining,
    known_errors,
    lesson,
    limiting,
    look,
    looks,
    me,
    numbers,
    origin,
    paused,
    prompts,
    proxies,
    reading,
    request_log,
    resume,
    runs,
    scratch,
    search,
    security,
    standing,
    stream,
    versions,
    visitors,
)
from webapp.web.api import views as api
from webapp.web.downloads import views as downloads
from webapp.web.instructor import classes as instructor
from webapp.web.metrics import counted
from webapp.web.metrics import page as metrics
from webapp.web.parts import NAME, Parts

ROOM = 256 * 1024
"""Bytes of a request that are read at least: a snippet at its limit, escaped, and the fields beside it fit."""

EVERYWHERE = (
    counted,
    visitors,
    numbers,
    bodies,
    origin,
    reading,
    compression,
    security,
    errors,
    explanations,
    assets,
    cells,
    durations,
    highlight,
    look,
    prompts,
    known_errors,
    error_data,
    scratch,
    search,
    versions,
    paused,
)
"""What works on every page: before and after requests, in this order, and in all templates."""
PAGES = (
    index,
    known_errors,
    lesson,
    looks,
    runs,
    completion,
    helping,
    me,
    resume,
    joining,
    instructor,
    health,
    metrics,
    glossary,
    cheatsheet,
    drafts,
    downloads,
    standing,
    api,
)
"""What has addresses of its own."""


def create_app(settings: Settings, store: Store, attempts: Attempts, catalogue: Callable[[], Catalogue]) -> Flask:
    """The web application over these parts. It opens nothing of its own and closes nothing.

    Raises SettingError without a secret key: nobody's cookie could be signed.
    """
    signing, *good = keys(settings.secret_key) or ("",)
    if not signing:
        raise SettingError("SAVEPOINT_SECRET_KEY is not set: visitors' cookies cannot be signed without it.")
    app = Flask("webapp.web", static_folder=None)
    # Else `/lessons//x` is redirected to a whole address, with whatever Host the request claimed.
    app.url_map.merge_slashes = False
    largest = max(ROOM, settings.snippet_kib * 1024 * 8)
    app.config.update(
        SECRET_KEY=signing,
        SECRET_KEY_FALLBACKS=good,
        MAX_CONTENT_LENGTH=largest,
        MAX_FORM_MEMORY_SIZE=largest,
    )
    app.extensions[NAME] = Parts(settings, store, attempts, catalogue)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    proxies.register(app, settings.proxies)
    request_log.register(app, settings)
    for each in EVERYWHERE:
        each.register(app)
    stream.register(app, settings.threads)
    for page in PAGES:
        app.register_blueprint(page.blueprint)
    limiting.register(app, settings)
    return app
