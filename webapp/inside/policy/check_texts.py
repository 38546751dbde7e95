"""Texts that SQLAlchemy evaluates or follows attribute by attribute: in calls, and in annotations."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from webapp.inside.policy.check_names import Found
from webapp.inside.policy.keywords import keywords_of
from webapp.inside.policy.refusal import Refusal
from webapp.inside.policy.snippet import Snippet
from webapp.inside.policy.texts import UNSEEN, evaluated_refusal, plain_texts, target_refusal, walk_refusal

EVALUATED = frozenset("primaryjoin secondaryjoin order_by foreign_keys remote_side secondary".split())
TEXT_METHODS = frozenset(
    "join format format_map replace lower upper strip lstrip rstrip title capitalize swapcase decode removeprefix "
    "removesuffix translate zfill center ljust rjust expandtabs".split()
)
MAPPED = frozenset("Mapped DynamicMapped WriteOnlyMapped".split())


def computed(snippet: Snippet, node: ast.AST | None, depth: int = 8) -> bool:
    """Whether an expression puts a text together, as far as its form tells."""
    if node is None or not depth:
        return False
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod | ast.Mult):
        return any(_is_text(snippet, side, depth - 1) for side in (node.left, node.right))
    if isinstance(node, ast.Subscript):
        return _is_text(snippet, node.value, depth - 1)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in TEXT_METHODS:
        return _is_text(snippet, node.func.value, depth - 1)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("str", "chr", "format", "repr")
    if isinstance(node, ast.IfExp):
        return any(_is_text(snippet, side, depth - 1) for side in (node.body, node.orelse))
    if isinstance(node, ast.Name):
        return computed(snippet, snippet.bindings.value(node), depth - 1)
    return False


def _is_text(snippet: Snippet, node: ast.AST, depth: int) -> bool:
    return snippet.bindings.text(node) is not None or computed(snippet, node, depth)


def relationship(snippet: Snippet, node: ast.Call) -> Iterator[Found]:
    """The texts of `relationship` and `backref`."""
    for position, value in enumerate(node.args[:2]):
        yield from _text(snippet, value, target_refusal if position == 0 else _relation_refusal)
    for _, keyword, value in keywords_of(snippet, node):
        if keyword == "argument":
            yield from _text(snippet, value, target_refusal)
        elif keyword in EVALUATED:
            yield from _text(snippet, value, _relation_refusal)


def _relation_refusal(text: str) -> Refusal | None:
    return evaluated_refusal(text, "relationship")


def _text(snippet: Snippet, node: ast.expr, refusal_of: Callable[[str], Refusal | None]) -> Iterator[Found]:
    if isinstance(node, ast.List | ast.Tuple):
        for item in node.elts:
            yield from _text(snippet, item, refusal_of)
        return
    text = snippet.bindings.text(node)
    refusal = refusal_of(text) if text is not None else None
    if refusal is not None:
        yield node, refusal
    elif computed(snippet, node) and not isinstance(node, ast.Constant):
        yield node, Refusal("string", f"This text {UNSEEN}", "Write it as one literal, or use the column itself.")


def walked(
    *places: int | str, start: int | None = None, refused: Callable[[str], Refusal | None] = walk_refusal
) -> Callable[[Snippet, ast.Call], Iterator[Found]]:
    """A check for a callee that follows the texts at these positions and keywords from attribute to attribute.

    With `start` all positions from there on, however many; then none of them may be unpacked.
    """

    def check(snippet: Snippet, node: ast.Call) -> Iterator[Found]:
        for position, value in enumerate(node.args):
            if start is not None and isinstance(value, ast.Starred):
                message = "The names of attributes are unpacked here, so nobody can see which are meant."
                yield value, Refusal("call", message, "Write them out, one by one.")
            elif position in places or (start is not None and position >= start):
                yield from _text(snippet, value, refused)
        for _, keyword, value in keywords_of(snippet, node):
            if keyword in places:
                yield from _text(snippet, value, refused)

    return check


def annotation(snippet: Snippet, node: ast.AST | None) -> Iterator[Found]:
    """The texts in an annotation: SQLAlchemy evaluates those of mapped classes."""
    if node is None:
        return
    if not isinstance(node, ast.Name | ast.Constant) and computed(snippet, node):
        yield node, Refusal("string", f"This annotation {UNSEEN}", "Write the type itself.")
        return
    skipped: set[int] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Subscript):
            skipped.update(id(each) for each in plain_texts(part))
        if isinstance(part, ast.Call):
            skipped.update(id(each) for each in ast.walk(part))
        text = part.value if isinstance(part, ast.Constant) else None
        if isinstance(part, ast.Name):
            text = snippet.bindings.text(part)
        if isinstance(text, str) and id(part) not in skipped:
            refusal = evaluated_refusal(text, "annotation")
            if refusal is not None:
                yield part, refusal
        elif (
            isinstance(part, ast.Name | ast.BinOp | ast.JoinedStr)
            and id(part) not in skipped
            and computed(snippet, part)
        ):
            yield part, Refusal("string", f"This annotation {UNSEEN}", "Write the type itself.")


def subscript(snippet: Snippet, node: ast.Subscript) -> Iterator[Found]:
    """`Mapped[...]` outside an annotation, for one that is put together elsewhere."""
    name = snippet.bindings.name_of(node.value)
    if name in MAPPED and not any(isinstance(each, ast.AnnAssign) for each in snippet.ancestors(node)):
        yield from annotation(snippet, node.slice)


def annotated_assignment(snippet: Snippet, node: ast.AnnAssign) -> Iterator[Found]:
    yield from annotation(snippet, node.annotation)


def annotated_parameter(snippet: Snippet, node: ast.arg) -> Iterator[Found]:
    yield from annotation(snippet, node.annotation)


def annotated_function(snippet: Snippet, node: ast.FunctionDef) -> Iterator[Found]:
    yield from annotation(snippet, node.returns)
