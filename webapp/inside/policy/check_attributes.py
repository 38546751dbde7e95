"""Attributes: reading, writing and deleting them."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from webapp.inside.policy import attributes, special
from webapp.inside.policy.catalogue import MODULES, member_refusal
from webapp.inside.policy.check_names import Found, module_as_value, own_class, private_may_be_own
from webapp.inside.policy.check_texts import computed
from webapp.inside.policy.formatting import INSTEAD, UNSEEN
from webapp.inside.policy.hidden_names import has_hidden_name
from webapp.inside.policy.refusal import Group, Refusal
from webapp.inside.policy.snippet import Snippet
from webapp.inside.policy.texts import format_refusal, walk_refusal

DRIVER_NAMES = re.compile(r"(\w*_)?(c|con|conn|connection|raw|db|cur|cursor|fairy)|(driver|dbapi|sqlite)\w*")
CLASS_SHOWN = frozenset("__name__ __qualname__ __doc__ __tablename__ __table__ __mapper__ __module__".split())
EXECUTING = frozenset("execute exec_driver_sql scalars".split())
ERRORS = frozenset("e err error exc ex exception".split())
VALUE_TYPES = frozenset("str bytes int float complex tuple frozenset".split())
BOUND_INSTEAD = "Write `super().__get__(obj, owner)`."
CLASS_ASKED = frozenset("isinstance issubclass print repr str type".split())


def attribute(snippet: Snippet, node: ast.Attribute) -> Iterator[Found]:
    base = snippet.bindings.path(node.value)
    if not isinstance(node.ctx, ast.Load) or isinstance(snippet.parent(node), ast.AugAssign):
        refusal = _write_refusal(node, base)
        if refusal is not None:
            yield node, refusal
            return
    if base in MODULES:
        refusal = member_refusal(base, node.attr)
        if refusal is None:
            yield from module_as_value(snippet, node)
    else:
        refusal = _read_refusal(snippet, node)
    if refusal is not None:
        yield node, refusal


def _write_refusal(node: ast.Attribute, base: str | None) -> Refusal | None:
    if base is not None:
        message = f"`{base}` belongs to everybody in this Python, so a snippet does not change it."
        return Refusal("attribute", message, "Make a subclass or a variable of your own.")
    if not special.is_special(node.attr):
        return None
    if node.attr in special.WRITABLE.names and isinstance(node.value, ast.Name):
        return None
    refusal = attributes.special_refusal(node.attr)
    if node.attr in special.NAMES_READABLE or node.attr in special.NAMES_CALLABLE:
        refusal = Refusal("attribute", f"`{node.attr}` is fixed once the class is made.", "Write it in the class body.")
    return refusal


def _read_refusal(snippet: Snippet, node: ast.Attribute) -> Refusal | None:
    name = node.attr
    if special.is_special(name):
        return _special_refusal(snippet, node)
    if name.startswith("_"):
        refusal = None if name.startswith("__") else attributes.private_refusal(name)
        return None if refusal is not None and private_may_be_own(snippet, node) else refusal
    if name == "format":
        return _format(snippet, node)
    if name in attributes.NAMES_REFUSED:
        return attributes.NAMES_REFUSED[name].refusal("attribute", name)
    if name in attributes.NAMES_CALL_ONLY:
        return _call_only(snippet, node)
    if name in attributes.NAMES_ON_SELF and isinstance(node.ctx, ast.Load):
        own = snippet.class_of_self(node.value) is not None or name in snippet.given
        return None if own else attributes.NAMES_ON_SELF[name].refusal("attribute", name)
    is_read = isinstance(node.ctx, ast.Load) or isinstance(snippet.parent(node), ast.AugAssign)
    for group, is_meant in DEPENDING:
        if name in group.names and is_read and is_meant(snippet, node):
            return group.refusal("attribute", name)
    return None


def _special_refusal(snippet: Snippet, node: ast.Attribute) -> Refusal | None:
    name = node.attr
    if name in special.NAMES_READABLE or name in special.NAMES_CALLABLE:
        return None
    if isinstance(node.ctx, ast.Store) and name in special.WRITABLE.names:
        return None
    if name == "__class__" and isinstance(node.ctx, ast.Load) and _class_is_open(snippet, node):
        return None
    parents = isinstance(node.value, ast.Call) and getattr(node.value.func, "id", "") == "super"
    if name == "__new__" and snippet.is_called(node) and _is_a_value_type(snippet, node.value):
        return None
    if snippet.is_called(node) and (parents or getattr(node.value, "id", "") == "object"):
        call = snippet.parent(node)
        if name in special.BOUND_TO and isinstance(call, ast.Call) and not _is_written_out(call):
            return Refusal("call", f"The arguments of `{name}` are written out here, by position.", BOUND_INSTEAD)
        if name in special.ON_SUPER.names:
            return None
        if name == "__setattr__" and isinstance(call, ast.Call) and _sets_plain_name(snippet, call, parents):
            return None
    return attributes.special_refusal(name)


def _is_written_out(call: ast.Call) -> bool:
    return not call.keywords and not any(isinstance(each, ast.Starred) for each in call.args)


def _is_a_value_type(snippet: Snippet, node: ast.expr) -> bool:
    """Whether Python's own `str`, `int` and so on are meant: `__new__` of a subclass fills in its value by them."""
    if not isinstance(node, ast.Name) or node.id not in VALUE_TYPES:
        return False
    return not snippet.bindings.of(node.id) and node.id not in snippet.bindings.known


