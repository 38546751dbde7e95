"""The review: a snippet's text against the rules, and every place where it does not satisfy them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from webapp.inside.lines import lines_of
from webapp.inside.policy import (
    asking,
    check_attributes,
    check_calls,
    check_classes,
    check_names,
    check_patterns,
    check_texts,
    nodes,
    syntax,
)
from webapp.inside.policy.check_names import Found
from webapp.inside.policy.refusal import Refusal
from webapp.inside.policy.snippet import Snippet

Check = Callable[[Snippet, Any], Iterator[Found]]

CHECKS: dict[type, tuple[Check, ...]] = {
    ast.Name: (check_names.name,),
    ast.arg: (check_names.parameter, check_texts.annotated_parameter),
    ast.ExceptHandler: (check_names.capture,),
    ast.MatchAs: (check_names.capture,),
    ast.MatchStar: (check_names.capture,),
    ast.MatchMapping: (check_names.rest,),
    ast.MatchClass: (check_patterns.class_pattern,),
    ast.Global: (check_names.declared,),
    ast.Nonlocal: (check_names.declared,),
    ast.Attribute: (check_attributes.attribute,),
    ast.FunctionDef: (check_classes.function, check_texts.annotated_function),
    ast.ClassDef: (check_classes.class_,),
    ast.Call: (check_calls.call,),
    ast.AnnAssign: (check_texts.annotated_assignment,),
    ast.Subscript: (check_texts.subscript,),
}


@dataclass(frozen=True)
class Review:
    """`tree` is None where the text is not Python. `violations` are in order; their keys are the observation's.

    In the tree of a snippet without violations, what depends on an object is asked where it runs; see `asking`.
    """

    tree: ast.Module | None
    violations: list[dict[str, object]]


def review(source: str, *, modules: Collection[str] = (), names: Collection[str] = ()) -> Review:
    """What the policy says about a snippet. Never raises, never runs any of it.

    `modules` are the lesson's data modules, which may be imported; `names` are names that earlier snippets made.
    """
    tree, unreadable = syntax.parse(source)
    if tree is None:
        return Review(None, [] if unreadable is None else [unreadable])
    snippet = Snippet(tree, frozenset(names))
    lines = lines_of(source)
    if snippet.too_deep is not None:
        # The checks follow names through nested expressions, and so would come to the end of the stack here.
        return Review(tree, [_violation(lines, snippet.too_deep, DEEP)])
    found: list[dict[str, object]] = []
    datasets = frozenset(modules)
    for node in snippet.nodes:
        found.extend(_violation(lines, where, refusal) for where, refusal in _refusals(snippet, node, datasets))
    if not found:
        asking.ask(snippet)
    unique = {(each["line"], each["column"], each["message"]): each for each in found}
    return Review(tree, sorted(unique.values(), key=_place))


DEEP = Refusal("syntax", syntax.TOO_DEEP, "Break it into several statements.")


def _refusals(snippet: Snippet, node: ast.AST, datasets: frozenset[str]) -> Iterator[Found]:
    kind = type(node)
    if kind.__name__ not in nodes.NODES_ALLOWED:
        refused = nodes.NODES_REFUSED.get(kind.__name__)
        reason = refused.reason if refused else f"`{kind.__name__}` is syntax the sandbox does not know yet."
        yield node, Refusal("node", reason, refused.instead if refused else "Write it another way.")
    elif isinstance(node, ast.Import):
        yield from check_names.import_(node, datasets)
    elif isinstance(node, ast.ImportFrom):
        yield from check_names.import_from(node, datasets)
    for check in CHECKS.get(kind, ()):
        yield from check(snippet, node)


def _place(violation: dict[str, object]) -> tuple[Any, Any]:
    return violation["line"], violation["column"]


def _violation(lines: list[str], node: ast.AST, refusal: Refusal) -> dict[str, object]:
    line, start = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    end_line, end = getattr(node, "end_lineno", None), getattr(node, "end_col_offset", None)
    if isinstance(node, ast.Attribute) and end_line is not None and end is not None:
        start = max(end - len(node.attr.encode()), start if end_line == line else 0)
        line = end_line
    text = lines[line - 1].encode("utf-8", "replace") if 0 < line <= len(lines) else b""
    column = len(text[:start].decode("utf-8", "ignore")) + 1
    end_column = None
    if end is not None and end_line == line:
        end_column = len(text[:end].decode("utf-8", "ignore")) + 1
    return syntax.violation(
        line, column, end_column, refusal.rule, syntax.printable(refusal.message), syntax.printable(refusal.instead)
    )
