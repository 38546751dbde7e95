"""Writes questions into a reviewed snippet's tree: what depends on the object is decided where the object is.

`err.obj` becomes `__asked__(err, "obj", False).obj`, and `x.y = 1` becomes `__written__(x, "y").y = 1`. Places stay as
they are, so tracebacks show the snippet's own text.
"""

from __future__ import annotations

import ast

from webapp.inside.policy.check_names import private_is_own, private_may_be_own
from webapp.inside.policy.objects import ASKED
from webapp.inside.policy.snippet import Snippet


def ask(snippet: Snippet) -> None:
    """Changes the snippet's tree in place."""
    for node in snippet.nodes:
        if isinstance(node, ast.Attribute):
            if not _names_a_pattern(snippet, node):
                _ask_attribute(snippet, node)
        elif isinstance(node, ast.Call) and node.args:
            _ask_call(node)


def _names_a_pattern(snippet: Snippet, node: ast.Attribute) -> bool:
    """Whether it is part of the class in `case module.Class(...)`, where Python takes names only."""
    below: ast.AST = node
    for above in snippet.ancestors(node):
        if not isinstance(above, ast.Attribute):
            return isinstance(above, ast.MatchClass) and above.cls is below
        below = above
    return False


def _ask_call(node: ast.Call) -> None:
    called = node.func
    if isinstance(called, ast.Name) and called.id == "super":
        node.args[0] = _call("__own_class__", node.args[0])
        return
    base = called.value if isinstance(called, ast.Attribute) and called.attr == "__setattr__" else None
    if isinstance(base, ast.Name) and base.id == "object":
        base.id = "__object__"
        named = node.args[1] if len(node.args) > 1 else None
        node.args[0] = _call("__written__", node.args[0], str(getattr(named, "value", "")))


def _ask_attribute(snippet: Snippet, node: ast.Attribute) -> None:
    if private_may_be_own(snippet, node.attr) and not private_is_own(snippet, node):
        node.value = _call("__owned__", node.value, node.attr)
    elif not isinstance(node.ctx, ast.Load):
        node.value = _call("__written__", node.value, node.attr)
    elif node.attr == "__class__":
        node.value, node.attr = _call("__class_of__", node.value), "shown"
    elif node.attr == "__origin__":
        node.value, node.attr = _call("__origin_of__", node.value), "shown"
    elif node.attr == "format":
        node.value = _call("__format_of__", node.value)
    elif node.attr in ASKED:
        node.value = _call("__asked__", node.value, node.attr, snippet.is_called(node))


def _call(name: str, value: ast.expr, *others: str | bool) -> ast.expr:
    called = ast.Name(name, ast.Load())
    constants = [ast.Constant(each) for each in others]
    call = ast.Call(called, [value, *constants], [])
    for made in (called, *constants, call):
        ast.copy_location(made, value)
    return call
