"""The process behind `Bare`: a JSON line in, snippets executed, a JSON line out."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stdout
from time import perf_counter
from typing import Any


def main() -> None:
    """Answers until the input ends."""
    answers = sys.stdout
    names: dict[str, Any] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["afresh"]:
            names = {"__name__": "__main__"}
            for module in asked["modules"]:
                sys.modules.pop(module, None)  # else its mapping would not be made again
        print(json.dumps(_run(asked["sources"], names)), file=answers, flush=True)


def _run(sources: list[str], names: dict[str, Any]) -> dict[str, Any]:
    printed = io.StringIO()
    started = perf_counter()
    try:
        with redirect_stdout(printed):
            for source in sources:
                printed.seek(0)
                printed.truncate()
                exec(compile(source, "<snippet>", "exec"), names)  # noqa: S102 - the benchmark's own snippets
    except Exception as error:
        return {"error": repr(error)}
    return {"seconds": perf_counter() - started, "printed": printed.getvalue()}


if __name__ == "__main__":
    main()
