"""Class patterns: they read the attributes they name, and by position those that the class names."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from webapp.inside.policy import attributes, special
from webapp.inside.policy.check_names import Found, own_class
from webapp.inside.policy.refusal import Refusal
from webapp.inside.policy.snippet import Snippet

DEPENDING = frozenset().union(*(each.names for each in attributes.DEPENDING))
SELF_MATCHING = frozenset("bool bytearray bytes dict float frozenset int list set str tuple".split())
PLAIN_DECORATORS = frozenset("dataclass total_ordering runtime_checkable final unique".split())
PLAIN_BASES = frozenset(
    "NamedTuple DeclarativeBase MappedAsDataclass ABC Enum IntEnum StrEnum Exception ValueError object Protocol".split()
)


def class_pattern(snippet: Snippet, node: ast.MatchClass) -> Iterator[Found]:
    """`case User(name=n)` reads `name`, so it is checked as an attribute is, and asked again of what matches."""
    own = _may_be_own(snippet, node.cls)
    for name in node.kwd_attrs:
        refusal = attributes.special_refusal(name) if special.is_special(name) else attributes.reach_refusal(name)
        if refusal is not None and own and _may_be_private(name):
            refusal = None
        if refusal is None and name in DEPENDING and not own:
            message = f"`{name}` leads out of some objects, and a pattern does not ask of which."
            refusal = Refusal("pattern", message, f"Read it in a guard: `case ... as found if found.{name}`.")
        if refusal is not None:
            yield node, Refusal("pattern", f"In a class pattern: {refusal.message}", refusal.instead)
    if node.patterns and not _positions_are_known(snippet, node):
        message = "A class pattern by position reads whatever attributes the class names in `__match_args__`."
        yield node, Refusal("pattern", message, "Name the attributes: `case User(name=n)`.")


def _may_be_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and not attributes.is_never_own(name)


def _may_be_own(snippet: Snippet, node: ast.AST) -> bool:
    """Whether it names a class of the visitor's, of this snippet or an earlier one, as far as the text tells."""
    if isinstance(node, ast.Name) and not snippet.bindings.of(node.id):
        return node.id in snippet.bindings.known
    return _is_nominal(snippet, node)


def _positions_are_known(snippet: Snippet, node: ast.MatchClass) -> bool:
    if isinstance(node.cls, ast.Name) and node.cls.id in SELF_MATCHING and len(node.patterns) == 1:
        return not snippet.bindings.of(node.cls.id)
    return _may_be_own(snippet, node.cls)


def _is_nominal(snippet: Snippet, node: ast.AST) -> bool:
    """A class of this snippet whose instances are made by it alone: a protocol matches whatever has its attributes."""
    statement = own_class(snippet, node)
    bases = [] if statement is None else statement.bases
    structural = any(snippet.bindings.name_of(_named(base)) == "Protocol" for base in bases)
    return not structural and _is_plain_class(snippet, node, 8)


def _is_plain_class(snippet: Snippet, node: ast.AST, depth: int) -> bool:
    """A class statement of this snippet, with nothing around it that could name other attributes."""
    statement = own_class(snippet, node)
    if statement is None or not depth or statement.keywords:
        return False
    for decorator in statement.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        if snippet.bindings.name_of(called) not in PLAIN_DECORATORS:
            return False
    if any(attributes.reach_refusal(name) is not None for name in _fields(statement)):
        return False
    return all(
        snippet.bindings.name_of(_named(base)) in PLAIN_BASES or _is_plain_class(snippet, base, depth - 1)
        for base in statement.bases
    )


def _named(base: ast.expr) -> ast.expr:
    """What a base is called without its parameters: `Protocol` of `Protocol[T]`."""
    return base.value if isinstance(base, ast.Subscript) else base


def _fields(statement: ast.ClassDef) -> Iterator[str]:
    """Names that a dataclass or named tuple made of this class would have as positions."""
    for node in ast.walk(statement):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
