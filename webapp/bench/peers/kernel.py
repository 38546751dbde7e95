"""ipykernel, by jupyter_client: what a student would otherwise run snippets in."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from webapp.bench.problem import BenchError
from webapp.bench.processes import Memory, memory
from webapp.bench.work import ANSWER

NAME = "ipykernel"
READY_WITHIN = ANSWER_WITHIN = 60.0


def missing() -> str:
    """Why it cannot be measured here; empty where it can. Imports it, so that starting one later is measured alone."""
    try:
        importlib.import_module("ipykernel")
        importlib.import_module("jupyter_client.manager")
    except ImportError:
        return "not installed: pip install 'savepoint[bench]'"
    return ""


class Kernel:
    """One kernel. Its making takes as long as the kernel until it is ready: `started` says how many seconds."""

    def __init__(self, modules: Path, scratch: Path) -> None:
        """`modules` is the folder with the datasets; `scratch` is for the kernel's own files. Raises BenchError."""
        environ = os.environ | {
            "PYTHONPATH": os.pathsep.join([str(modules), *filter(None, [os.environ.get("PYTHONPATH")])]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "IPYTHONDIR": str(scratch / "ipython"),
        }
        manager = importlib.import_module("jupyter_client.manager")
        connection = scratch / "kernel.json"
        connection.unlink(missing_ok=True)
        started = perf_counter()
        self._manager: Any = manager.KernelManager(connection_file=str(connection))
        self._manager.kernel_cmd = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        with (scratch / "printed").open("wb") as out:
            self._manager.start_kernel(env=environ, stdout=out, stderr=out)
        self._client: Any = self._manager.client()
        try:
            self._client.start_channels()
            self._client.wait_for_ready(timeout=READY_WITHIN)
        except RuntimeError as error:
            self.close()
            raise BenchError(f"ipykernel did not start: {error}") from error
        self.started = perf_counter() - started

    def run(self, source: str) -> tuple[float, str]:
        """Seconds, and what it printed. Raises BenchError where the snippet fails."""
        printed: list[str] = []

        def hear(message: dict[str, Any]) -> None:
            if message["header"]["msg_type"] == "stream":
                printed.append(message["content"]["text"])

        started = perf_counter()
        reply = self._client.execute_interactive(source, output_hook=hear, timeout=ANSWER_WITHIN)
        seconds = perf_counter() - started
        if reply["content"]["status"] != "ok":
            raise BenchError(f"ipykernel failed: {reply['content'].get('evalue')}")
        return seconds, "".join(printed)

    def query(self, source: str) -> float:
        """Seconds of the query that all are measured by."""
        seconds, printed = self.run(source)
        if printed != ANSWER:
            raise BenchError(f"ipykernel did not do its work: {printed[:300]!r}")
        return seconds

    def memory(self) -> Memory | None:
        """Of the kernel's process."""
        return memory(int(self._manager.provisioner.pid))

    def close(self) -> None:
        """Ends it."""
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)
