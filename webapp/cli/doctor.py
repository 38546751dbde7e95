"""`savepoint doctor`: which layers hold visitors' code in on this machine, tried in a real sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from webapp.config import Settings
from webapp.lessons.start import Start
from webapp.observation import Observation
from webapp.sandbox.interface import Sandboxes
from webapp.sandbox.launch import Launched
from webapp.sandbox.limits import Limits


@dataclass(frozen=True, slots=True)
class Layer:
    """One thing that contains visitors' code: whether it is in force here, what was seen, what follows if it is not."""

    name: str
    holds: bool
    seen: str
    otherwise: str
    needed: bool = False
    """Without it the server stays on loopback."""


@click.command()
def doctor() -> None:
    """Try each layer of the sandbox on this machine.

    Exit status 1 where one is missing without which the server listens on loopback only.
    """
    limits = replace(Limits.of(Settings.from_environment()), cpu_seconds=1.0, wall_seconds=3.0)
    with Launched(limits, policy=False) as bare, Launched(limits) as whole:
        layers = [*kernel_layers(bare), policy_layer(whole.sandboxes)]
    table = Table(show_lines=False, pad_edge=False)
    for column in ("layer", "in force", "seen", "without it"):
        table.add_column(column, overflow="fold")
    for layer in layers:
        table.add_row(layer.name, "yes" if layer.holds else "NO", layer.seen, "" if layer.holds else layer.otherwise)
    Console(width=None if Console().is_terminal else 160).print(table)
    if any(layer.needed and not layer.holds for layer in layers):
        click.echo("A server on this machine listens on loopback only.", err=True)
        raise click.exceptions.Exit(1)


def kernel_layers(bare: Launched) -> Iterator[Layer]:
    """What the kernel holds in, tried with the policy switched off."""
    kernel = bare.wait_until_ready()["kernel"]
    forked = run(bare.sandboxes, "import os\nos.fork()")
    yield Layer(
        "system calls (seccomp)",
        bool(kernel["seccomp"]) and forked.outcome == "killed",
        f"fork(): {told(forked)}",
        "strangers' code could start processes and open sockets",
        needed=True,
    )
    opened = run(bare.sandboxes, "open('/etc/hostname')")
    yield Layer(
        "files", opened.outcome == "error", f"open(): {told(opened)}", "strangers' code could read files", needed=True
    )
    yield Layer(
        "files and network (Landlock)",
        int(kernel["landlock"]) > 0,
        f"version {kernel['landlock']}" if kernel["landlock"] else "not in this kernel",
        "seccomp alone refuses files; a kernel from 5.13 on has it",
    )
    large = run(bare.sandboxes, "x = 'x' * 10 ** 10")
    yield Layer(
        "memory", error_of(large) == "MemoryError", f"10 GB: {told(large)}", "one visitor could use it all", needed=True
    )
    endless = run(bare.sandboxes, "while True: pass")
    yield Layer("time", endless.outcome == "interrupted", f"endless loop: {told(endless)}", "loops go on", needed=True)
    yield processor_limit(bare)
    attached = run(bare.sandboxes, "import sqlite3\nsqlite3.connect(':memory:').execute(\"ATTACH '/x' AS x\")")
    yield Layer(
        "SQLite's guards", attached.outcome == "error", f"ATTACH: {told(attached)}", "SQL could name files", needed=True
    )


def processor_limit(bare: Launched) -> Layer:
    """The kernel's own limit on processor time, which the supervisor raises for each snippet, from outside."""
    pid = bare.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    lines = [line for child in children for line in _limits(child) if line.startswith("Max cpu time")]
    limited = any("unlimited" not in line.split()[3] for line in lines)
    seen = "raised for each snippet" if limited else "this system lets nobody limit another's time (CAP_SYS_RESOURCE)"
    return Layer("processor time, by the kernel", limited, seen, "the supervisor's own watch alone ends loops")


def _limits(pid: str) -> list[str]:
    try:
        return Path(f"/proc/{pid}/limits").read_text().splitlines()
    except OSError:
        return []


def policy_layer(sandboxes: Sandboxes) -> Layer:
    """The allow-list, which teaches."""
    refused = run(sandboxes, "open('/etc/hostname')")
    return Layer("policy", refused.outcome == "refused", f"open(): {told(refused)}", "refusals teach nothing")


def run(sandboxes: Sandboxes, source: str) -> Observation:
    """Runs a snippet in the doctor's own sandbox."""
    with sandboxes.turn("doctor", "doctor") as turn:
        if turn.position is None:
            turn.rebuild(Start(), [])
        seen = turn.run(source)
        turn.settle("settled")
        return seen


def error_of(seen: Observation) -> str:
    """The exception's name, "" where there was none."""
    return seen.error.type if seen.error else ""


def told(seen: Observation) -> str:
    """How a run ended, in a word or two."""
    return " ".join(part for part in (seen.outcome, error_of(seen)) if part)
