"""What gunicorn serves: the application with its parts, made before the workers are forked, so it opens nothing."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from flask import Flask

from webapp.attempts import Attempts
from webapp.config import Settings
from webapp.lessons.catalogue import Catalogue
from webapp.lessons.folders import folders
from webapp.sandbox.client import LocalSandboxes
from webapp.store.store import Store
from webapp.web.app import create_app

SUPERVISOR = "SAVEPOINT_SUPERVISOR"
"""Environment variable by which `savepoint serve` tells its workers where the supervisor listens."""


def application() -> Flask:
    """The application for the settings in the environment. Lessons are read once; a restart reads them again."""
    settings = Settings.from_environment()
    store = Store(settings.store_url)
    sandboxes = LocalSandboxes(Path(os.environ[SUPERVISOR]))

    @cache
    def catalogue() -> Catalogue:
        return Catalogue.load(*folders(settings.lessons))

    catalogue()
    attempts = Attempts(store, sandboxes, catalogue, longest_snippet=settings.snippet_kib * 1024)
    return create_app(settings, store, attempts, catalogue)