def _class_is_open(snippet: Snippet, node: ast.Attribute) -> bool:
    """Naming and comparing classes is what people write; walking on from a class is what is closed."""
    above = snippet.parent(node)
    if isinstance(above, ast.Attribute) and above.attr in CLASS_SHOWN:
        return isinstance(above.ctx, ast.Load)
    if not isinstance(node.value, ast.Name):
        return False
    if isinstance(above, ast.Compare | ast.FormattedValue):
        return True
    if snippet.class_of_self(node.value) is not None and snippet.is_called(node):
        return True  # `self.__class__(...)` makes another one of the same kind
    return isinstance(above, ast.Call) and getattr(above.func, "id", "") in CLASS_ASKED


def _sets_plain_name(snippet: Snippet, call: ast.Call, parents: bool) -> bool:
    """A frozen dataclass sets fields by `object.__setattr__(self, "name", value)`; `__setattr__` hands its name on."""
    named = call.args[:1] if parents else call.args[1:2]
    within = snippet.scope(call)
    if isinstance(within, ast.FunctionDef) and within.name == "__setattr__" and len(within.args.args) == 3:
        return bool(named) and getattr(named[0], "id", "") == within.args.args[1].arg
    text = named[0].value if named and isinstance(named[0], ast.Constant) else None
    return isinstance(text, str) and walk_refusal(text) is None


def _format(snippet: Snippet, node: ast.Attribute) -> Refusal | None:
    if not isinstance(node.ctx, ast.Load):
        return None
    template = snippet.bindings.text(node.value, certain=True)
    if template is not None:
        return format_refusal(template)
    own = snippet.class_of_self(node.value) or own_class(snippet, node.value)
    if own is not None and any(isinstance(each, ast.FunctionDef) and each.name == "format" for each in own.body):
        return None
    suspect = snippet.bindings.name_of(node.value) == "str" or computed(snippet, node.value)
    if not suspect and not has_hidden_name(snippet, of_template=True):
        return None  # looked at when it is filled in
    return Refusal("format", UNSEEN, INSTEAD)


def _call_only(snippet: Snippet, node: ast.Attribute) -> Refusal | None:
    name = node.attr
    if snippet.is_called(node) or (isinstance(node.ctx, ast.Store) and name != "dispatch"):
        return None
    own = snippet.class_of_self(node.value) is not None or name in snippet.given
    if name != "dispatch" and own:
        return None  # the object is asked when it is read
    return attributes.NAMES_CALL_ONLY[name].refusal("attribute", name)


def _meant(snippet: Snippet, node: ast.AST) -> ast.AST:
    """What a name stands for: the value assigned to it, or the statement that binds it; else the node itself."""
    for _ in range(8):
        found = snippet.bindings.meant(node) if isinstance(node, ast.Name) else None
        if found is None or found.node is None or found.node is node or found.kind not in ("value", "other"):
            break
        node = found.node
    return node


def _last_name(node: ast.AST) -> str:
    """The last name of an expression: `connect` of `engine.connect()`."""
    called = node.func if isinstance(node, ast.Call) else node
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _is_inspected(snippet: Snippet, node: ast.Attribute) -> bool:
    value = _meant(snippet, node.value)
    return isinstance(value, ast.Call) and _last_name(value) in ("inspect", "instance_state")


def _is_result(snippet: Snippet, node: ast.Attribute) -> bool:
    value = _meant(snippet, node.value)
    if isinstance(value, ast.Call):
        return _last_name(value) in EXECUTING
    return getattr(node.value, "id", "") in ("result", "res", "cursor_result")


def _is_error(snippet: Snippet, node: ast.Attribute) -> bool:
    if snippet.is_called(node):
        return False  # `inspect(user).obj()`
    value = _meant(snippet, node.value)
    unbound = isinstance(value, ast.Name) and not snippet.bindings.of(value.id) and value.id in ERRORS
    caught = value.type if isinstance(value, ast.ExceptHandler) else None
    own = caught is not None and own_class(snippet, caught) is not None  # asked again when it is read
    return unbound or (isinstance(value, ast.ExceptHandler) and not own)


def _is_dialect(snippet: Snippet, node: ast.Attribute) -> bool:
    return "dialect" in (_last_name(node.value), _last_name(_meant(snippet, node.value)))


def _is_driver(snippet: Snippet, node: ast.Attribute) -> bool:
    """Whether something that could be the driver's connection is meant, and not an object of the visitor's."""
    if node.attr in snippet.methods:
        return False
    return DRIVER_NAMES.fullmatch(_last_name(node.value) or "connection") is not None


DEPENDING: tuple[tuple[Group, Callable[[Snippet, ast.Attribute], bool]], ...] = (
    (attributes.AFTER_INSPECT, _is_inspected),
    (attributes.OF_A_RESULT, _is_result),
    (attributes.OF_AN_ERROR, _is_error),
    (attributes.OF_A_DIALECT, _is_dialect),
    (attributes.OF_THE_DRIVER, _is_driver),
)
"""Names that people use for their own things too, each with the question whether the library's is meant."""
