"""Celery's consumer, but one that looks for a Redis that went away every second, not after up to thirty."""

from __future__ import annotations

import logging
from typing import Any

from celery.worker.consumer import Consumer
from celery.worker.state import maybe_shutdown

AGAIN_SECONDS = 1.0

log = logging.getLogger(__name__)


class Reconnecting(Consumer):
    """Named by Celery's setting `worker_consumer`."""

    def ensure_connected(self, conn: Any) -> Any:
        """The connection, once there is one."""
        found = conn.ensure_connection(
            self._away, None, AGAIN_SECONDS, 0, AGAIN_SECONDS, callback=maybe_shutdown, reraise_as_library_errors=False
        )
        self.first_connection_attempt = False
        self.broker_connection_retry_attempt = 0
        return found

    def _away(self, error: Exception, _seconds: float) -> None:
        log.warning("Redis cannot be reached and is tried again: %s", error)
