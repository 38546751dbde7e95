"""The limit: the same snippets by bare `exec`, in one process without a wall, a recorder or a store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from webapp.bench.problem import BenchError
from webapp.bench.processes import Memory, memory


class Bare:
    """A process that executes what it is told, and says how long that took."""

    def __init__(self, modules: Path) -> None:
        """`modules` is the folder with the datasets, which snippets import."""
        path = os.pathsep.join([str(modules), *sys.path])
        environ = os.environ | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        self._modules = [file.stem for file in modules.glob("*.py")]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "webapp.bench.peers.bare_process"],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, sources: Sequence[str], *, afresh: bool = False) -> Executed:
        """Executes the snippets in order, in new names where it is `afresh`. Raises BenchError where one fails."""
        told = self._ask({"sources": list(sources), "afresh": afresh, "modules": self._modules})
        if "error" in told:
            raise BenchError(f"Bare exec failed: {told['error']}")
        return Executed(told["seconds"], told["printed"])

    def memory(self) -> Memory | None:
        """Of the whole process."""
        return memory(self._process.pid)

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        given, out = self._process.stdin, self._process.stdout
        if given is None or out is None:
            raise BenchError("Bare exec has no pipes.")
        given.write(json.dumps(request) + "\n")
        given.flush()
        answer = out.readline()
        if not answer:
            raise BenchError("The process of bare exec ended; the lines above say why.")
        told: dict[str, Any] = json.loads(answer)
        return told

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()


class Executed:
    """Seconds of all snippets together, and what the last one printed."""

    def __init__(self, seconds: float, printed: str) -> None:
        self.seconds, self.printed = seconds, printed
