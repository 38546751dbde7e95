"""The Celery application that both sides share, and its queues."""

from __future__ import annotations

from celery import Celery
from kombu import Queue

CONVERSE = "savepoint.converse"
"""The task that asks a turn's requests."""
ASK = "savepoint.ask"
"""The task that asks what needs no turn."""
RUNS = "savepoint.runs"
"""The queue of every worker. With a worker's name behind it, that worker's own."""
URGENT = "savepoint.urgent"
"""The same for what must not be behind a run."""
KEPT_SECONDS = 30
"""How long an answer waits in Redis for whoever asked."""
SOCKET_SECONDS = 3.0
"""How long Redis may take to answer before it is taken to be away."""
NAME_IS_TAKEN = 3
"""Exit status of a worker's process that finds another worker of its name."""
UNHEARD_SECONDS = 120
"""How long a request waits for a worker in its queue, at most."""


def broker(url: str) -> Celery:
    """A Celery application over the Redis at that URL. Nothing is connected yet."""
    app = Celery("savepoint", broker=url, backend=url, set_as_current=False)
    patience = {"socket_timeout": SOCKET_SECONDS, "socket_connect_timeout": SOCKET_SECONDS, "socket_keepalive": True}
    app.conf.update(
        task_serializer="json",
        result_serializer="json",
        accept_content=["json"],
        task_default_queue=RUNS,
        task_publish_retry=False,  # the page tries again, with a sentence
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options=patience,
        redis_socket_timeout=SOCKET_SECONDS,
        redis_socket_connect_timeout=SOCKET_SECONDS,
        redis_socket_keepalive=True,
        result_backend_transport_options={"retry_policy": {"max_retries": 0}},
        result_expires=KEPT_SECONDS,
        worker_prefetch_multiplier=1,
        # No task here acknowledges late, so this cancels none; unset, Celery explains it at length each time.
        worker_cancel_long_running_tasks_on_connection_loss=True,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_disable_rate_limits=True,
    )
    return app


def own(queue: str, worker: str) -> str:
    """The name of a worker's own queue."""
    return f"{queue}.{worker}"


def consumed(queue: str, worker: str) -> list[Queue]:
    """What a worker's process for `queue` listens to: its own first, then everybody's."""
    return [Queue(own(queue, worker)), Queue(queue)]
