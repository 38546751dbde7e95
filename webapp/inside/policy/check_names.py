"""Names: reading, binding, importing."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from webapp.inside.policy import attributes, names, special
from webapp.inside.policy.bindings import Binding
from webapp.inside.policy.catalogue import MODULES, import_refusal, member_refusal
from webapp.inside.policy.modules_orm import DIALECTS
from webapp.inside.policy.refusal import Refusal
from webapp.inside.policy.snippet import Snippet

Found = tuple[ast.AST, Refusal]

SHOWN_BY = frozenset("print dir repr str type id isinstance".split())
REACHING = frozenset("getattr setattr delattr".split())
HOOKS = frozenset({"entity_namespace", "get_dbapi_type"})
LITERAL = frozenset({"__match_args__", "__slots__"})
"""Names of a class that patterns and objects follow, so they are written out in its body."""
LABELS = frozenset("__all__ __version__ __author__ __doc__".split())


def name(snippet: Snippet, node: ast.Name) -> Iterator[Found]:
    if special.is_special(node.id):
        if not _special_is_open(snippet, node):
            yield node, _special_refusal(node.id)
        return
    if not isinstance(node.ctx, ast.Load):
        yield from bound(node, node.id)
        return
    refused = names.BUILTINS_REFUSED.get(node.id)
    if refused is not None and not _is_own(snippet, node):
        yield node, refused.refusal("name", node.id)
    elif node.id in REACHING and not snippet.is_called(node) and not snippet.bindings.of(node.id):
        yield (
            node,
            Refusal(
                "call",
                f"`{node.id}` is only called here, with the attribute's name written out, and never handed on.",
                f'Write `{node.id}(obj, "name")`, or a function of your own.',
            ),
        )
    elif node.id == "super" and not snippet.is_called(node):
        yield (
            node,
            Refusal("call", "`super` is only called here, inside a method, and never handed on.", "Write `super()`."),
        )
    else:
        yield from module_as_value(snippet, node)


def _is_own(snippet: Snippet, node: ast.Name) -> bool:
    """Whether a name that Python uses otherwise is one of the visitor's: a course has credits."""
    if node.id not in names.REUSABLE:
        return False
    return node.id in snippet.bindings.known or any(
        each.kind in ("parameter", "other", "class") or (each.line, each.column) < (node.lineno, node.col_offset)
        for each in snippet.bindings.visible(node)
    )


def _special_is_open(snippet: Snippet, node: ast.Name) -> bool:
    in_class = isinstance(snippet.scope(node), ast.ClassDef)
    if isinstance(node.ctx, ast.Load):
        definable = node.id in special.NAMES_METHODS or node.id in special.NAMES_DATA
        return node.id in names.SPECIAL_READABLE or (in_class and definable)
    if node.id in LITERAL and isinstance(node.ctx, ast.Store) and not _is_plainly_assigned(snippet, node):
        return False
    if in_class and isinstance(node.ctx, ast.Store):
        return node.id in special.NAMES_DATA or node.id in special.NAMES_METHODS
    return node.id in LABELS


def _is_plainly_assigned(snippet: Snippet, node: ast.Name) -> bool:
    """Whether a name is the target of an assignment that stands directly in a class body."""
    statement = snippet.parent(node)
    return isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(snippet.parent(statement), ast.ClassDef)


def _special_refusal(name: str) -> Refusal:
    if name in LITERAL:
        message = f"`{name}` is written out directly in the class body, as names in quotes."
        return Refusal("class", message, f'Write `{name} = ("name",)`.')
    found = names.BUILTINS_REFUSED.get(name) or special.NAMES_REFUSED.get(name) or special.OTHERS
    return found.refusal("name", name)


def bound(node: ast.AST, name: str | None) -> Iterator[Found]:
    """A name that something other than an assignment in a class body binds."""
    if name is None:
        return
    if special.is_special(name):
        yield node, _special_refusal(name)
    elif name == "super":
        yield (
            node,
            Refusal("name", "`super` keeps its meaning here: it goes on in the parent class.", "Choose another."),
        )
    elif name.startswith("_sa_") or name in HOOKS:
        yield node, Refusal("name", f"`{name}` is a name that SQLAlchemy asks for itself.", "Choose another name.")


