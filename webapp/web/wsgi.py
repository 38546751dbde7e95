"""What gunicorn serves: the application with its parts, made before the workers are forked, so it opens nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from flask import Flask

from webapp.attempts import Attempts
from webapp.config import Settings
from webapp.lessons.folders import folders
from webapp.lessons.live import LiveCatalogue
from webapp.sandbox.client import LocalSandboxes
from webapp.store.store import Store
from webapp.web.app import create_app

SUPERVISOR = "SAVEPOINT_SUPERVISOR"
"""Environment variable by which `savepoint serve` tells its workers where the supervisor listens."""


def application() -> Flask:
    """The application for the settings in the environment. Lessons that are saved while it serves are read again."""
    settings = Settings.from_environment()
    store = Store(settings.store_url)
    sandboxes = LocalSandboxes(Path(os.environ[SUPERVISOR]))
    catalogue = LiveCatalogue(folders(settings.lessons), tell)
    attempts = Attempts(store, sandboxes, catalogue, longest_snippet=settings.snippet_kib * 1024)
    return create_app(settings, store, attempts, catalogue)


def tell(line: str) -> None:
    """For whoever looks at the terminal or the log. Each worker reads lessons for itself, and tells it."""
    print(f"[{os.getpid()}] {line}", file=sys.stderr, flush=True)
