"""Writes questions into a reviewed snippet's tree: what depends on the object is decided where the object is.

`err.obj` becomes `__asked__(err, "obj", False).obj`, and `x.y = 1` becomes `__written__(x, "y").y = 1`. Places stay as
they are, so tracebacks show the snippet's own text.
"""

from __future__ import annotations

import ast

from webapp.inside.policy import shared, special
from webapp.inside.policy.objects import is_asked
from webapp.inside.policy.patterns import reads_what_is_asked
from webapp.inside.policy.snippet import Snippet

INSTEAD = {"__class__": "__class_of__", "__origin__": "__origin_of__", "__init__": "__init_of__"}
"""Attributes of which a snippet sees something else than there is, each with the function that gives it."""


def ask(snippet: Snippet) -> None:
    """Changes the snippet's tree in place."""
    number = 0
    for node in snippet.nodes:
        if isinstance(node, ast.Attribute):
            if not _names_a_pattern(snippet, node):
                _ask_attribute(snippet, node)
        elif isinstance(node, ast.Call) and node.args:
            _ask_call(node)
        elif isinstance(node, ast.MatchClass) and _reads_what_is_asked(node):
            number += 1
            _ask_pattern(snippet, node, f"__class_{number}__")


def _names_a_pattern(snippet: Snippet, node: ast.Attribute) -> bool:
    """Whether it is part of the class in `case module.Class(...)`, where Python takes names only."""
    below: ast.AST = node
    for above in snippet.ancestors(node):
        if not isinstance(above, ast.Attribute):
            return isinstance(above, ast.MatchClass) and above.cls is below
        below = above
    return False


def _reads_what_is_asked(node: ast.MatchClass) -> bool:
    return bool(node.patterns) or any(reads_what_is_asked(name) for name in node.kwd_attrs)


def _ask_pattern(snippet: Snippet, node: ast.MatchClass, name: str) -> None:
    """Asks for the class once the subject is there, and has the pattern use the answer; a pattern makes no calls."""
    match = next(above for above in snippet.ancestors(node) if isinstance(above, ast.Match))
    names = ast.Tuple([_at(node.cls, ast.Constant(each)) for each in node.kwd_attrs], ast.Load())
    count = ast.Constant(len(node.patterns))
    meant = _call(node.cls, "__pattern__", node.cls, _at(node.cls, count), _at(node.cls, names))
    stored, loaded = (ast.copy_location(ast.Name(name, how), node.cls) for how in (ast.Store(), ast.Load()))
    kept = _at(node.cls, ast.NamedExpr(stored, meant))
    node.cls = loaded
    subject = match.subject
    if isinstance(subject, ast.Call) and isinstance(subject.func, ast.Name) and subject.func.id == "__first__":
        subject.args.append(kept)
    else:
        match.subject = _call(subject, "__first__", subject, kept)


def _ask_call(node: ast.Call) -> None:
    called = node.func
    if isinstance(called, ast.Name) and called.id == "super":
        node.args[0] = _asked("__own_class__", node.args[0])
    if not isinstance(called, ast.Attribute) or not special.is_special(called.attr):
        return
    plainly = isinstance(called.value, ast.Name) and called.value.id == "object"
    if isinstance(called.value, ast.Name) and plainly:
        called.value.id = "__object__"
    if called.attr in special.BOUND_TO:
        count = len(node.args) - (called.attr == "__set__")  # whose last one is the value
        node.args[:count] = [_asked("__own__", given) for given in node.args[:count]]
    if called.attr != "__setattr__":
        return
    if plainly:
        named = node.args[1] if len(node.args) > 1 else None
        node.args[0] = _asked("__written__", node.args[0], str(getattr(named, "value", "")))
        place = 1
    else:
        place = 0
    if len(node.args) > place:
        node.args[place] = _asked("__settable__", node.args[place])


def _ask_attribute(snippet: Snippet, node: ast.Attribute) -> None:
    if not isinstance(node.ctx, ast.Load):
        if isinstance(snippet.parent(node), ast.AugAssign) and is_asked(node.attr):  # it is read, too
            node.value = _asked("__asked__", node.value, node.attr, False)
        node.value = _asked("__written__", node.value, node.attr)
    elif node.attr in INSTEAD:
        node.value, node.attr = _asked(INSTEAD[node.attr], node.value), "shown"
    elif node.attr in shared.NAMES:
        node.value, node.attr = _asked("__shared_of__", node.value, node.attr), "shown"
    elif node.attr == "format":
        node.value = _asked("__format_of__", node.value)
    elif is_asked(node.attr):
        node.value = _asked("__asked__", node.value, node.attr, snippet.is_called(node))


def _asked(name: str, value: ast.expr, *others: str | bool) -> ast.expr:
    return _call(value, name, value, *(_at(value, ast.Constant(each)) for each in others))


def _call(place: ast.expr, name: str, *arguments: ast.expr) -> ast.expr:
    return _at(place, ast.Call(_at(place, ast.Name(name, ast.Load())), list(arguments), []))


def _at(place: ast.expr, made: ast.expr) -> ast.expr:
    """Gives what was made the place of what it stands for."""
    return ast.copy_location(made, place)
