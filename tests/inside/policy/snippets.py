"""Where the tests of the policy get snippets from, and how they run them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ruamel.yaml import YAML

TESTS = Path(__file__).parents[2]


def corpus(name: str) -> object:
    """A file of tests/corpus, as plain data."""
    return YAML(typ="safe", pure=True).load((TESTS / "corpus" / name).read_text("utf-8"))


def run_apart(jobs: Sequence[Sequence[str]]) -> list[str]:
    """Runs lists of snippets in processes of their own; for each what ended it, or an empty string."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(Path(__file__).with_name("runner.py"))],
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
        cwd=TESTS.parent,
    )
    return [str(each) for each in json.loads(done.stdout)]
