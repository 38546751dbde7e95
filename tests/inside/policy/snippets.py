"""Where the tests of the policy get snippets from."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

TESTS = Path(__file__).parents[2]


def corpus(name: str) -> object:
    """A file of tests/corpus, as plain data."""
    return YAML(typ="safe", pure=True).load((TESTS / "corpus" / name).read_text("utf-8"))
