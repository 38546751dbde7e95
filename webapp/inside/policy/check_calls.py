"""Calls: those whose arguments decide more than values."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from webapp.inside.policy import attributes, special
from webapp.inside.policy.catalogue import MODULES, member_refusal
from webapp.inside.policy.check_engines import create_engine
from webapp.inside.policy.check_names import Found, is_type_of_class
from webapp.inside.policy.check_texts import relationship, walked
from webapp.inside.policy.engines import EXECUTION_OPTIONS_REFUSED
from webapp.inside.policy.events import event_refusal
from webapp.inside.policy.hidden_names import ASKED, has_hidden_name
from webapp.inside.policy.keywords import entries, keywords_of
from webapp.inside.policy.refusal import Refusal
from webapp.inside.policy.snippet import Snippet
from webapp.inside.policy.texts import reach_path_refusal


def call(snippet: Snippet, node: ast.Call) -> Iterator[Found]:
    for keyword in node.keywords:
        yield from _keyword(snippet, keyword)
    if is_type_of_class(snippet, node.func):
        yield node.func, MADE
    name = snippet.bindings.name_of(node.func)
    check = CALLS.get(name) if name is not None else None
    if check is not None:
        yield from check(snippet, node)


def _keyword(snippet: Snippet, keyword: ast.keyword) -> Iterator[Found]:
    """Keyword names become attributes in mapped classes and in `filter_by`."""
    given: list[tuple[ast.AST, object]] = [(keyword, keyword.arg)]
    if keyword.arg is None or keyword.arg == "execution_options":
        for place, name, _ in entries(snippet, keyword.value, keyword):
            if name is None and keyword.arg is None and isinstance(keyword.value, ast.Dict):
                message = "The name of a keyword argument is put together here."
                yield place, Refusal("keyword", message, "Write `name=value`.")
            given.append((place, name))
    for node, called in given:
        if isinstance(called, str) and (special.is_special(called) or called in attributes.NEVER_PRIVATE):
            yield (
                node,
                Refusal(
                    "keyword", f"`{called}` is not the name of a keyword argument here.", "Name a mapped attribute."
                ),
            )
        elif called in EXECUTION_OPTIONS_REFUSED and not _is_none(snippet, keyword, called):
            yield node, Refusal("keyword", f"`{called}` holds SQL that was compiled before.", "Leave it out.")


def _is_none(snippet: Snippet, keyword: ast.keyword, name: object) -> bool:
    """Whether an option is switched off, as the documentation has it for `compiled_cache=None`."""
    values = [value for _, given, value in entries(snippet, keyword.value, keyword) if given == name]
    value = values[0] if values else keyword.value
    return isinstance(value, ast.Constant) and value.value is None


MADE = Refusal("call", "The type of a class makes classes when it is called.", "Write a class statement.")


def _is_builtin(snippet: Snippet, node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and not snippet.bindings.visible(node.func)


def type_(snippet: Snippet, node: ast.Call) -> Iterator[Found]:
    plain = len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred)
    if _is_builtin(snippet, node) and not plain:
        yield node, Refusal("call", "`type` with several arguments makes a class.", "Write a class statement.")


def super_(snippet: Snippet, node: ast.Call) -> Iterator[Found]:
    if _is_builtin(snippet, node) and any(isinstance(each, ast.Starred) for each in node.args):
        yield node, Refusal("call", "The arguments of `super` are unpacked here.", "Write `super()`.")


def reach(snippet: Snippet, node: ast.Call) -> Iterator[Found]:
    """`getattr`, `setattr`, `delattr`, `hasattr`."""
    if not _is_builtin(snippet, node) or not isinstance(node.func, ast.Name):
        return
    name = node.func.id
    if any(isinstance(each, ast.Starred) for each in node.args) or len(node.args) < 2 or node.keywords:
        yield (
            node,
            Refusal("call", f"`{name}` needs to show which attribute is meant.", f'Write `{name}(obj, "name")`.'),
        )
        return
    target, attribute = node.args[:2]
    text = attribute.value if isinstance(attribute, ast.Constant) else None
    if isinstance(text, str):
        refusal = _reach_refusal(snippet, name, target, text)
        if refusal is not None:
            yield attribute, refusal
    elif name != "hasattr" and (not _is_readable(snippet, attribute, 8) or has_hidden_name(snippet)):
        message = (
            f"`{name}` gets an attribute's name that is put together while running, so nobody can check it beforehand."
        )
        yield attribute, Refusal("call", message, f'Write the name out: `{name}(obj, "name")`.')


def _reach_refusal(snippet: Snippet, function: str, target: ast.expr, text: str) -> Refusal | None:
    base = snippet.bindings.path(target)
    if function == "hasattr" and base not in MODULES:
        return None if text in ASKED else attributes.reach_refusal(text)
    if function == "hasattr":
        return None  # a facade has what it hands out, and nothing else
    if function == "getattr":
        return member_refusal(base, text) if base in MODULES else attributes.reach_refusal(text)
    if base is not None:
        message = f"`{base}` belongs to everybody in this Python, so a snippet does not change it."
        return Refusal("attribute", message, "Make a subclass or a variable of your own.")
    return attributes.special_refusal(text) if special.is_special(text) else attributes.reach_refusal(text)


def _is_readable(snippet: Snippet, node: ast.expr | ast.AST, depth: int) -> bool:
    """Whether an attribute's name comes from somewhere plain: a variable, `column.name`, `f"{name}_id"`."""
    if not depth:
        return False
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and attributes.reach_refusal(node.value) is None
    if isinstance(node, ast.Name):
        value = snippet.bindings.value(node)
        return value is None or _is_readable(snippet, value, depth - 1)
    if isinstance(node, ast.Attribute | ast.Subscript):
        return not isinstance(node.value, ast.Constant | ast.JoinedStr | ast.BinOp)
    if isinstance(node, ast.JoinedStr):
        return all(_is_readable(snippet, part, depth - 1) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return _is_readable(snippet, node.value, depth - 1)
    if isinstance(node, ast.BinOp):
        text = snippet.bindings.text(node)
        folded = text is None or attributes.reach_refusal(text) is None
        return folded and all(_is_readable(snippet, side, depth - 1) for side in (node.left, node.right))
    if isinstance(node, ast.Call):
        plain = isinstance(node.func, ast.Attribute) and not node.args and not node.keywords
        return plain and _is_readable(snippet, node.func, depth - 1)
    return False


def event(snippet: Snippet, node: ast.Call) -> Iterator[Found]:
    """`event.listen` and its like: the event's name."""
    path = snippet.bindings.path(node.func)
    base = node.func.value if isinstance(node.func, ast.Attribute) else None
    if base is not None and path is None and getattr(base, "id", "") != "event":
        return
    named = node.args[1:2] or [each.value for each in node.keywords if each.arg == "identifier"]
    text = snippet.bindings.text(named[0]) if named else None
    refusal = event_refusal(text) if text is not None else None
    if refusal is not None:
        yield named[0], refusal


def without(*refused: str) -> Callable[[Snippet, ast.Call], Iterator[Found]]:
    """A check for a callee that takes all keyword arguments but these."""

    def check(snippet: Snippet, node: ast.Call) -> Iterator[Found]:
        for place, name, _ in keywords_of(snippet, node):
            if name in refused:
                message = f"`{name}` changes how classes and functions are put together."
                yield place, Refusal("call", message, "Leave it out.")

    return check


CALLS: dict[str, Callable[[Snippet, ast.Call], Iterator[Found]]] = {
    "type": type_,
    "super": super_,
    "getattr": reach,
    "setattr": reach,
    "delattr": reach,
    "hasattr": reach,
    "create_engine": create_engine,
    "listens_for": event,
    "listen": event,
    "remove": event,
    "contains": event,
    "relationship": relationship,
    "backref": relationship,
    "dynamic_loader": relationship,
    "association_proxy": walked(0, 1, "target_collection", "attr"),
    "AssociationProxy": walked(0, 1, "target_collection", "attr"),
    "attribute_keyed_dict": walked(0, "attr_name"),
    "attribute_mapped_collection": walked(0, "attr_name"),
    "synonym": walked(0, "name"),
    "synonym_for": walked(0, "name"),
    "ordering_list": walked(0, "attr"),
    "OrderingList": walked(0, "ordering_attr"),
    "composite": walked(start=1),
    "attrgetter": walked(start=0, refused=reach_path_refusal),
    "methodcaller": walked(0),
    "wraps": without("assigned", "updated"),
    "declarative_base": without("metaclass", "class_registry"),
    "generate_base": without("metaclass"),
    "registry": without("class_registry"),
    "as_declarative": without("metaclass", "class_registry"),
    "automap_base": without("metaclass", "class_registry"),
}
