"""New values put into a lesson's text, every other character of which stays as it is.

The file is not dumped, which would lay it out anew: where a value stands is taken from the parsed nodes' marks, and
only that stretch of text is replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from webapp.lessons.document import parse
from webapp.lessons.problems import Path
from webapp.lessons.yamlwriting import block, quoted, rows

STEP = 2
"""Blanks that a text under a bar is deeper than its key."""


class RewriteError(Exception):
    """The text would not have read back as intended; nothing was changed."""


def rewritten(text: str, values: Mapping[Path, Any], after: Mapping[str, str]) -> str:
    """The text with those values at their paths: texts, and lists of rows.

    A key that is not there yet is written below the one that `after` names for it. Raises RewriteError.
    """
    break_ = "\r\n" if "\r\n" in text else "\n"
    root = YAML(typ="safe", pure=True).compose(text)
    edits = [edit(text, root, path, value, after) for path, value in values.items()]
    new = text
    for start, end, piece in sorted(edits, reverse=True):
        new = new[:start] + piece.replace("\n", break_) + new[end:]
    if parse(new).value != intended(text, values):
        raise RewriteError("This file is written in a way that cannot be changed without changing more; do it by hand.")
    return new


def intended(text: str, values: Mapping[Path, Any]) -> Any:
    whole = deepcopy(parse(text).value)
    for path, value in values.items():
        *way, last = path
        target = whole
        for part in way:
            target = target[part]
        target[last] = value
    return whole


def edit(text: str, root: Node, path: Path, value: Any, after: Mapping[str, str]) -> tuple[int, int, str]:
    """Beginning and end of the stretch to replace, and what comes there."""
    parent = node_at(root, path[:-1])
    entry = entry_of(parent, str(path[-1]))
    if entry is None:
        return added(text, parent, str(path[-1]), value, after)
    key, old = entry
    start, end = old.start_mark.index, end_of(text, old)
    if isinstance(value, list):
        dash = old.start_mark.column if isinstance(old, SequenceNode) and not old.flow_style else None
        return start, end, rows(value, old.start_mark.column, dash)
    if parent.flow_style:
        return start, end, quoted(value)
    piece = block(value, key.start_mark.column + STEP, STEP)
    if not old.value and isinstance(old, ScalarNode) and old.style is None:  # nothing stood behind the colon
        start = end = text.index(":", key.end_mark.index) + 1
        piece = f" {piece}"
    return start, end, piece


def added(text: str, parent: MappingNode, name: str, value: str, after: Mapping[str, str]) -> tuple[int, int, str]:
    entry = entry_of(parent, after[name])
    if entry is None or parent.flow_style:
        raise RewriteError(f"There is no place for `{name}` here; write it by hand.")
    key, above = entry
    column, end = key.start_mark.column, end_of(text, above)
    piece = block(value, column + STEP, STEP)
    return end, end, f"\n{' ' * column}{name}: {piece}"


def node_at(root: Node, path: Path) -> MappingNode:
    node = root
    for part in path:
        if isinstance(node, SequenceNode) and isinstance(part, int):
            node = node.value[part]
        elif isinstance(node, MappingNode) and (entry := entry_of(node, str(part))) is not None:
            node = entry[1]
        else:
            raise RewriteError("This file has another form than its lesson.")
    if not isinstance(node, MappingNode):
        raise RewriteError("This file has another form than its lesson.")
    return node


def entry_of(mapping: MappingNode, name: str) -> tuple[Node, Node] | None:
    return next(((key, value) for key, value in mapping.value if key.value == name), None)


def end_of(text: str, node: Node) -> int:
    """Where a value's own text ends: a block's marks reach up to what comes next, over blank lines and comments."""
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        return start + len(text[start:end].rstrip())
    if isinstance(node, SequenceNode | MappingNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(text, last[1] if isinstance(node, MappingNode) else last)
    return end
