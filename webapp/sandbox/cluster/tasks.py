"""A worker's process, as Celery runs it: `celery --app webapp.sandbox.cluster.tasks worker`.

`savepoint worker` starts two of them on each machine, one for runs and one for what is urgent, and tells them by
environment variables what they are.
"""

from __future__ import annotations

import ctypes
import logging
import os
import secrets
import signal
import threading
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import redis
from celery.platforms import SecurityWarning
from celery.signals import setup_logging, worker_ready, worker_shutdown, worker_shutting_down

from webapp import logs
from webapp.errors import SavepointError
from webapp.inside import wire
from webapp.sandbox.client import LocalSandboxes
from webapp.sandbox.cluster.broker import ASK, CONVERSE, NAME_IS_TAKEN, broker, consumed
from webapp.sandbox.cluster.held import HeldTurns
from webapp.sandbox.cluster.registry import SAYS_EVERY, Registry
from webapp.sandbox.connections import Connections

BROKER, NAME, HOLDER, QUEUE, SUPERVISOR = (
    f"SAVEPOINT_WORKER_{part}" for part in ("BROKER", "NAME", "HOLDER", "QUEUE", "SUPERVISOR")
)
"""Environment variables: the broker's URL, this worker's name and what it holds that by, RUNS or URGENT, and the path
of the supervisor's socket."""
PR_SET_PDEATHSIG = 1

# Who runs this as root may: every sandbox gives root up, and this process opens nothing but Redis and the supervisor.
warnings.filterwarnings("ignore", category=SecurityWarning)
log = logging.getLogger(__name__)
app = broker(os.environ[BROKER])
name, holder, queue = os.environ[NAME], os.environ[HOLDER], os.environ[QUEUE]
app.conf.task_queues = consumed(queue, name)
app.conf.worker_consumer = "webapp.sandbox.cluster.reconnecting:Reconnecting"
life = secrets.token_hex(8)
registry = Registry(os.environ[BROKER])
turns = HeldTurns(Connections(Path(os.environ[SUPERVISOR])).one)
local = LocalSandboxes(Path(os.environ[SUPERVISOR]))
ending = threading.Event()
ended = threading.Event()


@setup_logging.connect
def _log(**_given: Any) -> None:
    logs.begin(os.environ.get(logs.LOG, "text"))


@app.task(name=CONVERSE, bind=True)
def converse(self: Any, turn: str, requests: Sequence[wire.Frame], claim: bool, settle: bool) -> dict[str, Any] | None:
    """All frames that answer a turn's requests, and who answers. None where the request was taken back.

    The first requests of a turn are claimed, and with `settle` the visitor is this worker's from now on. `hang up` ends
    the turn; so does `release`, which says where its sandbox stands.
    """
    if claim:
        if registry.claim(self.request.id, f"{name} {life}") is not None:
            return None
        if settle:
            registry.settle(requests[0]["visitor"], name)
        try:
            turns.open(turn)
        except SavepointError:
            return _answered([])
    *asked, last = requests
    if last["op"] != "hang up":
        asked.append(last)
    frames: list[wire.Frame] = []
    with turns.using(turn) as relay:
        if relay is not None and asked:
            try:
                frames = relay.asked(asked, lambda more: self.update_state(state="OUTPUT", meta={"frames": more}))
            except SavepointError:
                log.warning("the supervisor went away in the middle of a turn")
    released = any(request["op"] == "release" for request in asked)
    if released or last["op"] == "hang up":
        turns.end(turn, released=released)
    return _answered(frames)


@app.task(name=ASK, bind=True)
def ask(self: Any, request: wire.Frame) -> wire.Frame | None:
    """The supervisor's answer to what needs no turn. None where the request was taken back."""
    if registry.claim(self.request.id, f"{name} {life}") is not None:
        return None
    try:
        return local.asked(request)
    except SavepointError as error:
        return {"frame": "failed", "message": str(error)}


def _answered(frames: list[wire.Frame]) -> dict[str, Any]:
    return {"worker": name, "life": life, "frames": frames}


@worker_ready.connect
def _begin(**_given: Any) -> None:
    # Ends with `savepoint worker`, however that ended.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    threading.Thread(target=_look_after, name="signs of life", daemon=True).start()


@worker_shutting_down.connect
def _shut(**_given: Any) -> None:
    ending.set()  # from now on visitors are sent elsewhere; what runs here is finished


@worker_shutdown.connect
def _end(**_given: Any) -> None:
    ended.set()
    registry.say_gone(name, queue, life)


def _look_after() -> None:
    while not ended.is_set():
        turns.end_those_left_alone()
        _say_alive()
        ended.wait(SAYS_EVERY)


def _say_alive() -> None:
    global life
    try:
        if not registry.hold_name(name, holder):
            log.error("Another worker is called %s too, so this one ends.", name)
            os._exit(NAME_IS_TAKEN)
        registry.say_alive(name, queue, life, takes_visitors=not ending.is_set())
    except redis.RedisError as error:
        log.warning("Redis does not answer: %s", error)
        # What was answered meanwhile has reached nobody: whoever waits for this life is told that it has ended.
        life = secrets.token_hex(8)
