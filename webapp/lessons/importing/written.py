"""A lesson's values as YAML, laid out as a person writes it; and whether a person has changed that since."""

from __future__ import annotations

import hashlib
import re
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

BLOCKS = frozenset(("text", "example", "shows", "prelude"))
"""Keys whose text stands under a bar."""


def written(lesson: dict[str, Any], source: str) -> str:
    """The lesson's file. The first line names the document and has a digest of all that follows."""
    yaml = YAML()
    yaml.width = 1_000_000
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump({key: _laid_out(key, value) for key, value in lesson.items()}, stream)
    body = stream.getvalue()
    return f"# Imported from {_one_line(source)} ({_digest(body)}).\n{body}"


def is_untouched(text: str) -> bool:
    """Whether this is a lesson as it was written here, byte for byte."""
    found = re.match(r"# Imported from [^\n]* \((?P<digest>[0-9a-f]{16})\)\.\n", text)
    return found is not None and found["digest"] == _digest(text[found.end() :])


def _laid_out(key: str, value: Any) -> Any:
    if key in BLOCKS and isinstance(value, str):
        return LiteralScalarString(value)
    if isinstance(value, list):
        return [{name: _laid_out(name, each) for name, each in step.items()} for step in value]
    return value


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def _one_line(name: str) -> str:
    return re.sub(r"[^\w .-]+", "-", name)
