"""Texts that are a closed attribute's name, or a piece of one: beside them, names made at run time are no accident."""

from __future__ import annotations

import ast

from webapp.inside.policy import special
from webapp.inside.policy.snippet import Snippet
from webapp.inside.policy.texts import format_refusal, sink_refusal

ASKED = special.NAMES_METHODS | special.NAMES_DATA | special.NAMES_READABLE
"""Special names that people ask `hasattr` for."""


def has_hidden_name(snippet: Snippet, *, of_template: bool = False) -> bool:
    """Whether a text somewhere in the snippet is, or could be a piece of, a closed attribute's name.

    `of_template`: also where it stands within a text, as in "{0.__class__}".
    """
    if of_template not in snippet.hidden:
        snippet.hidden[of_template] = _find(snippet, of_template)
    return snippet.hidden[of_template]


def _find(snippet: Snippet, of_template: bool) -> bool:
    for node in snippet.nodes:
        if isinstance(node, ast.Name) and node.id == "chr" and isinstance(node.ctx, ast.Load):
            return True
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str | bytes):
            continue
        text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
        above = snippet.parent(node)
        said = isinstance(above, ast.Expr) or (isinstance(above, ast.Call) and getattr(above.func, "id", "") == "print")
        split = text == "__" and not isinstance(above, ast.JoinedStr | ast.BinOp)  # `path.split("__")`
        if said or split or text in ASKED or text == "__main__":
            continue
        if text.startswith("__") or text.endswith("__") or sink_refusal(text) is not None:
            return True
        if of_template and ("__" in text or format_refusal(text) is not None):
            return True
    return False
