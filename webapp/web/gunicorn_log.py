"""Gunicorn's own log, in the style of all others."""

from __future__ import annotations

import os
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from webapp import logs


class Log(Logger):  # type: ignore[misc]
    """Gunicorn's logger, with lines of ours."""

    def setup(self, cfg: Any) -> None:
        """Gives its handlers the formatter."""
        super().setup(cfg)
        if os.environ.get(logs.LOG) == "json":
            for handler in self.error_log.handlers:
                handler.setFormatter(logs.Json())