def parameter(_: Snippet, node: ast.arg) -> Iterator[Found]:
    if node.arg != "_sa_initiator":  # SQLAlchemy's documented recipe for collections of one's own passes it on
        yield from bound(node, node.arg)


def capture(_: Snippet, node: ast.ExceptHandler | ast.MatchAs | ast.MatchStar) -> Iterator[Found]:
    yield from bound(node, node.name)


def rest(_: Snippet, node: ast.MatchMapping) -> Iterator[Found]:
    yield from bound(node, node.rest)


def declared(_: Snippet, node: ast.Global | ast.Nonlocal) -> Iterator[Found]:
    for each in node.names:
        yield from bound(node, each)


def module_as_value(snippet: Snippet, node: ast.Name | ast.Attribute) -> Iterator[Found]:
    """A module may be followed by a dot, shown or given another name, but not handed on; a dialect's may."""
    path = snippet.bindings.path(node)
    if path is None or path not in MODULES or path in DIALECTS:
        return
    above = snippet.parent(node)
    followed = isinstance(above, ast.Attribute | ast.Expr | ast.Assign)
    shown = isinstance(above, ast.Call) and _is_asked_of(above, node)
    if not followed and not shown:
        message = f"`{path}` is a module, and a module is not handed on as a value."
        yield node, Refusal("name", message, f"Hand on what you need of it, such as `{path}.name`.")


def _is_asked_of(call: ast.Call, module: ast.AST) -> bool:
    """Whether a call shows a module, or asks it for a name that is written out."""
    function = getattr(call.func, "id", "")
    named = len(call.args) > 1 and isinstance(call.args[1], ast.Constant)
    return function in SHOWN_BY or (function in ("getattr", "hasattr") and named and call.args[0] is module)


def import_(node: ast.Import, modules: frozenset[str]) -> Iterator[Found]:
    for alias in node.names:
        if alias.name not in MODULES and alias.name not in modules:
            yield alias, import_refusal(alias.name)
        yield from bound(alias, alias.asname)


def import_from(node: ast.ImportFrom, modules: frozenset[str]) -> Iterator[Found]:
    if node.level or node.module is None:
        message = "A relative import, with a leading dot, needs a package, and a snippet is not in one."
        yield node, Refusal("import", message, "Name the module: `from sqlalchemy.orm import Session`.")
        return
    if node.module not in MODULES and node.module not in modules:
        yield node, import_refusal(node.module, [alias.name for alias in node.names])
        return
    for alias in node.names:
        yield from bound(alias, alias.asname)
        if alias.name == "*":
            message = f"`from {node.module} import *` brings in names that nobody reading the snippet can see."
            yield alias, Refusal("import", message, f"Name what you need: `from {node.module} import ...`.")
        elif node.module in modules:
            if alias.name.startswith("_"):
                yield (
                    alias,
                    Refusal("import", f"`{alias.name}` is private to `{node.module}`.", "Import a public name."),
                )
        else:
            refusal = member_refusal(node.module, alias.name)
            if refusal is not None:
                yield alias, refusal


def is_type_of_class(snippet: Snippet, node: ast.AST) -> bool:
    """Whether an expression is `type(int)` and the like: the type of one of Python's own classes."""
    if not isinstance(node, ast.Call) or len(node.args) != 1:
        return False
    names = [node.func, node.args[0]]
    plain = [each.id for each in names if isinstance(each, ast.Name) and not snippet.bindings.visible(each)]
    return len(plain) == 2 and plain[0] == "type" and isinstance(getattr(builtins, plain[1], None), type)


def own_class(snippet: Snippet, node: ast.AST) -> ast.ClassDef | None:
    """The class statement a name stands for, where the snippet binds that name once and by it."""
    if not isinstance(node, ast.Name):
        return None
    found: Binding | None = snippet.bindings.only(node.id)
    return found.node if found is not None and isinstance(found.node, ast.ClassDef) else None


def private_may_be_own(snippet: Snippet, node: ast.Attribute) -> bool:
    """Whether a class of the snippet gives a private name that a library uses too; each object is asked for it."""
    if attributes.is_never_own(node.attr):
        return False
    added = isinstance(node.ctx, ast.Store) and own_class(snippet, node.value) is not None
    return added or node.attr in snippet.given
