"""What gunicorn serves: the application with its parts, made before the workers are forked, so it opens nothing."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from flask import Flask

from webapp import logs
from webapp.attempts import Attempts
from webapp.config import Settings
from webapp.lessons.folders import folders
from webapp.lessons.live import LiveCatalogue
from webapp.sandbox.client import LocalSandboxes
from webapp.sandbox.interface import Sandboxes
from webapp.store.store import Store
from webapp.web.app import create_app
from webapp.web.handed import SUPERVISOR

log = logging.getLogger(__name__)


def application() -> Flask:
    """The application for the settings in the environment. Lessons that are saved while it serves are read again."""
    settings = Settings.from_environment()
    logs.begin(settings.log)
    store = Store(settings.store_url)
    sandboxes = sandboxes_of(settings)
    catalogue = LiveCatalogue(folders(settings.lessons), tell)
    attempts = Attempts(store, sandboxes, catalogue, longest_snippet=settings.snippet_kib * 1024)
    return create_app(settings, store, attempts, catalogue)


def sandboxes_of(settings: Settings) -> Sandboxes:
    """This machine's sandboxes or, where the settings say so, those of the workers. Nothing is connected yet."""
    if settings.sandboxes == "here":
        return LocalSandboxes(Path(os.environ[SUPERVISOR]))
    # Its libraries are there only where workers are asked for.
    from webapp.sandbox.cluster.client import ClusterSandboxes

    return ClusterSandboxes(settings.redis_url)


def tell(line: str) -> None:
    """For whoever looks at the terminal or the log. Each worker reads lessons for itself, and tells it."""
    log.warning("[%d] %s", os.getpid(), line)
